/** The columns that text takes on a terminal, as `string-width` counts them, sooner. */
import stringWidth from 'string-width';
import {remembering} from './memory.ts';

/** How many columns a text takes; it has no escape sequences in it. */
export function widthOf(text: string): number {
	return hasOneColumnEach(text) ? text.length : widthOfGraphemes(text);
}

/** Measuring means cutting into graphemes; the rows of a list are measured again at every key. */
const widthOfGraphemes = remembering((text: string) => stringWidth(text));

/**
Whether every code unit of a text is one character of one column: ASCII, Latin letters, and the signs that this app draws with
(lines, blocks, shapes, dots). That is nearly all text, and there is no need to cut it up.
*/
export function hasOneColumnEach(text: string): boolean {
	return /^[\u{20}-\u{7E}\u{A1}-\u{AC}\u{AE}-\u{2FF}–…→\u{2500}-\u{259F}\u{25A0}-\u{25E0}✓✗\u{2800}-\u{28FF}]*$/u.test(
		text,
	);
}
