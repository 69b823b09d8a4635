import assert from 'node:assert/strict';
import {test} from 'node:test';
import {styledCharsFromTokens, tokenize} from '@alcalzone/ansi-tokenize';
import quickened, {type Clip, type Output} from '../../../source/vendor/ink/output.ts';
import fc from '../../support/fast-check.ts';

type Original = {readonly default: new (size: {width: number; height: number}) => Output};

// Not among what Ink exports; the bundle replaces the file, too.
const {default: InkOutput} = (await import(new URL('output.js', import.meta.resolve('ink')).href)) as Original;

const size = {width: 40, height: 8};

type Style = 'plain' | 'red' | 'bold' | 'inverse' | 'open' | 'marked';
type Operation =
	| {readonly type: 'write'; readonly x: number; readonly y: number; readonly text: string; readonly style: Style}
	| {readonly type: 'clip'; readonly clip: Clip}
	| {readonly type: 'unclip'};

/** What a person sees of each row: characters with their styles, without unstyled blanks at the end. */
function cells(output: string): unknown {
	return output.split('\n').map((row) =>
		styledCharsFromTokens(tokenize(row)).map(({value, styles}) => ({
			value,
			// In any order: it makes no difference to a terminal.
			styles: styles.map(({code}) => code).toSorted(),
		})),
	);
}

/** What the quick class and Ink's make of a drawing. */
function bothOf(draw: (output: Output) => void): readonly [own: unknown, inks: unknown] {
	const [own, inks] = [quickened(InkOutput), InkOutput].map((Class) => {
		const drawn = new Class(size);
		draw(drawn);
		const {output, height} = drawn.get();
		return {rows: cells(output), height};
	});
	return [own, inks];
}

function carryOut(output: Output, operation: Operation): void {
	switch (operation.type) {
		case 'write': {
			const {x, y, text, style} = operation;
			output.write(x, y, text, {transformers: [styled[style]]});
			break;
		}

		case 'clip': {
			output.clip(operation.clip);
			break;
		}

		case 'unclip': {
			output.unclip();
		}
	}
}

/** As chalk does it: what closes the style within the text opens it again. */
function wrapped(text: string, open: string, close: string): string {
	return text === '' ? '' : open + text.replaceAll(close, open) + close;
}

const red = (text: string): string => wrapped(text, '\u{1B}[31m', '\u{1B}[39m');
const bold = (text: string): string => wrapped(text, '\u{1B}[1m', '\u{1B}[22m');
const inverse = (text: string): string => wrapped(text, '\u{1B}[7m', '\u{1B}[27m');
const none = {transformers: []};
const styled: Readonly<Record<Style, (text: string, index: number) => string>> = {
	plain: (text) => text,
	red,
	bold,
	inverse,
	// A colour that is never taken back.
	open: (text) => `\u{1B}[31m${text}`,
	// Also of nothing it makes something.
	marked: (text, index) => `${index}${text}<`,
};

const anyStyle = fc.constantFrom<Style[]>('plain', 'red', 'bold', 'inverse', 'open', 'marked');
const anyPlainText = fc.oneof(
	fc.string({maxLength: 12}),
	fc.string({unit: 'grapheme', maxLength: 6}),
	fc.constantFrom('', ' ', 'i-0abc team…', '─────', '東京都', '👩‍🚀 up', 'e\u{301}a', '\u{301}', '\u{200B}'),
	fc.constantFrom('a\nb', '\n', 'wide 東\n京 wide'),
);
const anyText = fc
	.array(fc.tuple(anyPlainText, anyStyle, anyStyle), {minLength: 1, maxLength: 3})
	.map((parts) => parts.map(([text, inner, outer]) => styled[outer](styled[inner](text, 0), 0)).join(''));
// A box is cut at both ends of a direction or at none.
const anyEdges = fc.option(fc.tuple(fc.integer({min: -2, max: 44}), fc.integer({min: -2, max: 44})), {nil: []});
const anyClip = fc.tuple(anyEdges, anyEdges).map(([[x1, x2], [y1, y2]]): Clip => ({x1, x2, y1, y2}));

const anyOperation: fc.Arbitrary<Operation> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			type: fc.constant('write' as const),
			x: fc.integer({min: -3, max: 42}),
			y: fc.integer({min: -2, max: 9}),
			text: anyText,
			style: anyStyle.filter((style) => style !== 'open'),
		}),
	},
	{weight: 1, arbitrary: fc.record({type: fc.constant('clip' as const), clip: anyClip})},
	{weight: 1, arbitrary: fc.constant({type: 'unclip' as const})},
);

test('a frame has the cells that Ink gives it, whatever is written where', () => {
	fc.assert(
		fc.property(fc.array(anyOperation, {maxLength: 12}), (operations) => {
			const [own, inks] = bothOf((output) => {
				for (const operation of operations) {
					carryOut(output, operation);
				}
			});
			assert.deepEqual(own, inks);
		}),
		{numRuns: 4000},
	);
});

// What the search found.
const found: ReadonlyArray<readonly [what: string, operations: readonly Operation[]]> = [
	[
		'a clip of no width shows nothing of a character that takes no column',
		[
			{type: 'clip', clip: {x1: 2, x2: 2, y1: undefined, y2: undefined}},
			{type: 'write', x: 0, y: 0, text: 'a\nb\u{16FE0}', style: 'bold'},
		],
	],
	[
		'a clip of no width shows no half of a wide character',
		[
			{type: 'clip', clip: {x1: 10, x2: 10, y1: undefined, y2: undefined}},
			{type: 'write', x: 8, y: 0, text: ' ⺀', style: 'inverse'},
		],
	],
	[
		'what is outside the clip is not marked',
		[
			{type: 'clip', clip: {x1: 0, x2: 1, y1: undefined, y2: undefined}},
			{type: 'write', x: 2, y: 0, text: 'outside', style: 'marked'},
		],
	],
	[
		'a style that nothing follows keeps no blank before it',
		[{type: 'write', x: 0, y: 0, text: ' \u{1B}[31m', style: 'plain'}],
	],
];

for (const [what, operations] of found) {
	test(what, () => {
		const [own, inks] = bothOf((output) => {
			for (const operation of operations) {
				carryOut(output, operation);
			}
		});
		assert.deepEqual(own, inks);
	});
}

test('lines side by side are put together without Ink', () => {
	class Refusing extends InkOutput {
		override get(): never {
			throw new Error('Ink was asked');
		}
	}
	const output = new (quickened(Refusing))(size);
	output.clip({x1: 0, x2: 40, y1: 0, y2: 8});
	output.write(20, 1, 'right', {transformers: [red]});
	output.write(1, 1, `one ${bold('two')}`, none);
	output.write(1, 2, 'a\nb', {transformers: [inverse]});
	output.write(30, 4, 'cut off at the edge', none);
	output.unclip();
	assert.equal(
		output.get().output,
		[
			'',
			` one ${bold('two')}${' '.repeat(12)}${red('right')}`,
			` ${inverse('a')}`,
			` ${inverse('b')}`,
			`${' '.repeat(30)}cut off at`,
			'',
			'',
			'',
		].join('\n'),
	);
});

test('the index that a transformer gets is the line of the text, also where lines above are cut off', () => {
	const [own, inks] = bothOf((output) => {
		output.clip({x1: undefined, x2: undefined, y1: 2, y2: 4});
		output.write(0, 0, 'a\nb\nc\nd\ne', {transformers: [(line, index) => `${index} ${line}`]});
		output.unclip();
	});
	assert.deepEqual(own, inks);
});
