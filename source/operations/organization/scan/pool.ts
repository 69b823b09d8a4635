import PQueue from 'p-queue';

/** Work that is done side by side, so much at once. What one piece of it rejects with ends all the rest. */
export class Pool {
	readonly #ending = new AbortController();
	readonly #queue: PQueue;
	#reason: Error | undefined;
	/** Fires where the run is stopped, and where one piece of work has failed. */
	readonly signal: AbortSignal;

	constructor(concurrency: number, signal: AbortSignal) {
		this.#queue = new PQueue({concurrency});
		this.signal = AbortSignal.any([signal, this.#ending.signal]);
	}

	/** Queues an account to enter, or a cell of one that was entered. Cells come first, so that few sessions are open at once. */
	add(what: 'account' | 'cell', work: () => Promise<void>): void {
		const guarded = async (): Promise<void> => {
			try {
				this.signal.throwIfAborted();
				await work();
			} catch (error) {
				// The first reason counts; the others stop because of it.
				this.#reason ??= error instanceof Error ? error : new Error(String(error));
				this.#ending.abort();
				this.#queue.clear();
			}
		};

		void this.#queue.add(guarded, {priority: what === 'cell' ? 1 : 0});
	}

	/** Resolves once everything is done, with what the first failing piece of work rejected with, if one did. */
	async done(): Promise<Error | undefined> {
		await this.#queue.onIdle();
		return this.#reason;
	}
}
