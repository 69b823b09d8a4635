import stringWidth from 'string-width';

/** What a cell means to a reader, shown by colour where there is any. */
export type CellTone = 'head' | 'good' | 'bad' | 'doubtful' | 'muted';

export type TableColumn = {
	readonly head: string;
	readonly align?: 'left' | 'right';
	/** The least width it may be cut to where the table is too wide; a column without it is never cut. */
	readonly shrinksTo?: number;
	/** Where cutting is not enough, columns are left out in this order, 1 first; one without it never. Before anything is cut, those go that say the same in every row. */
	readonly dropsAt?: number;
	readonly tone?: (cell: string) => CellTone | undefined;
};

export type TableOptions = {
	/** Columns of the terminal; without it nothing is cut or left out. */
	readonly width?: number;
	/** What marks a cut: one column wide. */
	readonly ellipsis?: string;
	/** Colours a cell, padding included. */
	readonly paint?: (text: string, tone: CellTone) => string;
	/** Hears of the heads of the columns that were left out, and of what such a column says where that is the same in every row. */
	readonly onLeftOut?: (heads: readonly string[]) => void;
};

const gap = '  ';

/**
Rows of text as a plain table, line by line, each with its line break. Goes over the rows twice, first to measure and then to print, so `rows`
has to give them twice. Wide characters and emoji are measured as a terminal shows them. With a width, no line is wider.
*/
export function* writeTable(
	columns: readonly TableColumn[],
	rows: Iterable<readonly string[]>,
	{width, ellipsis = '…', paint = (text) => text, onLeftOut}: TableOptions = {},
): Generator<string, void> {
	const {widths, same} = measured(columns, rows);
	const shown = width === undefined ? columns.map((_, index) => index) : columnsThatFit({widths, same}, columns, width);
	if (shown.length < columns.length) {
		onLeftOut?.(
			columns.flatMap(({head}, index) => {
				const cell = same[index] ?? '';
				return shown.includes(index) ? [] : [cell === '' ? head : `${head} (${cell})`];
			}),
		);
	}

	const own = shown.map((index) => widths[index] ?? 0);
	const kept = shown.flatMap((index) => columns[index] ?? []);
	const fitted = width === undefined ? own : shrink(own, kept, width);
	const line = (cells: readonly string[], toneOf: (column: TableColumn, cell: string) => CellTone | undefined) => {
		const last = cells.length === 0 ? -1 : shown.findLastIndex((index) => (cells[index] ?? '') !== '');
		const padded = kept.slice(0, last + 1).map((column, position) => {
			const cell = cells[shown[position] ?? -1] ?? '';
			const fits = cut(cell, fitted[position] ?? 0, ellipsis);
			const tone = toneOf(column, cell);
			const text = tone === undefined || fits === '' ? fits : paint(fits, tone);
			const padding = ' '.repeat(Math.max(0, (fitted[position] ?? 0) - widthOf(fits)));
			if (column.align === 'right') {
				return padding + text;
			}

			return position === last ? text : text + padding;
		});
		return `${padded.join(gap)}\n`;
	};

	yield line(
		columns.map(({head}) => head),
		() => 'head',
	);
	for (const row of rows) {
		yield line(row, ({tone}, cell) => tone?.(cell));
	}
}

/** How wide each column is, and what it says where that is the same in every row of several. */
function measured(
	columns: readonly TableColumn[],
	rows: Iterable<readonly string[]>,
): {readonly widths: readonly number[]; readonly same: ReadonlyArray<string | undefined>} {
	const widths = columns.map(({head}) => stringWidth(head));
	const same: Array<string | undefined> = [];
	let count = 0;
	for (const row of rows) {
		for (const index of columns.keys()) {
			const cell = row[index] ?? '';
			widths[index] = Math.max(widths[index] ?? 0, widthOf(cell));
			same[index] = count === 0 || same[index] === cell ? cell : undefined;
		}

		count++;
	}

	return {widths, same: count > 1 ? same : []};
}

/** Cuts a text to a width in terminal columns, never through a character; `ellipsis` says that something is missing. */
export function cut(text: string, width: number, ellipsis = '…'): string {
	if (widthOf(text) <= width) {
		return text;
	}

	let result = '';
	let used = widthOf(ellipsis);
	for (const {segment} of segmenter.segment(text)) {
		used += widthOf(segment);
		if (used > width) {
			break;
		}

		result += segment;
	}

	return width < widthOf(ellipsis) ? '' : result + ellipsis;
}

const segmenter = new Intl.Segmenter('en');

/** Measuring is slow for anything but plain ASCII, which most texts are. */
function widthOf(text: string): number {
	return /^[\u{20}-\u{7E}]*$/u.test(text) ? text.length : stringWidth(text);
}

/** The indexes of the columns that there is room for: without those that say the same in every row, then once all are as narrow as they may be. */
function columnsThatFit(
	{widths, same}: ReturnType<typeof measured>,
	columns: readonly TableColumn[],
	width: number,
): readonly number[] {
	const all = columns.map((_, index) => index);
	const isTooWide = sum(widths) + gap.length * (columns.length - 1) > width;
	let shown = isTooWide
		? all.filter((index) => columns[index]?.dropsAt === undefined || same[index] === undefined)
		: all;
	const least = (index: number): number => Math.min(widths[index] ?? 0, columns[index]?.shrinksTo ?? Infinity);
	const droppable = columns
		.map(({dropsAt}, index) => ({index, dropsAt}))
		.filter(({dropsAt}) => dropsAt !== undefined)
		.toSorted((left, right) => (left.dropsAt ?? 0) - (right.dropsAt ?? 0));
	for (const {index} of droppable) {
		if (sum(shown.map((one) => least(one))) + gap.length * (shown.length - 1) <= width) {
			break;
		}

		shown = shown.filter((one) => one !== index);
	}

	return shown;
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}

/** Takes a column at a time from whichever column is widest above its least, until the table fits; at the last, from any. */
function shrink(widths: readonly number[], columns: readonly TableColumn[], width: number): readonly number[] {
	const fitted = [...widths];
	for (let excess = sum(fitted) + gap.length * (columns.length - 1) - width; excess > 0; excess--) {
		const willing = widestAbove(fitted, (index) => columns[index]?.shrinksTo);
		const index = willing === -1 ? widestAbove(fitted, () => 1) : willing;
		if (index === -1) {
			break;
		}

		fitted[index] = (fitted[index] ?? 0) - 1;
	}

	return fitted;
}

/** The index of the widest column that is wider than its least, or -1; a column without one gives nothing. */
function widestAbove(widths: readonly number[], leastOf: (index: number) => number | undefined): number {
	let widest = -1;
	for (const [index, own] of widths.entries()) {
		const least = leastOf(index);
		if (least !== undefined && own > least && own > (widths[widest] ?? 0)) {
			widest = index;
		}
	}

	return widest;
}
