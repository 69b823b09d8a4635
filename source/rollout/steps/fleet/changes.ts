/** The changes of a fleet run: which Region is next, and what became of each. Every one goes the one road of `carryOut`, by itself. */
import {sameCriteria, sameSettings, type AllowedImagesSettings} from '../../../criteria/settings.ts';
import {
	carryOut,
	changesAtOnce,
	conclusionOf,
	intendedBy,
	type Change,
	type ChangeResult,
	type ChangeStage,
} from '../../../operations/change/change.ts';
import type {Identity} from '../../../operations/ports.ts';
import type {OfRegion, RolloutEffect} from '../../context.ts';
import {enforcedWork, readAgainIn, withReading} from '../../moves/readings.ts';
import {startScanIn} from '../../moves/scans.ts';
import {withWork} from '../../moves/updates.ts';
import {noWork, type RolloutState} from '../../state.ts';
import {stepAfter, type ActiveRow} from './plan.ts';
import {isOnItsWay, type FleetRun, type RegionProgress} from './run.ts';

/** The run with one Region's progress changed; without a run, or without that Region in it, nothing changes. */
export function withProgress(state: RolloutState, region: string, progress: RegionProgress): RolloutState {
	const {fleet} = state;
	return fleet?.progress[region] === undefined
		? state
		: {...state, fleet: {...fleet, progress: {...fleet.progress, [region]: progress}}};
}

/** Begins what may begin: as many Regions as are worked on side by side, in the order of the run. A stopped run begins nothing. */
export function beginNext(state: RolloutState): RolloutState {
	const {fleet} = state;
	if (fleet?.id === undefined || fleet.isStopped) {
		return state;
	}

	let next = state;
	let free = changesAtOnce - Object.values(fleet.progress).filter((one) => isOnItsWay(one)).length;
	for (const region of fleet.regions) {
		const progress = fleet.progress[region];
		if (!(free > 0 && progress?.status === 'waiting')) {
			continue;
		}

		next = goOn(next, region, progress.row, 0);
		free -= progress.row.steps.length > 0 ? 1 : 0;
	}

	return next;
}

/** What has not begun is left; what is under way is finished and told. */
export function stopFleet(state: RolloutState): RolloutState {
	const {fleet} = state;
	if (fleet === undefined) {
		return state;
	}

	const progress = Object.fromEntries(
		Object.entries(fleet.progress).map(([region, one]): [string, RegionProgress] => [
			region,
			one.status === 'waiting' ? {status: 'left'} : one,
		]),
	);
	return {...state, fleet: {...fleet, progress, isStopped: true}};
}

/** A Region's next change after those that are made; after the last one, it is scanned. */
function goOn(state: RolloutState, region: string, row: ActiveRow, made: number): RolloutState {
	const step = stepAfter(row, made);
	if (step === undefined) {
		const {outcome: _, ...work} = state.work[region] ?? noWork;
		const undecided = {...state, work: {...state.work, [region]: work}};
		return startScanIn(withProgress(undecided, region, {status: 'applied'}), region);
	}

	const expected: AllowedImagesSettings = made === 0 ? row.before : settingsNow(state, region, row.before);
	const run = state.fleet?.id;
	const change: Change =
		step === 'criteria'
			? {kind: 'criteria', region, expected, criteria: row.after.ImageCriteria, ...(run !== undefined && {run})}
			: {kind: 'audit-mode', region, expected, ...(run !== undefined && {run})};
	return withProgress(state, region, {status: 'changing', row, made, change, stage: 'checking'});
}

function settingsNow(state: RolloutState, region: string, fallback: AllowedImagesSettings): AllowedImagesSettings {
	const {reading} = state.work[region] ?? noWork;
	return reading.status === 'here' ? reading.value.settings : fallback;
}

type ChangeOrder = OfRegion & {readonly change: Change; readonly identity: Identity};

/** Sends the changes of all Regions that are at one, side by side. */
export const fleetChange: RolloutEffect<ChangeOrder, {readonly result: ChangeResult; readonly at: string}> = {
	name: 'fleet-change',
	wanted: ({fleet, identity}) =>
		fleet === undefined
			? []
			: Object.entries(fleet.progress).flatMap(([region, progress]) =>
					isOnItsWay(progress)
						? [{key: `${fleet.id ?? ''}:${region}:${progress.change.kind}`, region, change: progress.change, identity}]
						: [],
				),
	async run({change, identity, region}, {cloud, world, signal, update}) {
		const result = await carryOut(change, {cloud: cloud(), ledger: world.ledger, identity}, signal, (stage) => {
			update((state) => withStage(state, region, stage));
		});
		return {result, at: world.now().toISOString()};
	},
	done: (state, {result, at}, {region}) => beginNext(receive(state, region, result, at)),
	failed: (state, problem, {region}) => beginNext(receive(state, region, {type: 'unclear', problem}, '')),
	// Waiting for an answer is the only way to know what became of it: what is on its way is finished, the rest is left.
	cancelled: (state) => stopFleet(state),
};

function withStage(state: RolloutState, region: string, stage: ChangeStage): RolloutState {
	const progress = state.fleet?.progress[region];
	return isOnItsWay(progress) ? withProgress(state, region, {...progress, stage}) : state;
}

/** What became of one Region's change. No other Region is touched by it. */
function receive(state: RolloutState, region: string, result: ChangeResult, at: string): RolloutState {
	const progress = state.fleet?.progress[region];
	if (!isOnItsWay(progress)) {
		return state;
	}

	const {change} = progress;
	switch (result.type) {
		case 'changed': {
			const {answers} = state.work[region] ?? noWork;
			const changed = withWork(withReading(state, region, result.settings, at), region, {
				answers: [...answers, {kind: change.kind, json: result.answer}],
				...(change.kind === 'enabled' && enforcedWork),
			});
			return progress.status === 'changing'
				? goOn(changed, region, progress.row, progress.made + 1)
				: withProgress(changed, region, {status: 'enforced'});
		}

		case 'foreign': {
			const read = withReading(state, region, result.found, at);
			if (progress.status === 'changing' && sameSettings(result.found, intendedBy(change))) {
				// It is as planned already: a call of a run that was killed showed late, or somebody else did just that.
				return goOn(read, region, progress.row, progress.made + 1);
			}

			const expected = change.kind === 'enabled' ? change.enforcement.settings : change.expected;
			return withProgress(read, region, {
				status: 'foreign',
				expected,
				found: result.found,
			});
		}

		case 'differs': {
			return withDifference(withReading(state, region, result.found, at), region, change, result.found);
		}

		case 'failed':
		case 'unclear': {
			// AWS is the authority: what the Region is now is read again, whatever the failure was.
			return withProgress(readAgainIn(state, region), region, {
				status: 'failed',
				problem: result.problem,
				...(result.type === 'unclear' && {sent: change}),
			});
		}
	}
}

/** An alarm: AWS made the change, and the Region reports what nobody decided upon. */
function withDifference(
	state: RolloutState,
	region: string,
	change: Change,
	found: AllowedImagesSettings,
): RolloutState {
	const told = change.kind === 'enabled' ? withWork(state, region, {outcome: 'not as confirmed'}) : state;
	return withProgress(told, region, {status: 'differs', expected: intendedBy(change), found});
}

/** A Region whose change was sent and not answered may be as planned all the same: then it goes on. */
export function followReading(state: RolloutState, region: string, settings: AllowedImagesSettings): RolloutState {
	const {fleet} = state;
	const progress = fleet?.progress[region];
	const sent = progress?.status === 'failed' ? progress.sent : undefined;
	if (sent === undefined) {
		return state;
	}

	switch (conclusionOf(sent, settings)) {
		case 'nothing so far': {
			return state;
		}

		case 'differs': {
			return withDifference(state, region, sent, settings);
		}

		case 'made': {
			if (sent.kind === 'enabled') {
				return withProgress(withWork(state, region, enforcedWork), region, {status: 'enforced'});
			}
		}
	}

	const isAsPlanned =
		settings.State === 'audit-mode' &&
		fleet?.chosen !== undefined &&
		sameCriteria(settings.ImageCriteria, fleet.chosen.criteria);
	return isAsPlanned ? startScanIn(withProgress(state, region, {status: 'applied'}), region) : state;
}

/** The Regions of a run that failed or were left, to be planned anew. */
export function unfinishedRegions({regions, progress}: FleetRun): readonly string[] {
	return regions.filter((region) =>
		['failed', 'left', 'foreign', 'differs', 'taken back'].includes(progress[region]?.status ?? ''),
	);
}
