import {currentRegion, type RolloutState, type Step, type WizardState} from '../rollout/state.ts';
import {placeIn} from '../rollout/steps/summary.ts';
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
	undo: 'Undo',
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

	const region = regionShown(state);
	return [
		...(state.fleet === undefined ? ['Regions'] : ['Regions', 'Fleet']),
		...(region === undefined ? [] : [region]),
		...(step.name === 'apply' ? ['Criteria'] : []),
		steps[step.name],
		...(step.name === 'review' ? groups : []),
	];
}

/** Where in the queue the Region is that the screen is about: in the summary, the one under the cursor. */
export function positionShown(state: RolloutState): number {
	return state.step.name === 'summary' ? placeIn(state, state.step) : state.position;
}

/** The Region that the screen is about. */
export function regionShown(state: RolloutState): string | undefined {
	return currentRegion({...state, position: positionShown(state)});
}
