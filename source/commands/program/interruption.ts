import process from 'node:process';
import {exitCodes} from './exit-code.ts';

/** How long a command may take to stop after a signal before the process ends without it. */
const grace = 3000;
const signals = {SIGHUP: 129, SIGINT: exitCodes.interrupted, SIGTERM: 143} as const;

let isHeld = false;

/** Runs `work` while Ctrl-C means another program, one that has the terminal. */
export async function leavingInterruptsToOthers<Result>(work: () => Promise<Result>): Promise<Result> {
	isHeld = true;
	try {
		return await work();
	} finally {
		isHeld = false;
	}
}

/** Turns the first SIGINT, SIGTERM or SIGHUP into an abort; the second one ends the process at once. */
export class Interruption {
	readonly #controller = new AbortController();
	#soft: AbortController | undefined;
	/** What the process ends with, once it was told to end. */
	exitCode: number | undefined;
	/** Whether there is nobody to tell that it was stopped, or who was told already. */
	isQuiet = false;

	constructor() {
		for (const [name, code] of Object.entries(signals)) {
			process.on(name, () => {
				this.#hear(name, code);
			});
		}
	}

	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	/** Gives a signal that the first SIGINT from now on fires instead of the other: for work that can stop early and keep what it has. */
	soften(): AbortSignal {
		this.#soft = new AbortController();
		return this.#soft.signal;
	}

	#hear(signal: string, exitCode: number): void {
		if (signal === 'SIGINT' && isHeld) {
			return;
		}

		if (this.exitCode === undefined && signal === 'SIGINT' && this.#soft !== undefined) {
			this.exitCode = exitCode;
			this.#soft.abort();
		} else if (this.exitCode === undefined) {
			this.end(exitCode);
		} else {
			process.exit(exitCode);
		}
	}

	/** Stops what is under way, and has the process end with this code soon, whatever happens. */
	end(exitCode: number, {isQuiet = false} = {}): void {
		if (this.exitCode !== undefined) {
			return;
		}

		this.exitCode = exitCode;
		this.isQuiet = isQuiet;
		this.#controller.abort();
		setTimeout(() => {
			process.exit(exitCode);
		}, grace).unref();
	}
}
