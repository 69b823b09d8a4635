/** What to write to a terminal that shows one frame, so that it shows another: the cells that differ, and the ways between them. */
import {Buffer} from 'node:buffer';
import {styledCells, styleOfBlank, transition, type Cells} from './styled-cells.ts';

/**
The cursor is in the last line of the frame before and after, in any column. `undefined` where lines would have to be added, where they don't
fit the window, and where a changed one has more in it than styles and characters of one column.
*/
export function frameChange(previous: string, next: string, columns: number): string | undefined {
	const before = previous.split('\n');
	const after = next.split('\n');
	if (before.length !== after.length) {
		return undefined;
	}

	const pen = new Pen(after.length - 1);
	for (const [row, line] of after.entries()) {
		const old = before[row] ?? '';
		if (old === line) {
			continue;
		}

		const [from, to] = [styledCells(old), styledCells(line)];
		if (from === undefined || to === undefined || from.characters.length > columns || to.characters.length > columns) {
			return undefined;
		}

		pen.change(row, from, to);
	}

	return pen.end();
}

/** Further away than this, going there takes fewer bytes than drawing again what lies between. */
const near = 16;
const eraseToEnd = '\u{1B}[K';

/** Draws cells, from left to right and from top to bottom. */
class Pen {
	readonly #lastRow: number;
	#written = '';
	#style = '';
	#row: number;
	/** The column of the cursor; at first it may be in any. */
	#column: number | undefined;
	#cells: Cells = {characters: '', styles: []};

	constructor(lastRow: number) {
		this.#lastRow = lastRow;
		this.#row = lastRow;
	}

	/** Makes one line of another. */
	change(row: number, before: Cells, after: Cells): void {
		this.#cells = after;
		const {length} = after.characters;
		for (let column = 0; column < length; column++) {
			if (
				characterAt(before, column) === characterAt(after, column) &&
				styleAt(before, column) === styleAt(after, column)
			) {
				continue;
			}

			this.#goTo(row, column);
			this.#draw(column);
		}

		if (!(before.characters.length > length)) {
			return;
		}

		this.#goTo(row, length);
		this.#takeBlank();
		this.#written += eraseToEnd;
	}

	/** All that is to be written. */
	end(): string {
		this.#written += transition(this.#style, '');
		if (this.#written !== '' && this.#row < this.#lastRow) {
			this.#written += below(this.#lastRow - this.#row);
		}

		return this.#written;
	}

	#goTo(row: number, column: number): void {
		if (this.#row !== row || this.#column === undefined) {
			const isBelow = this.#row < row;
			this.#written += isBelow ? below(row - this.#row) : above(this.#row - row);
			if (column > 0) {
				this.#written += `\u{1B}[${column + 1}G`;
			} else if (!isBelow) {
				this.#written += '\r';
			}
		} else if (this.#column !== column) {
			this.#written += this.#shorterWay(this.#column, column);
		}

		this.#row = row;
		this.#column = column;
	}

	/** To a further cell of the same row: over what lies between, or by drawing it again. */
	#shorterWay(from: number, to: number): string {
		const step = `\u{1B}[${to - from === 1 ? '' : to - from}C`;
		if (to - from > near) {
			return step;
		}

		const wanted = styleAt(this.#cells, to);
		const {text, style} = this.#drawn(from, to);
		if (
			Buffer.byteLength(text) + transition(style, wanted).length >
			step.length + transition(this.#style, wanted).length
		) {
			return step;
		}

		this.#style = style;
		return text;
	}

	/** Draws the cell at the cursor. */
	#draw(column: number): void {
		const {text, style} = this.#drawn(column, column + 1);
		this.#written += text;
		this.#style = style;
		this.#column = column + 1;
	}

	/** Some terminals erase in the colours that are set. */
	#takeBlank(): void {
		if (styleOfBlank(this.#style) === '') {
			return;
		}

		this.#written += transition(this.#style, '');
		this.#style = '';
	}

	/** What draws cells up to a column, not included, and the style after them. */
	#drawn(from: number, to: number): {readonly text: string; readonly style: string} {
		let text = '';
		let style = this.#style;
		for (let column = from; column < to; column++) {
			const character = characterAt(this.#cells, column);
			const wanted = styleAt(this.#cells, column);
			// A plain blank is the same in any style that doesn't show in it.
			if (character !== ' ' || styleOfBlank(style) !== wanted) {
				text += transition(style, wanted);
				style = wanted;
			}

			text += character;
		}

		return {text, style};
	}
}

function characterAt({characters}: Cells, column: number): string {
	return characters[column] ?? ' ';
}

function styleAt({styles}: Cells, column: number): string {
	return styles[column] ?? '';
}

/** To the beginning of a line further down. */
function below(lines: number): string {
	return lines === 1 ? '\n' : `\u{1B}[${lines}E`;
}

function above(lines: number): string {
	return lines === 0 ? '' : `\u{1B}[${lines}A`;
}
