/** The rows of a fleet run's table: what is known of each Region, in the words that are shown, filtered and sorted by. */
import {sameCriteria} from '../../../criteria/settings.ts';
import {isSource, type Launch} from '../../../operations/launches/launch.ts';
import type {ChangeStage} from '../../../operations/change/change.ts';
import type {Problem} from '../../../problem.ts';
import {cleanRegions} from '../../guards.ts';
import {launchesSoFar} from '../../launches-so-far.ts';
import {enforcedInShort, outcomeInShort} from '../../outcomes.ts';
import {noWork, toldScan, type RegionWork, type RolloutState} from '../../state.ts';
import type {RegionProgress} from './run.ts';

type Words = {readonly words: string; readonly tone?: 'accent' | 'danger' | 'good' | 'muted' | 'warning'};

/** What there is that launches images, beside what runs. */
type SourceCount = {
	readonly all: number;
	/** The worst first. */
	readonly failing: readonly Launch[];
	readonly unknown: number;
	/** Something could not be asked: there may be more. */
	readonly isPartial: boolean;
	/** What was launched lately is still being read from CloudTrail. */
	readonly isReading: boolean;
};

export type FleetRow = {
	readonly region: string;
	/** Empty before it was read. */
	readonly state: string;
	/** Against those of the run. */
	readonly criteria: '' | 'none' | 'other' | 'the same';
	readonly where: Words;
	/** Empty before there is anything to decide upon. */
	readonly decision: Words;
	readonly problem?: Problem;
	/** Of a scan that came to its end; absent before. */
	readonly counts?: {
		readonly instances: number;
		readonly notAllowed: number;
		readonly unknown: number;
		readonly images: number;
		/** Instances that AWS services manage and hide from a scan; `undefined` where they could not be asked for. */
		readonly hidden: number | undefined;
	};
	/** `undefined` before it was asked for; `failed` where it could not be. */
	readonly sources: SourceCount | 'failed' | 'reading' | undefined;
};

/** Every Region of the run, in its order. */
export function fleetRows(state: RolloutState): readonly FleetRow[] {
	const {fleet} = state;
	const clean = new Set(cleanRegions(state));
	return (fleet?.regions ?? []).map((region): FleetRow => {
		const work = state.work[region] ?? noWork;
		const progress = fleet?.progress[region];
		const settings = work.reading.status === 'here' ? work.reading.value.settings : undefined;
		const problem = problemIn(progress, work);
		const scan = toldScan(work);
		return {
			region,
			state: settings?.State ?? '',
			criteria:
				settings === undefined || fleet?.chosen === undefined
					? ''
					: settings.ImageCriteria.length === 0
						? 'none'
						: sameCriteria(settings.ImageCriteria, fleet.chosen.criteria)
							? 'the same'
							: 'other',
			where: whereItIs(progress, work),
			decision: decisionOf(progress, work, clean.has(region)),
			...(problem !== undefined && {problem}),
			...(scan !== undefined && {
				counts: {
					instances: scan.counts.instances,
					notAllowed: scan.counts.notAllowed,
					unknown: scan.counts.unknown,
					images: scan.counts.imagesNotAllowed,
					hidden: scan.managed.problem === undefined ? scan.managed.added : undefined,
				},
			}),
			sources: sourcesIn(work),
		};
	});
}

/** What launches beside the instances that run. */
function sourcesIn(work: RegionWork): FleetRow['sources'] {
	const {launches} = work;
	const soFar = launchesSoFar(work);
	if (launches === undefined || launches.status === 'failed') {
		return launches?.status;
	}

	if (soFar === undefined) {
		return 'reading';
	}

	const sources = soFar.launches.filter((launch) => isSource(launch));
	return {
		all: sources.length,
		failing: sources.filter(({allowed}) => allowed === false),
		unknown: sources.filter(({allowed}) => allowed === null).length,
		isPartial: soFar.gaps.length > 0,
		isReading: launches.status === 'wanted',
	};
}

const stages: Readonly<Record<ChangeStage, string>> = {
	checking: 're-read',
	recording: 'history',
	sending: 'sent',
	settling: 'settling',
};

/** Where a Region is, in a few words. */
function whereItIs(progress: RegionProgress | undefined, {scan, reading}: RegionWork): Words {
	switch (progress?.status) {
		case undefined: {
			return {words: reading.status === 'failed' ? `left out: ${reading.problem.kind}` : 'left out', tone: 'muted'};
		}

		case 'waiting': {
			return {words: 'waiting', tone: 'muted'};
		}

		case 'changing': {
			const what = progress.change.kind === 'criteria' ? 'criteria' : 'audit';
			return {words: `${what}: ${stages[progress.stage]}`, tone: 'accent'};
		}

		case 'enforcing': {
			return {words: `enforce: ${stages[progress.stage]}`, tone: 'warning'};
		}

		case 'enforced': {
			return {words: 'read back', tone: 'good'};
		}

		case 'foreign': {
			return {words: 'changed elsewhere', tone: 'danger'};
		}

		case 'differs': {
			return {words: 'ALARM: differs', tone: 'danger'};
		}

		case 'failed': {
			return {words: progress.sent === undefined ? 'failed' : 'not known if made', tone: 'danger'};
		}

		case 'left': {
			return {words: 'left: not begun', tone: 'muted'};
		}

		case 'taken back': {
			return {words: 'as it was before', tone: 'muted'};
		}

		case 'applied':
	}

	switch (scan?.status) {
		case 'running': {
			return {words: 'scanning', tone: 'accent'};
		}

		case 'done': {
			return scan.isComplete ? {words: 'scanned'} : {words: 'scan incomplete', tone: 'danger'};
		}

		case 'failed': {
			return {words: `scan failed: ${scan.problem.kind}`, tone: 'danger'};
		}

		case 'changed': {
			return {words: 'scan is outdated', tone: 'danger'};
		}

		case 'cancelled':
		case undefined: {
			return {words: 'not scanned', tone: 'muted'};
		}
	}
}

/** What was decided, or whether it can be decided together with others. */
function decisionOf(progress: RegionProgress | undefined, work: RegionWork, isClean: boolean): Words {
	const {scan} = work;
	const came = progress?.status === 'enforced' ? enforcedInShort(work) : outcomeInShort(work);
	if (came !== undefined) {
		return came;
	}

	if (progress?.status !== 'applied' || scan?.status !== 'done' || !scan.isComplete) {
		return {words: ''};
	}

	return isClean ? cleanWords(sourcesIn(work)) : {words: 'on its own', tone: 'warning'};
}

/** What runs is clean; what else launches may fail all the same, or not be known. */
function cleanWords(sources: FleetRow['sources']): Words {
	if (typeof sources !== 'object') {
		return {words: sources === 'reading' ? 'clean, being read' : 'clean, some unread', tone: 'warning'};
	}

	const {failing, unknown, isPartial} = sources;
	return failing.length > 0
		? {words: 'clean, launches fail', tone: 'warning'}
		: unknown > 0 || isPartial
			? {words: 'clean, some unknown', tone: 'warning'}
			: {words: 'clean, ready', tone: 'good'};
}

/** What stands in a Region's way. */
function problemIn(progress: RegionProgress | undefined, {scan, reading}: RegionWork): Problem | undefined {
	if (progress?.status === 'failed') {
		return progress.problem;
	}

	if (scan?.status === 'failed') {
		return scan.problem;
	}

	if (reading.status === 'failed') {
		return reading.problem;
	}

	return scan?.status === 'done' ? scan.managed.problem : undefined;
}
