import {problemOf} from '../problem.ts';
import type {Job, Running, Update} from './effect.ts';

/**
Keeps what is under way in line with what a state asks for: a job starts when its ID first appears, and is aborted when the ID is gone. What
comes of one that the state has moved on from is no longer news, and is dropped.
*/
export class EffectHost<State, Context> {
	/** By ID. A finished job stays until it is no longer asked for, so that it does not run twice. */
	readonly #running = new Map<string, {readonly job: Job<State, Context>; readonly controller: AbortController}>();
	readonly #pending = new Set<Promise<void>>();
	readonly #contextFor: (running: Running<State>) => Context & Running<State>;
	readonly #heard: (update: Update<State>) => void;
	readonly #stopped: () => void;

	constructor({
		contextFor,
		heard,
		stopped,
	}: {
		readonly contextFor: (running: Running<State>) => Context & Running<State>;
		/** A job that is still asked for has news, a result, or failed. */
		readonly heard: (update: Update<State>) => void;
		/** A job has stopped, whether it is still asked for or not. */
		readonly stopped: () => void;
	}) {
		this.#contextFor = contextFor;
		this.#heard = heard;
		this.#stopped = stopped;
	}

	/** Whether nothing is under way, aborted work that has not stopped yet included. */
	get isIdle(): boolean {
		return this.#pending.size === 0;
	}

	/** Brings what is under way in line with what is asked for. */
	sync(jobs: ReadonlyArray<Job<State, Context>>): void {
		const wanted = new Map(jobs.map((job) => [job.id, job]));
		for (const [id, {controller}] of this.#running) {
			if (wanted.has(id)) {
				continue;
			}

			this.#running.delete(id);
			controller.abort();
		}

		for (const job of wanted.values()) {
			if (!this.#running.has(job.id) && this.#hasRoom(job)) {
				this.#start(job);
			}
		}
	}

	#hasRoom({lane}: Job<State, Context>): boolean {
		if (lane === undefined) {
			return true;
		}

		const beside = this.#running.values().filter(({job}) => job.lane?.name === lane.name);
		return beside.toArray().length < lane.width;
	}

	#start(job: Job<State, Context>): void {
		const controller = new AbortController();
		this.#running.set(job.id, {job, controller});
		const work = this.#run(job, controller);
		this.#pending.add(work);
		void work.finally(() => {
			this.#pending.delete(work);
			this.#stopped();
		});
	}

	async #run(job: Job<State, Context>, controller: AbortController): Promise<void> {
		const hear = (update: Update<State>): void => {
			if (this.#running.get(job.id)?.controller === controller) {
				this.#heard(update);
			}
		};

		try {
			hear(await job.run(this.#contextFor({signal: controller.signal, update: hear})));
		} catch (error) {
			hear(job.failed(problemOf(error)));
		}
	}
}
