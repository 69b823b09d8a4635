import {setTimeout as sleep} from 'node:timers/promises';

/** How fast one API of one Region may be called. EC2 documents a bucket of 100 calls, refilled by 20 a second, for its reading calls. */
export type PaceOptions = {
	/** Calls a second in the long run. */
	readonly perSecond: number;
	/** Calls that may go out at once after a rest. */
	readonly burst: number;
};

/**
Paces the calls to one API of one Region: a token bucket whose rate halves when AWS throttles and recovers step by step while it doesn't,
since other people's tools draw from the same bucket.
@see https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
*/
export class Pacer {
	readonly #options: PaceOptions;
	#rate: number;
	#tokens: number;
	#filledAt = performance.now();

	constructor(options: PaceOptions) {
		this.#options = options;
		this.#rate = options.perSecond;
		this.#tokens = options.burst;
	}

	/** Resolves when the next call may go out; callers are served in the order they came. */
	async turn(signal: AbortSignal): Promise<void> {
		const now = performance.now();
		this.#tokens = Math.min(this.#options.burst, this.#tokens + ((now - this.#filledAt) / 1000) * this.#rate);
		this.#filledAt = now;
		// Going below zero books a turn in the future: whoever comes next waits behind it.
		this.#tokens -= 1;
		if (this.#tokens < 0) {
			await sleep((-this.#tokens / this.#rate) * 1000, undefined, {signal});
		}
	}

	/** AWS asked for a slower pace. */
	slower(): void {
		this.#rate = Math.max(this.#rate / 2, this.#options.perSecond / 40);
		this.#tokens = Math.min(this.#tokens, 0);
	}

	/** A call went through. */
	steady(): void {
		this.#rate = Math.min(this.#options.perSecond, this.#rate + this.#options.perSecond / 40);
	}
}
