/** A criterion taken apart: the parameters that are given in it, and those that this tool does not know. */
import type {ImageCriterion} from './criterion.ts';
import {allParameters, isParameter, type AnyParameter, type ParameterName} from './parameters/registry.ts';
import {isStructure} from './validation/structure.ts';

export type GivenParameter = {
	readonly name: ParameterName;
	readonly parameter: AnyParameter;
	readonly value: unknown;
};

/** The parameters of a criterion, in the registry's order. EC2's protocol cannot tell an empty list from an absent one: neither is given. */
export function givenParameters(criterion: ImageCriterion): readonly GivenParameter[] {
	return allParameters
		.map(([name, parameter]) => ({name, parameter, value: criterion[name]}))
		.filter(({value}) => value !== undefined && !(Array.isArray(value) && value.length === 0));
}

/** Parameters and fields that this tool does not know, as paths: a criterion with one of them is never known to be met. */
export function unknownParameters(criterion: ImageCriterion): readonly string[] {
	const keys = Object.keys(criterion).filter((key) => !isParameter(key) && criterion[key] !== undefined);
	const fields = allParameters.flatMap(([name, {fields: known = []}]) => {
		const value: unknown = criterion[name];
		return isStructure(value)
			? Object.keys(value)
					.filter((key) => !known.includes(key))
					.map((key) => `${name}.${key}`)
			: [];
	});
	return [...keys, ...fields];
}

/** Whether a criterion says nothing: no parameter, or only empty ones. */
export function isEmptyCriterion(criterion: Readonly<Record<string, unknown>>): boolean {
	return Object.values(criterion).every(
		(value) =>
			value === undefined ||
			(Array.isArray(value) && value.length === 0) ||
			(typeof value === 'object' && value !== null && Object.keys(value).length === 0),
	);
}

/** Whether a criterion is `none`: own images only. */
export function isNone({ImageProviders}: ImageCriterion): boolean {
	return ImageProviders?.length === 1 && ImageProviders[0] === 'none';
}
