/** What the exporters share: what comes out, and what is refused because a format has no way to say it. */
import {ProblemError} from '../../problem.ts';
import type {ImageCriteria, ImageCriterion} from '../criterion.ts';
import {unknownParameters} from '../words.ts';

export type Exported = {
	/** Ends with a line break. */
	readonly text: string;
	/** What was left out or needs attention, a sentence each; leaving it out did not change which images are allowed. */
	readonly dropped: readonly string[];
};

/**
Refuses what a format cannot carry. Leaving a condition out of a criterion would allow more than was meant, so that is never done; everything
that stands in the way is named at once.

@throws ProblemError of kind `invalid-criteria`.
*/
export function refuse(format: string, obstacles: readonly string[]): void {
	if (obstacles.length > 0) {
		throw new ProblemError({
			kind: 'invalid-criteria',
			what: `${format} cannot carry these criteria: ${obstacles.join('; ')}.`,
			next: 'Take that out of a copy of the criteria, or export them as aws-cli, which carries everything.',
		});
	}
}

/** What stands in the way in formats that have neither watermarks nor scan results. */
export function commonObstacles(criterion: ImageCriterion, index: number): readonly string[] {
	return [
		...((criterion.ImageWatermarks?.length ?? 0) > 0 ? ['ImageWatermarks'] : []),
		...(criterion.ScanResultCondition === undefined ? [] : ['ScanResultCondition']),
		...unknownParameters(criterion),
	].map((name) => `ImageCriteria[${index}].${name} has no counterpart`);
}

export function isNone(criterion: ImageCriterion): boolean {
	return criterion.ImageProviders?.length === 1 && criterion.ImageProviders[0] === 'none';
}

/** A list that is given and not empty: empty ones mean nothing, and are left out of every format. */
export function given<Value>(list: readonly Value[] | undefined): readonly Value[] | undefined {
	return list === undefined || list.length === 0 ? undefined : list;
}

/** Criteria with the index each has. */
export function numbered(
	criteria: ImageCriteria,
): ReadonlyArray<{readonly index: number; readonly criterion: ImageCriterion}> {
	return criteria.map((criterion, index) => ({index, criterion}));
}
