import {currentRegion, type Step, type WizardState} from '../rollout/state.ts';
import {contexts, contextOf} from './keys/context.ts';

const steps: Readonly<Record<Step['name'], string>> = {
	account: 'Account',
	regions: 'Regions',
	fleet: 'Fleet',
	audit: 'Audit mode',
	criteria: 'Criteria',
	apply: 'Apply',
	scan: 'Scan',
	review: 'Review',
	decide: 'Decide',
	enforce: 'Enforce',
	launches: 'Launches',
	summary: 'Summary',
	watch: 'Watch',
};

/** Where one is, from the outside in; `groups` are those that the review's list was drilled into. */
export function breadcrumbOf(state: WizardState, groups: readonly string[]): readonly string[] {
	if (state.phase === 'account') {
		return ['Account'];
	}

	const {step, options} = state;
	if (step.name === 'account' || step.name === 'regions') {
		return [steps[step.name]];
	}

	if (options.purpose !== 'rollout') {
		return [steps[step.name], ...groups];
	}

	if (step.name === 'fleet') {
		return ['Regions', contexts[contextOf(state)].replace(/^Fleet, /, 'Fleet: ')];
	}

	const region = currentRegion(state);
	return [
		...(state.fleet === undefined ? ['Regions'] : ['Regions', 'Fleet']),
		...(region === undefined ? [] : [region]),
		...(step.name === 'apply' ? ['Criteria'] : []),
		steps[step.name],
		...(step.name === 'review' ? groups : []),
	];
}
