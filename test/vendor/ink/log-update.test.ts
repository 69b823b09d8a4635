import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import type {WriteStream} from 'node:tty';
import {test} from 'node:test';
import stringWidth from 'string-width';
import quickLogUpdate from '../../../source/vendor/ink/log-update.ts';
import fc from '../../support/fast-check.ts';
import {pageOf, type Cell} from '../../support/terminal.ts';

type Original = {readonly default: Parameters<typeof quickLogUpdate>[0]};

// Not among what Ink exports; the bundle replaces the file, too.
const {default: inks} = (await import(new URL('log-update.js', import.meta.resolve('ink')).href)) as Original;
const own = quickLogUpdate(inks);

const columns = 24;
const rows = 5;

type Step =
	| {
			readonly type: 'frame';
			readonly lines: readonly string[];
			readonly cursor?: {readonly x: number; readonly y: number};
	  }
	| {readonly type: 'cleared'}
	| {readonly type: 'given back'};

/** All that is written to a terminal for these steps, one after the other. */
function writtenBy({create}: typeof inks, steps: readonly Step[]): readonly string[] {
	const chunks: string[] = [];
	const stream = {
		columns,
		rows,
		isTTY: true,
		write(chunk: string) {
			chunks.push(chunk);
			return true;
		},
	};
	const draw = create(stream as unknown as WriteStream, {incremental: true});
	return steps.map((step) => {
		const from = chunks.length;
		switch (step.type) {
			case 'frame': {
				// As Ink does it before each frame.
				draw.setCursorPosition(step.cursor);
				draw(step.lines.join('\n'));
				break;
			}

			case 'cleared': {
				draw.clear();
				break;
			}

			case 'given back': {
				draw.done();
			}
		}

		return chunks.slice(from).join('');
	});
}

/** What a person sees: of a blank only what lies behind it or crosses it. */
async function seen(text: string): Promise<unknown> {
	const page = await pageOf(text, {columns, rows});
	return Array.from({length: rows}, (_, row) => page.cells(row).map((cell) => visible(cell)));
}

function visible({text, width, foreground, background, bold, dim, inverse, underline}: Cell): unknown {
	const isBlank = text.trim() === '' && width === 1;
	return isBlank && !inverse && !underline
		? {background}
		: {text: isBlank ? ' ' : text, width, foreground, background, bold, dim, inverse, underline};
}

const styles = [
	['\u{1B}[1m', '\u{1B}[22m'],
	['\u{1B}[2m', '\u{1B}[22m'],
	['\u{1B}[7m', '\u{1B}[27m'],
	['\u{1B}[38;5;99m', '\u{1B}[39m'],
	['\u{1B}[38;2;1;22;7m', '\u{1B}[39m'],
	['\u{1B}[48;5;3m', '\u{1B}[49m'],
] as const;

/** Few characters, so that cells are often the same. */
const anyText = fc.oneof(
	{weight: 60, arbitrary: fc.string({unit: fc.constantFrom('a', 'b', ' ', '1', '─', '…', '█'), maxLength: 9})},
	{
		weight: 1,
		arbitrary: fc.constantFrom('東京', '👩‍🚀', 'e\u{301}', '\u{1B}]8;;https://example.com\u{7}link\u{1B}]8;;\u{7}'),
	},
);
const anyPart = fc
	.tuple(anyText, fc.subarray([...styles], {maxLength: 2}))
	.map(([text, around]) => around.reduce((inner, [on, off]) => `${on}${inner.replaceAll(off, off + on)}${off}`, text));
const anyLine = fc.array(anyPart, {maxLength: 4}).map((parts) => {
	const kept = [...parts];
	while (stringWidth(kept.join('')) > columns) {
		kept.pop();
	}

	return kept.join('').trimEnd();
});
const anyFrame = fc
	.tuple(
		fc.oneof(
			{weight: 6, arbitrary: fc.array(anyLine, {minLength: rows, maxLength: rows})},
			{weight: 1, arbitrary: fc.array(anyLine, {minLength: 1, maxLength: rows})},
		),
		fc.oneof(
			{weight: 8, arbitrary: fc.constant(undefined)},
			{weight: 1, arbitrary: fc.record({x: fc.nat({max: columns - 1}), y: fc.nat({max: rows - 1})})},
		),
	)
	.map(([lines, cursor]): Step => ({type: 'frame', lines, ...(cursor !== undefined && {cursor})}));
const anySteps = fc.array(
	fc.oneof(
		{weight: 6, arbitrary: anyFrame},
		{weight: 1, arbitrary: fc.constantFrom<Step>({type: 'cleared'}, {type: 'given back'})},
	),
	{minLength: 3, maxLength: 6},
);

test('after every frame the screen shows what it shows when Ink draws', async () => {
	await fc.assert(
		fc.asyncProperty(anySteps, async (steps) => {
			const [ours, theirs] = [own, inks].map((logUpdate) => writtenBy(logUpdate, steps));
			for (const end of steps.keys()) {
				assert.deepEqual(
					await seen((ours ?? []).slice(0, end + 1).join('')),
					await seen((theirs ?? []).slice(0, end + 1).join('')),
				);
			}
		}),
		{numRuns: 150},
	);
});

/** What is written to make one frame of another. */
function changeOf(before: readonly string[], after: readonly string[]): string | undefined {
	return writtenBy(own, [
		{type: 'frame', lines: before},
		{type: 'frame', lines: after},
	]).at(-1);
}

test('only the cells that differ are written', () => {
	const list = ['title 1 of 20', '▸ one      │ image one', '  two      │ image one', '', 'keys'];
	const next = ['title 2 of 20', '  one      │ image two', '▸ two      │ image two', '', 'keys'];
	assert.equal(changeOf(list, next), '\u{1B}[4A\u{1B}[7G2\n \u{1B}[18Ctwo\n▸\u{1B}[18Ctwo\u{1B}[2E');
});

test('what stays between two changes is drawn again where that takes fewer bytes than going over it', () => {
	assert.equal(changeOf(['a..b'], ['x..y']), '\rx..y');
	assert.equal(changeOf(['a.....b'], ['x.....y']), '\rx\u{1B}[5Cy');
});

test('a style goes on from line to line, and blanks take any that does not show in them', () => {
	const dim = (text: string): string => `\u{1B}[2m${text}\u{1B}[22m`;
	assert.equal(changeOf(['', ''], [dim('one two'), dim('three')]), '\u{1B}[1A\r\u{1B}[2mone two\nthree\u{1B}[m');
});

test('a line that became shorter is erased from there on, in no colour', () => {
	const marked = (text: string): string => `\u{1B}[7m${text}\u{1B}[27m`;
	assert.equal(changeOf(['one two three'], ['one']), '\u{1B}[4G\u{1B}[K');
	assert.equal(changeOf(['one two three'], [marked('one')]), '\r\u{1B}[7mone\u{1B}[m\u{1B}[K');
});

test('a line that is wider than the window is for Ink to draw', () => {
	const wide: Step = {type: 'frame', lines: ['x'.repeat(columns + 1)]};
	const narrow: Step = {type: 'frame', lines: ['a']};
	for (const steps of [
		[narrow, wide],
		[wide, narrow],
	]) {
		assert.deepEqual(writtenBy(own, steps), writtenBy(inks, steps));
	}
});

test('nothing is written where nothing differs', () => {
	assert.equal(changeOf(['one', 'two'], ['one', 'two']), '');
	// A blank that is bold is a blank.
	assert.equal(changeOf(['one \u{1B}[1m \u{1B}[22m.'], ['one  .']), '');
	assert.equal(Buffer.byteLength(changeOf(['─'], ['─']) ?? '?'), 0);
});
