/** What launches in a Region, as far as it is known: CloudTrail is read for minutes, and the rest is there long before. */
import type {RegionLaunches} from '../operations/launches/launch.ts';
import {again, type Loadable} from '../machine/loadable.ts';
import type {RegionWork} from './state.ts';

/** What launches, asked for once more: whoever had seen enough of the last reading has seen nothing of this one. */
export function launchesAgain(launches: Loadable<RegionLaunches>): Pick<RegionWork, 'launches' | 'hasEnoughLaunches'> {
	return {launches: again(launches), hasEnoughLaunches: false};
}

/** All of it once it is read; while CloudTrail still is, what there is without it; `undefined` before, and where it failed. */
export function launchesSoFar({launches, standing}: RegionWork): RegionLaunches | undefined {
	return launches?.status === 'here'
		? launches.value
		: launches?.status === 'wanted' && standing?.attempt === launches.attempt
			? standing.found
			: undefined;
}
