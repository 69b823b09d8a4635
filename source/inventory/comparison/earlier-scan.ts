import type {Verdict} from '../../criteria/evaluation/image.ts';
import {InstanceBatch} from '../columns/instance-batch.ts';
import {Inventory} from '../store.ts';
import {awsVerdict, Verdicts} from '../verdicts.ts';

/** What is kept of a scan once its Region is scanned anew: its offenders, and what AWS said of each image. */
export type EarlierScan = {
	readonly offenders: Inventory;
	/** By image ID; only those that were in use. */
	readonly verdicts: ReadonlyMap<string, Verdict>;
};

const strength = {'not-allowed': 0, unknown: 1, allowed: 2} as const satisfies Readonly<Record<Verdict, number>>;

/** How many rows, or images, are looked at before there is a rest. */
const rowsAtOnce = 256;

/** Takes out of an inventory what is kept of a Region. It rests now and then, and leaves the inventory alone. */
export function* earlierScanOf(inventory: Inventory, region: string): Generator<undefined, EarlierScan> {
	// Should another Region be scanned meanwhile, the rows stay what they were in these columns.
	const {columns} = inventory;
	const verdicts = new Map<string, Verdict>();
	let images = 0;
	for (const {evidence, instances} of inventory.images(region)) {
		if (++images % rowsAtOnce === 0) {
			yield undefined;
		}

		if (evidence === undefined || instances === 0) {
			continue;
		}

		// While criteria settle, instances of one image can have different verdicts: then it counts that it was allowed.
		const others = verdicts.get(evidence.ImageId) ?? 'not-allowed';
		const own = awsVerdict(evidence);
		verdicts.set(evidence.ImageId, strength[own] > strength[others] ? own : others);
	}

	const judged = new Verdicts({columns});
	const code = columns.regions.codeOf(region);
	const offenders = new Inventory();
	for (let first = 0; first < columns.rowCount; first += rowsAtOnce) {
		const rows: number[] = [];
		for (let row = first, end = Math.min(columns.rowCount, first + rowsAtOnce); row < end; row++) {
			if (columns.regionOf(row) === code && columns.counts(row) && judged.ofRow(row) === 'not-allowed') {
				rows.push(row);
			}
		}

		offenders.apply({type: 'page', region, zone: '', page: 1, instances: new InstanceBatch(columns, rows)});
		yield undefined;
	}

	return {offenders, verdicts};
}
