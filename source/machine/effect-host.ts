/** Something that has to be done, as data. Two with the same `id` are the same piece of work. */
export type HostedEffect = {readonly id: string};

/** How the effects of one machine are run, and what becomes of them. */
export type EffectRunner<Effect extends HostedEffect, Result> = {
	/** Runs one effect to its end; what comes of it on the way is emitted. */
	run(effect: Effect, signal: AbortSignal, emit: (result: Result) => void): Promise<Result | undefined>;
	/** An effect that is still asked for has a result. */
	onResult(result: Result): void;
	/** An effect that is still asked for failed. */
	onFailure(effect: Effect, error: unknown): void;
	/** An effect has stopped, whether it is still asked for or not. */
	onStopped(): void;
	/** Of the effects that this is true for, at most `width` are under way at once. */
	readonly limit?: {isLimited(effect: Effect): boolean; readonly width: number};
};

/**
Keeps what is under way in line with what a state asks for: an effect starts when its ID first appears, and is aborted when the ID is gone.
What comes of one that the state has moved on from is no longer news, and is dropped.
*/
export class EffectHost<Effect extends HostedEffect, Result> {
	readonly #runner: EffectRunner<Effect, Result>;
	/** By ID. A finished effect stays until it is no longer asked for, so that it does not run twice. */
	readonly #running = new Map<string, {readonly effect: Effect; readonly controller: AbortController}>();
	readonly #pending = new Set<Promise<void>>();

	constructor(runner: EffectRunner<Effect, Result>) {
		this.#runner = runner;
	}

	/** Whether nothing is under way, aborted work that has not stopped yet included. */
	get isIdle(): boolean {
		return this.#pending.size === 0;
	}

	/** Brings what is under way in line with what is asked for. */
	sync(effects: readonly Effect[]): void {
		const wanted = new Map(effects.map((effect) => [effect.id, effect]));
		for (const [id, {controller}] of this.#running) {
			if (wanted.has(id)) {
				continue;
			}

			this.#running.delete(id);
			controller.abort();
		}

		const {limit} = this.#runner;
		let limited =
			limit === undefined
				? 0
				: this.#running
						.values()
						.filter(({effect}) => limit.isLimited(effect))
						.toArray().length;
		for (const effect of wanted.values()) {
			if (this.#running.has(effect.id) || (limit?.isLimited(effect) === true && ++limited > limit.width)) {
				continue;
			}

			this.#start(effect);
		}
	}

	#start(effect: Effect): void {
		const controller = new AbortController();
		this.#running.set(effect.id, {effect, controller});
		const work = this.#run(effect, controller);
		this.#pending.add(work);
		void work.finally(() => {
			this.#pending.delete(work);
			this.#runner.onStopped();
		});
	}

	async #run(effect: Effect, controller: AbortController): Promise<void> {
		const isCurrent = (): boolean => this.#running.get(effect.id)?.controller === controller;
		const emit = (result: Result): void => {
			if (isCurrent()) {
				this.#runner.onResult(result);
			}
		};

		try {
			const result = await this.#runner.run(effect, controller.signal, emit);
			if (result !== undefined) {
				emit(result);
			}
		} catch (error) {
			if (isCurrent()) {
				this.#runner.onFailure(effect, error);
			}
		}
	}
}
