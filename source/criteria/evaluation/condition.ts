/** A criterion's parameter as a condition on images: what it makes of one, why, in words, and for how long. */
import type {Find, Finding} from '../validation/finding.ts';
import type {ImageEvidence} from './image.ts';
import {steady, type Lasting} from './lasting.ts';
import type {Outcome} from './outcome.ts';

export type Condition = {
	/** The parameter's name, also one that this tool does not know. */
	readonly parameter: string;
	/** The outcome alone, without the words: fast. */
	test(image: ImageEvidence): Outcome;
	explain(image: ImageEvidence): Finding;
	/** How it goes on as time passes, whatever the time is now. */
	lasts(image: ImageEvidence): Lasting;
};

/** Who asks, and when: own images and ages depend on it. */
export type EvaluationContext = {
	/** The 12 digits of the account whose settings these are. */
	readonly account: string;
	readonly now: Date;
};

/** A condition that time does not change. */
export function steadyCondition(
	parameter: string,
	explain: Find,
	test: Condition['test'] = (image) => explain(image).outcome,
): Condition {
	return {parameter, explain, test, lasts: (image) => steady(test(image))};
}

/** A condition on an age, which time ends. */
export function ageingCondition(parameter: string, explain: Find, lasts: Condition['lasts']): Condition {
	return {parameter, explain, test: (image) => explain(image).outcome, lasts};
}
