/** How a step, or what is known of a Region, is changed. Each gives a new state and leaves the old one alone. */
import {
	currentRegion,
	noWork,
	type RegionOverview,
	type RegionWork,
	type RolloutState,
	type Step,
	type StepName,
	type StepOf,
} from '../state.ts';

/** Moves to a step; what was said about the last one is gone with it, but for how the review and the launches were left, and the filter of the Regions. */
export function goTo(state: RolloutState, step: Step): RolloutState {
	const {step: left, fleet} = state;
	if (left.name === 'launches' && step.name !== 'launches') {
		return {...withCurrentWork(state, {launchList: left}), step};
	}

	if (left.name === 'regions' && step.name !== 'regions') {
		return {...state, regionFilter: left.filter, step};
	}

	if (left.name !== 'review' || step.name === 'review') {
		return {...state, step};
	}

	const {jump: _jump, exporting: _exporting, ...bare} = left;
	const review = {...bare, isFiltering: false};
	// The list of a fleet run is one over all of its Regions.
	return fleet === undefined
		? {...withCurrentWork(state, {review}), step}
		: {...state, fleet: {...fleet, review}, step};
}

/** Changes the current step, if it is the one that the change is for; else nothing happens. */
export function withStep<Name extends StepName>(
	state: RolloutState,
	name: Name,
	change: (step: StepOf<Name>) => Step,
): RolloutState {
	return isAt(state.step, name) ? goTo(state, change(state.step)) : state;
}

/** Whether a step is the one with this name. */
function isAt<Name extends StepName>(step: Step, name: Name): step is StepOf<Name> {
	return step.name === name;
}

/** Changes what is known of one Region. */
export function withWork(state: RolloutState, region: string, change: Partial<RegionWork>): RolloutState {
	return {
		...state,
		work: {
			...state.work,
			[region]: {...(state.work[region] ?? noWork), ...change},
		},
	};
}

/** The same for the current Region; without one, nothing changes. */
export function withCurrentWork(state: RolloutState, change: Partial<RegionWork>): RolloutState {
	const region = currentRegion(state);
	return region === undefined ? state : withWork(state, region, change);
}

/** Changes a row of the Regions screen; a Region that is not listed has none. */
export function withOverview(
	state: RolloutState,
	region: string,
	change: (row: RegionOverview) => RegionOverview,
): RolloutState {
	const row = state.overview[region];
	return row === undefined ? state : {...state, overview: {...state.overview, [region]: change(row)}};
}
