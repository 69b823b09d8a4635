/** Texts in columns that are scrolled, and seen, as one: side by side as they are meant where they fit, else flowing from column to column. */
import {goesOn, type Line} from '../text/lines.tsx';
import type {Look} from '../text/text-lines.ts';
import {shareWidth} from './panes.tsx';
import {sideBySide} from './side-by-side.ts';
import {stacked, type Block} from './stacked.ts';

export type FlowColumn = {
	/** Its share of the width; 1 by default. */
	readonly weight?: number | undefined;
	readonly blocks: (look: Look) => readonly Block[];
};

/**
The lines of columns beside each other. Where one of them is longer than the rows that there are, what they say flows through columns of the same width:
nothing is scrolled while rows are free. A column ends with a block where the rows allow that, else with an entry of one. What is longer than all of them
together stands in one, where that is not much longer.
*/
export function inColumns(
	columns: readonly FlowColumn[],
	{width, rows, symbols}: Look & {readonly rows: number},
): readonly Line[] {
	const widths = shareWidth(
		width,
		columns.map(({weight = 1}) => weight),
	);
	const laidOut = (room: number) =>
		columns.map(({blocks}, index) => {
			const own = widths[index] ?? 0;
			return {width: own, lines: stacked(blocks({width: own, symbols}), room)};
		});
	const tallest = tallestOf(laidOut(rows).map(({lines}) => lines));
	if (tallest <= rows) {
		return sideBySide(laidOut(rows), symbols);
	}

	const even = shareWidth(
		width,
		columns.map(() => 1),
	);
	const narrowest = Math.min(...even);
	const blocks = columns.flatMap((column) => column.blocks({width: narrowest, symbols}));
	const flowing =
		inWhole(blocks, columns.length, rows) ??
		// Where a column ends before a title, up to two of its rows stay free.
		flowed(stacked(blocks, columns.length * (rows - 2)), columns.length, rows);
	// What has to be scrolled anyway is read from top to bottom, unless that takes many more rows.
	const single = stacked(
		columns.flatMap((column) => column.blocks({width, symbols})),
		columns.length * (rows - 2),
	);
	if (tallestOf(flowing) > rows && single.length <= mostLonger * Math.min(tallest, tallestOf(flowing))) {
		return single;
	}

	// A column that needs more than can be seen at once gives the others the same room.
	return tallestOf(flowing) < tallest
		? sideBySide(
				flowing.map((lines, index) => ({width: even[index] ?? 0, lines})),
				symbols,
			)
		: sideBySide(laidOut(tallest), symbols);
}

/** How many times as long one column may be as several. */
const mostLonger = 1.5;

function tallestOf(columns: ReadonlyArray<readonly Line[]>): number {
	return Math.max(...columns.map((lines) => lines.length));
}

/** Blocks in so many columns, none of them broken: the way that leaves out the least and, of those, the lowest; `undefined` where they don't fit. */
function inWhole(blocks: readonly Block[], count: number, rows: number): ReadonlyArray<readonly Line[]> | undefined {
	const shown = blocks.filter(({lines}) => lines.length > 0);
	const [best] = splits(shown, count)
		.map((columns) => columns.map((column) => stacked(column, rows)))
		.filter((columns) => tallestOf(columns) <= rows)
		.toSorted((left, right) => tallestOf(left) - tallestOf(right))
		.toSorted((left, right) => saidBy(right) - saidBy(left));
	return best;
}

/** Each way to share blocks out to so many columns in their order. One without a title belongs to the one before it. */
function splits(blocks: readonly Block[], count: number): ReadonlyArray<ReadonlyArray<readonly Block[]>> {
	return count === 1
		? [[blocks]]
		: [...blocks.keys(), blocks.length]
				.filter((end) => blocks[end] === undefined || blocks[end].title !== undefined)
				.flatMap((end) => splits(blocks.slice(end), count - 1).map((others) => [blocks.slice(0, end), ...others]));
}

/** How much columns say: a gap says nothing. */
function saidBy(columns: ReadonlyArray<readonly Line[]>): number {
	return columns.flat().filter((spans) => !isGap(spans)).length;
}

/** Lines in so many columns that are as short as they can be, none beginning with a gap, or ending with a title or in the middle of an entry unless that alone fits. */
function flowed(lines: readonly Line[], count: number, room: number): ReadonlyArray<readonly Line[]> {
	const byEntries = shortest(lines, count, true);
	if (tallestOf(byEntries) <= room) {
		return byEntries;
	}

	const byLines = shortest(lines, count, false);
	return tallestOf(byLines) <= room ? byLines : byEntries;
}

function shortest(lines: readonly Line[], count: number, isByEntries: boolean): ReadonlyArray<readonly Line[]> {
	for (let rows = Math.max(1, Math.ceil(lines.length / count)); rows < lines.length; rows++) {
		const columns = broken(lines, {count, rows, isByEntries});
		if (columns !== undefined) {
			return columns;
		}
	}

	return Array.from({length: count}, (_, index) => (index === 0 ? lines : []));
}

/** The same in columns of so many rows; `undefined` where they don't suffice. */
function broken(
	lines: readonly Line[],
	{count, rows, isByEntries}: {readonly count: number; readonly rows: number; readonly isByEntries: boolean},
): ReadonlyArray<readonly Line[]> | undefined {
	const columns: Array<readonly Line[]> = [];
	let from = 0;
	for (let column = 0; column < count; column++) {
		while (isGap(lines[from])) {
			from++;
		}

		let to = Math.min(lines.length, from + rows);
		while (to > from && to < lines.length && !canBreak(lines, to, isByEntries)) {
			to--;
		}

		columns.push(lines.slice(from, to));
		from = to;
	}

	return from < lines.length ? undefined : columns;
}

/** Whether a column may end before a line: what a title is over stands below it. */
function canBreak(lines: readonly Line[], index: number, isByEntries: boolean): boolean {
	const last = lines[index - 1];
	return !isTitle(last) && !isGap(last) && !(isByEntries && goesOn(lines[index] ?? []));
}

function isGap(spans: Line | undefined): boolean {
	return spans?.every(({text}) => text.trim() === '') ?? false;
}

function isTitle(spans: Line | undefined): boolean {
	return spans?.[0]?.tone === 'heading';
}
