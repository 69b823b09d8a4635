import stringWidth from 'string-width';

export type TableColumn = {
	readonly head: string;
	readonly align?: 'left' | 'right';
	/** The least width it may be cut to where the table is too wide; a column without it is never cut. */
	readonly shrinksTo?: number;
};

export type TableOptions = {
	/** Columns of the terminal; without it nothing is cut. */
	readonly width?: number;
	/** What marks a cut: one column wide. */
	readonly ellipsis?: string;
};

const gap = '  ';

/**
Rows of text as a plain table, line by line, each with its line break. Goes over the rows twice, first to measure and then to print, so `rows`
has to give them twice. Wide characters and emoji are measured as a terminal shows them.
*/
export function* writeTable(
	columns: readonly TableColumn[],
	rows: Iterable<readonly string[]>,
	{width, ellipsis = '…'}: TableOptions = {},
): Generator<string, void> {
	const widths = columns.map(({head}) => stringWidth(head));
	for (const row of rows) {
		for (const [index, cell] of row.entries()) {
			widths[index] = Math.max(widths[index] ?? 0, widthOf(cell));
		}
	}

	const fitted = width === undefined ? widths : shrink(widths, columns, width);
	const line = (cells: readonly string[]): string => {
		const padded = columns.map(({align}, index) => pad(cells[index] ?? '', fitted[index] ?? 0, align, ellipsis));
		return `${padded.join(gap).trimEnd()}\n`;
	};

	yield line(columns.map(({head}) => head));
	for (const row of rows) {
		yield line(row);
	}
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

function pad(text: string, width: number, align: TableColumn['align'], ellipsis: string): string {
	const shown = cut(text, width, ellipsis);
	const padding = ' '.repeat(Math.max(0, width - widthOf(shown)));
	return align === 'right' ? padding + shown : shown + padding;
}

/** Takes a column at a time from whichever column is widest above its least, until the table fits or nothing gives. */
function shrink(widths: readonly number[], columns: readonly TableColumn[], width: number): readonly number[] {
	const fitted = [...widths];
	let excess = fitted.reduce((sum, one) => sum + one, 0) + gap.length * (columns.length - 1) - width;
	while (excess > 0) {
		let widest = -1;
		for (const [index, {shrinksTo}] of columns.entries()) {
			const own = fitted[index] ?? 0;
			if (shrinksTo !== undefined && own > shrinksTo && own > (fitted[widest] ?? 0)) {
				widest = index;
			}
		}

		if (widest === -1) {
			break;
		}

		fitted[widest] = (fitted[widest] ?? 0) - 1;
		excess--;
	}

	return fitted;
}
