import type {ImageCriteria} from '../criteria/criterion.ts';
import {compileCriteria, type Evaluator} from '../criteria/evaluation/evaluate.ts';
import {accountAt} from '../inventory/place.ts';
import type {Judge} from '../inventory/verdicts.ts';

/** Judges as AWS does, and gives our reasons under the criteria applied in an image's Region, which may be a place among several accounts; where they are not known, none. */
export function judgeUnder(
	criteria: Iterable<readonly [region: string, criteria: ImageCriteria]>,
	{account, now}: {readonly account: string; readonly now: Date},
): Judge {
	const evaluators = new Map<string, Evaluator>();
	for (const [region, one] of criteria) {
		evaluators.set(region, compileCriteria(one, {account: accountAt(region) ?? account, now}));
	}

	return {reasonOf: (image, region) => evaluators.get(region)?.explain(image).summary ?? ''};
}
