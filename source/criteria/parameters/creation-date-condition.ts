/** `CreationDateCondition`: how old an image may be. */
import * as z from 'zod/mini';
import {ageingCondition} from '../evaluation/condition.ts';
import {ageWithin, inDays, limitFor, type Age} from '../evaluation/days.ts';
import {because, type Finding} from '../validation/finding.ts';
import type {ImageEvidence} from '../evaluation/image.ts';
import {untilAge} from '../evaluation/lasting.ts';
import {isStructure} from '../validation/structure.ts';
import {daysLimit} from './editing.ts';
import type {Parameter} from './parameter.ts';
import {coversLimit, days, structure} from './values.ts';

/** Days, 0…2147483647. */
export type CreationDateCondition = {readonly MaximumDaysSinceCreated?: number};

const youngAge = 30;

export const creationDateCondition: Parameter<CreationDateCondition> = {
	schema: structure({MaximumDaysSinceCreated: z.exactOptional(days)}),
	fields: ['MaximumDaysSinceCreated'],
	saysWho: false,
	conditions: ({MaximumDaysSinceCreated: limit}, {now}) =>
		limit === undefined
			? []
			: [
					ageingCondition(
						'CreationDateCondition',
						(image) => creationFinding(image, limit, now.getTime()),
						({CreationDate}) =>
							untilAge(CreationDate, limit, (since) => `older than ${inDays(limit)} (created ${since})`),
					),
				],
	inWords: ({MaximumDaysSinceCreated: limit}) => (limit === undefined ? [] : [`not older than ${inDays(limit)}`]),
	covers: (broad, narrow) => coversLimit(broad.MaximumDaysSinceCreated, narrow?.MaximumDaysSinceCreated),
	applyRules(value, report) {
		const limit = isStructure(value) ? value.MaximumDaysSinceCreated : undefined;
		if (typeof limit === 'number' && limit >= 0 && limit < youngAge) {
			report(
				'warning',
				['MaximumDaysSinceCreated'],
				`${limit} is under ${youngAge} days; launches fail as soon as the newest image is older`,
			);
		}
	},
	edit: [daysLimit({path: 'CreationDateCondition.MaximumDaysSinceCreated', label: 'most days since created'})],
	addition: {
		isAge: true,
		for({CreationDate}, now) {
			const limit = limitFor(CreationDate, now);
			return limit === undefined ? undefined : {MaximumDaysSinceCreated: limit};
		},
		add: (value, added) => ({...value, ...added}),
		inWords: ({MaximumDaysSinceCreated: limit = 0}) => `age up to ${inDays(limit)}`,
	},
	policy: {
		type: 'limit',
		name: 'creation_date_condition',
		limit: 'maximum_days_since_created',
		field: 'MaximumDaysSinceCreated',
	},
	terraform: {
		type: 'limit',
		name: 'creation_date_condition',
		limit: 'maximum_days_since_created',
		field: 'MaximumDaysSinceCreated',
	},
};

function creationFinding(image: ImageEvidence, limit: number, now: number): Finding {
	const age = ageWithin(image.CreationDate, limit, now);
	return {outcome: age.outcome, words: ageWords(age, limit) ?? `creation date not known${because(image)}`};
}

function ageWords({outcome, days: age}: Age, limit: number): string | undefined {
	if (age === undefined) {
		return undefined;
	}

	switch (outcome) {
		case 'met': {
			return `not older than ${inDays(limit)} (${Math.max(0, age)})`;
		}

		case 'not met': {
			return `older than ${inDays(limit)} (${age})`;
		}

		case 'unknown': {
			return `between ${limit} and ${inDays(limit + 1)} old, limit ${limit}; AWS does not say how it rounds`;
		}
	}
}
