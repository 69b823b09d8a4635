import {printable} from '../printable.ts';

/** Indented by four blanks a level, as AWS CLI prints it, or all in one line. */
export type JsonLayout = 'indented' | 'compact';

/** A value as JSON that is safe to print, to stand so many levels deep. */
export function jsonOf(value: unknown, layout: JsonLayout, depth: number): string {
	return layout === 'compact'
		? printable(JSON.stringify(value))
		: printable(JSON.stringify(value, undefined, 4)).replaceAll('\n', lineBreak(layout, depth));
}

/** A text as JSON that is safe to print. */
export function quoted(text: string): string {
	return plain.test(text) ? `"${text}"` : printable(JSON.stringify(text));
}

// Printable ASCII without what JSON escapes: nearly every text.
const plain = /^[\u{20}\u{21}\u{23}-\u{5B}\u{5D}-\u{7E}]*$/u;

/** Whether a piece of UTF-8 is such a text. */
export function isPlainAscii(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; at++) {
		const byte = bytes[at] ?? 0;
		if (byte < 0x20 || byte > 0x7e || byte === quote || byte === backslash) {
			return false;
		}
	}

	return true;
}

const quote = 0x22;
const backslash = 0x5c;

/** What stands before an element or a member so many levels deep, and before the bracket that ends them. */
export function lineBreak(layout: JsonLayout, depth: number): string {
	return layout === 'compact' ? '' : `\n${' '.repeat(4).repeat(depth)}`;
}
