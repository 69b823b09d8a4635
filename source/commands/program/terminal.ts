import process from 'node:process';
import {once} from 'node:events';
import {safeText} from '../../safe-text.ts';
import type {Problem} from '../../problem.ts';

/** Prints data: on stdout, at the pace of whoever reads it. */
export async function print(chunks: string | Iterable<string> | AsyncIterable<string>): Promise<void> {
	for await (const chunk of typeof chunks === 'string' ? [chunks] : chunks) {
		if (!process.stdout.write(chunk)) {
			await once(process.stdout, 'drain');
		}
	}
}

/** Says something beside the data: on stderr, each line after the name of this tool. */
export function say(text: string): void {
	clearProgress();
	process.stderr.write(`allowed-amis: ${text}\n`);
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
		process.stderr.write(
			`${stack
				.split('\n')
				.map((line) => safeText(line))
				.join('\n')}\n`,
		);
	}
}

let isProgressShown = false;

/** Shows how far it is, in one line that is drawn over; only to a person. */
export function showProgress(text: string): void {
	if (!process.stderr.isTTY || process.env.TERM === 'dumb') {
		return;
	}

	const width = Math.max(20, process.stderr.columns) - 1;
	process.stderr.write(`\r\u{1B}[K${text.slice(0, width)}`);
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
