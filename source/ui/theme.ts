/**
One place for looks: semantic tones and the symbols they come with. Components name a tone, never a colour; what a tone says is always said by
a symbol or a word too. Only the 16 ANSI colours are used, since people choose those themselves to be legible on their background.
*/

/** What a piece of text means. */
export type Tone = keyof typeof colourStyles;

/** What Ink's `<Text>` takes to look like a tone. */
export type TextStyle = {
	readonly color?: 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan';
	readonly dimColor?: boolean;
	readonly bold?: boolean;
	readonly underline?: boolean;
	readonly inverse?: boolean;
};

export type Symbols = typeof unicodeSymbols;

export type Theme = {
	/** False: no colour is used. Bold, dim and inverse may be, and nothing depends on them. */
	readonly isColoured: boolean;
	/** False: nothing on the screen moves by itself, but for numbers. */
	readonly isAnimated: boolean;
	/** Whether anything but ASCII may be written. */
	readonly isUnicode: boolean;
	/** True: a screen reader reads it aloud, line after line. Words stand for signs; nothing is drawn, and nothing is said twice. */
	readonly isSpoken: boolean;
	readonly styles: Readonly<Record<Tone, TextStyle>>;
	readonly symbols: Symbols;
};

const colourStyles = {
	plain: {},
	strong: {bold: true},
	muted: {dimColor: true},
	accent: {color: 'cyan'},
	heading: {bold: true},
	danger: {color: 'red', bold: true},
	warning: {color: 'yellow', bold: true},
	good: {color: 'green'},
	allowed: {color: 'green'},
	notAllowed: {color: 'red'},
	unknown: {color: 'magenta'},
	added: {color: 'green'},
	removed: {color: 'red'},
	selection: {inverse: true},
	badge: {color: 'cyan', inverse: true, bold: true},
	badgeWarning: {color: 'yellow', inverse: true, bold: true},
	key: {color: 'cyan', bold: true},
	disabled: {dimColor: true},
	rule: {dimColor: true},
	barFull: {color: 'cyan'},
	barEmpty: {dimColor: true},
	cursor: {inverse: true},
} as const satisfies Record<string, TextStyle>;

const unicodeSymbols = {
	allowed: '✓',
	notAllowed: '✗',
	unknown: '?',
	done: '✓',
	current: '●',
	todo: '○',
	skipped: '–',
	failed: '✗',
	warning: '▲',
	danger: '✗',
	info: '●',
	selected: '▸',
	marked: '◆',
	unmarked: '◇',
	/** Before what a list is filtered by, and before the number of a line to jump to. */
	filter: '/',
	jump: ':',
	ascending: '▲',
	descending: '▼',
	rule: '─',
	link: '──',
	barFull: '█',
	barEmpty: '░',
	/** A cell that is full in part, by so many steps; the last is a whole one. */
	barParts: ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'] as readonly string[],
	scrollThumb: '█',
	scrollTrack: '│',
	ellipsis: '…',
	/** After the words of a key that asks before it does anything: no cut. */
	asks: '…',
	dot: '·',
	dash: '–',
	times: '×',
	arrow: '→',
	crumb: '›',
	hidden: '•',
	bullet: '•',
	up: '↑',
	down: '↓',
	/** Where the next character goes, in a theme that may not have inverse video. */
	cursor: '▏',
	border: {
		topLeft: '╭',
		top: '─',
		topRight: '╮',
		right: '│',
		bottomRight: '╯',
		bottom: '─',
		bottomLeft: '╰',
		left: '│',
	},
	dangerBorder: {
		topLeft: '┏',
		top: '━',
		topRight: '┓',
		right: '┃',
		bottomRight: '┛',
		bottom: '━',
		bottomLeft: '┗',
		left: '┃',
	},
	spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as readonly string[],
};

const asciiSymbols: Symbols = {
	allowed: '+',
	notAllowed: 'x',
	unknown: '?',
	done: '+',
	current: '*',
	todo: 'o',
	skipped: '-',
	failed: 'x',
	warning: '!',
	danger: 'x',
	info: '*',
	selected: '>',
	marked: '*',
	unmarked: '.',
	filter: '/',
	jump: ':',
	ascending: '^',
	descending: 'v',
	rule: '-',
	link: '--',
	barFull: '#',
	barEmpty: '.',
	barParts: ['#'],
	scrollThumb: '#',
	scrollTrack: '|',
	ellipsis: '~',
	asks: '...',
	dot: '-',
	dash: '-',
	times: 'x',
	arrow: '->',
	crumb: '>',
	hidden: '*',
	bullet: '*',
	up: '^',
	down: 'v',
	cursor: '_',
	border: {
		topLeft: '+',
		top: '-',
		topRight: '+',
		right: '|',
		bottomRight: '+',
		bottom: '-',
		bottomLeft: '+',
		left: '|',
	},
	dangerBorder: {
		topLeft: '#',
		top: '=',
		topRight: '#',
		right: '#',
		bottomRight: '#',
		bottom: '=',
		bottomLeft: '#',
		left: '#',
	},
	spinner: ['|', '/', '-', '\\'],
};

const noBorder: Symbols['border'] = {
	topLeft: '',
	top: '',
	topRight: '',
	right: '',
	bottomRight: '',
	bottom: '',
	bottomLeft: '',
	left: '',
};

/** Words in place of signs, and nothing where a sign only draws. */
const spokenSymbols: Symbols = {
	allowed: 'yes:',
	notAllowed: 'no:',
	unknown: 'not known:',
	done: 'done:',
	current: 'now:',
	todo: '',
	skipped: 'skipped:',
	failed: 'problem:',
	warning: 'warning:',
	danger: 'danger:',
	info: 'note:',
	selected: 'chosen:',
	marked: 'marked',
	unmarked: 'not marked',
	filter: 'Filter:',
	jump: 'Number of the line:',
	ascending: 'ascending',
	descending: 'descending',
	rule: '',
	link: '',
	barFull: '',
	barEmpty: '',
	barParts: [''],
	scrollThumb: '',
	scrollTrack: '',
	ellipsis: '...',
	asks: '...',
	dot: ',',
	dash: '-',
	times: 'by',
	arrow: 'to',
	crumb: ',',
	hidden: '*',
	bullet: '-',
	up: 'up',
	down: 'down',
	cursor: '',
	border: noBorder,
	dangerBorder: noBorder,
	spinner: [''],
};

/** Weight and inverse alone: what is left of each tone without its colour. */
const colourlessStyles = Object.fromEntries(
	Object.entries<TextStyle>(colourStyles).map(([tone, {color: _, ...style}]) => [tone, style]),
) as Record<Tone, TextStyle>;

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
The theme for an environment.

No colour: `NO_COLOR` set to anything (https://no-color.org), `FORCE_COLOR=0` or `false`, `TERM=dumb`, or `noColor` (the flag `--no-color`).
ASCII: `ALLOWED_AMIS_ASCII=1`, `TERM=linux` or `dumb`, or a locale that is set and isn't UTF-8. Without any locale (containers, most session
managers) the terminal is taken to speak UTF-8, as nearly all do.
Without motion: no colour, or `ALLOWED_AMIS_REDUCED_MOTION=1`.
For a screen reader: `INK_SCREEN_READER=true`, as for every program made with Ink, or `1`, as all else here is switched on; colours and motion would
only disturb it.
*/
export function resolveTheme(env: Environment, {noColor = false}: {readonly noColor?: boolean} = {}): Theme {
	const isSpoken = env.INK_SCREEN_READER === 'true' || env.INK_SCREEN_READER === '1';
	const isColoured = !isSpoken && !noColor && !isColourRefused(env);
	const isUnicode = speaksUnicode(env);
	return {
		isColoured,
		isAnimated: isColoured && env.ALLOWED_AMIS_REDUCED_MOTION !== '1',
		isUnicode,
		isSpoken,
		styles: isColoured ? colourStyles : colourlessStyles,
		symbols: isSpoken ? spokenSymbols : isUnicode ? unicodeSymbols : asciiSymbols,
	};
}

/** Whether an environment asks for no colours. */
export function isColourRefused(env: Environment): boolean {
	return (env.NO_COLOR ?? '') !== '' || /^(?:0|false)$/.test(env.FORCE_COLOR ?? '') || env.TERM === 'dumb';
}

function speaksUnicode(env: Environment): boolean {
	if (env.ALLOWED_AMIS_ASCII === '1' || env.TERM === 'linux' || env.TERM === 'dumb') {
		return false;
	}

	// POSIX: the first of these that is set and not empty decides.
	const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((value) => value !== undefined && value !== '');
	return locale === undefined || /utf-?8/i.test(locale);
}
