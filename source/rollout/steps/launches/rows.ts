/** What the list of launches shows: what launches in one Region or several, one by one or by image, the worst first. */
import type {ImageEvidence} from '../../../criteria/evaluation/image.ts';
import {onList} from '../../../machine/list.ts';
import type {Launch, LaunchGap} from '../../../operations/launches/launch.ts';
import {byHarm} from '../../../operations/launches/order.ts';
import {launchesSoFar} from '../../launches-so-far.ts';
import {noWork, type RegionWork, type RolloutState, type StepOf} from '../../state.ts';

/** A row is what launches, or an image with all that launches it. */
export type LaunchRow =
	| {readonly type: 'source'; readonly key: string; readonly launch: Launch}
	| {
			readonly type: 'image';
			readonly key: string;
			readonly region: string;
			/** Empty where it is not known. */
			readonly imageId: string;
			readonly evidence?: ImageEvidence;
			/** What launches it, the worst first; at least one. */
			readonly launches: readonly [Launch, ...Launch[]];
	  };

export type FoundLaunches = {
	/** The worst first. */
	readonly launches: readonly Launch[];
	readonly gaps: readonly LaunchGap[];
	/** Regions that are still being asked. */
	readonly waiting: readonly string[];
	/** Those of them that nothing is known of yet. */
	readonly untold: readonly string[];
};

/** Merged once for each reading: a cursor that moves leaves it alone. */
const merged = new WeakMap<RolloutState['work'], Map<string, FoundLaunches>>();

/** What is known of the launches in some Regions; where a Region could not be asked at all, that is a gap. */
export function launchesIn({work}: Pick<RolloutState, 'work'>, regions: readonly string[]): FoundLaunches {
	const known = merged.get(work) ?? new Map<string, FoundLaunches>();
	merged.set(work, known);
	const key = regions.join(' ');
	const found = known.get(key) ?? mergeLaunches(work, regions);
	known.set(key, found);
	return found;
}

function mergeLaunches(work: Readonly<Record<string, RegionWork>>, regions: readonly string[]): FoundLaunches {
	const each = regions.map((region) => {
		const known = work[region] ?? noWork;
		return {region, asked: known.launches, soFar: launchesSoFar(known)};
	});
	const launches = each.flatMap(({soFar}) => soFar?.launches ?? []);
	const waiting = each.filter(({asked}) => asked === undefined || asked.status === 'wanted');
	return {
		launches: regions.length > 1 ? launches.toSorted(byHarm) : launches,
		gaps: each.flatMap(({region, asked, soFar}): readonly LaunchGap[] =>
			asked?.status === 'failed'
				? [{region, what: `what launches in ${region}`, problem: asked.problem}]
				: (soFar?.gaps ?? []),
		),
		waiting: waiting.map(({region}) => region),
		untold: waiting.filter(({soFar}) => soFar === undefined).map(({region}) => region),
	};
}

/** The rows of the list, of the group that was opened where one was. */
export function rowsIn(state: RolloutState, {by, opened, regions}: StepOf<'launches'>): readonly LaunchRow[] {
	const {launches} = launchesIn(state, regions);
	if (by === 'image' && opened === undefined) {
		return groupsOf(launches);
	}

	return launches
		.filter((launch) => opened === undefined || imageKey(launch) === opened.key)
		.map((launch) => ({type: 'source', key: sourceKey(launch), launch}));
}

/** The row under the cursor. */
export function currentRow(state: RolloutState, step: StepOf<'launches'>): LaunchRow | undefined {
	const rows = rowsIn(state, step);
	return rows[onList(step.cursor, rows.length)];
}

const grouped = new WeakMap<readonly Launch[], readonly LaunchRow[]>();

/** By image, in the order of the worst that launches each. */
function groupsOf(launches: readonly Launch[]): readonly LaunchRow[] {
	const known = grouped.get(launches);
	if (known !== undefined) {
		return known;
	}

	const rows = [...Map.groupBy(launches, imageKey)].flatMap(([key, [first, ...others]]): readonly LaunchRow[] => {
		if (first === undefined) {
			return [];
		}

		const {region, imageId} = first;
		const evidence = [first, ...others].find((launch) => launch.evidence !== undefined)?.evidence;
		return [
			{type: 'image', key, region, imageId, launches: [first, ...others], ...(evidence !== undefined && {evidence})},
		];
	});
	grouped.set(launches, rows);
	return rows;
}

function imageKey({region, imageId}: Launch): string {
	return `${region} ${imageId}`;
}

function sourceKey({region, type, id, imageId, chain}: Launch): string {
	return JSON.stringify([region, type, id, imageId, chain]);
}

/** The first of what a row tells of: it says of all of them what their image is, and what the criteria say. */
export function launchOf(row: LaunchRow): Launch {
	return row.type === 'source' ? row.launch : row.launches[0];
}
