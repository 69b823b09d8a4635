import {wanted} from '../machine/loadable.ts';
import {calmShell} from '../machine/shell.ts';
import type {RolloutState} from './state.ts';

/** A rollout, or a review, before anything of its Regions was read. */
export function openingState({
	options,
	identity,
	step,
	shell = calmShell,
}: Pick<RolloutState, 'options' | 'identity' | 'step'> & Partial<Pick<RolloutState, 'shell'>>): RolloutState {
	return {
		phase: 'rollout',
		options,
		identity,
		permissions: wanted,
		unresolved: wanted,
		unfinished: wanted,
		presets: wanted,
		regions: wanted,
		overview: {},
		marked: [],
		queue: [],
		position: 0,
		work: {},
		step,
		shell,
	};
}
