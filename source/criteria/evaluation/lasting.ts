/**
How a condition goes on as time passes. Images stay what they are and only grow older, so a condition is met through one moment, perhaps not known
for a while, and never met again.
*/
import {day} from './days.ts';
import type {Outcome} from './outcome.ts';

/** Times are in milliseconds since 1970. */
export type Lasting = {
	/** The last moment at which it is known to be met; `Infinity`: for ever, `-Infinity`: at no time. */
	readonly metUntil: number;
	/** The first moment at which it is known not to be met; `Infinity`: at no time. */
	readonly failsFrom: number;
	/** What ends it: "older than 300 days (created 2026-02-04)". Absent where time ends nothing. */
	readonly because?: string;
};

const met: Lasting = {metUntil: Infinity, failsFrom: Infinity};
const notMet: Lasting = {metUntil: -Infinity, failsFrom: -Infinity};
const notKnown: Lasting = {metUntil: -Infinity, failsFrom: Infinity};

/** What time does not change. */
export function steady(outcome: Outcome): Lasting {
	return outcome === 'met' ? met : outcome === 'unknown' ? notKnown : notMet;
}

/** What it is at a moment. */
export function outcomeAt({metUntil, failsFrom}: Lasting, now: number): Outcome {
	return now <= metUntil ? 'met' : now >= failsFrom ? 'not met' : 'unknown';
}

/**
An age of at most `limit` days. AWS does not document how it rounds: between the limit and one day past it nothing is known.

@param time ISO 8601; not known if absent or unreadable.
@param limit in days.
@param because what to say of its end, given the day it counts from (`2026-02-04`).
*/
export function untilAge(time: string | undefined, limit: number, because: (since: string) => string): Lasting {
	const start = time === undefined ? NaN : Date.parse(time);
	return Number.isNaN(start)
		? notKnown
		: {
				metUntil: start + limit * day,
				failsFrom: start + (limit + 1) * day,
				because: because(dayOf(start)),
			};
}

/** All of them have to hold: the one that ends first ends all. Of nothing: for ever. */
export function shortest(all: Iterable<Lasting>): Lasting {
	return [...all].reduce(
		(one, other) => ({
			...(other.metUntil < one.metUntil ? other : one),
			failsFrom: Math.min(one.failsFrom, other.failsFrom),
		}),
		met,
	);
}

/** Any of them is enough: the one that lasts longest counts. Of nothing: at no time. */
export function longest(all: Iterable<Lasting>): Lasting {
	return [...all].reduce(
		(one, other) => ({
			...(other.metUntil > one.metUntil ? other : one),
			failsFrom: Math.max(one.failsFrom, other.failsFrom),
		}),
		notMet,
	);
}

/** `2026-02-04`, in UTC; for ever where the calendar has no such day. */
export function dayOf(time: number): string {
	const date = new Date(time);
	return Number.isNaN(date.getTime()) ? 'for ever' : date.toISOString().slice(0, 10);
}
