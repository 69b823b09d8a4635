import process from 'node:process';
import {createInterface} from 'node:readline/promises';

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
