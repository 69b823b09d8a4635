import type {ImageCriteria} from '../criteria/criterion.ts';
import {compileCriteria, type Evaluator} from '../criteria/evaluate.ts';
import type {Judge} from '../inventory/verdicts.ts';
import type {WizardState} from './state.ts';

/** The criteria that are applied in a Region, as far as it was read. */
export function appliedCriteria(state: WizardState, region: string): ImageCriteria | undefined {
	if (state.phase === 'account') {
		return undefined;
	}

	const reading = state.work[region]?.reading;
	if (reading?.status === 'here') {
		return reading.value.settings.ImageCriteria;
	}

	const overview = state.overview[region]?.settings;
	return overview?.status === 'here' ? overview.value.ImageCriteria : undefined;
}

/** The criteria that the reasons in the list rest on: those of each Region in the queue. */
export function judgedCriteria(state: WizardState): ReadonlyArray<ImageCriteria | undefined> {
	return state.phase === 'account' ? [] : state.queue.map((region) => appliedCriteria(state, region));
}

/** Judges as AWS does, and gives our reasons under the criteria applied in an image's Region. */
export function judgeOf(state: WizardState, now: Date): Judge {
	if (state.phase === 'account') {
		return {};
	}

	const {account} = state.identity;
	const evaluators = new Map<string, Evaluator>();
	for (const region of state.queue) {
		const criteria = appliedCriteria(state, region);
		if (criteria !== undefined) {
			evaluators.set(region, compileCriteria(criteria, {account, now}));
		}
	}

	return {reasonOf: (image, region) => evaluators.get(region)?.explain(image).summary ?? ''};
}
