/** `DeprecationTimeCondition`: how long an image may have been deprecated. */
import * as z from 'zod/mini';
import {ageingCondition} from '../evaluation/condition.ts';
import {ageWithin, daysSince, inDays, limitFor} from '../evaluation/days.ts';
import {because, type Finding} from '../validation/finding.ts';
import type {ImageEvidence} from '../evaluation/image.ts';
import {dayOf, steady, untilAge, type Lasting} from '../evaluation/lasting.ts';
import {daysLimit} from './editing.ts';
import type {Parameter} from './parameter.ts';
import {coversLimit, days, structure} from './values.ts';

/** Days, 0…2147483647; 0 excludes every deprecated image. */
export type DeprecationTimeCondition = {readonly MaximumDaysSinceDeprecated?: number};

export const deprecationTimeCondition: Parameter<DeprecationTimeCondition> = {
	schema: structure({MaximumDaysSinceDeprecated: z.exactOptional(days)}),
	fields: ['MaximumDaysSinceDeprecated'],
	saysWho: false,
	conditions: ({MaximumDaysSinceDeprecated: limit}, {now}) =>
		limit === undefined
			? []
			: [
					ageingCondition(
						'DeprecationTimeCondition',
						(image) => deprecationFinding(image, limit, now.getTime()),
						(image) => deprecationLasting(image, limit),
					),
				],
	inWords: ({MaximumDaysSinceDeprecated: limit}) =>
		limit === undefined ? [] : [limit === 0 ? 'not deprecated' : `deprecated for at most ${inDays(limit)}, if at all`],
	covers: (broad, narrow) => coversLimit(broad.MaximumDaysSinceDeprecated, narrow?.MaximumDaysSinceDeprecated),
	edit: [
		daysLimit(
			{path: 'DeprecationTimeCondition.MaximumDaysSinceDeprecated', label: 'most days since deprecated'},
			'; 0 excludes every deprecated image',
		),
	],
	addition: {
		isAge: true,
		for({DeprecationTime}, now) {
			const limit = limitFor(DeprecationTime ?? undefined, now);
			return limit === undefined ? undefined : {MaximumDaysSinceDeprecated: limit};
		},
		add: (value, added) => ({...value, ...added}),
		inWords: ({MaximumDaysSinceDeprecated: limit = 0}) => `deprecated up to ${inDays(limit)}`,
	},
	policy: {
		type: 'limit',
		name: 'deprecation_time_condition',
		limit: 'maximum_days_since_deprecated',
		field: 'MaximumDaysSinceDeprecated',
	},
	terraform: {
		type: 'limit',
		name: 'deprecation_time_condition',
		limit: 'maximum_days_since_deprecated',
		field: 'MaximumDaysSinceDeprecated',
	},
};

function deprecationFinding(image: ImageEvidence, limit: number, now: number): Finding {
	if (image.DeprecationTime === null) {
		return {outcome: 'met', words: 'not deprecated'};
	}

	const elapsed = daysSince(image.DeprecationTime, now);
	if (elapsed === undefined) {
		return {outcome: 'unknown', words: `deprecation not known${because(image)}`};
	}

	if (elapsed < 0) {
		return {outcome: 'met', words: 'not deprecated yet'};
	}

	if (limit === 0) {
		return {
			outcome: 'not met',
			words: `deprecated ${inDays(Math.floor(elapsed))} ago; none that is deprecated is allowed`,
		};
	}

	const {outcome} = ageWithin(image.DeprecationTime, limit, now);
	const since = `deprecated ${inDays(Math.floor(elapsed))} ago, limit ${limit}`;
	return {outcome, words: outcome === 'unknown' ? `${since}; AWS does not say how it rounds` : since};
}

/** With a limit of 0 it ends at the very moment of the deprecation. */
function deprecationLasting({DeprecationTime: time}: ImageEvidence, limit: number): Lasting {
	if (time === null) {
		return steady('met');
	}

	if (limit > 0) {
		return untilAge(time, limit, (since) => `deprecated for more than ${inDays(limit)} (since ${since})`);
	}

	const start = time === undefined ? NaN : Date.parse(time);
	return Number.isNaN(start)
		? steady('unknown')
		: {
				metUntil: start - 1,
				failsFrom: start,
				because: `deprecated (on ${dayOf(start)}); none that is deprecated is allowed`,
			};
}
