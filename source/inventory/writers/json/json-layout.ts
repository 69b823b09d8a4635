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

/** What stands before an element or a member so many levels deep, and before the bracket that ends them. */
export function lineBreak(layout: JsonLayout, depth: number): string {
	return layout === 'compact' ? '' : `\n${' '.repeat(4).repeat(depth)}`;
}
