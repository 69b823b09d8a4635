import assert from 'node:assert/strict';
import {test} from 'node:test';
import stringWidth from 'string-width';
import {clip, fit, widthOf, wrap, wrapParts} from '../../../../source/ui/components/text/fit.ts';
import fc from '../../../support/fast-check.ts';

test('text is filled or cut to exactly the width', () => {
	assert.equal(fit('ami', 6), 'ami   ');
	assert.equal(fit('ami', 6, {align: 'right'}), '   ami');
	assert.equal(fit('ami-0123456789', 6), 'ami-0…');
	assert.equal(fit('ami-0123456789', 6, {truncate: 'start'}), '…56789');
	assert.equal(fit('ami-0123456789', 6, {truncate: 'middle'}), 'ami…89');
	assert.equal(fit('ami-0123456789', 6, {ellipsis: '...'}), 'ami...');
	assert.equal(fit('abc', 0), '');
});

test('a wide character is never cut in half', () => {
	assert.equal(fit('日本語', 4), '日… ');
	assert.equal(fit('日本語', 5), '日本…');
	assert.equal(fit('日本語', 5, {truncate: 'start'}), '…本語');
	assert.equal(fit('👩‍👩‍👧👩‍👩‍👧', 3), '👩‍👩‍👧…');
	assert.equal(fit('日', 1), '…');
	assert.equal(widthOf('e\u{301}'), 1);
	assert.equal(fit('e\u{301}e\u{301}e\u{301}', 2), 'e\u{301}…');
});

const anyText = fc.oneof(
	fc.string(),
	fc.string({unit: 'grapheme'}),
	fc
		.array(fc.constantFrom('日', '本', 'é', 'e\u{301}', '👩‍👩‍👧', '🇩🇪', ' ', 'ab', '…', '❤️', 'ﾊﾞ'))
		.map((parts) => parts.join('')),
);

test('whatever the text, it fills its columns exactly', () => {
	fc.assert(
		fc.property(
			anyText,
			fc.nat({max: 30}),
			fc.constantFrom('left', 'right'),
			fc.constantFrom('end', 'middle', 'start'),
			(text, width, align, truncate) => {
				assert.equal(stringWidth(fit(text, width, {align, truncate})), width);
				assert.ok(stringWidth(clip(text, width, {truncate})) <= width);
			},
		),
		{numRuns: 500},
	);
});

test('every character measures as string-width says, the quick way too', () => {
	for (let code = 0x20; code < 0x30_00; code++) {
		const character = String.fromCodePoint(code);
		assert.equal(widthOf(character), stringWidth(character), `U+${code.toString(16)}`);
		assert.equal(widthOf(`a${character}b`), stringWidth(`a${character}b`), `U+${code.toString(16)} between letters`);
	}

	fc.assert(
		fc.property(anyText, (text) => {
			assert.equal(widthOf(text), stringWidth(text));
		}),
	);
});

test('paragraphs break at spaces, and in a word only where it fits on no line', () => {
	assert.deepEqual(wrap('one two three', 8), ['one two', 'three']);
	assert.deepEqual(wrap('a-very-long-word it is', 6), ['a-very', '-long-', 'word', 'it is']);
	assert.deepEqual(wrap('', 5), ['']);
	assert.deepEqual(wrap('a\n\nb', 5), ['a', '', 'b']);
	assert.deepEqual(wrap('  indented text', 12), ['  indented', 'text']);
	assert.deepEqual(wrap('日本語 日本', 4), ['日本', '語', '日本']);
});

test('a name that is longer than a line is broken at a hyphen, and no comma stands at the beginning of a line', () => {
	assert.deepEqual(wrap('al2023-ami-2023.7-kernel-6.1-x86_64, ami-0123', 34), [
		'al2023-ami-2023.7-kernel-6.1-',
		'x86_64, ami-0123',
	]);
	assert.deepEqual(wrap(`${'a'.repeat(20)}, b`, 20), ['a'.repeat(19), 'a, b']);
});

test('parts are broken between each other, and in themselves only where one is wider than a line', () => {
	assert.deepEqual(wrapParts(['not allowed 1 → 2', 'no verdict 0 → 0', 'x'], 38, ' ·'), [
		'not allowed 1 → 2 · no verdict 0 → 0 ·',
		'x',
	]);
	assert.deepEqual(wrapParts(['not allowed 1 → 2', 'no verdict 0 → 0'], 34, ' ·'), [
		'not allowed 1 → 2 ·',
		'no verdict 0 → 0',
	]);
	assert.deepEqual(wrapParts(['one two three', 'four'], 8, ' ·'), ['one two', 'three ·', 'four']);
});

const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), {minLength: 1});

test('wrapping loses no word and keeps to the width', () => {
	fc.assert(
		fc.property(words, fc.integer({min: 1, max: 20}), (text, width) => {
			const lines = wrap(text.join(' '), width);
			assert.ok(lines.every((line) => line.length <= width));
			assert.equal(lines.join('').replaceAll(' ', ''), text.join(''));
		}),
	);
});
