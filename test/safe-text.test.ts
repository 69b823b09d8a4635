import assert from 'node:assert/strict';
import test from 'node:test';
import {safeText} from '../source/safe-text.ts';
import fc from './support/fast-check.ts';

test('escapes, line breaks and bidirectional overrides become visible', () => {
	assert.equal(safeText('a\u{1B}[2Jb\nc'), String.raw`a\u{1b}[2Jb\u{a}c`);
	assert.equal(safeText('invoice\u{202E}fdp.exe'), String.raw`invoice\u{202e}fdp.exe`);
	assert.equal(safeText('\u{9B}31m'), String.raw`\u{9b}31m`);
});

test('scripts and emoji stay as they are', () => {
	for (const text of ['web-1', 'Zürich', '日本語', '👩‍🚀', '👩🏽‍🚀', '❤️‍🔥', 'سلام', 'می‌خواهم', 'क्‍ष', '=1+1']) {
		assert.equal(safeText(text), text);
	}
});

test('a joiner that joins nothing becomes visible, since a terminal would join what it draws next', () => {
	assert.equal(safeText('web\u{200D}'), String.raw`web\u{200d}`);
	assert.equal(safeText('\u{200D}web'), String.raw`\u{200d}web`);
	assert.equal(safeText('we\u{200C}b'), String.raw`we\u{200c}b`);
	assert.equal(safeText('👩\u{200D}\u{200D}🚀'), String.raw`👩\u{200d}\u{200d}🚀`);
	assert.equal(safeText('👩\u{200D}'), String.raw`👩\u{200d}`);
	assert.equal(safeText('👩\u{200D} 🚀'), String.raw`👩\u{200d} 🚀`);
});

test('nothing that a terminal would act on survives', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), (text) => {
			assert.doesNotMatch(safeText(text), /[\p{Cc}\u{2028}\u{2029}\u{202A}-\u{202E}\u{2066}-\u{2069}]/u);
		}),
	);
});
