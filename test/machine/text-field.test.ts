import assert from 'node:assert/strict';
import {test} from 'node:test';
import {editText, graphemesOf, insertText, textField, type TextField} from '../../source/machine/text-field.ts';
import fc from '../support/fast-check.ts';

function typed(presses: readonly string[], from: TextField = textField()): TextField {
	let field = from;
	for (const press of presses) {
		field = editText(field, press) ?? field;
	}

	return field;
}

test('text is typed where the cursor is', () => {
	assert.deepEqual(typed(['a', 'c', 'left', 'b', 'space']), {value: 'ab c', cursor: 3});
	assert.deepEqual(typed(['x', 'y', 'home', 'delete', 'end', 'backspace']), {value: '', cursor: 0});
});

test('keys that are not text are given back', () => {
	for (const press of ['enter', 'esc', 'up', 'down', 'tab', 'shift+tab', 'pageup', 'ctrl+c', 'ctrl+z', 'constructor']) {
		assert.equal(editText(textField('a'), press), undefined, press);
	}
});

test('a text key with nothing to do gives the same field', () => {
	const field = {value: 'a', cursor: 0};
	assert.equal(editText(field, 'left'), field);
	assert.equal(editText(field, 'ctrl+a'), field);
	assert.equal(editText(field, 'ctrl+u'), field);
	assert.equal(editText(field, 'backspace'), field);
});

test('readline keys', () => {
	const field = textField('one two  three');
	assert.deepEqual(typed(['ctrl+w'], field), {value: 'one two  ', cursor: 9});
	assert.deepEqual(typed(['ctrl+w', 'ctrl+w'], field), {value: 'one ', cursor: 4});
	assert.deepEqual(typed(['ctrl+left', 'ctrl+k'], field), {value: 'one two  ', cursor: 9});
	assert.deepEqual(typed(['ctrl+left', 'ctrl+u'], field), {value: 'three', cursor: 0});
	assert.equal(typed(['ctrl+a', 'alt+f'], field).cursor, 3);
	assert.deepEqual(typed(['ctrl+a', 'ctrl+d', 'ctrl+e'], field), {value: 'ne two  three', cursor: 13});
});

test('a character of several code points is one step', () => {
	const family = '👩‍👩‍👧';
	assert.deepEqual(typed(['a', family, 'e\u{301}']), {value: `a${family}e\u{301}`, cursor: 3});
	assert.deepEqual(typed(['backspace', 'backspace'], textField(`a${family}e\u{301}`)), {value: 'a', cursor: 1});
});

test('a combining mark typed on its own joins the letter before it', () => {
	assert.deepEqual(typed(['e', '\u{301}', 'x']), {value: 'e\u{301}x', cursor: 2});
});

test('pasted text loses what one line cannot hold', () => {
	assert.deepEqual(textField('1111\r\n2222\t3\n'), {value: '1111 2222 3 ', cursor: 12});
	assert.deepEqual(insertText({value: 'ab', cursor: 1}, '\u{1B}[31m\u{0}\u{200B}\u{202E}é'), {
		value: 'a[31méb',
		cursor: 6,
	});
});

const anyPress = fc.oneof(
	fc.constantFrom(
		'left',
		'right',
		'home',
		'end',
		'backspace',
		'delete',
		'ctrl+w',
		'ctrl+u',
		'ctrl+k',
		'ctrl+left',
		'ctrl+right',
	),
	fc.constantFrom('space', 'enter', 'esc', 'tab'),
	fc.string({unit: 'grapheme', minLength: 1, maxLength: 1}),
	fc.constantFrom('\u{301}', '\u{200D}', '🇩', '🇪', '👩', 'ᄀ', 'ᅡ'),
);

test('whatever is pressed, the cursor stays on a boundary inside the text', () => {
	fc.assert(
		fc.property(fc.array(anyPress, {maxLength: 60}), (presses) => {
			const {value, cursor} = typed(presses);
			const graphemes = graphemesOf(value);
			assert.ok(Number.isSafeInteger(cursor));
			assert.ok(cursor >= 0);
			assert.ok(cursor <= graphemes.length);
			assert.doesNotMatch(value, /\p{Cc}/u);
		}),
	);
});

test('typing at the end is appending, and backspace takes one character back', () => {
	fc.assert(
		fc.property(fc.string(), fc.constantFrom(..."abcXYZ019-_*/?'"), (text, letter) => {
			const before = textField(text);
			const after = typed([letter], before);
			assert.equal(after.value, before.value + letter);
			assert.deepEqual(typed(['backspace'], after), before);
		}),
	);
});

test('a paste equals typing its characters', () => {
	fc.assert(
		fc.property(fc.string({unit: 'grapheme'}), fc.string({unit: 'grapheme'}), (left, right) => {
			const pasted = insertText(textField(left), right);
			assert.equal(typed(graphemesOf(right), textField(left)).value, pasted.value);
		}),
	);
});
