import process from 'node:process';
import {say, showProgress} from '../program/terminal.ts';

/** How often a person sees how far it is, and how often a log does; in milliseconds. */
const personEvery = 100;
const logEvery = 15_000;

/** Shows on stderr how far a long run is: in one line that is drawn over, or, where that can't be, in a line now and then. */
export class ProgressLine<Progress> {
	readonly #words: (progress: Progress) => string;
	readonly #every = process.stderr.isTTY ? personEvery : logEvery;
	#shownAt = performance.now();

	constructor(words: (progress: Progress) => string) {
		this.#words = words;
	}

	show(progress: Progress): void {
		const now = performance.now();
		if (now - this.#shownAt < this.#every) {
			return;
		}

		this.#shownAt = now;
		if (process.stderr.isTTY) {
			showProgress(this.#words(progress));
		} else {
			say(this.#words(progress));
		}
	}
}
