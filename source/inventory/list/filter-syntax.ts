/** A word of a filter: text and wildcards as typed, with quotes taken off, and what was outside of quotes. */
export type FilterWord = {
	readonly isNegated: boolean;
	/** Before the first `:` outside of quotes, in lower case; absent for plain text. */
	readonly key?: string;
	/** What follows the key, or the whole word. */
	readonly value: string;
	/** True if there were quotes: then an empty value means an empty one, not one still to be typed. */
	readonly isQuoted: boolean;
	/** Where in the value the first `=` outside of quotes is, or -1. */
	readonly equalsAt: number;
	/** Whether `*` or `?` stand outside of quotes. */
	readonly hasWildcards: boolean;
};

type Character = {readonly character: string; readonly isQuoted: boolean};

/**
Takes a filter apart: words are separated by white space, `"…"` keeps white space, colons and wildcards as text (a backslash before a quote
or backslash too), `!` in front negates. A quote that is still open ends with the filter, as it is being typed.
*/
export function parseFilter(text: string): readonly FilterWord[] {
	return splitWords(text)
		.map(({characters, hasQuotes}) => wordOf(characters, hasQuotes))
		.filter(({key, value, isQuoted}) => key !== undefined || value !== '' || isQuoted);
}

function wordOf(characters: readonly Character[], isQuoted: boolean): FilterWord {
	const isNegated = isPlain(characters[0], '!');
	const rest = isNegated ? characters.slice(1) : characters;
	const colon = rest.findIndex((character) => isPlain(character, ':'));
	const value = colon > 0 ? rest.slice(colon + 1) : rest;
	return {
		isNegated,
		...(colon > 0 && {key: textOf(rest.slice(0, colon)).toLowerCase()}),
		value: textOf(value),
		isQuoted,
		equalsAt: value.findIndex((character) => isPlain(character, '=')),
		hasWildcards: value.some((character) => isPlain(character, '*') || isPlain(character, '?')),
	};
}

function splitWords(text: string): ReadonlyArray<{characters: readonly Character[]; hasQuotes: boolean}> {
	const words: Array<{characters: Character[]; hasQuotes: boolean}> = [];
	let word: {characters: Character[]; hasQuotes: boolean} | undefined;
	let isInQuotes = false;
	for (let index = 0; index < text.length; index++) {
		const character = text.charAt(index);
		if (!isInQuotes && /\s/u.test(character)) {
			word = undefined;
			continue;
		}

		if (word === undefined) {
			word = {characters: [], hasQuotes: false};
			words.push(word);
		}

		const next = text.charAt(index + 1);
		if (isInQuotes && character === '\\' && (next === '"' || next === '\\')) {
			word.characters.push({character: next, isQuoted: true});
			index++;
		} else if (character === '"') {
			isInQuotes = !isInQuotes;
			word.hasQuotes = true;
		} else {
			word.characters.push({character, isQuoted: isInQuotes});
		}
	}

	return words;
}

function isPlain(character: Character | undefined, wanted: string): boolean {
	return character?.character === wanted && !character.isQuoted;
}

function textOf(characters: readonly Character[]): string {
	return characters.map(({character}) => character).join('');
}

/** A word of a filter that asks for a value under a key; quoted where it has to be. */
export function filterWord(key: string, value: string, isNegated = false): string {
	const isPlainText = /^[^\s!"*=?\\]+$/u.test(value);
	const quoted = isPlainText ? value : `"${value.replaceAll(/["\\]/gu, (character) => `\\${character}`)}"`;
	return `${isNegated ? '!' : ''}${key}:${quoted}`;
}

/** Where the last word of a filter begins; at the end, where none has. */
export function startOfLastWord(text: string): number {
	let start = 0;
	let isInQuotes = false;
	for (let index = 0; index < text.length; index++) {
		const character = text.charAt(index);
		if (!isInQuotes && /\s/u.test(character)) {
			start = index + 1;
		} else if (isInQuotes && character === '\\') {
			index++;
		} else if (character === '"') {
			isInQuotes = !isInQuotes;
		}
	}

	return start;
}
