/** A state of the walk, and what is different in it. */
import type {ImageCriteria} from '../../../../source/criteria/criterion.ts';
import type {AllowedImagesSettings} from '../../../../source/criteria/settings.ts';
import {here, wanted} from '../../../../source/machine/loadable.ts';
import type {Launch} from '../../../../source/operations/launches/launch.ts';
import {
	currentRegion,
	currentWork,
	type RegionWork,
	type RolloutState,
	type ScanRecord,
	type Step,
} from '../../../../source/rollout/state.ts';

export function withWork(state: RolloutState, change: Partial<RegionWork>): RolloutState {
	const region = currentRegion(state) ?? '';
	return {...state, work: {...state.work, [region]: {...currentWork(state), ...change}}};
}

export function withoutWatched({watched: _, ...work}: RegionWork): RegionWork {
	return work;
}

export function withSettings(state: RolloutState, change: Partial<AllowedImagesSettings>): RolloutState {
	return withWork(state, {
		reading: here(wanted, {settings: {...settingsOf(state), ...change}, at: '2026-06-01T12:00:00.000Z'}),
	});
}

export function withStep(state: RolloutState, change: Partial<Extract<Step, {name: 'enforce'}>>): RolloutState {
	return state.step.name === 'enforce' ? {...state, step: {...state.step, ...change}} : state;
}

export function settingsOf(state: RolloutState): AllowedImagesSettings {
	return settingsIn(state, currentRegion(state) ?? '');
}

export function settingsIn({work, overview}: RolloutState, region: string): AllowedImagesSettings {
	const reading = work[region]?.reading;
	const listed = overview[region]?.settings;
	if (reading?.status === 'here') {
		return reading.value.settings;
	}

	return listed?.status === 'here' ? listed.value : {State: 'disabled', ManagedBy: 'account', ImageCriteria: []};
}

export function scanOf(state: RolloutState): Extract<ScanRecord, {status: 'done'}> {
	const {scan} = currentWork(state);
	if (scan?.status !== 'done') {
		throw new TypeError('The walk has scanned the Region by then');
	}

	return scan;
}

export function launchesIn(state: RolloutState): readonly Launch[] {
	const {launches} = currentWork(state);
	return launches?.status === 'here' ? launches.value.launches : [];
}

export function draftOf(criteria: ImageCriteria): NonNullable<RegionWork['draft']> {
	return {criteria, origin: 'preset "base"', undo: [], redo: []};
}
