/** What launches in a Region, as far as it is known: CloudTrail is read for minutes, and the rest is there long before. */
import type {RegionLaunches} from '../operations/launches/launch.ts';
import type {RegionWork} from './state.ts';

/** All of it once it is read; while CloudTrail still is, what there is without it; `undefined` before, and where it failed. */
export function launchesSoFar({launches, standing}: RegionWork): RegionLaunches | undefined {
	return launches?.status === 'here'
		? launches.value
		: launches?.status === 'wanted' && standing?.attempt === launches.attempt
			? standing.found
			: undefined;
}
