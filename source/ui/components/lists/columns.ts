import type {Tone} from '../../theme.ts';
import type {Line} from '../text/lines.tsx';
import {widthOf} from '../text/fit.ts';

export type Column<Row> = {
	readonly id: string;
	readonly title: string;
	readonly text: (row: Row, index: number) => string;
	/** Read aloud in place of the title and the text; empty: nothing. */
	readonly spoken?: (row: Row, index: number) => string;
	readonly tone?: (row: Row, index: number) => Tone | undefined;
	/** The text in pieces that differ in what they mean, in place of the tone: where all of it fits, and off the cursor. */
	readonly spans?: (row: Row, index: number) => Line;
	/** The least width at which the column is worth having. Default: the title's width. */
	readonly min?: number;
	/** The width beyond which more would be empty. Default: no limit. */
	readonly max?: number;
	/** Its share of what is left once every column has its least. Default 1; 0 keeps it at its least. */
	readonly weight?: number;
	readonly align?: 'left' | 'right';
	readonly truncate?: 'end' | 'middle' | 'start';
	/** Columns with a higher number go first where there is no room for all. Default 0: never goes. */
	readonly drop?: number;
};

export type PlacedColumn<Row> = {readonly column: Column<Row>; readonly width: number};

export const columnGap = 2;

/**
The columns that fit into `width`, in their order, each with its width. All get their least; if that is too much, the one with the highest
`drop` goes (of equals, the rightmost), and so on, but for those that there is room for once all the others went; what is left over is shared by weight up
to each one's most.
*/
export function placeColumns<Row>(
	columns: ReadonlyArray<Column<Row>>,
	width: number,
): ReadonlyArray<PlacedColumn<Row>> {
	let kept = [...columns];
	const dropped: Array<Column<Row>> = [];
	while (kept.length > 1 && leastWidth(kept) > width) {
		const last = lastToDrop(kept);
		if (last === -1) {
			break;
		}

		dropped.unshift(...kept.slice(last, last + 1));
		kept = kept.toSpliced(last, 1);
	}

	kept = withThoseThatFit(columns, kept, dropped, width);
	const widths = new Map(kept.map((column) => [column, leastOf(column)]));
	share(kept, widths, width - leastWidth(kept));
	const placed = kept.map((column) => ({column, width: widths.get(column) ?? 0}));
	return squeezed(placed, width);
}

/** With those of the columns dropped, the last one first, that there is room for beside the others. */
function withThoseThatFit<Row>(
	columns: ReadonlyArray<Column<Row>>,
	kept: ReadonlyArray<Column<Row>>,
	dropped: ReadonlyArray<Column<Row>>,
	width: number,
): Array<Column<Row>> {
	const shown = new Set(kept);
	for (const column of dropped) {
		const more = new Set([...shown, column]);
		if (leastWidth([...more]) <= width) {
			shown.add(column);
		}
	}

	return columns.filter((column) => shown.has(column));
}

function leastOf<Row>(column: Column<Row>): number {
	return column.min ?? widthOf(column.title);
}

function leastWidth<Row>(columns: ReadonlyArray<Column<Row>>): number {
	return columns.reduce((sum, column) => sum + leastOf(column) + columnGap, -columnGap);
}

function lastToDrop<Row>(columns: ReadonlyArray<Column<Row>>): number {
	const highest = Math.max(...columns.map((column) => column.drop ?? -Infinity));
	return columns.findLastIndex((column) => column.drop === highest);
}

/** Hands out `spare` by weight; what one column cannot take goes round again to the others. */
function share<Row>(columns: ReadonlyArray<Column<Row>>, widths: Map<Column<Row>, number>, spare: number): void {
	let left = spare;
	while (left > 0) {
		const open = columns.filter(
			(column) => (column.weight ?? 1) > 0 && (widths.get(column) ?? 0) < (column.max ?? Infinity),
		);
		const weights = open.reduce((sum, column) => sum + (column.weight ?? 1), 0);
		if (open.length === 0) {
			return;
		}

		const round = left;
		for (const column of open) {
			const has = widths.get(column) ?? 0;
			const portion = Math.max(1, Math.floor((round * (column.weight ?? 1)) / weights));
			const given = Math.min(portion, (column.max ?? Infinity) - has, left);
			widths.set(column, has + given);
			left -= given;
		}
	}
}

/** Where even the columns that never go are too wide, the last ones lose what is too much. */
function squeezed<Row>(placed: ReadonlyArray<PlacedColumn<Row>>, width: number): ReadonlyArray<PlacedColumn<Row>> {
	let room = width;
	const fitting: Array<PlacedColumn<Row>> = [];
	for (const {column, width: wanted} of placed) {
		const given = Math.min(wanted, room);
		if (given > 0) {
			fitting.push({column, width: given});
		}

		room -= given + columnGap;
	}

	return fitting;
}
