/** Where the presets are applied: read from every Region of the account when a person asks for it, and never before. */
import {jobsOf} from '../machine/effect.ts';
import type {Guard} from '../machine/guard.ts';
import {again, failed, here, wanted} from '../machine/loadable.ts';
import {withShell} from '../machine/shell.ts';
import {readAppliedCriteria, type AppliedCriteria} from '../operations/applied-criteria.ts';
import {currentPreset, type Plain, type PresetsEffect, type PresetsState} from './state.ts';

/** Asks every Region what it holds, for the first time or once more; the presets first, where they could not be read. */
export function read(state: PresetsState): PresetsState {
	const {presets, applied} = state;
	return presets.status === 'failed'
		? {...state, presets: again(presets)}
		: {...state, applied: applied === undefined ? wanted : again(applied)};
}

/** Whether that may be asked for now, or why not. */
export function canRead({applied, presets}: PresetsState): Guard {
	return applied?.status === 'wanted'
		? 'the Regions are being read'
		: presets.status === 'here' && presets.value.length === 0
			? 'there is no preset'
			: true;
}

/** Whether the current preset may be taken to the wizard, or why not. */
export function canApply(state: PresetsState): Guard {
	if (currentPreset(state) === undefined) {
		return 'there is no preset';
	}

	return state.options.readOnly ? 'this run is read-only' : true;
}

/** This screen ends, and the wizard goes on with the current preset: nothing is changed anywhere but there, and by its guards. */
export function apply(state: PresetsState): PresetsState {
	const preset = currentPreset(state);
	return preset === undefined || canApply(state) !== true
		? state
		: withShell({...state, applying: preset}, {ended: 'quit'});
}

const readRegions: PresetsEffect<Plain, AppliedCriteria> = {
	name: 'read-applied',
	wanted: ({applied}) => (applied?.status === 'wanted' ? [{key: String(applied.attempt)}] : []),
	run: async (_, {cloud, world, signal, update}) =>
		readAppliedCriteria({
			cloud: await cloud(),
			signal,
			now: world.now,
			onProgress(done, count) {
				update((state) => ({...state, readSoFar: {done, count}}));
			},
		}),
	done: ({readSoFar: _, ...state}, value) => ({...state, applied: here(state.applied ?? wanted, value)}),
	failed: ({readSoFar: _, ...state}, problem) => ({...state, applied: failed(state.applied ?? wanted, problem)}),
	cancelled: ({readSoFar: _, applied: __, ...state}) => state,
};

export const appliedEffects = [jobsOf(readRegions)] as const;
