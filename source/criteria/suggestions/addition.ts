/** A single thing that can be added to a criterion so that it allows more. */
import type {ImageCriterion} from '../criterion.ts';
import type {ImageEvidence} from '../evaluation/image.ts';
import {isParameter, parameters, type AnyParameter, type ParameterName} from '../parameters/registry.ts';

export type Addition = {
	readonly parameter: ParameterName;
	/** Of the kind that the parameter holds: some values, or a wider limit. */
	readonly value: unknown;
};

/** What would make an image meet the condition that it fails; `undefined` if nothing one would suggest. */
export function additionFor(name: string, image: ImageEvidence, now: Date): Addition | undefined {
	if (!isParameter(name)) {
		return undefined;
	}

	const value = additionsTo(name)?.for(image, now);
	return value === undefined ? undefined : {parameter: name, value};
}

/** The criterion with the addition made. */
export function add(criterion: ImageCriterion, {parameter, value}: Addition): ImageCriterion {
	return {...criterion, [parameter]: additionsTo(parameter)?.add(criterion[parameter], value) ?? value};
}

/** "provider 444455556666", "name debian-13-*", "age up to 365 days". */
export function additionInWords({parameter, value}: Addition): string {
	return additionsTo(parameter)?.inWords(value) ?? parameter;
}

/** Whether an addition relaxes a limit on age. */
export function isAge({parameter}: Addition): boolean {
	return additionsTo(parameter)?.isAge ?? false;
}

function additionsTo(name: ParameterName): AnyParameter['addition'] {
	const parameter: AnyParameter = parameters[name];
	return parameter.addition;
}
