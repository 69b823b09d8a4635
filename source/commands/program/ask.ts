import process from 'node:process';
import {createInterface} from 'node:readline/promises';
import {Writable} from 'node:stream';
import {safeText} from '../../safe-text.ts';
import {holdProgress} from './terminal.ts';

/** Asks a person in the terminal and gives the line they typed; empty at the end of the input. The question is on stderr. */
export async function ask(question: string, signal: AbortSignal): Promise<string> {
	const lines = createInterface({input: process.stdin, output: process.stderr});
	const closed = new Promise<string>((resolve) => {
		lines.once('close', () => {
			resolve('');
		});
	});
	// Ctrl-C at the prompt means what it means elsewhere.
	lines.once('SIGINT', () => {
		process.kill(process.pid, 'SIGINT');
	});
	try {
		return await Promise.race([lines.question(question, {signal}), closed]);
	} finally {
		lines.close();
	}
}

/** Whether there is a person to ask on the terminal that this runs in. */
export function canAsk(): boolean {
	return process.stdin.isTTY && process.stderr.isTTY;
}

/**
Asks for the code of an MFA device on stderr; what is typed is not shown. `again`: why one more is asked for. Nothing is drawn over the question.
*/
export async function askMfaCode(serial: string, signal: AbortSignal, again?: string): Promise<string> {
	const resume = holdProgress();
	const nowhere = new Writable({
		write(_chunk, _encoding, done) {
			done();
		},
	});
	const lines = createInterface({input: process.stdin, output: nowhere, terminal: true});
	// Asked only now that the terminal echoes nothing more: a quick answer would be seen.
	const reason = again === undefined ? '' : `${safeText(again)}\n`;
	process.stderr.write(`${reason}MFA code of ${safeText(serial)}: `);
	const closed = Promise.withResolvers<string>();
	lines.once('close', () => {
		closed.reject(new DOMException('Stopped.', 'AbortError'));
	});
	// Ctrl-C at the prompt means what it means elsewhere.
	lines.once('SIGINT', () => {
		process.kill(process.pid, 'SIGINT');
	});
	try {
		return await Promise.race([lines.question('', {signal}), closed.promise]);
	} finally {
		lines.close();
		process.stderr.write('\n');
		resume();
	}
}
