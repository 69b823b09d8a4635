/** What a reading of a Region means for all that was said of it before. */
import {sameCriteria, sameSettings, type AllowedImagesSettings} from '../../criteria/settings.ts';
import {again, here, valueOf, wanted} from '../../machine/loadable.ts';
import {isSource} from '../../operations/launches/launch.ts';
import {launchesAgain, launchesSoFar} from '../launches-so-far.ts';
import {currentWork, noWork, type RegionWork, type RolloutState, type ScanRecord} from '../state.ts';
import {withCurrentWork, withOverview, withWork} from './updates.ts';

/**
Receives what a Region reports, on every screen that tells of it. A count made under other settings is asked for again, and a scan made under
other settings decides nothing any more, not even if the Region is set back to them.
*/
export function withReading(
	state: RolloutState,
	region: string,
	settings: AllowedImagesSettings,
	at: string,
): RolloutState {
	const {reading, scan, launches} = state.work[region] ?? noWork;
	const isStale = scan?.status === 'done' && !sameSettings(scan.settings, settings);
	// While it is read again, the overview still has what was read before.
	const before = valueOf(reading)?.settings ?? valueOf(state.overview[region]?.settings);
	const isOther = before !== undefined && !judgesTheSame(before, settings);
	const read = withWork(state, region, {
		reading: here(reading, {settings, at}),
		...(isStale && {scan: staleScan(scan)}),
		// What was said of launches was said under other settings.
		...(isOther && launches !== undefined && launchesAgain(launches)),
	});
	return withOverview(read, region, ({soFar, zones, ...row}) => {
		const isSame = row.settings.status === 'here' && sameSettings(row.settings.value, settings);
		return {
			settings: here(row.settings, settings),
			counts: isSame ? row.counts : again(row.counts),
			...(isSame && soFar !== undefined && {soFar}),
			// How many there are does not hang on the settings.
			...(zones !== undefined && {zones}),
		};
	});
}

/** Whether both settings say the same of an image: whether they are enforced makes no difference to that. */
function judgesTheSame(left: AllowedImagesSettings, right: AllowedImagesSettings): boolean {
	return (
		sameCriteria(left.ImageCriteria, right.ImageCriteria) &&
		(left.State === 'disabled') === (right.State === 'disabled')
	);
}

/** A scan that speaks of settings which are no longer in force. */
export function staleScan({id}: ScanRecord): ScanRecord {
	return {status: 'changed', id};
}

/** What is known of a Region that has just been enforced: whether AWS does as was decided is asked at once. */
export const enforcedWork = {outcome: 'enforced', proof: wanted} as const satisfies Partial<RegionWork>;

/** Keeps what enforcing is confirmed upon, the scan and what else launches, for what is told and proven afterwards. */
export function withEnforcedUpon(state: RolloutState, region: string): RolloutState {
	const {step, work} = state;
	const known = work[region] ?? noWork;
	const {scan} = known;
	const impact = step.name === 'enforce' ? valueOf(step.impact) : undefined;
	const namedUpon =
		impact === undefined
			? (launchesSoFar(known)?.launches.filter((launch) => isSource(launch)) ?? [])
			: [...impact.failing, ...impact.unknown, ...impact.allowed];
	return scan?.status === 'done' ? withWork(state, region, {enforcedUpon: scan, namedUpon}) : state;
}

/** Asks the current Region for its settings again. */
export function readAgain(state: RolloutState): RolloutState {
	return withCurrentWork(state, {reading: again(currentWork(state).reading)});
}

/** Asks any Region for its settings again. */
export function readAgainIn(state: RolloutState, region: string): RolloutState {
	return withWork(state, region, {reading: again((state.work[region] ?? noWork).reading)});
}
