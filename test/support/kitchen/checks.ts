/** What no screen may do, whatever its state and size. Each check gives what it found, as sentences. */
import stringWidth from 'string-width';
import {resolveTheme} from '../../../source/ui/theme.ts';
import type {Size} from './draw.tsx';
import type {Still} from './scene.ts';

/** The one that frames are checked in. */
export const theme = resolveTheme({NO_COLOR: '1'});

/** A line wider than the window, or more or fewer lines than it has rows. */
export function wrongSize(frame: string, {columns, rows}: Size): readonly string[] {
	const lines = frame.split('\n');
	const wide = lines.filter((line) => stringWidth(line) > columns);
	return [
		...(lines.length === rows ? [] : [`it has ${lines.length} lines in ${rows} rows`]),
		...wide.map((line) => `wider than ${columns} columns: ${line}`),
	];
}

/** Colours, a line that runs backwards, a bell: what a foreign name must not bring along. */
export function foreignSigns(frame: string): readonly string[] {
	return frame
		.split('\n')
		.filter((line) => /[\p{Cc}\u{202A}-\u{202E}\u{2066}-\u{2069}]/u.test(line))
		.map((line) => `a control character: ${JSON.stringify(line)}`);
}

/** A footer that doesn't name the way back, to quit, or to stop what is waited for. */
export function noWayBack(frame: string): readonly string[] {
	const footer = frame.split('\n').at(-1) ?? '';
	return /(?:^|\s)(?:(?:esc|n|q|ctrl\+c) \w|enter back)/.test(footer)
		? []
		: [`no way back in the footer: ${footer.trim()}`];
}

/** What says that there is more than is shown. */
const sign = /…|\bmore\b|\blines? \d+ to \d+ of \d+|\b\d[\d,]* of \d|larger window|█$/m;

/**
What a taller window of the same width shows, and this one neither shows nor tells of; and what is told of only although rows are free. What is
beside other text counts for a whole row.
*/
export function silentCuts(frame: string, taller: string): readonly string[] {
	const shown = new Set(wordsOf(frame));
	const missing = [...new Set(wordsOf(taller)).difference(shown)];
	if (missing.length === 0) {
		return [];
	}

	const body = bodyOf(frame);
	const free = body.length - 1 - body.findLastIndex((line) => line.trim() !== '');
	const what = missing.slice(0, 8).join(' ');
	return [
		...(sign.test(body.join('\n')) ? [] : [`cut without a sign: ${what}`]),
		...(free > spare ? [`cut while ${free} rows are free: ${what}`] : []),
	];
}

/** Rows that may stay free for what is said of words that are being typed. */
const spare = 2;

/** A sentence that ends at the edge of the window in an ellipsis, while there are rows to go on in. A row of a table begins further in. */
export function cutSentences(frame: string, {columns}: Size): readonly string[] {
	const body = bodyOf(frame);
	const free = body.length - 1 - body.findLastIndex((line) => line.trim() !== '');
	return free > spare
		? body
				.filter((line) => /^ [^\s▸].*…\s*$/.test(line) && stringWidth(line.trimEnd()) >= columns - 2)
				.map((line) => `a sentence is cut while ${free} rows are free: ${line.trim()}`)
		: [];
}

/** The same sentence twice below each other. */
export function saidTwice(frame: string): readonly string[] {
	const said = bodyOf(frame)
		.filter((line) => /^ [^\s↑↓]/.test(line) && !/[│┃]/.test(line))
		.map((line) => line.replace(/^\P{L}*/u, '').trim())
		.filter((text) => new Set(text.split(' ')).size > 4);
	return [...new Set(said.filter((text, index) => said.indexOf(text) !== index))].map((text) => `said twice: ${text}`);
}

/** A list whose bar stops on a row that still shows something: what it was given ended the row, and all that came after it. */
export function swallowedRows(frame: string): readonly string[] {
	const body = bodyOf(frame);
	return body.flatMap((line, index) => {
		const next = body[index + 1] ?? '';
		const isLast = (body[index + 2] ?? '').trim() === '';
		return isLast && /[│█]\s*$/.test(line) && /^ [ ▸] \S/.test(next) && !/[│┃█]/.test(next)
			? [`a row ends before its bar: ${next.trim()}`]
			: [];
	});
}

/** A field that has the keys and is not in sight. */
export function hiddenField(frame: string, still: Still): readonly string[] {
	// What was typed is on its way, or there is nothing to type.
	const isWaiting = /^ … /m.test(frame) || /^ \(enter /m.test(frame);
	return still.focus().typing === undefined || isWaiting || frame.includes(theme.symbols.cursor)
		? []
		: ['what is typed is not in sight'];
}

/** The lines between the two rules. */
function bodyOf(frame: string): readonly string[] {
	const lines = frame.split('\n');
	const first = lines.findIndex((line) => /^[-─]{2}/.test(line));
	const last = lines.findLastIndex((line, index) => index > first && /^[-─]{2}/.test(line));
	return lines.slice(first + 1, last === -1 ? -2 : last);
}

/** Words without the signs around them, of which a table may have another one on each row, and without numbers, which say where one is. */
function wordsOf(frame: string): readonly string[] {
	return bodyOf(frame)
		.join(' ')
		.split(/[\s…│┃█]+/u)
		.filter((word) => /\p{L}{2}/u.test(word));
}

/** A key in the footer that does nothing, and a row under the cursor that enter neither opens nor refuses with a reason. */
export function deadChoices(open: () => Still): readonly string[] {
	const footer = open()
		.focus()
		.keys.filter(({isInFooter, guard}) => isInFooter && guard() === true)
		.filter(({keys}) => !does(open(), keys[0] ?? ''))
		.map(({keys}) => `${keys[0]} is in the footer and does nothing`);
	return [...footer, ...deadRows(open)];
}

/** As many rows as are looked at. */
const mostRows = 12;

function deadRows(open: () => Still): readonly string[] {
	const still = open();
	const {typing, keys: bound} = still.focus();
	const isBound = (key: string) => bound.some(({keys}) => keys.includes(key));
	// Where enter is not among the keys, nothing says that a row can be chosen: the cursor is there to read.
	if (typing !== undefined || !isBound('down') || !isBound('enter')) {
		return [];
	}

	for (let row = 0; row < mostRows; row++) {
		const presses = Array.from({length: row}, () => 'down');
		const here = open();
		here.press(...presses);
		if (!does(here, 'enter')) {
			return [`enter does nothing on row ${row}`];
		}

		if (!does(still, 'down')) {
			break;
		}
	}

	return [];
}

/** Whether a key changes anything, or says why not. */
function does(still: Still, key: string): boolean {
	const before = still.look();
	still.press(key);
	return still.look().some((part, index) => part !== before[index]);
}
