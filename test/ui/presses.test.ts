import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pressesOf, type Key} from '../../source/ui/terminal/presses.ts';
import fc from '../support/fast-check.ts';

const cases: ReadonlyArray<readonly [what: string, input: string, key: Key, presses: readonly string[]]> = [
	['a character', 'j', {}, ['j']],
	['a capital', 'G', {shift: true}, ['G']],
	['a space', ' ', {}, ['space']],
	['fast typing in one chunk', 'jjj', {}, ['j', 'j', 'j']],
	['text and Enter in one chunk', 'ab\r', {}, ['a', 'b', 'enter']],
	['a line break of two characters', 'a\r\nb', {}, ['a', 'enter', 'b']],
	['a line feed', '\n', {}, ['enter']],
	['Tab between characters', 'a\tb', {}, ['a', 'tab', 'b']],
	['Ctrl-A between characters', 'a\u{1}b', {}, ['a', 'ctrl+a', 'b']],
	['whole graphemes', 'é日👩‍👩‍👧e\u{301}🇩🇪', {}, ['é', '日', '👩‍👩‍👧', 'e\u{301}', '🇩🇪']],
	['Enter', '\r', {return: true}, ['enter']],
	['Esc', '', {escape: true}, ['esc']],
	['Esc twice, quickly', '\u{1B}', {escape: true, meta: true}, ['esc', 'esc']],
	['Shift-Tab', '', {tab: true, shift: true}, ['shift+tab']],
	['an arrow', '', {downArrow: true}, ['down']],
	['Ctrl with an arrow', '', {leftArrow: true, ctrl: true}, ['ctrl+left']],
	['Page Up', '', {pageUp: true}, ['pageup']],
	['Ctrl-C', 'c', {ctrl: true}, ['ctrl+c']],
	['Ctrl-Space', ' ', {ctrl: true}, ['ctrl+space']],
	['Alt with a letter', 'b', {meta: true}, ['alt+b']],
	['Alt-Backspace', '', {backspace: true, meta: true}, ['alt+backspace']],
	['a function key', '', {}, []],
	['a key let go', 'j', {eventType: 'release'}, []],
	['a C1 control and a lone surrogate', '\u{9B}\u{D83D}x', {}, ['x']],
];

for (const [what, input, key, presses] of cases) {
	test(`presses: ${what}`, () => {
		assert.deepEqual(pressesOf(input, key), presses);
	});
}

test('however typing is cut into chunks, the presses are the same', () => {
	const letter = fc.constantFrom(...'abcxyzABC019 /?*-_:.é日', '\r', '\t', '\u{7F}', '\u{1}');
	const chunked = fc.array(fc.array(letter));
	fc.assert(
		fc.property(chunked, (chunks) => {
			const typed = chunks.flat();
			const whole = pressesOf(typed.join(''), {});
			const pieces = chunks.map((chunk) => pressesOf(chunk.join(''), {}));
			assert.deepEqual(pieces.flat(), whole);
			assert.equal(whole.length, typed.length);
		}),
	);
});

test('no press ever carries a control character', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), (input) => {
			for (const press of pressesOf(input, {})) {
				assert.doesNotMatch(press, /\p{Cc}/u);
				assert.notEqual(press, '');
			}
		}),
	);
});
