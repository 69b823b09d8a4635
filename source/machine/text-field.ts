/**
One line of text being edited: pure, so that the reducer owns it and a property test can walk over it. The cursor counts graphemes (what a
person calls a character), never code units: an emoji or an accented letter is one step, and none can be cut in half.
*/
export type TextField = {
	readonly value: string;
	/** How many graphemes are left of the cursor: 0…the number of graphemes in `value`. */
	readonly cursor: number;
};

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

export const emptyField: TextField = {value: '', cursor: 0};

/** A field holding `value`, with the cursor at its end. What a one-line field cannot hold is left out, as in `insertText`. */
export function textField(value = ''): TextField {
	return insertText(emptyField, value);
}

/** The graphemes of a text, in order. */
export function graphemesOf(text: string): readonly string[] {
	return Array.from(segmenter.segment(text), ({segment}) => segment);
}

/**
The field after one press (a grapheme, `space`, or a key's name as `source/ui/presses.ts` spells it).
Gives undefined where the press is not a text key (`enter`, `esc`, `up`…), so that the caller can give it another meaning; gives the very
same field where the key belongs to text but there was nothing to do.
*/
export function editText(field: TextField, press: string): TextField | undefined {
	const edit = edits[press];
	if (edit) {
		const graphemes = graphemesOf(field.value);
		const {from, to, cursor} = edit(graphemes, field.cursor);
		return from === to ? moved(field, cursor) : without(graphemes, from, to);
	}

	if (press === 'space') {
		return insertText(field, ' ');
	}

	// Key names are several ASCII letters long; whatever is one grapheme was typed.
	return graphemesOf(press).length === 1 ? insertText(field, press) : undefined;
}

/**
The field with `text` put in at the cursor, as typed or pasted. Line breaks and tabs become one space each; control and invisible format
characters are dropped (a zero-width space pasted along with an account ID is never meant).
*/
export function insertText(field: TextField, text: string): TextField {
	const clean = text.replaceAll(/\r\n|[\t\n\v\f\r\u{85}\u{2028}\u{2029}]/gu, ' ').replaceAll(unwanted, '');
	if (clean === '') {
		return field;
	}

	const graphemes = graphemesOf(field.value);
	const before = graphemes.slice(0, field.cursor).join('');
	return at(before + clean + graphemes.slice(field.cursor).join(''), before.length + clean.length);
}

// Controls, lone surrogates and format characters but for the joiners that scripts and emoji need.
const unwanted = /[\p{Cc}\p{Cs}]|(?![\u{200C}\u{200D}])\p{Cf}/gu;

/** What a key does: removes the graphemes `from`…`to`, or, where these are equal, moves the cursor. */
type Edit = (graphemes: readonly string[], cursor: number) => {from: number; to: number; cursor: number};

const move =
	(target: (graphemes: readonly string[], cursor: number) => number): Edit =>
	(graphemes, cursor) => ({from: 0, to: 0, cursor: target(graphemes, cursor)});
const remove =
	(range: (graphemes: readonly string[], cursor: number) => readonly [from: number, to: number]): Edit =>
	(graphemes, cursor) => {
		const [from, to] = range(graphemes, cursor);
		return {from: Math.max(0, from), to: Math.min(graphemes.length, to), cursor};
	};

const start = move(() => 0);
const end = move((graphemes) => graphemes.length);
const left = move((_, cursor) => Math.max(0, cursor - 1));
const right = move((graphemes, cursor) => Math.min(graphemes.length, cursor + 1));
const wordLeft = move(startOfWord);
const wordRight = move(endOfWord);
const removeBefore = remove((_, cursor) => [cursor - 1, cursor]);
const removeAfter = remove((_, cursor) => [cursor, cursor + 1]);
const removeWord = remove((graphemes, cursor) => [startOfWord(graphemes, cursor), cursor]);

/** Readline's keys, as every shell has them. No prototype: a press may be any text, `constructor` included. */
const edits: Readonly<Record<string, Edit | undefined>> = Object.assign(Object.create(null) as Record<string, Edit>, {
	left,
	right,
	home: start,
	end,
	backspace: removeBefore,
	delete: removeAfter,
	'ctrl+a': start,
	'ctrl+e': end,
	'ctrl+b': left,
	'ctrl+f': right,
	'ctrl+d': removeAfter,
	'ctrl+u': remove((_, cursor) => [0, cursor]),
	'ctrl+k': remove((graphemes, cursor) => [cursor, graphemes.length]),
	'ctrl+w': removeWord,
	'alt+backspace': removeWord,
	'alt+b': wordLeft,
	'alt+f': wordRight,
	'ctrl+left': wordLeft,
	'ctrl+right': wordRight,
});

function moved(field: TextField, cursor: number): TextField {
	return cursor === field.cursor ? field : {value: field.value, cursor};
}

function without(graphemes: readonly string[], from: number, to: number): TextField {
	const before = graphemes.slice(0, from).join('');
	return at(before + graphemes.slice(to).join(''), before.length);
}

/** A field with the cursor behind every grapheme that starts left of a code unit offset: neighbours may have joined into one grapheme. */
function at(value: string, offset: number): TextField {
	let cursor = 0;
	for (const {index} of segmenter.segment(value)) {
		if (index >= offset) {
			break;
		}

		cursor++;
	}

	return {value, cursor};
}

function startOfWord(graphemes: readonly string[], cursor: number): number {
	let position = cursor;
	while (position > 0 && isBlank(graphemes[position - 1])) {
		position--;
	}

	while (position > 0 && !isBlank(graphemes[position - 1])) {
		position--;
	}

	return position;
}

function endOfWord(graphemes: readonly string[], cursor: number): number {
	let position = cursor;
	while (position < graphemes.length && isBlank(graphemes[position])) {
		position++;
	}

	while (position < graphemes.length && !isBlank(graphemes[position])) {
		position++;
	}

	return position;
}

function isBlank(grapheme: string | undefined): boolean {
	return grapheme !== undefined && /^\s/u.test(grapheme);
}
