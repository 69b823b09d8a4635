import type {Outcome} from './outcome.ts';

/** In milliseconds. */
export const day = 86_400_000;

/** How long ago something was, against a limit of days. */
export type Age = {
	readonly outcome: Outcome;
	/** Whole days that have passed; negative for the future; absent if the time is not known. */
	readonly days?: number;
};

/**
Whether at most `limit` days have passed since a time.

AWS does not document how it rounds. Every way of rounding agrees up to the limit and from one day past it; in between the answer is unknown.

@param time ISO 8601; not known if absent or unreadable.
@param limit in days.
@param now in milliseconds since 1970.
*/
export function ageWithin(time: string | undefined, limit: number, now: number): Age {
	const elapsed = daysSince(time, now);
	if (elapsed === undefined) {
		return {outcome: 'unknown'};
	}

	return {
		outcome: elapsed <= limit ? 'met' : elapsed >= limit + 1 ? 'not met' : 'unknown',
		days: Math.floor(elapsed),
	};
}

/** Days since a time, fractions included; `undefined` if the time is not known. */
export function daysSince(time: string | undefined, now: number): number | undefined {
	const then = time === undefined ? NaN : Date.parse(time);
	return Number.isNaN(then) ? undefined : (now - then) / day;
}

/** "1 day", "300 days". */
export function inDays(count: number): string {
	return `${count} ${count === 1 ? 'day' : 'days'}`;
}

/** What limits are relaxed to: steps that a person would choose. */
const steps = [30, 60, 90, 120, 180, 270, 365, 540, 730, 1095, 1460, 1825, 2555, 3650];

/** The limit that one would set so that a time is within it; `undefined` if the time is not known. */
export function limitFor(time: string | undefined, now: Date): number | undefined {
	const elapsed = daysSince(time, now.getTime());
	return elapsed === undefined
		? undefined
		: (steps.find((limit) => limit >= elapsed) ?? Math.ceil(elapsed / 365) * 365);
}
