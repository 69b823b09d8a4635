/** Texts in columns that are scrolled, and seen, as one: side by side as they are meant where they fit, else flowing from column to column. */
import type {Line} from '../text/lines.tsx';
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
nothing is scrolled while rows are free.
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
	const tallest = Math.max(...laidOut(rows).map(({lines}) => lines.length));
	if (tallest <= rows) {
		return sideBySide(laidOut(rows), symbols);
	}

	const even = shareWidth(
		width,
		columns.map(() => 1),
	);
	const narrowest = Math.min(...even);
	const blocks = columns.flatMap((column) => column.blocks({width: narrowest, symbols}));
	// Where a column ends before a title, up to two of its rows stay free.
	const flowing = flowed(stacked(blocks, columns.length * (rows - 2)), columns.length);
	const height = Math.max(...flowing.map((lines) => lines.length));
	// A column that needs more than can be seen at once gives the others the same room.
	return height < tallest
		? sideBySide(
				flowing.map((lines, index) => ({width: even[index] ?? 0, lines})),
				symbols,
			)
		: sideBySide(laidOut(tallest), symbols);
}

/** Lines in so many columns that are as short as they can be, none beginning with a gap or ending with a title. */
function flowed(lines: readonly Line[], count: number): ReadonlyArray<readonly Line[]> {
	for (let rows = Math.max(1, Math.ceil(lines.length / count)); rows < lines.length; rows++) {
		const columns = broken(lines, count, rows);
		if (columns !== undefined) {
			return columns;
		}
	}

	return Array.from({length: count}, (_, index) => (index === 0 ? lines : []));
}

/** The same in columns of so many rows; `undefined` where they don't suffice. */
function broken(lines: readonly Line[], count: number, rows: number): ReadonlyArray<readonly Line[]> | undefined {
	const columns: Array<readonly Line[]> = [];
	let from = 0;
	for (let column = 0; column < count; column++) {
		while (isGap(lines[from])) {
			from++;
		}

		let to = Math.min(lines.length, from + rows);
		// What a title is over stands below it.
		while (to > from && to < lines.length && (isTitle(lines[to - 1]) || isGap(lines[to - 1]))) {
			to--;
		}

		columns.push(lines.slice(from, to));
		from = to;
	}

	return from < lines.length ? undefined : columns;
}

function isGap(spans: Line | undefined): boolean {
	return spans?.every(({text}) => text.trim() === '') ?? false;
}

function isTitle(spans: Line | undefined): boolean {
	return spans?.[0]?.tone === 'heading';
}
