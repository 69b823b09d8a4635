import {compileCriteria} from '../criteria/evaluate.ts';
import type {Judge} from '../inventory/verdicts.ts';
import type {ImageCriteria} from '../criteria/criterion.ts';
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

/** Judges as AWS does, and gives our reasons under the applied criteria of the Region at hand. */
export function judgeOf(state: WizardState, now: Date): Judge {
	if (state.phase === 'account') {
		return {};
	}

	const [region = ''] = state.options.purpose === 'rollout' ? [state.queue[state.position]] : state.queue;
	const criteria = appliedCriteria(state, region);
	if (criteria === undefined) {
		return {};
	}

	const evaluator = compileCriteria(criteria, {account: state.identity.account, now});
	return {reasonOf: (image) => evaluator.explain(image).summary};
}
