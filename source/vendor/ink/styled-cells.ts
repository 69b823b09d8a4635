/** A line of a frame as cells of a terminal, and the way from one cell's style to another's. */
import {remembering} from './memory.ts';
import {hasOneColumnEach} from './width.ts';

export type Cells = {
	/** A character for each cell. */
	readonly characters: string;
	/** The style of each: the parameters that switch it on, `1;36`; empty where it is plain. */
	readonly styles: readonly string[];
};

/** The cells of a line; `undefined` where not every character takes one, or where there is more than styles between them. */
export const styledCells = remembering((line: string): Cells | undefined => {
	const active = new Map<Aspect, string>();
	let style = '';
	let characters = '';
	const styles: string[] = [];
	// Every second part is what stood between the brackets of a style.
	for (const [index, part] of line.split(sequence).entries()) {
		if (index % 2 === 0) {
			characters += part;
			const blank = styleOfBlank(style);
			for (const character of part) {
				styles.push(character === ' ' ? blank : style);
			}
		} else if (applies(part, active)) {
			style = active.values().toArray().toSorted().join(';');
		} else {
			return undefined;
		}
	}

	return hasOneColumnEach(characters) ? {characters, styles} : undefined;
}, 512);

/** What switches a terminal from one style to another, in as few bytes as that takes. */
export function transition(from: string, to: string): string {
	return from === to ? '' : transitionOf(`${from}>${to}`);
}

const transitionOf = remembering((pair: string): string => {
	const [from = '', to = ''] = pair.split('>', 2);
	const before = new Map<Aspect, string>();
	const after = new Map<Aspect, string>();
	applies(from, before);
	applies(to, after);
	const off = new Set(
		before
			.keys()
			.filter((aspect) => !after.has(aspect))
			.map((aspect) => endings[aspect]),
	);
	// What ends bold ends dim, too.
	const on = [...after].filter(([aspect, code]) => before.get(aspect) !== code || off.has(endings[aspect]));
	const change = [...off, ...on.map(([, code]) => code)].join(';');
	const anew = to === '' ? '' : `0;${to}`;
	return `\u{1B}[${change.length < anew.length ? change : anew}m`;
});

// eslint-disable-next-line regexp/no-control-character -- what styles begin with
const sequence = /\u{1B}\[([\d;]*)m/u;

const beginnings = {
	bold: /^1$/,
	dim: /^2$/,
	italic: /^3$/,
	underline: /^4$/,
	inverse: /^7$/,
	struck: /^9$/,
	foreground: /^(?:3[0-7]|9[0-7]|38;5;\d+|38;2;\d+;\d+;\d+)$/,
	background: /^(?:4[0-7]|10[0-7]|48;5;\d+|48;2;\d+;\d+;\d+)$/,
} as const;
type Aspect = keyof typeof beginnings;

const endings: Readonly<Record<Aspect, string>> = {
	bold: '22',
	dim: '22',
	italic: '23',
	underline: '24',
	inverse: '27',
	struck: '29',
	foreground: '39',
	background: '49',
};
const aspects = Object.keys(beginnings) as Aspect[];

/** Changes what is active as a terminal does for these parameters; gives whether they are all known. */
function applies(parameters: string, active: Map<Aspect, string>): boolean {
	if (parameters === '') {
		active.clear();
		return true;
	}

	for (const [code] of parameters.matchAll(/[34]8;5;\d+|[34]8;2;\d+;\d+;\d+|\d+|;;|^;|;$/g)) {
		const ended = aspects.filter((aspect) => endings[aspect] === code);
		const begun = aspects.find((aspect) => beginnings[aspect].test(code));
		if (begun !== undefined) {
			active.set(begun, code);
		} else if (ended.length === 0) {
			return false;
		}

		for (const aspect of ended) {
			active.delete(aspect);
		}
	}

	return true;
}

/** A blank shows no more of a style than what lies behind it or crosses it. */
export const styleOfBlank = remembering((style: string): string => {
	const active = new Map<Aspect, string>();
	applies(style, active);
	return (['underline', 'inverse', 'struck', 'background'] as const).some((aspect) => active.has(aspect)) ? style : '';
});
