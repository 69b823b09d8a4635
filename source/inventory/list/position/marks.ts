import {onceEach} from '../filter.ts';
import type {Listing} from '../listing.ts';
import {anchorAt, indexOf, type Anchor} from './cursor.ts';

/** Where a row of before is now; `undefined` where it has gone. */
export type SuccessorOf = (row: number) => number | undefined;

/** Marked lines: instances by row, groups by what they are grouped by and their key; and where a range of them begins. */
export class Marks {
	#rows = new Set<number>();
	readonly #groups = new Map<string, Set<string>>();
	/** The line that was marked or unmarked last. */
	#anchor: Anchor | undefined;

	/** `grouping`: whose marks; `undefined` for those of instances. */
	count(grouping: string | undefined): number {
		return grouping === undefined ? this.#rows.size : this.#keys(grouping).size;
	}

	has(row: number): boolean {
		return this.#rows.has(row);
	}

	hasGroup(grouping: string, key: string): boolean {
		return this.#keys(grouping).has(key);
	}

	/** Marks a line, or takes its mark away; a range begins there. */
	toggle(anchor: Anchor, listing: Listing): void {
		const isMarked =
			'row' in anchor ? this.#rows.has(anchor.row) : this.#keys(listing.query.grouping?.by ?? '').has(anchor.key);
		this.#set(anchor, listing, !isMarked);
		this.#anchor = anchor;
	}

	/** Marks every line from where the range begins to one. */
	range(index: number, listing: Listing, successorOf: SuccessorOf): void {
		const from = this.#anchor === undefined ? index : indexOf(this.#anchor, listing, successorOf);
		const [low, high] = [Math.min(from, index), Math.max(from, index)];
		for (let line = low === -1 ? index : low; line <= high; line++) {
			this.#set(anchorAt(listing, line), listing, true);
		}
	}

	/** Marks every line of a list. */
	all(listing: Listing): void {
		for (let line = 0; line < listing.length; line++) {
			this.#set(anchorAt(listing, line), listing, true);
		}
	}

	/** Takes all marks of a view away, also of lines that the filter hides. */
	clear(grouping: string | undefined): void {
		if (grouping === undefined) {
			this.#rows.clear();
		} else {
			this.#groups.delete(grouping);
		}

		this.endRange();
	}

	/** The next range begins where it is marked. */
	endRange(): void {
		this.#anchor = undefined;
	}

	/** The rows that are marked, in the order in which they came in; of a list of groups those that are in view and in a marked one. */
	rowsIn({query: {fields, grouping}, rows}: Listing): readonly number[] {
		if (grouping === undefined) {
			return [...this.#rows].toSorted((left, right) => left - right);
		}

		const field = fields.get(grouping.by);
		const isMarked = onceEach((code) => this.hasGroup(grouping.by, field.text(code)));
		return [...rows].filter((row) => isMarked(field.codeOf(row)));
	}

	/** Carries marks over to the rows that took the place of marked ones; those of instances that have gone go. */
	follow(successorOf: SuccessorOf): void {
		const followed = [...this.#rows].map((row) => successorOf(row)).filter((row) => row !== undefined);
		this.#rows = new Set(followed);
		if (this.#anchor === undefined || 'key' in this.#anchor) {
			return;
		}

		const row = successorOf(this.#anchor.row);
		this.#anchor = row === undefined ? undefined : {row};
	}

	#set(anchor: Anchor | undefined, {query: {grouping}}: Listing, isMarked: boolean): void {
		if (anchor === undefined) {
			return;
		}

		if ('row' in anchor) {
			setIn(this.#rows, anchor.row, isMarked);
		} else if (grouping !== undefined) {
			setIn(this.#keys(grouping.by), anchor.key, isMarked);
		}
	}

	#keys(grouping: string): Set<string> {
		let keys = this.#groups.get(grouping);
		if (keys === undefined) {
			keys = new Set();
			this.#groups.set(grouping, keys);
		}

		return keys;
	}
}

function setIn<Item>(set: Set<Item>, item: Item, isIn: boolean): void {
	if (isIn) {
		set.add(item);
	} else {
		set.delete(item);
	}
}
