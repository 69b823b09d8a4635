import {invalidValue, ServiceError} from './errors.ts';
import type {Query} from './query.ts';
import {matchesFilterValue} from './wildcard.ts';

/** A filter of a request: one of the values has to match, each with EC2's wildcards. */
export type Filter = {
	readonly name: string;
	readonly values: readonly string[];
	matches(text: string | undefined): boolean;
};

/**
The filters of a request; those on the same name are one, with the values of all of them. `known` are the filters that the action has;
with `tag-key` it has `tag:KEY` too.
*/
export function readFilters(query: Query, known: readonly string[]): Filter[] {
	const values = new Map<string, string[]>();
	for (const structure of query.structures('Filter')) {
		const name = structure.text('Name');
		if (name === undefined || name === '') {
			throw new ServiceError('MissingParameter', 'The request must contain the parameter Filter.Name');
		}

		if (!known.includes(name) && !(name.startsWith('tag:') && known.includes('tag-key'))) {
			throw new ServiceError('InvalidParameterValue', `The filter '${name}' is invalid`);
		}

		const given = structure.list('Value');
		if (given.length === 0) {
			throw new ServiceError('InvalidParameterValue', `The filter '${name}' must have at least one value.`);
		}

		if (given.length > 200) {
			throw invalidValue('Filter', name, 'A filter has at most 200 values.');
		}

		values.set(name, [...(values.get(name) ?? []), ...given]);
	}

	return [...values].map(([name, given]) => ({name, values: given, matches: matcher(given)}));
}

function matcher(values: readonly string[]): (text: string | undefined) => boolean {
	const exact = new Set(values.filter((value) => !/[*?\\]/.test(value)));
	const wild = values.filter((value) => !exact.has(value));
	return (text) => text !== undefined && (exact.has(text) || wild.some((value) => matchesFilterValue(text, value)));
}

/** Whether tags meet a `tag:KEY` or `tag-key` filter. */
export function matchesTags(filter: Filter, tags: ReadonlyArray<readonly [key: string, value: string]>): boolean {
	if (filter.name === 'tag-key') {
		return tags.some(([key]) => filter.matches(key));
	}

	const wanted = filter.name.slice('tag:'.length);
	return tags.some(([key, value]) => key === wanted && filter.matches(value));
}
