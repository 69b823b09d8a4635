/**
Makes other people's text safe to print: control characters, terminal escapes, bidirectional overrides, line breaks and invisible format
characters become visible `\u{…}` notations, so that no name or tag can move the cursor, open a link or disguise itself.
Printable text, emoji and every script stay as they are. Gives the same string back where nothing had to change.
*/
export function safeText(text: string): string {
	return plain.test(text) || !unsafe.test(text)
		? text
		: text.replaceAll(unsafeAll, (character, offset: number) =>
				isJoining(text, character, offset) ? character : escapeOne(character),
			);
}

// Nearly every text is printable ASCII, and this settles it several times faster.
const plain = /^[\u{20}-\u{7E}]*$/u;
// Cc controls, Cs lone surrogates, Zl/Zp separators, and Cf format characters.
const pattern = String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]`;
const unsafe = new RegExp(pattern, 'u');
const unsafeAll = new RegExp(pattern, 'gu');

// What scripts and emoji join: letters, but for Latin ones, which need no joiner, and pictures with what modifies them.
const joined = String.raw`[[\p{Extended_Pictographic}\p{L}\p{M}\u{1F3FB}-\u{1F3FF}]--\p{Script=Latin}]`;
// Made when the first joiner comes: that takes longer than all else here, and most texts have none.
let joining: {readonly ends: RegExp; readonly begins: RegExp} | undefined;

/**
Whether a joiner stands where a script or an emoji needs one, between two characters that it joins. Anywhere else a terminal joins whatever it is
told to draw next, in another row too.
*/
function isJoining(text: string, character: string, offset: number): boolean {
	if (character !== '\u{200C}' && character !== '\u{200D}') {
		return false;
	}

	joining ??= {ends: new RegExp(`${joined}$`, 'v'), begins: new RegExp(`^${joined}`, 'v')};
	return (
		joining.ends.test(text.slice(Math.max(0, offset - 2), offset)) &&
		joining.begins.test(text.slice(offset + 1, offset + 3))
	);
}

function escapeOne(character: string): string {
	return String.raw`\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
