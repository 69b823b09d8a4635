/** Whether AWS can be asked once more, and scanning once more. */
import type {Guard} from '../../../machine/guard.ts';
import {again} from '../../../machine/loadable.ts';
import {startScan} from '../../moves/scans.ts';
import type {Problem} from '../../../problem.ts';
import {currentRegion, currentWork, isOffline, type RolloutState} from '../../state.ts';

/** Whether AWS can be asked for more, or why not. */
export function canAsk({options: {purpose}}: RolloutState): Guard {
	return purpose === 'scan-file'
		? 'a saved scan asks nothing of AWS'
		: purpose === 'accounts'
			? 'accounts side by side were scanned once; review one alone for more'
			: true;
}

/** Whether something is there to be scanned again, or why not. */
export function canRescan(state: RolloutState): Guard {
	const guard = canAsk(state);
	if (guard !== true) {
		return guard;
	}

	const {purpose} = state.options;
	if (purpose === 'review' && state.regions.status !== 'here') {
		return state.regions.status === 'failed' ? true : 'the list of Regions is still being read';
	}

	const regions = purpose === 'rollout' ? [currentRegion(state) ?? ''] : state.queue;
	return regions.every((region) => state.work[region]?.scan?.status === 'running') ? 'it is being scanned' : true;
}

/** Why a review has nothing to scan: the Regions could not be listed, or one that was named is none of them. */
export function unlistedIn({options: {purpose}, regions}: RolloutState): Problem | undefined {
	return purpose === 'review' && regions.status === 'failed' ? regions.problem : undefined;
}

/** In a review all Regions are scanned again, once there is a list of them; in a rollout the current one. */
export function rescan(state: RolloutState): RolloutState {
	if (isOffline(state.options)) {
		return state;
	}

	if (unlistedIn(state) !== undefined) {
		return {...state, regions: again(state.regions)};
	}

	const isRunning = currentWork(state).scan?.status === 'running';
	if (state.options.purpose === 'rollout') {
		return isRunning ? state : startScan(state);
	}

	return state.queue.reduce((at, _, position) => {
		const there = {...at, position};
		return currentWork(there).scan?.status === 'running' ? at : {...startScan(there), position: state.position};
	}, state);
}
