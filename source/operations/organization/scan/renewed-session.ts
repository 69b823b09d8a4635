import {problemOf} from '../../../problem.ts';
import type {AccountSession, Way} from '../ports.ts';

/** A session that is entered anew where its keys were refused as expired. */
export class RenewedSession {
	readonly #open: () => Promise<AccountSession>;
	/** Whether the way begins with the run's own keys, and not with those of a profile. */
	readonly #isByOwnKeys: boolean;
	#session: Promise<AccountSession> | undefined;
	/** Whether the run's own keys are at their end: entering with them was refused as expired. */
	hasEnded = false;

	constructor({profile}: Pick<Way, 'profile'>, open: () => Promise<AccountSession>) {
		this.#open = open;
		this.#isByOwnKeys = profile === undefined;
	}

	async enter(): Promise<AccountSession> {
		const session = this.#session ?? this.#opened();
		this.#session = session;
		return session;
	}

	async use<Result>(work: (session: AccountSession) => Promise<Result>): Promise<Result> {
		const session = await this.enter();
		const entered = this.#session;
		try {
			return await work(session);
		} catch (error) {
			if (problemOf(error).kind !== 'expired') {
				throw error;
			}

			// Whichever of its Regions comes first renews it for all.
			if (this.#session === entered) {
				this.#session = undefined;
			}

			return work(await this.enter());
		}
	}

	async #opened(): Promise<AccountSession> {
		try {
			return await this.#open();
		} catch (error) {
			this.#session = undefined;
			this.hasEnded ||= this.#isByOwnKeys && problemOf(error).kind === 'expired';
			throw error;
		}
	}
}
