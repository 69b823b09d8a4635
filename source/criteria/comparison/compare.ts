/** Criteria compared by what they mean. */
import {isDeepStrictEqual} from 'node:util';
import type {ImageCriterion} from '../criterion.ts';
import {givenParameters, isEmptyCriterion, unknownParameters} from '../parts.ts';

/**
Whether every image that the narrow criterion allows is allowed by the broad one too. A "no" may only mean that it can't be told:
parameters that this tool does not know, and watermarks, have to be equal.
*/
export function covers(broad: ImageCriterion, narrow: ImageCriterion): boolean {
	return unknownParameters(broad).length > 0 || isEmptyCriterion(broad)
		? isDeepStrictEqual(broad, narrow)
		: givenParameters(broad).every(({name, parameter, value}) => parameter.covers(value, narrow[name]));
}
