import {ProblemError} from '../problem.ts';
import {EffectHost} from './effect-host.ts';
import type {Running, Update} from './effect.ts';
import type {ShellEvent} from './event.ts';
import {jobsIn, reduce, type Machine} from './machine.ts';
import type {Shelled} from './shell.ts';

/**
Runs a machine: holds its state, starts and aborts the work that the state asks for, and receives what comes of it. Screens subscribe; nothing
here knows of a screen.
*/
export class Session<State extends Shelled, Event extends {readonly type: string}, Context> {
	/** Resolves with the last state once it has ended and all work has stopped. */
	readonly ended: Promise<State>;
	#state: State;
	readonly #machine: Machine<State, Event, Context>;
	readonly #effects: EffectHost<State, Context>;
	readonly #listeners = new Set<() => void>();
	readonly #settle: (state: State) => void;
	/** Takes the code that is asked for, or that there is none. */
	#answerCode: ((answer: string | undefined) => void) | undefined;

	/** `contextFor`: what work may use. */
	constructor(
		machine: Machine<State, Event, Context>,
		initial: State,
		contextFor: (running: Running<State>) => Context & Running<State>,
	) {
		const {promise, resolve} = Promise.withResolvers<State>();
		this.ended = promise;
		this.#settle = resolve;
		this.#machine = machine;
		this.#state = initial;
		this.#effects = new EffectHost({
			contextFor,
			heard: (update) => {
				this.#hear(update);
			},
			stopped: () => {
				this.#sync();
			},
		});
	}

	readonly getState = (): State => this.#state;

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	};

	/** Starts the work of the first state. */
	start(): void {
		this.#sync();
	}

	/** A person's event. */
	readonly dispatch = (event: Event | ShellEvent): void => {
		this.#take(reduce(this.#machine, this.#state, event));
	};

	/** Ends it as a signal does: all work is aborted, and the state says that it was interrupted. */
	stop(): void {
		this.dispatch({type: 'interrupt'});
		this.dispatch({type: 'interrupt'});
	}

	/** Asks a person for the code of an MFA device, in a field over whatever is on the screen. */
	protected async askCode(serial: string, signal: AbortSignal, again?: string): Promise<string> {
		signal.throwIfAborted();
		const {promise, resolve, reject} = Promise.withResolvers<string>();
		const stop = (): void => {
			reject(signal.reason);
		};

		signal.addEventListener('abort', stop, {once: true});
		this.#answerCode = (answer) => {
			if (answer === undefined) {
				reject(
					new ProblemError({
						kind: 'expired',
						what: 'The profile needs a code of its MFA device, and none was given.',
						next: 'Try again and give the code that the device shows, or choose another profile.',
					}),
				);
			} else {
				resolve(answer);
			}
		};

		this.dispatch({type: 'ask-code', serial, again});
		try {
			return await promise;
		} finally {
			signal.removeEventListener('abort', stop);
			this.#answerCode = undefined;
			this.dispatch({type: 'code-taken'});
		}
	}

	/** For what goes along with the state and isn't state: called after each change, before any screen hears of it. */
	protected follow(_state: State): void {
		// Nothing goes along with it here.
	}

	/** What comes of work changes a state that has not ended. */
	#hear(update: Update<State>): void {
		if (this.#state.shell.ended === false) {
			this.#take(update(this.#state));
		}
	}

	#take(next: State): void {
		if (next === this.#state) {
			return;
		}

		this.#state = next;
		this.#sync();
		for (const listener of this.#listeners) {
			listener();
		}
	}

	/** Brings what is running in line with what the state asks for. */
	#sync(): void {
		this.#effects.sync(jobsIn(this.#machine, this.#state));
		const {code} = this.#state.shell;
		if (code !== undefined && code.status !== 'asked') {
			this.#answerCode?.(code.status === 'answered' ? code.field.value : undefined);
		}

		this.follow(this.#state);
		if (this.#state.shell.ended !== false && this.#effects.isIdle) {
			this.#settle(this.#state);
		}
	}
}
