/**
A press is what a person did to the keyboard, as text: one printable grapheme (`j`, `/`, `?`, `é`) or a key's name: `space`, `enter`, `esc`,
`tab`, `backspace`, `delete`, `up`, `down`, `left`, `right`, `pageup`, `pagedown`, `home`, `end`, with `ctrl+`, `alt+` and `shift+` before it
in this order (`ctrl+c`, `shift+tab`). Shift is not named on a character: it is `J`, never `shift+j`.
*/
export type Press = string;

/** The part of Ink's `Key` that matters here. */
export type Key = {
	readonly upArrow?: boolean;
	readonly downArrow?: boolean;
	readonly leftArrow?: boolean;
	readonly rightArrow?: boolean;
	readonly pageDown?: boolean;
	readonly pageUp?: boolean;
	readonly home?: boolean;
	readonly end?: boolean;
	readonly return?: boolean;
	readonly escape?: boolean;
	readonly tab?: boolean;
	readonly backspace?: boolean;
	readonly delete?: boolean;
	readonly ctrl?: boolean;
	readonly shift?: boolean;
	readonly meta?: boolean;
	readonly eventType?: 'press' | 'repeat' | 'release' | undefined;
};

const namedKeys = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['tab', 'tab'],
	['backspace', 'backspace'],
	['delete', 'delete'],
] as const satisfies ReadonlyArray<readonly [keyof Key, string]>;

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/**
The presses in what Ink's `useInput` hands over. Ink passes on whole chunks of fast typing: `jjj` is three presses, `ab\r` is `a`, `b`,
`enter`. Gives none for what is no press: a key release, a key without a name here (function keys), a stray control character.
*/
export function pressesOf(input: string, key: Key): readonly Press[] {
	if (key.eventType === 'release') {
		return [];
	}

	// Two quick presses of Esc arrive as one "meta" Esc.
	if (key.escape) {
		return key.meta ? ['esc', 'esc'] : ['esc'];
	}

	for (const [flag, name] of namedKeys) {
		const isPressed = key[flag] ?? false;
		if (isPressed) {
			return [modifiers(key) + name];
		}
	}

	// Ink has already taken the control character apart: `input` is the letter.
	if (key.ctrl) {
		const name = input === ' ' ? 'space' : input.toLowerCase();
		return name === '' ? [] : [(key.meta ? 'ctrl+alt+' : 'ctrl+') + name];
	}

	const presses = charactersOf(input);
	return key.meta ? presses.map((press) => (press.startsWith('ctrl+') ? press : `alt+${press}`)) : presses;
}

function modifiers({ctrl, meta, shift}: Key): string {
	return (ctrl ? 'ctrl+' : '') + (meta ? 'alt+' : '') + (shift ? 'shift+' : '');
}

function charactersOf(text: string): Press[] {
	const presses: Press[] = [];
	for (const {segment} of segmenter.segment(text)) {
		const press = pressOf(segment);
		if (press !== undefined) {
			presses.push(press);
		}
	}

	return presses;
}

/** A grapheme never mixes control characters with others, but for CRLF, which is one. */
function pressOf(grapheme: string): Press | undefined {
	switch (grapheme) {
		case '\r\n':
		case '\r':
		case '\n': {
			return 'enter';
		}

		case '\t': {
			return 'tab';
		}

		case ' ': {
			return 'space';
		}

		case '\b':
		case '\u{7F}': {
			return 'backspace';
		}

		case '\u{0}': {
			return 'ctrl+space';
		}

		case '\u{1B}': {
			return 'esc';
		}

		default: {
			const code = grapheme.codePointAt(0) ?? 0;
			if (code >= 1 && code <= 26) {
				return `ctrl+${String.fromCodePoint(code + 96)}`;
			}

			return /^[\p{Cc}\p{Cs}]/u.test(grapheme) ? undefined : grapheme;
		}
	}
}
