import {nearest} from '../nearest.ts';
import type {PathSegment} from './issue.ts';
import {fieldsOf, parameters, watermarkFields} from './limits.ts';
import {asJson} from './text.ts';

type UnknownKey = {readonly segments: readonly PathSegment[]; readonly message: string};

/** Keys of criteria that this tool does not know, each with the nearest name it does. */
export function findUnknownKeys(criteria: readonly unknown[]): readonly UnknownKey[] {
	return criteria.flatMap((criterion, index) => [
		...beyond(criterion, parameters, [index]),
		...Object.entries(fieldsOf).flatMap(([parameter, fields]) =>
			beyond(at(criterion, parameter), fields, [index, parameter]),
		),
		...listAt(criterion, 'ImageWatermarks').flatMap((filter, position) =>
			beyond(filter, watermarkFields, [index, 'ImageWatermarks', position]),
		),
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
		.map((key) => ({segments: [...segments, key], message: `${asJson(key)} is not known${meant(key, known)}`}));
}

function meant(key: string, known: readonly string[]): string {
	const [near] = nearest(key, known, 1);
	return near === undefined ? '; AWS may refuse it' : `; did you mean ${near}?`;
}

function at(structure: unknown, key: string): unknown {
	return typeof structure === 'object' && structure !== null ? Reflect.get(structure, key) : undefined;
}

function listAt(structure: unknown, key: string): readonly unknown[] {
	const value = at(structure, key);
	return Array.isArray(value) ? value : [];
}
