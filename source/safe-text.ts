/**
Makes other people's text safe to print: control characters, terminal escapes, bidirectional overrides, line breaks and invisible format
characters become visible `\u{…}` notations, so that no name or tag can move the cursor, open a link or disguise itself.
Printable text, emoji and every script stay as they are. Gives the same string back where nothing had to change.
*/
export function safeText(text: string): string {
	return plain.test(text) || !unsafe.test(text) ? text : text.replaceAll(unsafeAll, escapeOne);
}

// Nearly every text is printable ASCII, and this settles it several times faster.
const plain = /^[\u{20}-\u{7E}]*$/u;
// Cc controls, Cs lone surrogates, Zl/Zp separators, and Cf format characters but for the joiners that scripts and emoji need.
const pattern = String.raw`[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u{200C}\u{200D}])\p{Cf}`;
const unsafe = new RegExp(pattern, 'u');
const unsafeAll = new RegExp(pattern, 'gu');

function escapeOne(character: string): string {
	return String.raw`\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
