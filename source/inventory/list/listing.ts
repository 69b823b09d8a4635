import type {Fields} from './fields.ts';
import type {RowTest} from './filter.ts';
import {
	compareGroups,
	GroupCounter,
	mostOf,
	type Group,
	type GroupColumn,
	type GroupCount,
	type Grouping,
} from './groups.ts';
import {compareRows, insertSorted, placeOf, sortInSlices, type CompareRows, type Sort} from './sort.ts';

export type ListingQuery = {
	readonly fields: Fields;
	readonly test: RowTest;
	readonly sort: Sort;
	/** Set: the listing is of groups, and its rows are in the order in which they came. */
	readonly grouping?: {readonly by: Grouping; readonly sort: Sort<GroupColumn>};
};

/** How many rows are looked at before the clock is. */
const stride = 1024;

/** From so many new rows on it is cheaper to start over than to put each in its place. */
const mostAtOnce = 20_000;

/**
The rows of an inventory that pass a test, in order, and their groups: what a browser shows. It is worked out in generators that yield often,
and follows an inventory that grows without starting over.
*/
export class Listing {
	readonly query: ListingQuery;
	readonly #compare: CompareRows;
	/**
	The first rows of the inventory in order, absent while that is the order in which they came. A listing of groups has no use for it, but
	keeps it for the next one.
	*/
	#order: Int32Array | undefined;
	#rows: Int32Array = new Int32Array(0);
	#groups: readonly Group[] = [];
	#most: Readonly<Record<GroupCount, number>> = mostOf([]);
	readonly #counter: GroupCounter | undefined;
	#seen = 0;
	readonly #retirements: number;
	#isBuilt = false;

	/** `earlier`: another listing of the same inventory, whose sorting is used if it is the same. */
	constructor(query: ListingQuery, earlier?: Listing) {
		const {fields, sort, grouping} = query;
		this.query = query;
		this.#compare = compareRows(sort, fields);
		this.#retirements = fields.inventory.retirements;
		if (grouping !== undefined) {
			this.#counter = new GroupCounter(fields, grouping.by);
		}

		if (earlier?.query.fields === fields && isSameSort(earlier.query.sort, sort)) {
			this.#order = earlier.#order;
		}
	}

	/** In order; while it is being built, those found so far, which are the first ones. */
	get rows(): Int32Array {
		return this.#rows;
	}

	/** In order; empty unless grouped, or while being built. */
	get groups(): readonly Group[] {
		return this.#groups;
	}

	/** The highest of each count among its groups. */
	get most(): Readonly<Record<GroupCount, number>> {
		return this.#most;
	}

	/** How many lines it has: groups, or rows. */
	get length(): number {
		return this.query.grouping === undefined ? this.#rows.length : this.#groups.length;
	}

	/** Whether rows came in that it does not know. */
	get isBehind(): boolean {
		return this.#isBuilt && this.#seen < this.query.fields.columns.rowCount;
	}

	/** Whether it has to be built anew: rows that it may hold retired, more is known of images, or too much came at once. */
	get isOutdated(): boolean {
		const {inventory, columns} = this.query.fields;
		return (
			columns !== inventory.columns ||
			(this.#isBuilt && inventory.rowCount - this.#seen > mostAtOnce) ||
			this.#retirements !== inventory.retirements ||
			this.query.fields.evidenceVersion !== inventory.evidenceVersion
		);
	}

	/** Where a row is, or -1. */
	indexOfRow(row: number): number {
		const compare = this.query.grouping === undefined ? this.#compare : asScanned;
		const index = placeOf(this.#rows, row, compare);
		return this.#rows[index] === row ? index : -1;
	}

	/** Works everything out; to be run once. */
	*build(): Generator<void, void> {
		const {fields, test} = this.query;
		const end = fields.columns.rowCount;
		const order = yield* this.#sorted(end);
		const found = new Int32Array(end);
		let count = 0;
		for (let index = 0; index < end; index++) {
			const row = order === undefined ? index : (order[index] ?? 0);
			if (test(row)) {
				found[count++] = row;
				this.#counter?.add(row);
			}

			if (index % stride !== stride - 1) {
				continue;
			}

			this.#rows = found.subarray(0, count);
			yield;
		}

		this.#rows = found.subarray(0, count);
		this.#seen = end;
		this.#isBuilt = true;
		yield* this.#groupAll();
	}

	/** Receives the rows that came since, if they aren't too many. */
	*extend(): Generator<void, void> {
		const {fields, test, grouping} = this.query;
		const end = fields.columns.rowCount;
		const added = rowsFrom(this.#seen, end);
		yield* this.#sorted(end);
		const found: number[] = [];
		for (const [index, row] of added.entries()) {
			if (test(row)) {
				found.push(row);
			}

			if (index % stride === stride - 1) {
				yield;
			}
		}

		const compare = grouping === undefined ? this.#compare : asScanned;
		this.#rows = insertSorted(this.#rows, Int32Array.from(found).toSorted(compare), compare);
		this.#seen = end;
		for (const row of this.#counter === undefined ? [] : found) {
			this.#counter?.add(row);
		}

		yield* this.#groupAll();
	}

	/** The first rows of the inventory in order; `undefined` if that is the order in which they came. */
	*#sorted(end: number): Generator<void, Int32Array | undefined> {
		const {grouping, sort} = this.query;
		if (grouping !== undefined || (sort.column === 'scanned' && sort.direction === 'ascending')) {
			return undefined;
		}

		const added = rowsFrom(this.#order?.length ?? 0, end);
		const sorted = yield* sortInSlices(added, this.#compare);
		this.#order = this.#order === undefined ? sorted : insertSorted(this.#order, sorted, this.#compare);
		return this.#order;
	}

	*#groupAll(): Generator<void, void> {
		const {grouping} = this.query;
		if (grouping === undefined || this.#counter === undefined) {
			return;
		}

		const groups = yield* this.#counter.groups();
		const compare = compareGroups(grouping.sort.column, grouping.sort.direction);
		// There may be as many groups as rows.
		const order = yield* sortInSlices(rowsFrom(0, groups.length), (left, right) => {
			const [one, other] = [groups[left], groups[right]];
			return one === undefined || other === undefined ? 0 : compare(one, other);
		});
		this.#groups = [...order].map((index) => groups[index]).filter((group) => group !== undefined);
		this.#most = mostOf(groups);
	}
}

function rowsFrom(start: number, end: number): Int32Array {
	const rows = new Int32Array(end - start);
	for (let index = 0; index < rows.length; index++) {
		rows[index] = start + index;
	}

	return rows;
}

function asScanned(left: number, right: number): number {
	return left - right;
}

function isSameSort(left: Sort, right: Sort): boolean {
	return left.column === right.column && left.direction === right.direction;
}
