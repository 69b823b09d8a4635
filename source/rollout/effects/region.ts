/** What every step in a Region asks for: its reading, its scan, and what only `DescribeImages` knows of the images that are shown. */
import {sameSettings, type AllowedImagesSettings} from '../../criteria/settings.ts';
import type {ImageCriteria} from '../../criteria/criterion.ts';
import {jobsOf, whenWanted} from '../../machine/effect.ts';
import {again, failed, here, wanted} from '../../machine/loadable.ts';
import {withNotice} from '../../machine/shell.ts';
import {addEvidence} from '../../operations/evidence.ts';
import {scanRegion, type RegionScan} from '../../operations/scan/scan.ts';
import type {OfRegion, RolloutEffect} from '../context.ts';
import {launchesAgain} from '../launches-so-far.ts';
import {unclearRun, withRun} from '../changing.ts';
import {withOverview, withWork} from '../moves/updates.ts';
import {withReading} from '../moves/readings.ts';
import {
	currentRegion,
	currentWork,
	isOffline,
	noWork,
	type Reading,
	type RolloutState,
	type StepName,
} from '../state.ts';
import {proofEffect} from './proof.ts';

/** Seconds between two readings of a Region that could not be read. */
const longestPause = 30;

/**
Reads the current Region. What follows from a reading is for the step to say. Where a change was sent of which nobody knows, it is read as often
as it takes.
*/
export function readingEffect(
	follow: (state: RolloutState, settings: AllowedImagesSettings) => RolloutState,
): RolloutEffect<OfRegion & {readonly pause: number}, Reading> {
	return {
		name: 'reading',
		wanted(state) {
			const region = currentRegion(state);
			const {reading} = currentWork(state);
			return region === undefined || !isInRegion(state)
				? []
				: whenWanted(reading, region, {region, pause: unclearRun(state, region)?.pause ?? 0});
		},
		async run({region, pause}, {cloud, world, signal}) {
			if (pause > 0) {
				await world.pause(pause, signal);
			}

			return {settings: await cloud().settings(region, signal), at: world.now().toISOString()};
		},
		done(state, {settings, at}, {region}) {
			const read = withReading(state, region, settings, at);
			return region === currentRegion(read) ? follow(read, settings) : read;
		},
		failed(state, problem, {region, pause}) {
			const {reading} = state.work[region] ?? noWork;
			const run = unclearRun(state, region);
			return run === undefined
				? withWork(state, region, {reading: failed(reading, problem)})
				: withRun(withWork(state, region, {reading: again(reading)}), {
						...run,
						pause: Math.min(longestPause, Math.max(1, pause * 2)),
						unread: problem,
					});
		},
	};
}

/** A scan to decide upon. It goes on while its rows are browsed. */
export const scanEffect: RolloutEffect<OfRegion & {readonly scan: number}, RegionScan & {readonly at: string}> = {
	name: 'scan',
	wanted: ({work}) =>
		Object.entries(work).flatMap(([region, {scan}]) =>
			scan?.status === 'running' ? [{key: `${region}:${scan.id}`, region, scan: scan.id}] : [],
		),
	async run({region, scan}, {cloud, world, signal, freshInventory}) {
		const scanned = await scanRegion(region, {
			cloud: cloud(),
			inventory: await freshInventory({region, scan, signal}),
			signal,
			now: world.now(),
		});
		return {...scanned, at: world.now().toISOString()};
	},
	done(state, {before, after, isComplete, managed, counts, offendingImages, at}, {region, scan: id}) {
		if (!isRunning(state, region, id)) {
			return state;
		}

		const read = withAwaitedReading(state, withReading(state, region, after, at), region);
		if (!sameSettings(before, after)) {
			return withWork(read, region, {scan: {status: 'changed', id}});
		}

		const {launches, whole} = read.work[region] ?? noWork;
		const scanned = {id, settings: after, counts, finishedAt: at};
		const finished = withWork(read, region, {
			scan: {status: 'done', ...scanned, isComplete, managed, offendingImages},
			...(isComplete && {whole: scanned}),
			...(isComplete && whole !== undefined && {since: {before: whole, now: scanned, found: wanted}}),
			// The table of a fleet run tells what launches in each Region, running or not.
			...(read.fleet !== undefined && (launches === undefined ? {launches: wanted} : launchesAgain(launches))),
		});
		return withOverview(finished, region, (row) => ({
			...row,
			counts: isComplete ? here(row.counts, counts) : row.counts,
			soFar: counts,
		}));
	},
	failed: (state, problem, {region, scan: id}) =>
		isRunning(state, region, id) ? withWork(state, region, {scan: {status: 'failed', id, problem}}) : state,
	cancelled: (state, {region, scan: id}) => withWork(state, region, {scan: {status: 'cancelled', id}}),
};

/** A change that was sent and not answered waits for a reading of its own, which says what came of it: that of a scan does not take its place. */
function withAwaitedReading(before: RolloutState, after: RolloutState, region: string): RolloutState {
	const {reading} = before.work[region] ?? noWork;
	return reading.status === 'wanted' && unclearRun(before, region) !== undefined
		? withWork(after, region, {reading})
		: after;
}

/**
Images whose verdict the applied criteria or a draft leave open are looked up once they are shown. Not while a Region enforces: then AWS hides the
images that aren't allowed, and they would look deregistered.
*/
const lookUp: RolloutEffect<OfRegion & {readonly criteria: readonly ImageCriteria[]; readonly account: string}, void> =
	{
		name: 'evidence',
		wanted({step, options, queue, work, identity: {account}}) {
			if (!showsVerdicts.has(step.name) || isOffline(options)) {
				return [];
			}

			return queue.flatMap((region) => {
				const {reading, scan, draft} = work[region] ?? noWork;
				if (reading.status !== 'here' || scan?.status !== 'done' || reading.value.settings.State === 'enabled') {
					return [];
				}

				const criteria = [reading.value.settings.ImageCriteria, ...(draft === undefined ? [] : [draft.criteria])];
				return [{key: `${region}:${scan.id}:${JSON.stringify(criteria)}`, region, criteria, account}];
			});
		},
		async run(order, {cloud, world, signal, inventoryOf}) {
			const inventory = inventoryOf(order.region);
			if (inventory !== undefined) {
				await addEvidence({...order, now: world.now()}, {cloud: cloud(), inventory, signal});
			}
		},
		// It is in the inventory.
		done: (state) => state,
		failed: (state, {what, next}) => withNotice(state, 'warning', `Some verdicts stay unknown: ${what} ${next}`),
	};

export const regionEffects = [jobsOf(scanEffect), jobsOf(lookUp), jobsOf(proofEffect)] as const;

/** The steps that show verdicts under criteria that nobody scanned under. */
const showsVerdicts: ReadonlySet<StepName> = new Set(['criteria', 'review', 'decide']);

function isInRegion({step, options}: RolloutState): boolean {
	return !isOffline(options) && step.name !== 'account' && step.name !== 'regions' && step.name !== 'fleet';
}

function isRunning(state: RolloutState, region: string, id: number): boolean {
	const {scan} = state.work[region] ?? noWork;
	return scan?.status === 'running' && scan.id === id;
}
