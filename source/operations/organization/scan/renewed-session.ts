import {problemOf} from '../../../problem.ts';
import type {AccountSession} from '../ports.ts';

/** A session that is entered anew where its keys were refused as expired. */
export class RenewedSession {
	readonly #open: () => Promise<AccountSession>;
	#session: Promise<AccountSession> | undefined;
	/** Whether entering itself was refused as expired: the run's own keys are at their end. */
	hasEnded = false;

	constructor(open: () => Promise<AccountSession>) {
		this.#open = open;
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
			this.hasEnded ||= problemOf(error).kind === 'expired';
			throw error;
		}
	}
}
