/** Criteria compared by what they mean. */
import {isDeepStrictEqual} from 'node:util';
import {type ImageCriterion, type SeverityLabel, severityLabels} from './criterion.ts';
import {fieldsOf} from './limits.ts';
import {compilePattern} from './wildcard.ts';
import {unknownParameters} from './words.ts';

const maximums = Object.entries(fieldsOf).flatMap(([parameter, fields]) =>
	fields.map((field) => [parameter, field] as const),
);

/**
Whether every image that the narrow criterion allows is allowed by the broad one too. A "no" may only mean that it can't be told:
parameters that this tool does not know, and watermarks, have to be equal.
*/
export function covers(broad: ImageCriterion, narrow: ImageCriterion): boolean {
	if (unknownParameters(broad).length > 0 || isEmptyCriterion(broad)) {
		return isDeepStrictEqual(broad, narrow);
	}

	return (
		coversList(broad.ImageProviders, narrow.ImageProviders, (value, other) => value === other) &&
		coversList(broad.MarketplaceProductCodes, narrow.MarketplaceProductCodes, (value, other) => value === other) &&
		coversList(broad.ImageNames, narrow.ImageNames, coversPattern) &&
		coversList(broad.ImageWatermarks, narrow.ImageWatermarks, isDeepStrictEqual) &&
		maximums.every(([parameter, field]) =>
			coversMaximum(fieldOf(broad, parameter, field), fieldOf(narrow, parameter, field)),
		)
	);
}

/** Whether a criterion says nothing: no parameter, or only empty ones. */
export function isEmptyCriterion(criterion: ImageCriterion): boolean {
	return Object.values(criterion).every(
		(value) =>
			value === undefined ||
			(Array.isArray(value) && value.length === 0) ||
			(typeof value === 'object' && value !== null && Object.keys(value).length === 0),
	);
}

/** Whether every text that the narrow pattern matches is matched by the broad one; a "no" may mean that it can't be told. */
export function coversPattern(broad: string, narrow: string): boolean {
	// The narrow pattern's own wildcards are met as characters: only a `*` of the broad one can swallow them.
	return broad === narrow || (!broad.includes('?') && compilePattern(broad)(narrow));
}

function coversList<Value>(
	broad: readonly Value[] | undefined,
	narrow: readonly Value[] | undefined,
	coversValue: (broad: Value, narrow: Value) => boolean,
): boolean {
	if (broad === undefined || broad.length === 0) {
		return true;
	}

	return (
		narrow !== undefined &&
		narrow.length > 0 &&
		narrow.every((value) => broad.some((other) => coversValue(other, value)))
	);
}

function coversMaximum(broad: unknown, narrow: unknown): boolean {
	return broad === undefined || (narrow !== undefined && rank(broad) >= rank(narrow));
}

function rank(value: unknown): number {
	return typeof value === 'number' ? value : severityLabels.indexOf(value as SeverityLabel);
}

/** A field of a structured parameter, if it is given. */
export function fieldOf(criterion: ImageCriterion, parameter: string, field: string): unknown {
	const structure: unknown = criterion[parameter];
	return typeof structure === 'object' && structure !== null ? Reflect.get(structure, field) : undefined;
}
