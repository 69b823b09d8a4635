import type {ImageCriteria} from '../criteria/criterion.ts';
import {compileCriteria, type Evaluator} from '../criteria/evaluation/evaluate.ts';
import {accountAt} from '../inventory/place.ts';
import {awsVerdict, type Judge} from '../inventory/verdicts.ts';

/** Judges as AWS does, and gives our reasons under the criteria applied in an image's Region, which may be a place among several accounts; where they are not known, none. */
export function judgeUnder(
	criteria: Iterable<readonly [region: string, criteria: ImageCriteria]>,
	{account, now}: {readonly account: string; readonly now: Date},
): Judge {
	const evaluators = evaluatorsOf(criteria, {account, now});
	return {reasonOf: (image, region) => evaluators.get(region)?.explain(image).summary ?? ''};
}

/** Judges as criteria would that are not applied, by Region; where a Region has none, as AWS does now. */
export function judgeByDrafts(
	drafts: Iterable<readonly [region: string, criteria: ImageCriteria]>,
	of: {readonly account: string; readonly now: Date},
): Judge {
	const evaluators = evaluatorsOf(drafts, of);
	return {verdictOf: (image, region) => evaluators.get(region)?.verdict(image) ?? awsVerdict(image)};
}

function evaluatorsOf(
	criteria: Iterable<readonly [region: string, criteria: ImageCriteria]>,
	{account, now}: {readonly account: string; readonly now: Date},
): ReadonlyMap<string, Evaluator> {
	const evaluators = new Map<string, Evaluator>();
	for (const [region, one] of criteria) {
		evaluators.set(region, compileCriteria(one, {account: accountAt(region) ?? account, now}));
	}

	return evaluators;
}
