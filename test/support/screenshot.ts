/**
A picture of a terminal's screen for the readme: SVG, made of nothing but the screen, so that the same screen is the same file, byte for byte.
It follows the reader's light or dark setting.
*/
import type {Cell, Colour, Page} from './terminal.ts';

const cellWidth = 8.4;
const cellHeight = 18;
const padding = 14;

type Palette = {readonly foreground: string; readonly background: string; readonly ansi: readonly string[]};

/** Black, red, green, yellow, blue, magenta, cyan, white, and their bright selves. */
const dark: Palette = {
	foreground: '#d7dae0',
	background: '#17191e',
	ansi: [
		'#3f4451',
		'#ff6b70',
		'#7ecb78',
		'#e2b755',
		'#61afef',
		'#d787e8',
		'#4fc1d0',
		'#d7dae0',
		'#6b7280',
		'#ff8a8e',
		'#9ddf97',
		'#f0cd7a',
		'#8cc6f7',
		'#e3a6f0',
		'#7ad7e3',
		'#ffffff',
	],
};
const light: Palette = {
	foreground: '#24292f',
	background: '#ffffff',
	ansi: [
		'#24292f',
		'#c0252b',
		'#1a7f37',
		'#946200',
		'#0550ae',
		'#8b3fb0',
		'#0a7083',
		'#6e7781',
		'#57606a',
		'#a40e26',
		'#2da44e',
		'#bf8700',
		'#218bff',
		'#a475f9',
		'#3192aa',
		'#8c959f',
	],
};

type Run = {
	readonly column: number;
	readonly columns: number;
	readonly text: string;
	readonly classes: readonly string[];
	readonly fill: string | undefined;
};

/** The 16 colours that xterm has of its own: what is legible in them is so everywhere. */
const xterm: readonly string[] = [
	'#000000',
	'#cd0000',
	'#00cd00',
	'#cdcd00',
	'#0000ee',
	'#cd00cd',
	'#00cdcd',
	'#e5e5e5',
	'#7f7f7f',
	'#ff0000',
	'#00ff00',
	'#ffff00',
	'#5c5cff',
	'#ff00ff',
	'#00ffff',
	'#ffffff',
];

/** Looks that don't follow the reader's setting. */
const fixed = {
	dark,
	light,
	'16-colours': {foreground: '#e5e5e5', background: '#000000', ansi: xterm},
} as const satisfies Record<string, Palette>;

export type FixedLook = keyof typeof fixed;

/** The terminal's screen as an SVG document. `title` is what a screen reader says of it; `look` is the reader's own where it is not given. */
export function screenshot(
	terminal: Page,
	{title, look}: {readonly title: string; readonly look?: FixedLook | undefined},
): string {
	const width = round(terminal.columns * cellWidth + 2 * padding);
	const height = terminal.rows * cellHeight + 2 * padding;
	const backgrounds: string[] = [];
	const texts: string[] = [];
	for (let row = 0; row < terminal.rows; row++) {
		for (const {column, columns, text, classes, fill} of runsOf(terminal.cells(row))) {
			const x = round(padding + column * cellWidth);
			const length = round(columns * cellWidth);
			if (fill !== undefined) {
				backgrounds.push(
					`<rect class="${fill}" x="${x}" y="${padding + row * cellHeight}" width="${length}" height="${cellHeight}"/>`,
				);
			}

			// Blanks are left out: not every viewer keeps more than one.
			for (const {0: words, index} of text.matchAll(/\S+(?: \S+)*/g)) {
				const start = round(padding + (column + index) * cellWidth);
				const taken = words.length === text.length ? columns : words.length;
				const attributes = `class="${classes.join(' ')}" x="${start}" y="${padding + row * cellHeight + 13}" textLength="${round(taken * cellWidth)}"`;
				texts.push(`<text ${attributes}>${escaped(words)}</text>`);
			}
		}
	}

	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
		`<title>${escaped(title)}</title>`,
		`<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}.b{font-weight:bold}.d{opacity:.6}.u{text-decoration:underline}${look === undefined ? `${rules(light)}@media(prefers-color-scheme:dark){${rules(dark)}}` : rules(fixed[look])}</style>`,
		`<rect class="bg" width="${width}" height="${height}" rx="8"/>`,
		...backgrounds,
		...texts,
		'</svg>',
		'',
	].join('\n');
}

function rules({foreground, background, ansi}: Palette): string {
	return [
		`.fg{fill:${foreground}}.bg{fill:${background}}`,
		...ansi.map((colour, index) => `.c${index}{fill:${colour}}`),
	].join('');
}

/** Neighbouring cells that look the same, as one text. A wide character is a run of its own, so that fonts cannot shift what follows. */
function runsOf(cells: readonly Cell[]): readonly Run[] {
	const runs: Run[] = [];
	for (const [column, cell] of cells.entries()) {
		if (cell.width === 0) {
			continue;
		}

		const run = runOf(cell, column);
		const last = runs.at(-1);
		const joins = last !== undefined && cell.width === 1 && last.columns === last.text.length && sameLook(last, run);
		if (joins) {
			runs[runs.length - 1] = {...last, columns: last.columns + 1, text: last.text + run.text};
		} else {
			runs.push(run);
		}
	}

	return runs;
}

function runOf(cell: Cell, column: number): Run {
	const foreground = classOf(cell.inverse ? cell.background : cell.foreground, cell.inverse ? 'bg' : 'fg');
	const background = classOf(cell.inverse ? cell.foreground : cell.background, cell.inverse ? 'fg' : 'bg');
	return {
		column,
		columns: cell.width,
		text: cell.text === '' ? ' ' : cell.text,
		classes: [foreground, ...(cell.bold ? ['b'] : []), ...(cell.dim ? ['d'] : []), ...(cell.underline ? ['u'] : [])],
		fill: background === 'bg' ? undefined : background,
	};
}

function classOf({mode, value}: Colour, whenDefault: 'fg' | 'bg'): string {
	return mode === 'palette' && value < 16 ? `c${value}` : whenDefault;
}

function sameLook(left: Run, right: Run): boolean {
	return left.fill === right.fill && left.classes.join(' ') === right.classes.join(' ');
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
