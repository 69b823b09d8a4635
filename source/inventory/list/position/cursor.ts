import type {Listing} from '../listing.ts';
import type {Group} from '../groups.ts';

/** A line by what it stands for, so that it is found again wherever it moves to. */
export type Anchor = {readonly row: number} | {readonly key: string};

/** The current line and the part of a list that is visible around it, kept in place while the list changes. */
export class Cursor {
	#index = 0;
	#first = 0;
	/** Absent until somebody moves: until then, the cursor is simply at the top. */
	#anchor: Anchor | undefined;

	get index(): number {
		return this.#index;
	}

	/** The index of the first visible line. */
	get first(): number {
		return this.#first;
	}

	/** Whether it keeps to its line, rather than to the top. */
	get isHeld(): boolean {
		return this.#anchor !== undefined;
	}

	/** Moves to a line, as near as there is one, scrolling as little as needed. */
	moveTo(index: number, listing: Listing, height: number): void {
		this.#index = clamp(index, 0, listing.length - 1);
		this.#anchor = anchorAt(listing, this.#index);
		this.#first = clamp(this.#first, this.#index - height + 1, this.#index);
		this.#first = clamp(this.#first, 0, listing.length - height);
	}

	/** Scrolls by a page, the cursor keeping its place on the screen where it can. */
	page(by: number, listing: Listing, height: number): void {
		const before = this.#first;
		this.#first = clamp(before + by * height, 0, listing.length - height);
		const isAtEdge = this.#first === before;
		this.moveTo(isAtEdge ? this.#index + by * height : this.#index + this.#first - before, listing, height);
	}

	/** Makes sure that a later change of the list leaves the cursor on the line that it is on now. */
	hold(listing: Listing): void {
		this.#anchor = anchorAt(listing, this.#index);
	}

	/** Goes back to the top, and stays there until moved. */
	reset(): void {
		this.#index = 0;
		this.#first = 0;
		this.#anchor = undefined;
	}

	/** Finds its line in a list that changed, at the same height of the screen; where the line has gone, its neighbour takes its place. */
	follow(listing: Listing, height: number, successorOf: (row: number) => number | undefined): void {
		const line = this.#index - this.#first;
		const found = this.#anchor === undefined ? 0 : indexOf(this.#anchor, listing, successorOf);
		const index = clamp(found === -1 ? this.#index : found, 0, listing.length - 1);
		if (this.#anchor !== undefined && listing.length > 0) {
			this.#anchor = anchorAt(listing, index);
		}

		this.#index = index;
		this.#first = clamp(index - line, Math.max(0, index - height + 1), index);
		this.#first = clamp(this.#first, 0, listing.length - height);
	}
}

/** What the line at an index stands for. */
export function anchorAt(listing: Listing, index: number): Anchor | undefined {
	const group: Group | undefined = listing.groups[index];
	if (group !== undefined) {
		return {key: group.key};
	}

	const row = listing.query.grouping === undefined ? listing.rows[index] : undefined;
	return row === undefined ? undefined : {row};
}

/** Where the line that an anchor stands for is, or -1. */
export function indexOf(anchor: Anchor, listing: Listing, successorOf: (row: number) => number | undefined): number {
	if ('key' in anchor) {
		return listing.groups.findIndex(({key}) => key === anchor.key);
	}

	const row = successorOf(anchor.row);
	return row === undefined ? -1 : listing.indexOfRow(row);
}

function clamp(value: number, low: number, high: number): number {
	return Math.max(low, Math.min(value, high));
}
