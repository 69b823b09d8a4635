/**
What the bundle puts before Ink's cleaning of text: text that has nothing but styles, line breaks and characters of one column in it, as nearly
all has, is clean as it is.
*/
import {hasOneColumnEach} from './width.ts';
import {remembering} from './memory.ts';

type Sanitize = (text: string) => string;

/** A function that gives what `original` gives. */
export default function quickSanitize(original: Sanitize): Sanitize {
	const rest = remembering(original);
	return (text) => (hasOneColumnEach(text.replaceAll(harmless, '')) ? text : rest(text));
}

// eslint-disable-next-line regexp/no-control-character -- what styles begin with
const harmless = /\u{1B}\[[\d;]*m|\n/gu;
