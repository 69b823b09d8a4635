/**
Text fitted into columns of a terminal, where a character may be zero, one or two columns wide. Everything that has to line up goes through
here; nothing else counts characters.
*/
import {hasOneColumnEach, widthOf} from '../../../vendor/ink/width.ts';

export {widthOf} from '../../../vendor/ink/width.ts';

export type FitOptions = {
	readonly align?: 'left' | 'right';
	/** Where text that is too long loses a part. */
	readonly truncate?: 'end' | 'middle' | 'start';
	/** What stands for the lost part. */
	readonly ellipsis?: string;
};

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** `text` cut to at most `width` columns; what is short enough comes back as it is. */
export function clip(text: string, width: number, {truncate = 'end', ellipsis = '…'}: FitOptions = {}): string {
	if (widthOf(text) <= width) {
		return text;
	}

	const room = width - widthOf(ellipsis);
	if (room < 0) {
		return takeStart(text, Math.max(0, width));
	}

	switch (truncate) {
		case 'end': {
			return takeStart(text, room) + ellipsis;
		}

		case 'start': {
			return ellipsis + takeEnd(text, room);
		}

		case 'middle': {
			const tail = takeEnd(text, Math.floor(room / 2));
			return takeStart(text, room - widthOf(tail)) + ellipsis + tail;
		}
	}
}

/** `text` in exactly `width` columns: cut if too long, filled with spaces if too short. */
export function fit(text: string, width: number, options: FitOptions = {}): string {
	const taken = widthOf(text);
	if (taken > width) {
		const clipped = clip(text, width, options);
		// A wide character may have left a column free.
		return aligned(clipped, width - widthOf(clipped), options);
	}

	return aligned(text, width - taken, options);
}

function aligned(text: string, blanks: number, {align}: FitOptions): string {
	const filling = ' '.repeat(Math.max(0, blanks));
	return align === 'right' ? filling + text : text + filling;
}

/**
`text` in lines of at most `width` columns, broken at spaces, and inside a word only where it is wider than a line: there after a sign such as a
slash, if there is one. Line breaks in the text hold. No short word stands alone on the last line. Never empty: empty text is one empty line.
*/
export function wrap(text: string, width: number): readonly string[] {
	const room = Math.max(1, width);
	return text.split('\n').flatMap((line) => wrapLine(line, room));
}

/** Parts after each other, each but the last with a sign at its end, in lines of at most `width` columns: a part that fits into a line is not broken. */
export function wrapParts(parts: readonly string[], width: number, sign: string): readonly string[] {
	const lines: string[] = [];
	for (const [index, part] of parts.entries()) {
		const text = index === parts.length - 1 ? part : part + sign;
		const last = lines.at(-1);
		if (last !== undefined && widthOf(`${last} ${text}`) <= width) {
			lines[lines.length - 1] = `${last} ${text}`;
		} else {
			lines.push(...wrap(text, width));
		}
	}

	return lines;
}

function wrapLine(line: string, width: number): readonly string[] {
	const indent = /^ */.exec(line)?.[0] ?? '';
	const lines: string[] = [];
	let current = indent.length < width ? indent : '';
	let isStart = true;
	for (const word of line.slice(indent.length).split(' ')) {
		const joined = isStart ? current + word : `${current} ${word}`;
		if (widthOf(joined) <= width) {
			current = joined;
			isStart = false;
			continue;
		}

		if (!isStart) {
			lines.push(current);
		}

		let rest = isStart ? joined : word;
		while (widthOf(rest) > width) {
			const fitting = takeStart(rest, width);
			// A character wider than the line still has to go somewhere.
			const piece = fitting === '' ? firstGrapheme(rest) : upToSign(withoutLoneComma(fitting, rest));
			lines.push(piece);
			rest = rest.slice(piece.length);
		}

		current = rest;
		isStart = false;
	}

	return withCompany([...lines, current], width);
}

/** A part of a long word that leaves more of it to the next line than a comma. */
function withoutLoneComma(fitting: string, word: string): string {
	const rest = word.slice(fitting.length);
	const shorter = takeStart(fitting, widthOf(fitting) - 1);
	return /^[,.;]$/.test(rest) && shorter !== '' ? shorter : fitting;
}

/** What of a part of a long word stands before its last sign, unless that is less than half of it; names are rather broken at their hyphens. */
function upToSign(text: string): string {
	const ends = [Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1, text.lastIndexOf('-') + 1];
	const end = ends.find((one) => one * 2 > text.length);
	return end === undefined ? text : text.slice(0, end);
}

/** A word that long stands on a line of its own as well as any text. */
const longWord = 14;

/** A short word that is alone on the last line gets the one before it for company, where the line that loses it keeps most of its own. */
function withCompany(lines: readonly string[], width: number): readonly string[] {
	const [before = '', last = ''] = lines.slice(-2);
	const at = before.lastIndexOf(' ');
	const moved = before.slice(at + 1);
	const isAlone = lines.length > 1 && last !== '' && !last.includes(' ') && widthOf(last) < longWord;
	return isAlone &&
		at * 2 > width &&
		moved !== '' &&
		widthOf(`${moved} ${last}`) <= width &&
		before.slice(0, at).trim() !== ''
		? [...lines.slice(0, -2), before.slice(0, at), `${moved} ${last}`]
		: lines;
}

function takeStart(text: string, width: number): string {
	if (hasOneColumnEach(text)) {
		return text.slice(0, width);
	}

	let taken = '';
	let used = 0;
	for (const grapheme of graphemes(text)) {
		used += widthOf(grapheme);
		if (used > width) {
			break;
		}

		taken += grapheme;
	}

	return taken;
}

function takeEnd(text: string, width: number): string {
	if (hasOneColumnEach(text)) {
		return text.slice(Math.max(0, text.length - width));
	}

	let used = 0;
	let start = text.length;
	for (const grapheme of [...graphemes(text)].toReversed()) {
		used += widthOf(grapheme);
		if (used > width) {
			break;
		}

		start -= grapheme.length;
	}

	return text.slice(start);
}

function firstGrapheme(text: string): string {
	const [grapheme = ''] = graphemes(text);
	return grapheme;
}

function* graphemes(text: string): Generator<string> {
	for (const {segment} of segmenter.segment(text)) {
		yield segment;
	}
}
