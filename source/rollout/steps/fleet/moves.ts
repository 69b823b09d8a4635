/** The moves of a fleet run: into it, out of it, and the plan as it stands. */
import type {Guard} from '../../../machine/guard.ts';
import {onList} from '../../../machine/list.ts';
import {withNotice} from '../../../machine/shell.ts';
import {emptyField, type TextField} from '../../../machine/text-field.ts';
import {cleanPanel, type CleanPanel} from '../../guards.ts';
import {goTo} from '../../moves/updates.ts';
import {readAgainIn, staleScan} from '../../moves/readings.ts';
import {isSeen, type Read} from '../../shown.ts';
import {noWork, type RegionWork, type RolloutState} from '../../state.ts';
import {isActive, planFor, type PlanRow} from './plan.ts';
import {fleetRows, type FleetRow} from './rows.ts';
import {isOnItsWay, type FleetRun} from './run.ts';

export type FleetView =
	| {readonly type: 'choose'; readonly cursor: number}
	/** It is read before it is carried out, by what it says of each Region. */
	| {readonly type: 'plan'; readonly cursor: number; readonly isBeginning: boolean; readonly read?: Read<string>}
	/** Without a Region the cursor is on the first row. */
	| {readonly type: 'regions'; readonly region?: string; readonly isFiltering?: boolean}
	/** The words that enforce all clean Regions. */
	| ({
			readonly type: 'together';
			readonly field: TextField;
			readonly mismatch: boolean;
			readonly panel: CleanPanel;
			/** What launches in its Regions, running or not, as far as that was known when it was opened. */
			readonly sources: ReadonlyMap<string, FleetRow['sources']>;
			/** The Region that the cursor of the table is on. */
			readonly region?: string;
	  } & Read<CleanPanel>);

/** Begins a run over Regions: they are read anew, and their criteria are chosen, unless they are known already. */
export function enterFleet(state: RolloutState, regions: readonly string[], chosen?: FleetRun['chosen']): RolloutState {
	const read = regions.reduce((next, region) => readAgainIn(next, region), state);
	const list = state.fleet?.list;
	const fleet: FleetRun = {
		regions,
		progress: {},
		isStopped: false,
		...(chosen !== undefined && {chosen}),
		...(list !== undefined && {list}),
	};
	const view: FleetView =
		chosen === undefined ? {type: 'choose', cursor: 0} : {type: 'plan', cursor: 0, isBeginning: false};
	return goTo({...read, fleet, queue: regions, position: 0}, {name: 'fleet', view});
}

/** The plan as it stands: what each Region was last seen to be, against the criteria chosen. */
export function planOf(state: RolloutState): readonly PlanRow[] {
	const {fleet} = state;
	if (fleet?.chosen === undefined) {
		return [];
	}

	return planFor(
		fleet.regions.map((region) => {
			const {reading} = state.work[region] ?? noWork;
			return {
				region,
				...(reading.status === 'here' && {settings: reading.value.settings}),
				...(reading.status === 'failed' && {unavailable: reading.problem.what}),
			};
		}),
		fleet.chosen.criteria,
	);
}

/** Whether the plan may be confirmed. */
export function canConfirmPlan(state: RolloutState): Guard {
	const {fleet, options, step, work} = state;
	if (step.name === 'fleet' && step.view.type === 'plan' && step.view.isBeginning) {
		return 'it is being written down already';
	}

	if (options.purpose !== 'rollout') {
		return 'a review changes nothing';
	}

	if (options.readOnly) {
		return 'this run is read-only';
	}

	if (fleet?.regions.some((region) => (work[region] ?? noWork).reading.status === 'wanted') === true) {
		return 'some Regions are still being read';
	}

	return planOf(state).some((row) => isActive(row)) ? true : 'every Region is left out';
}

/** What the plan does where, to the letter: another plan has to be seen anew. */
export function planTold(state: RolloutState): string {
	return JSON.stringify(planOf(state));
}

/** Whether all of the plan has been on the screen: only then it is carried out. */
export function isPlanShown(state: RolloutState, {read}: Extract<FleetView, {type: 'plan'}>): boolean {
	return read?.shown?.panel === planTold(state) && isSeen(read.shown);
}

/** The panel over the Regions that are clean now, with what launches there as far as it is known. */
export function togetherView(
	state: RolloutState,
	{region}: {readonly region?: string | undefined},
): Extract<FleetView, {type: 'together'}> {
	return {
		type: 'together',
		field: emptyField,
		mismatch: false,
		panel: cleanPanel(state),
		sources: new Map(fleetRows(state).map((row) => [row.region, row.sources])),
		top: 0,
		...(region !== undefined && {region}),
	};
}

/** Shows a view of the run. */
export function at(state: RolloutState, view: FleetView): RolloutState {
	return goTo(state, {name: 'fleet', view});
}

/**
Leaves the run; what it did stays done. A scan that a run made shares its list with other Regions: a Region that is walked by itself is
scanned for itself.
*/
export function withoutFleet({fleet: _, ...state}: RolloutState): RolloutState {
	const work = Object.fromEntries(
		Object.entries(state.work).map(([region, {scan, ...rest}]): [string, RegionWork] => [
			region,
			scan === undefined ? rest : {...rest, scan: staleScan(scan)},
		]),
	);
	return {...state, work};
}

/** A Region that nothing is on its way for may leave the run at any time. */
export function takeOut(state: RolloutState, region: string): RolloutState {
	const {fleet} = state;
	if (fleet?.regions.includes(region) !== true) {
		return state;
	}

	if (isOnItsWay(fleet.progress[region])) {
		return withNotice(state, 'warning', `A change to ${region} is on its way: it is waited for.`);
	}

	if (fleet.regions.length === 1) {
		return withNotice(state, 'warning', 'It is the only Region left; esc leaves the run.');
	}

	const regions = fleet.regions.filter((name) => name !== region);
	const {[region]: _, ...progress} = fleet.progress;
	const taken: RolloutState = {...state, fleet: {...fleet, regions, progress}, queue: regions, position: 0};
	const {step} = taken;
	return step.name === 'fleet' && step.view.type === 'plan'
		? at(taken, {...step.view, cursor: onList(step.view.cursor, regions.length)})
		: taken;
}
