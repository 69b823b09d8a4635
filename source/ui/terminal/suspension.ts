import process from 'node:process';
import {setImmediate} from 'node:timers/promises';
import type {ReadStream, WriteStream} from 'node:tty';
import type {SuspendTerminal} from 'ink';

/** The terminal in somebody else's hands: a program's, or the shell's after Ctrl-Z. */
export class Suspension {
	#isActive = false;
	readonly #stdin: ReadStream;
	readonly #stdout: WriteStream;
	#exit: (result: number | Error) => void = () => undefined;
	#suspendTerminal: SuspendTerminal | undefined;

	constructor(stdin: ReadStream, stdout: WriteStream) {
		this.#stdin = stdin;
		this.#stdout = stdout;
	}

	get isActive(): boolean {
		return this.#isActive;
	}

	connect(exit: (result: number | Error) => void, suspendTerminal: SuspendTerminal): void {
		this.#exit = exit;
		this.#suspendTerminal = suspendTerminal;
	}

	/** Ends the app, with an exit code or because of a bug. */
	exit(result: number | Error): void {
		this.#exit(result);
	}

	/** Hands the terminal over while `run` lasts. Rejects if it is handed over already. */
	async during<Result>(run: () => Promise<Result>): Promise<Result> {
		if (this.#isActive) {
			throw new Error('The terminal is handed over already.');
		}

		if (!this.#suspendTerminal) {
			return run();
		}

		this.#isActive = true;
		try {
			let result: {readonly value: Result} | undefined;
			await this.#suspendTerminal(async () => {
				await stopReading(this.#stdin);
				try {
					result = {value: await run()};
				} finally {
					startLine(this.#stdout);
				}
			});
			// Ink has awaited the callback: it has run to its end, or thrown.
			return result!.value;
		} finally {
			this.#isActive = false;
		}
	}

	/** Stops the whole job, as the terminal itself does on Ctrl-Z outside raw mode, and comes back drawn anew. */
	async stop(): Promise<void> {
		if (process.platform === 'win32') {
			return;
		}

		// The program that has the terminal stopped the job: the terminal is not ours to touch.
		await (this.#isActive ? stopJob() : this.during(stopJob));
	}

	/** Somebody stopped and continued the process without asking: the shell has changed the terminal's modes meanwhile. */
	async refresh(): Promise<void> {
		if (!this.#isActive) {
			await this.during(async () => undefined);
		}
	}
}

/**
The alternate screen starts with the cursor in the column where it was (after a program's `^C`, say), and Ink draws from there. Frames fill the
window, so the row does not matter.
*/
export function startLine(stdout: WriteStream): void {
	stdout.write('\r');
}

/**
Ink lets go of the input, but Node still reads it, and would take the first line meant for the other program. A stream whose listener was
just removed takes note of that on the next tick, and of the pause on the one after.
*/
async function stopReading(stdin: ReadStream): Promise<void> {
	await setImmediate();
	stdin.pause();
	await setImmediate();
}

/**
Resolves when the job goes on. The signal goes to the process group, so that `npm run` and its shell stop too. A group without a shell to
continue it (an orphaned one) is never stopped by the kernel: hence the timer, which a stopped process does not feel.
*/
async function stopJob(): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	const listeners = process.listeners('SIGTSTP');
	process.removeAllListeners('SIGTSTP');
	process.once('SIGCONT', resolve);
	process.kill(0, 'SIGTSTP');
	const timer = setTimeout(resolve, 200);
	await promise;
	clearTimeout(timer);
	process.off('SIGCONT', resolve);
	for (const listener of listeners) {
		process.on('SIGTSTP', listener);
	}
}
