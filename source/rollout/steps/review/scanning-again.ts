/** Whether AWS can be asked once more, and scanning once more. */
import type {Guard} from '../../../machine/guard.ts';
import {startScan} from '../../moves/scans.ts';
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
	const regions = purpose === 'rollout' ? [currentRegion(state) ?? ''] : state.queue;
	return regions.every((region) => state.work[region]?.scan?.status === 'running') ? 'it is being scanned' : true;
}

/** In a review all Regions are scanned again; in a rollout the current one. */
export function rescan(state: RolloutState): RolloutState {
	if (isOffline(state.options)) {
		return state;
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
