/** Keys of criteria that this tool does not know: a slip of the keyboard, or a parameter that AWS knows and this tool does not yet. */
import {nearest} from '../../nearest.ts';
import {allParameters, parameterNames} from '../parameters/registry.ts';
import type {PathSegment} from './issue.ts';
import {asJson, listed} from './text.ts';

export type UnknownKey = {
	readonly segments: readonly PathSegment[];
	readonly message: string;
	/** Whether it can hardly be meant as it stands: it is near a known name, or there is nothing known beside it. */
	readonly isSlip: boolean;
};

/** Keys of criteria that this tool does not know, each with the nearest name it does. */
export function findUnknownKeys(criteria: readonly unknown[]): readonly UnknownKey[] {
	return criteria.flatMap((criterion, index) => [
		...inCriterion(criterion, index),
		...allParameters.flatMap(([name, {fields = []}]) => {
			const value = at(criterion, name);
			return Array.isArray(value)
				? value.flatMap((one: unknown, position) => beyond(one, fields, [index, name, position]))
				: beyond(value, fields, [index, name]);
		}),
	]);
}

/** The keys of one structure that are none of the known ones. */
export function beyond(
	structure: unknown,
	known: readonly string[],
	segments: readonly PathSegment[],
): readonly UnknownKey[] {
	if (typeof structure !== 'object' || structure === null || Array.isArray(structure)) {
		return [];
	}

	return Object.keys(structure)
		.filter((key) => !known.includes(key))
		.map((key) => {
			const [near] = nearest(key, known, 1);
			const meant = near === undefined ? '; AWS may refuse it' : `; did you mean ${near}?`;
			return {
				segments: [...segments, key],
				message: `${asJson(key)} is not known${meant}`,
				isSlip: near !== undefined,
			};
		});
}

/** A criterion of nothing but foreign keys says nothing that this tool could check or judge by. */
function inCriterion(criterion: unknown, index: number): readonly UnknownKey[] {
	const unknown = beyond(criterion, parameterNames, [index]);
	const isForeign =
		unknown.length > 0 &&
		unknown.length === Object.keys(new Object(criterion)).length &&
		unknown.every((key) => !key.isSlip);
	return isForeign
		? [
				{
					segments: [index],
					message: `has no parameter that is known; they are ${listed(parameterNames, parameterNames.length)}`,
					isSlip: true,
				},
			]
		: unknown;
}

function at(structure: unknown, key: string): unknown {
	return typeof structure === 'object' && structure !== null ? Reflect.get(structure, key) : undefined;
}
