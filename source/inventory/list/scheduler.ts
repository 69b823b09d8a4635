/** Time as a dependency, so that tests need not wait for it. */
export type Scheduler = {
	/** Milliseconds on a clock that never goes back. */
	now(): number;
	/** Calls back after so many milliseconds, or as soon as waiting input was handled for 0; gives a function that cancels it. */
	after(milliseconds: number, callback: () => void): () => void;
};

export const systemScheduler: Scheduler = {
	now() {
		return performance.now();
	},
	after(milliseconds, callback) {
		if (milliseconds <= 0) {
			const immediate = setImmediate(callback);
			return () => {
				clearImmediate(immediate);
			};
		}

		const timer = setTimeout(callback, milliseconds);
		return () => {
			clearTimeout(timer);
		};
	},
};

/** Tells listeners of a change at once if the last telling is long enough ago, else when it is: never too often, and never not at all. */
export class Notifier {
	readonly #listeners = new Set<() => void>();
	readonly #scheduler: Scheduler;
	readonly #interval: number;
	#last = -Infinity;
	#isPending = false;

	/** `interval`: the least number of milliseconds between two notifications. */
	constructor(scheduler: Scheduler, interval: number) {
		this.#scheduler = scheduler;
		this.#interval = interval;
	}

	/** Gives a function that ends the subscription. */
	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	/** Says that something changed. */
	changed(): void {
		if (this.#isPending || this.#listeners.size === 0) {
			return;
		}

		// Even the first one comes a turn later: who adds many pages at once pays for one notification.
		this.#isPending = true;
		this.#scheduler.after(Math.max(0, this.#last + this.#interval - this.#scheduler.now()), () => {
			this.#isPending = false;
			this.#last = this.#scheduler.now();
			for (const listener of this.#listeners) {
				listener();
			}
		});
	}
}

/** Runs long work, written as a generator that yields often, in slices short enough for input to be handled in between. */
export class SlicedWork {
	readonly #scheduler: Scheduler;
	readonly #slice: number;
	#cancel: (() => void) | undefined;

	/** `slice`: milliseconds of work before anything else gets its turn. */
	constructor(scheduler: Scheduler, slice: number) {
		this.#scheduler = scheduler;
		this.#slice = slice;
	}

	get isRunning(): boolean {
		return this.#cancel !== undefined;
	}

	/** Starts work, dropping what was still running. The first slice runs right away; `done` is called if the work ends by itself. */
	start(work: Generator<void, void>, done?: () => void): void {
		this.stop();
		this.#run(work, done);
	}

	stop(): void {
		this.#cancel?.();
		this.#cancel = undefined;
	}

	#run(work: Generator<void, void>, done: (() => void) | undefined): void {
		const end = this.#scheduler.now() + this.#slice;
		// Set before the work runs: its last step may look at `isRunning`, or start something new.
		const token = () => undefined;
		this.#cancel = token;
		do {
			const {done: isDone} = work.next();
			if (this.#cancel !== token) {
				return;
			}

			if (isDone) {
				this.#cancel = undefined;
				done?.();
				return;
			}
		} while (this.#scheduler.now() < end);

		this.#cancel = this.#scheduler.after(0, () => {
			this.#run(work, done);
		});
	}
}
