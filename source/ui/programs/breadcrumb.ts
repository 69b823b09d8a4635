import {unknownRegion} from '../../inventory/saved-scan.ts';
import {currentRegion, type RolloutState, type WizardState} from '../../rollout/state.ts';
import {steps} from '../../rollout/steps/index.ts';
import {placeIn} from '../../rollout/steps/summary.ts';
import {programKeys} from '../keys/registry.ts';

/** Where one is, from the outside in; `groups` are those that the review's list was drilled into. */
export function breadcrumbOf(state: WizardState, groups: readonly string[]): readonly string[] {
	if (state.phase === 'account') {
		return steps.account.crumbs;
	}

	const {step, options} = state;
	const {crumbs} = steps[step.name];
	if (step.name === 'account' || step.name === 'regions') {
		return crumbs;
	}

	if (options.purpose !== 'rollout') {
		return [...crumbs, ...groups];
	}

	if (step.name === 'fleet') {
		return [...steps.regions.crumbs, programKeys.wizard.focusOf(state).title.replace(/^Fleet, ([^,]+).*/, 'Fleet: $1')];
	}

	const region = regionShown(state);
	return [
		...steps.regions.crumbs,
		...(state.fleet === undefined ? [] : steps.fleet.crumbs),
		...(region === undefined ? [] : [region]),
		...crumbs,
		...(step.name === 'review' ? groups : []),
	];
}

/** Where in the queue the Region is that the screen is about: in the summary, the one under the cursor. */
export function positionShown(state: RolloutState): number {
	return state.step.name === 'summary' ? placeIn(state, state.step) : state.position;
}

/** The Region that the screen is about, where it is known. */
export function regionShown(state: RolloutState): string | undefined {
	const region = currentRegion({...state, position: positionShown(state)});
	return region === unknownRegion ? undefined : region;
}
