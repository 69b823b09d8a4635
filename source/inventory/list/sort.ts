import {verdicts} from '../verdicts.ts';
import type {Field, Fields} from './fields.ts';

/** What instances can be sorted by: `scanned` is the order in which they came in. */
export const sortColumns = [
	'scanned',
	'id',
	'name',
	'verdict',
	'image',
	'image-name',
	'provider',
	'reason',
	'type',
	'state',
	'region',
	'zone',
	'launched',
] as const;
export type SortColumn = (typeof sortColumns)[number];

export type Sort<Column extends string = SortColumn> = {
	readonly column: Column;
	readonly direction: 'ascending' | 'descending';
};

/** The sort after a column is chosen: the other way round if it is the one sorted by, else in its first direction. */
export function nextSort<Column extends string>(
	sort: Sort<Column>,
	column: Column,
	first: Sort['direction'],
): Sort<Column> {
	return sort.column === column
		? {column, direction: sort.direction === 'ascending' ? 'descending' : 'ascending'}
		: {column, direction: first};
}

/** Negative, 0 or positive, as for `Array.prototype.sort`; never 0 for two different rows. */
export type CompareRows = (left: number, right: number) => number;

/**
How rows compare under a sort: equal ones in the order in which they came, in both directions, and those without a value last, also in both.
Stays good while rows are added to the inventory.
*/
export function compareRows({column, direction}: Sort, fields: Fields): CompareRows {
	const compare = compareBy(column, fields, direction === 'ascending' ? 1 : -1);
	return (left, right) => {
		const order = compare(left, right);
		return order === 0 ? left - right : order;
	};
}

function compareBy(column: SortColumn, fields: Fields, sign: number): CompareRows {
	const {columns} = fields;
	if (column === 'scanned') {
		return (left, right) => sign * (left - right);
	}

	if (column === 'id') {
		return (left, right) => sign * columns.compareIds(left, right);
	}

	if (column === 'launched') {
		return (left, right) => compareNumbers(columns.launchedAt(left), columns.launchedAt(right), sign);
	}

	const field = fields.get(column);
	if (column === 'verdict') {
		return byRank(field, (left, right) => sign * (verdictRank(left) - verdictRank(right)));
	}

	const compare = (left: string, right: string): number => compareWithEmpty(left, right, sign);
	return field.size > mostRanked ? byText(field, compare) : byRank(field, compare);
}

/** Up to so many distinct texts are put in order once, so that rows compare as integers; beyond, texts are compared as they come. */
const mostRanked = 2000;

type CompareTexts = (left: string, right: string) => number;

function byText(field: Field, compare: CompareTexts): CompareRows {
	return (left, right) => {
		const leftCode = field.codeOf(left);
		const rightCode = field.codeOf(right);
		return leftCode === rightCode ? 0 : compare(field.text(leftCode), field.text(rightCode));
	};
}

function byRank(field: Field, compare: CompareTexts): CompareRows {
	let ranks: readonly number[] = [];
	return (left, right) => {
		const leftCode = field.codeOf(left);
		const rightCode = field.codeOf(right);
		if (Math.max(leftCode, rightCode) >= ranks.length) {
			ranks = ranksOf(field, compare);
		}

		return (ranks[leftCode] ?? 0) - (ranks[rightCode] ?? 0);
	};
}

/** The place of each code's text among all texts; the same for two codes of equal order. */
function ranksOf(field: Field, compare: CompareTexts): readonly number[] {
	const codes = Array.from({length: field.size}, (_, code) => code);
	const ranks: number[] = codes.map(() => 0);
	let rank = 0;
	let before: string | undefined;
	for (const code of codes.toSorted((left, right) => compare(field.text(left), field.text(right)))) {
		const text = field.text(code);
		if (before !== undefined && compare(before, text) !== 0) {
			rank++;
		}

		ranks[code] = rank;
		before = text;
	}

	return ranks;
}

function verdictRank(verdict: string): number {
	return (verdicts as readonly string[]).indexOf(verdict);
}

function compareWithEmpty(left: string, right: string, sign: number): number {
	if (left === '' || right === '') {
		return left === right ? 0 : left === '' ? 1 : -1;
	}

	return sign * compareTexts(left, right);
}

/** By code units: the same on every machine, whatever its language. */
export function compareTexts(left: string, right: string): number {
	return left < right ? -1 : left > right ? 1 : 0;
}

function compareNumbers(left: number, right: number, sign: number): number {
	return Number.isNaN(left) || Number.isNaN(right)
		? Number(Number.isNaN(left)) - Number(Number.isNaN(right))
		: sign * (left - right);
}

/** Below this many, native sorting is so fast that it need not be cut into slices. */
const runLength = 512;

/**
Sorts rows without holding anything up: a merge sort that yields about every half thousand comparisons.

@returns the rows in order; `rows` itself is left in no particular order.
*/
export function* sortInSlices(rows: Int32Array, compare: CompareRows): Generator<void, Int32Array> {
	for (let start = 0; start < rows.length; start += runLength) {
		rows.subarray(start, start + runLength).sort(compare);
		yield;
	}

	let from: Int32Array = rows;
	let to: Int32Array = new Int32Array(rows.length);
	for (let width = runLength; width < rows.length; width *= 2) {
		for (let start = 0; start < rows.length; start += width * 2) {
			yield* merge(
				from,
				to,
				start,
				Math.min(start + width, rows.length),
				Math.min(start + width * 2, rows.length),
				compare,
			);
		}

		[from, to] = [to, from];
	}

	return from;
}

/** Merges two neighbouring runs of `from` into the same place of `to`. */
function* merge(
	from: Int32Array,
	to: Int32Array,
	start: number,
	middle: number,
	end: number,
	compare: CompareRows,
): Generator<void, void> {
	let left = start;
	let right = middle;
	for (let index = start; index < end; index++) {
		const takesLeft = right >= end || (left < middle && compare(at(from, left), at(from, right)) <= 0);
		to[index] = at(from, takesLeft ? left++ : right++);
		if ((index & (runLength - 1)) === 0) {
			yield;
		}
	}
}

/** Puts a few sorted rows into many sorted ones, with few comparisons: what a page of a scan needs. */
export function insertSorted(sorted: Int32Array, added: Int32Array, compare: CompareRows): Int32Array {
	const result = new Int32Array(sorted.length + added.length);
	if (sorted.length === 0 || added.length === 0 || compare(at(sorted, sorted.length - 1), at(added, 0)) < 0) {
		// Nearly always, while a scan comes in: all of it belongs at the end.
		result.set(sorted);
		result.set(added, sorted.length);
		return result;
	}

	let from = 0;
	let to = 0;
	for (const row of added) {
		const place = placeOf(sorted, row, compare, from);
		result.set(sorted.subarray(from, place), to);
		to += place - from;
		from = place;
		result[to++] = row;
	}

	result.set(sorted.subarray(from), to);
	return result;
}

/** The place of a row among sorted ones, or where it would belong. */
export function placeOf(sorted: Int32Array, row: number, compare: CompareRows, from = 0): number {
	let low = from;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (compare(at(sorted, middle), row) < 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
}

function at(rows: Int32Array, index: number): number {
	return rows[index] ?? 0;
}
