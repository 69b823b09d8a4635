/** What the list of differences since the last scan shows: in one Region or several, by image, and of an image its instances. */
import {
	byHarm,
	type ChangedImage,
	type Difference,
	type ScanDifference,
} from '../../../inventory/comparison/scan-difference.ts';
import {onList} from '../../../machine/list.ts';
import type {Problem} from '../../../problem.ts';
import {noWork, type RegionWork, type RolloutState, type StepOf, type WholeScan} from '../../state.ts';

/** An image with all its instances that are different in the same way; or one of those, by its row in the columns. */
export type SinceRow = {
	readonly key: string;
	readonly image: ChangedImage;
	readonly columns: ScanDifference['columns'];
	readonly instance?: number;
};

/** The rows of a list, made when they are looked at: an image may have 200,000 instances. */
export type SinceRows = {readonly count: number; readonly rowAt: (index: number) => SinceRow | undefined};

/** How far a Region is: compared, or why not. */
export type RegionSince =
	| {
			readonly type: 'compared';
			readonly before: WholeScan;
			readonly now: WholeScan;
			readonly difference: ScanDifference;
	  }
	| {readonly type: 'comparing' | 'scanning' | 'not scanned'}
	/** The last scan can't be compared. */
	| {readonly type: 'cancelled' | 'changed' | 'failed' | 'partial'}
	/** It is the first complete one. */
	| {readonly type: 'first'; readonly at: string}
	| {readonly type: 'not compared'; readonly problem: Problem};

export type Since = {
	readonly images: readonly SinceRow[];
	/** Instances by what is different. */
	readonly counts: ReadonlyMap<Difference, number>;
	readonly regions: ReadonlyArray<{
		readonly region: string;
		readonly since: RegionSince;
		readonly passedOver: RegionWork['passedOver'];
	}>;
};

/** Put together once for each state of the work: a cursor that moves leaves it alone. */
const known = new WeakMap<RolloutState['work'], Map<string, Since>>();

/** What is known to be different in some Regions, the worst first, and how far each of them is. */
export function sinceIn({work}: Pick<RolloutState, 'work'>, regions: readonly string[]): Since {
	const before = known.get(work) ?? new Map<string, Since>();
	known.set(work, before);
	const key = regions.join(' ');
	const since = before.get(key) ?? putTogether(work, regions);
	before.set(key, since);
	return since;
}

function putTogether(work: Readonly<Record<string, RegionWork>>, regions: readonly string[]): Since {
	const each = regions.map((region) => {
		const own = work[region] ?? noWork;
		return {region, since: sinceOf(own), passedOver: own.passedOver};
	});
	const images = each.flatMap(({since}) =>
		since.type === 'compared'
			? since.difference.images.map((image) => ({
					key: `${image.region} ${image.difference} ${image.imageId}`,
					image,
					columns: since.difference.columns,
				}))
			: [],
	);
	const counts = new Map<Difference, number>();
	for (const {image} of images) {
		counts.set(image.difference, (counts.get(image.difference) ?? 0) + image.rows.length);
	}

	return {
		counts,
		images: regions.length === 1 ? images : images.toSorted((one, other) => byHarm(one.image, other.image)),
		regions: each,
	};
}

function sinceOf({scan, whole, since}: RegionWork): RegionSince {
	if (since !== undefined) {
		const {found, before, now} = since;
		return found.status === 'here'
			? {type: 'compared', before, now, difference: found.value}
			: found.status === 'failed'
				? {type: 'not compared', problem: found.problem}
				: {type: 'comparing'};
	}

	if (scan === undefined) {
		return {type: 'not scanned'};
	}

	if (scan.status === 'running') {
		return {type: 'scanning'};
	}

	return scan.id === whole?.id
		? {type: 'first', at: whole.finishedAt}
		: {type: scan.status === 'done' ? 'partial' : scan.status};
}

/** The rows of the list: images; or, where one was opened, its instances. */
export function rowsIn(state: RolloutState, {regions, opened}: StepOf<'since'>): SinceRows {
	const {images} = sinceIn(state, regions);
	if (opened === undefined) {
		return {count: images.length, rowAt: (index) => images[index]};
	}

	const row = images.find(({key}) => key === opened.key);
	return {
		count: row?.image.rows.length ?? 0,
		rowAt(index) {
			const instance = row?.image.rows[index];
			return row === undefined || instance === undefined
				? undefined
				: {...row, key: `${row.key} ${instance}`, instance};
		},
	};
}

/** The row under the cursor. */
export function currentRow(state: RolloutState, step: StepOf<'since'>): SinceRow | undefined {
	const {count, rowAt} = rowsIn(state, step);
	return rowAt(onList(step.cursor, count));
}
