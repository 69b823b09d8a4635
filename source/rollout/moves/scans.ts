/** Scans of a Region: begun, stopped, and what of the last one is kept. */
import {launchesAgain} from '../launches-so-far.ts';
import {currentRegion, currentWork, noWork, type RegionWork, type RolloutState} from '../state.ts';
import {withCurrentWork} from './updates.ts';

export function startScan(state: RolloutState): RolloutState {
	const region = currentRegion(state);
	return region === undefined ? state : startScanIn(state, region);
}

/** Scans any Region anew, wherever a person is. */
export function startScanIn(state: RolloutState, region: string): RolloutState {
	const {foreign: _, since: _since, passedOver: _passedOver, ...work} = state.work[region] ?? noWork;
	const passedOver = unusable(work);
	const scan = {status: 'running', id: (work.scan?.id ?? 0) + 1} as const;
	const asked = work.launches === undefined ? {} : launchesAgain(work.launches);
	return {
		...state,
		work: {...state.work, [region]: {...work, ...asked, ...(passedOver !== undefined && {passedOver}), scan}},
	};
}

/** Why the last scan is none to compare the next one with; `undefined` where it is one, or there was none. */
function unusable({scan, whole}: RegionWork): RegionWork['passedOver'] {
	return scan === undefined || scan.status === 'running' || scan.id === whole?.id
		? undefined
		: scan.status === 'done'
			? 'partial'
			: scan.status;
}

export function cancelScan(state: RolloutState): RolloutState {
	const {scan} = currentWork(state);
	return scan?.status === 'running' ? withCurrentWork(state, {scan: {status: 'cancelled', id: scan.id}}) : state;
}
