/**
What the bundle gives Ink in place of its `Output`, which puts the texts of a frame together: the same cells, sooner. Ink cuts every line of
every frame into characters and puts them together again, two thirds of the time of a key press; here a line is cut up when it is seen first.
Where texts overlap, Ink's own class has the word.
*/
import {
	ansiCodesToString,
	reduceAnsiCodes,
	styledCharsFromTokens,
	styledCharsToString,
	tokenize,
	undoAnsiCodes,
} from '@alcalzone/ansi-tokenize';
import stringWidth from 'string-width';
import {hasOneColumnEach} from './width.ts';
import {remembering} from './memory.ts';

type Transformer = (line: string, index: number) => string;

export type Clip = {
	readonly x1: number | undefined;
	readonly x2: number | undefined;
	readonly y1: number | undefined;
	readonly y2: number | undefined;
};

/** The part of Ink's `Output` that Ink uses. */
export type Output = {
	write(x: number, y: number, text: string, options: {readonly transformers: Transformer[]}): void;
	clip(clip: Clip): void;
	unclip(): void;
	get(): {output: string; height: number};
};

type OutputClass = new (size: {width: number; height: number}) => Output;

/** A text to be written, and the part of the frame in which it can be seen. */
type Writing = {
	readonly x: number;
	readonly y: number;
	readonly text: string;
	readonly transformers: Transformer[];
	readonly clip: Clip | undefined;
};

/** A piece of one row: `text` begins in column `x` and takes `width` columns. */
type Piece = {readonly x: number; readonly width: number; readonly text: string};

/** A class that gives what `Original` gives. */
export default function quickened(Original: OutputClass): OutputClass {
	return class QuickOutput implements Output {
		readonly #size: {readonly width: number; readonly height: number};
		readonly #writings: Writing[] = [];
		readonly #clips: Clip[] = [];

		constructor(size: {width: number; height: number}) {
			this.#size = size;
		}

		write(x: number, y: number, text: string, {transformers}: {readonly transformers: Transformer[]}): void {
			this.#writings.push({x, y, text, transformers, clip: this.#clips.at(-1)});
		}

		clip(clip: Clip): void {
			this.#clips.push(intersected(this.#clips.at(-1), clip));
		}

		unclip(): void {
			this.#clips.pop();
		}

		get(): {output: string; height: number} {
			const {width, height} = this.#size;
			const rows = piecesOf(this.#writings, height)?.map((pieces) => rowOf(pieces, width));
			return rows?.every((row) => row !== undefined) === true ? {output: rows.join('\n'), height} : this.#ask();
		}

		#ask(): {output: string; height: number} {
			const output = new Original(this.#size);
			for (const {x, y, text, transformers, clip = everywhere} of this.#writings) {
				output.clip(clip);
				output.write(x, y, text, {transformers});
				output.unclip();
			}

			return output.get();
		}
	};
}

const everywhere: Clip = {x1: undefined, x2: undefined, y1: undefined, y2: undefined};

/** What is written into each of the rows, in any order; `undefined` where that takes Ink's own reading. */
function piecesOf(writings: readonly Writing[], height: number): ReadonlyArray<readonly Piece[]> | undefined {
	const rows = Array.from({length: height}, (): Piece[] => []);
	for (const writing of writings) {
		for (const [y, piece] of piecesOfText(writing)) {
			if (piece === undefined) {
				return undefined;
			}

			rows[y]?.push(piece);
		}
	}

	return rows;
}

function* piecesOfText({
	x,
	y,
	text,
	transformers,
	clip = everywhere,
}: Writing): Generator<readonly [y: number, piece: Piece | undefined]> {
	const lines = linesOf(text);
	if (isHidden({x, lines}, clip)) {
		return;
	}

	const {x1 = -Infinity, x2 = Infinity, y1 = -Infinity, y2 = Infinity} = clip;
	for (const [index, line] of lines.entries()) {
		const row = y + index;
		if (row < y1 || row >= y2) {
			continue;
		}

		const whole = cellsOf(line);
		const from = Math.max(0, x1 - x);
		const to = Math.min(x2 - x, whole?.width ?? 0);
		const isWhole = from === 0 && to === whole?.width;
		const visible = isWhole ? whole.text : sliceOf(`${from} ${to} ${line}`);
		const cells = cellsOf(transformers.reduce((transformed, transformer) => transformer(transformed, index), visible));
		if (whole === undefined || cells === undefined) {
			yield [row, undefined];
		} else if (cells.width > 0) {
			yield [row, {x: x + from, ...cells}];
		}
	}
}

/** Whether Ink leaves a text out: a closed clip shows not even half a wide character, and what is outside isn't transformed, which could add to it. */
function isHidden({x, lines}: {readonly x: number; readonly lines: readonly string[]}, clip: Clip): boolean {
	const {x1 = -Infinity, x2 = Infinity, y1 = -Infinity, y2 = Infinity} = clip;
	const widest = Math.max(...lines.map((line) => cellsOf(line)?.width ?? NaN));
	const isEmpty = lines.length === 1 && lines[0] === '';
	return isEmpty || x1 >= x2 || y1 >= y2 || x + widest < x1 || x > x2;
}

/** A row's pieces side by side; `undefined` where one lies over another or outside. */
function rowOf(pieces: readonly Piece[], width: number): string | undefined {
	let row = '';
	let end = 0;
	for (const piece of pieces.toSorted((left, right) => left.x - right.x)) {
		if (!Number.isSafeInteger(piece.x) || piece.x < end || piece.x + piece.width > width) {
			return undefined;
		}

		row += ' '.repeat(piece.x - end) + piece.text;
		end = piece.x + piece.width;
	}

	return row.trimEnd();
}

/** A text's lines, each with the styles that go on from the line before. */
const linesOf = remembering((text: string): readonly string[] => {
	const plain = text.split('\n');
	if (plain.length === 1 || plain.every((line) => cellsOf(line)?.text === line)) {
		return plain;
	}

	const lines: Array<ReturnType<typeof charactersOf>> = [[]];
	for (const character of charactersOf(text)) {
		if (character.value === '\n') {
			lines.push([]);
		} else {
			lines.at(-1)?.push(character);
		}
	}

	return lines.map((line) => styledCharsToString(line));
});

/** A line as Ink writes it, and its columns; `undefined` where characters take none, which Ink counts in more than one way. */
const cellsOf = remembering((line: string): Pick<Piece, 'text' | 'width'> | undefined => {
	const plain = line.replaceAll(styles, '');
	if (hasOneColumnEach(plain)) {
		const styled = withoutStylesAtEnd(line);
		const codes = tokenize(styled.match(styles)?.join('') ?? '').filter((token) => token.type === 'ansi');
		return {text: styled + ansiCodesToString(undoAnsiCodes(reduceAnsiCodes(codes))), width: plain.length};
	}

	const characters = charactersOf(line);
	const widths = characters.map(({value}) => stringWidth(value));
	const width = widths.reduce((sum, one) => sum + one, 0);
	return widths.includes(0) || width !== stringWidth(line) ? undefined : {text: styledCharsToString(characters), width};
});

/** `from to line`: the columns of a line from one up to, not including, another. Half a wide character is a blank. */
const sliceOf = remembering((key: string): string => {
	const [, from = '', to = '', line = ''] = /^(\S+) (\S+) (.*)$/s.exec(key) ?? [];
	const [first, end] = [Number(from), Number(to)];
	const kept: ReturnType<typeof charactersOf> = [];
	let column = 0;
	for (const character of charactersOf(line)) {
		const start = column;
		column += stringWidth(character.value);
		if (column <= first || start >= end) {
			continue;
		}

		const isCut = start < first || column > end;
		kept.push(isCut ? {...character, value: ' ', fullWidth: false} : character);
	}

	return styledCharsToString(kept);
});

// eslint-disable-next-line regexp/no-control-character -- what styles begin with
const styles = /\u{1B}\[[\d;]*m/gu;

/** A line up to its last character: nothing stands after it that could be styled. */
function withoutStylesAtEnd(line: string): string {
	let end = line.length;
	for (const style of (line.match(styles) ?? []).toReversed()) {
		if (!line.endsWith(style, end)) {
			break;
		}

		end -= style.length;
	}

	return line.slice(0, end);
}

function charactersOf(text: string): ReturnType<typeof styledCharsFromTokens> {
	// Invisible characters that stand alone take no cell.
	return styledCharsFromTokens(tokenize(text)).filter(({value}) => !/^\p{Default_Ignorable_Code_Point}+$/u.test(value));
}

function intersected(outer: Clip | undefined, inner: Clip): Clip {
	return {
		x1: tighter(outer?.x1, inner.x1, Math.max),
		x2: tighter(outer?.x2, inner.x2, Math.min),
		y1: tighter(outer?.y1, inner.y1, Math.max),
		y2: tighter(outer?.y2, inner.y2, Math.min),
	};
}

function tighter(
	left: number | undefined,
	right: number | undefined,
	choose: (left: number, right: number) => number,
): number | undefined {
	return left === undefined || right === undefined ? (left ?? right) : choose(left, right);
}
