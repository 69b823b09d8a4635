/** What a command says: data on stdout, everything else on stderr. */
import process from 'node:process';
import {once} from 'node:events';
import {safeText} from '../../safe-text.ts';
import type {Chunks} from '../../inventory/writers/chunks.ts';
import type {Problem} from '../../problem.ts';
import {storageError} from '../../storage/files/failure.ts';
import {exitCodes} from './exit-code.ts';
import {wrapWords} from './wrap-words.ts';

/** What is said at once, or piece by piece. */
export type Text = string | Iterable<string> | AsyncIterable<string>;

let isOutputGone = false;

/**
Has a failing standard output end the process: quietly, with 0, once whoever read it has seen enough (`| head`); with a sentence and 1 where it is
full or broken. A failing standard error is nobody's to hear of.
*/
export function watchOutput(end: (exitCode: number) => void): void {
	process.stderr.on('error', () => {
		// There is no other place to say it.
	});
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		if (isOutputGone) {
			return;
		}

		isOutputGone = true;
		if (error.code === 'EPIPE') {
			end(exitCodes.done);
			return;
		}

		sayProblem(storageError('write to', 'the standard output', error, 'person').problem);
		end(exitCodes.failed);
	});
}

/** Prints data: on stdout, at the pace of whoever reads it. Rejects once nobody does any more. */
export async function print(chunks: Text | Chunks): Promise<void> {
	for await (const chunk of typeof chunks === 'string' ? [chunks] : chunks) {
		if (isOutputGone) {
			throw new DOMException('Nobody reads the output any more.', 'AbortError');
		}

		if (!process.stdout.write(chunk)) {
			await once(process.stdout, 'drain');
		}
	}
}

/** Resolves once everything printed has left, or can't. */
export async function flushed(): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	process.stdout.write('', () => {
		resolve();
	});
	await promise;
}

/** Says something beside the data: on stderr, the first line after the name of this tool. Whatever got in there can't harm a terminal. */
export function say(text: string): void {
	clearProgress();
	process.stderr.write(`${wrapped(`allowed-amis: ${safeLines(text)}`)}\n`);
}

/** Says what happened and what to do next. */
export function sayProblem({kind, what, next, code, requestId, stack}: Problem): void {
	// Codes of our own and of the file system are said in the sentence already.
	const details = [
		kind === 'storage' ? undefined : code,
		requestId === undefined ? undefined : `request ${requestId}`,
	].filter((part) => part !== undefined);
	say(`${what}${details.length > 0 ? ` [${details.join(', ')}]` : ''}\n  ${next}`);
	if (stack !== undefined) {
		process.stderr.write(`${safeLines(stack)}\n`);
	}
}

/** Calls a person who looks elsewhere, on a terminal and where that was asked for. */
export function ringBell({ALLOWED_AMIS_BELL: bell}: NodeJS.ProcessEnv): void {
	if (bell === '1' && process.stderr.isTTY) {
		process.stderr.write('\u{7}');
	}
}

let isProgressShown = false;
let holds = 0;

/** Takes the progress line away and draws none until what this gives is called: somebody is being asked something. */
export function holdProgress(): () => void {
	clearProgress();
	holds++;
	return () => {
		holds--;
	};
}

/** Milliseconds between two words on how far something is that is told again and again. */
const betweenWords = 100;
let toldAt = -Infinity;

/**
Shows how far it is, in one line that is drawn over; only to a person. What is told with every piece that comes in is given as a function: it is
asked now and then, and only where somebody sees it.
*/
export function showProgress(text: string | (() => string)): void {
	if (!process.stderr.isTTY || process.env.TERM === 'dumb' || holds > 0) {
		return;
	}

	const now = performance.now();
	if (typeof text === 'function' && now - toldAt < betweenWords) {
		return;
	}

	toldAt = now;

	const width = Math.max(20, process.stderr.columns) - 1;
	process.stderr.write(`\r\u{1B}[K${safeText(typeof text === 'string' ? text : text()).slice(0, width)}`);
	isProgressShown = true;
}

/** How often a wait is said where lines stay, in milliseconds. */
const pause = 10_000;
let saidAt = -Infinity;

/** Says what is being waited for: to a person in the progress line, to a log now and then. */
export function sayWait(text: string): void {
	if (process.stderr.isTTY && process.env.TERM !== 'dumb') {
		showProgress(text);
	} else if (performance.now() - saidAt >= pause) {
		saidAt = performance.now();
		say(text);
	}
}

/** Removes the progress line. */
export function clearProgress(): void {
	if (!isProgressShown) {
		return;
	}

	process.stderr.write('\r\u{1B}[K');
	isProgressShown = false;
}

/** To a person in lines that break between words, those that go on indented; to anything else as it is. */
function wrapped(text: string): string {
	const {isTTY, columns} = process.stderr;
	if (!isTTY || !(columns > 0)) {
		return text;
	}

	return text
		.split('\n')
		.flatMap((line) => wrapWords(line, columns, '  '))
		.join('\n');
}

function safeLines(text: string): string {
	return text
		.split('\n')
		.map((line) => safeText(line))
		.join('\n');
}
