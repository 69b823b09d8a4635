/** A criterion as its conditions: those of each parameter given in it, and what this tool can't know. */
import type {ImageCriterion} from '../criterion.ts';
import {givenParameters, unknownParameters} from '../parts.ts';
import {quoted} from '../validation/text.ts';
import {steadyCondition, type Condition, type EvaluationContext} from './condition.ts';
import type {ImageEvidence} from './image.ts';
import {every, type Outcome} from './outcome.ts';

/** The conditions of a criterion, all of which have to hold. */
export function compileConditions(criterion: ImageCriterion, context: EvaluationContext): readonly Condition[] {
	return [
		...givenParameters(criterion).flatMap(({parameter, value}) => parameter.conditions(value, context)),
		...unknownParameters(criterion).map((name) =>
			steadyCondition(name, () => ({outcome: 'unknown', words: `${quoted(name)} is newer than this tool`})),
		),
	];
}

/** The outcome of all conditions together. A criterion without any is unknown: AWS does not document what it allows. */
export function testAll(conditions: readonly Condition[], image: ImageEvidence): Outcome {
	return conditions.length === 0 ? 'unknown' : every(outcomes(conditions, image));
}

function* outcomes(conditions: readonly Condition[], image: ImageEvidence): Iterable<Outcome> {
	for (const {test} of conditions) {
		yield test(image);
	}
}
