/** What no screen may do, whatever its state and size. Each check gives what it found, as sentences. */
import {isDeepStrictEqual} from 'node:util';
import stringWidth from 'string-width';
import type {Shelled} from '../../../source/machine/shell.ts';
import {resolveTheme} from '../../../source/ui/theme.ts';
import type {Page} from '../terminal.ts';
import {draw, type Size} from './draw.tsx';
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

/** A row under the cursor whose bar is broken: what is drawn in it has another background. */
export function brokenBars({rows, cells}: Page): readonly string[] {
	return Array.from({length: rows}, (_, row) => cells(row))
		.filter((row) => row[1]?.inverse === true && row[1].text === '▸')
		.map((row) => row.slice(1, row.findLastIndex(({inverse}) => inverse) + 1))
		.filter((bar) => bar.some(({inverse, foreground}) => !inverse || foreground.mode !== 'default'))
		.map((bar) => `a hole in the bar of the cursor: ${bar.map(({text, inverse}) => (inverse ? text : '_')).join('')}`);
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

/**
A key that is offered and does nothing, nothing that can be seen, or says only when it is pressed that it can't: a guard says so before. A row under
the cursor that enter neither opens nor refuses with a reason.
*/
export async function deadChoices(open: () => Still, size: Size): Promise<readonly string[]> {
	const dead: string[] = [];
	const {keys} = open().focus();
	for (const key of liveKeys(open())) {
		// What does nothing at once may have to be seen first, or filled in.
		const effects = [
			() => pressed(open(), key),
			async () => pressedOnScreen(open(), key, size),
			async () => pressedWithText(open(), key, size),
		];
		// What is not in the footer is looked for, and may say why not.
		const isInFooter = keys.some((one) => one.isInFooter && one.keys[0] === key);
		const enough: readonly Effect[] = isInFooter ? ['something'] : ['something', 'words'];
		let effect: Effect = 'nothing';
		for (const tried of effects) {
			effect = enough.includes(effect) ? effect : await tried();
		}

		if (!enough.includes(effect)) {
			dead.push(`${key} is offered and does nothing${isInFooter ? ", or only says that it can't" : ''}`);
		} else if (effect === 'something' && !(await isSeen(open, key, size))) {
			dead.push(`${key} is offered and changes nothing that can be seen`);
		}
	}

	return [...dead, ...(await deadRows(open, size))];
}

/** The keys that are not dimmed, in the footer or among all that can be done; not those that only move, which end at an end. */
function liveKeys(still: Still): readonly string[] {
	return still
		.focus()
		.keys.filter(({guard}) => guard() === true)
		.map(({keys}) => keys[0] ?? '')
		.filter((key) => !moves.has(key));
}

const moves: ReadonlySet<string> = new Set([
	'ctrl+c',
	'up',
	'down',
	'left',
	'right',
	'pageup',
	'pagedown',
	'home',
	'end',
	'shift+up',
	'shift+down',
	'J',
	'K',
]);

/** What a key does once the screen was drawn, and so was seen; also where it is another key then. */
async function pressedOnScreen(still: Still, key: string, size: Size): Promise<Effect> {
	await draw(still.screen, size, theme);
	return liveKeys(still).includes(key) ? pressed(still, key) : 'something';
}

/** What a key does once a character was typed into the field that has the focus, if one has. */
async function pressedWithText(still: Still, key: string, size: Size): Promise<Effect> {
	await draw(still.screen, size, theme);
	if (still.focus().typing === undefined) {
		return 'nothing';
	}

	still.press('a');
	return liveKeys(still).includes(key) ? pressed(still, key) : 'nothing';
}

/** Whether the screen is another one after a key, once a character was typed where that is what the key waits for; or there is other work to do, or the program has ended. What goes from the footer once all was drawn is not asked of it. */
async function isSeen(open: () => Still, key: string, size: Size): Promise<boolean> {
	const quick = open();
	const {place: first} = quick.focus();
	quick.press(key);
	if (quick.focus().place !== first || hasEnded(quick)) {
		return true;
	}

	const still = open();
	await draw(still.screen, size, theme);
	if (still.focus().typing !== undefined) {
		still.press('a');
	}

	const before = await draw(still.screen, size, theme);
	if (!liveKeys(still).includes(key)) {
		return true;
	}

	const {place} = still.focus();
	const work = still.work();
	still.press(key);
	return (
		still.focus().place !== place ||
		!isDeepStrictEqual(still.work(), work) ||
		(await draw(still.screen, size, theme)) !== before
	);
}

function hasEnded(still: Still): boolean {
	return still.look().some((part) => isShelled(part) && part.shell.ended !== false);
}

type Effect = 'nothing' | 'something' | 'words';

/** What a key does: to say why it can't is something for a way back alone, and for what completes words that are being typed. */
function pressed(still: Still, key: string): Effect {
	const before = still.look();
	still.press(key);
	const after = still.look();
	if (before.every((part, index) => isDeepStrictEqual(withoutNotice(part), withoutNotice(after[index])))) {
		return isDeepStrictEqual(before, after) ? 'nothing' : key === 'esc' || key === 'tab' ? 'something' : 'words';
	}

	return 'something';
}

/** A state without what was said last; any key has read that. */
function withoutNotice(part: unknown): unknown {
	if (!isShelled(part)) {
		return part;
	}

	const {notice: _, ...others} = part.shell;
	return {...part, shell: others};
}

function isShelled(part: unknown): part is Shelled {
	return typeof part === 'object' && part !== null && 'shell' in part;
}

/** As many rows as are looked at. */
const mostRows = 12;

async function deadRows(open: () => Still, size: Size): Promise<readonly string[]> {
	const still = open();
	if (!choosesByEnter(still)) {
		return [];
	}

	for (let row = 0; row < mostRows; row++) {
		const presses = Array.from({length: row}, () => 'down');
		const here = open();
		here.press(...presses);
		if (!does(here, 'enter')) {
			const there = open();
			there.press(...presses);
			await draw(there.screen, size, theme);
			if (choosesByEnter(there) && !does(there, 'enter')) {
				return [`enter does nothing on row ${row}`];
			}
		}

		if (!does(still, 'down')) {
			break;
		}
	}

	return [];
}

/** Where enter is not among the keys, nothing says that a row can be chosen: the cursor is there to read. */
function choosesByEnter(still: Still): boolean {
	const {typing, keys: bound} = still.focus();
	return typing === undefined && ['down', 'enter'].every((key) => bound.some(({keys}) => keys.includes(key)));
}

/** Whether a key changes anything, or says why not. */
function does(still: Still, key: string): boolean {
	return pressed(still, key) !== 'nothing';
}
