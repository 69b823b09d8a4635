import type {AwsCredentialIdentity} from '@smithy/types';

/** Keys as a provider gives them. */
export type Keys = AwsCredentialIdentity;

/** Keys are renewed when they have no more than this left, as the SDK does; in milliseconds. */
const renewal = 5 * 60_000;
/** Shorter sessions are used for most of their time all the same: each renewal may ask a person for something. */
const mostOfIt = 0.1;
const lifetimes = new WeakMap<Keys, number>();

/** Whether keys have enough time left. The first look at them tells how long they last. */
export function isFresh(keys: Keys, now = Date.now()): boolean {
	if (keys.expiration === undefined) {
		return true;
	}

	const left = keys.expiration.getTime() - now;
	const lifetime = lifetimes.get(keys) ?? left;
	lifetimes.set(keys, lifetime);
	return left > Math.min(renewal, lifetime * mostOfIt);
}
