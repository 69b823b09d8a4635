import type {ImageEvidence} from '../../criteria/evaluation/image.ts';
import {InstanceColumns} from '../columns/instance-columns.ts';
import type {Inventory} from '../store.ts';
import {changedOffenders, type OffenderChange} from './changed-offenders.ts';
import type {EarlierScan} from './earlier-scan.ts';

/**
What is different, the worst first. Not allowed now: `refused` and `judged`, whose image was allowed, or had no verdict, in the earlier scan;
`new`, which was not there. Not allowed then: `unsettled`, of which the later scan does not tell; `allowed` now; `gone`; `terminated`.
*/
export const differences = ['refused', 'new', 'judged', 'unsettled', 'allowed', 'gone', 'terminated'] as const;

export type Difference = (typeof differences)[number];

/** Those of instances that are not allowed now. */
export const offendersNow: ReadonlySet<Difference> = new Set(['refused', 'new', 'judged']);

/** The instances of one image that are different in the same way. */
export type ChangedImage = {
	readonly difference: Difference;
	readonly region: string;
	/** Empty where AWS names none. */
	readonly imageId: string;
	/** As the scan has it that tells of the instances. */
	readonly evidence: ImageEvidence | undefined;
	/** Rows of the difference's columns; at least one. */
	readonly rows: readonly number[];
};

/** What is different between two scans of a Region, by their offenders. It holds on to neither scan. */
export type ScanDifference = {
	/** The instances that are different, as the scan has them that tells of them. */
	readonly columns: InstanceColumns;
	/** The worst first, of those that are as bad the one with most instances. */
	readonly images: readonly ChangedImage[];
	/** How many are offenders in both. */
	readonly stillThere: number;
};

/** Rows are copied by so many. */
const rowsAtOnce = 256;

/** Compares what was kept of a scan with a later one of the same Region. It rests now and then. */
export function* differenceOf(
	{offenders, verdicts}: EarlierScan,
	after: Inventory,
	region: string,
): Generator<undefined, ScanDifference> {
	const columns = new InstanceColumns();
	const images = new Map<string, Omit<ChangedImage, 'rows'> & {readonly rows: number[]}>();
	const copies = {earlier: new Copies(offenders.columns, columns), later: new Copies(after.columns, columns)};
	let stillThere = 0;
	for (const change of changedOffenders(offenders, after, {region})) {
		if (change === undefined) {
			yield undefined;
			continue;
		}

		if (change.fate === 'still-there') {
			stillThere++;
			continue;
		}

		const [side, row] = sideOf(change);
		const {evidence} = side === 'earlier' ? imageIn(offenders.columns, row) : imageIn(copies.later.from, row);
		const imageId = evidence?.ImageId ?? '';
		const difference = change.fate === 'new' ? newsOf(verdicts.get(imageId)) : change.fate;
		const key = `${difference} ${imageId}`;
		const image = images.get(key) ?? {difference, region, imageId, evidence, rows: []};
		images.set(key, image);
		copies[side].add(row, image.rows);
	}

	copies.earlier.flush();
	copies.later.flush();
	return {
		columns,
		images: images.values().toArray().toSorted(byHarm),
		stillThere,
	};
}

/** The worst first, of those that are as bad the one with most instances. */
export function byHarm(left: ChangedImage, right: ChangedImage): number {
	const order = differences.indexOf(left.difference) - differences.indexOf(right.difference);
	return order === 0 ? right.rows.length - left.rows.length : order;
}

/** What an offender is that was none before, by what the earlier scan said of its image. */
function newsOf(before: 'allowed' | 'not-allowed' | 'unknown' | undefined): Difference {
	return before === 'allowed' ? 'refused' : before === 'unknown' ? 'judged' : 'new';
}

function sideOf(change: Exclude<OffenderChange, {fate: 'still-there'}>): readonly ['earlier' | 'later', number] {
	return 'later' in change ? ['later', change.later] : ['earlier', change.earlier];
}

function imageIn(columns: InstanceColumns, row: number): {readonly evidence?: ImageEvidence | undefined} {
	return columns.images.at(columns.imageOf(row));
}

/** Rows on their way from one place to another, a few hundred at a time. */
class Copies {
	readonly from: InstanceColumns;
	readonly #to: InstanceColumns;
	#waiting: Array<{readonly row: number; readonly copied: number[]}> = [];

	constructor(from: InstanceColumns, to: InstanceColumns) {
		this.from = from;
		this.#to = to;
	}

	/** `copied` hears of the row that it becomes. */
	add(row: number, copied: number[]): void {
		this.#waiting.push({row, copied});
		if (this.#waiting.length === rowsAtOnce) {
			this.flush();
		}
	}

	flush(): void {
		const first = this.#to.rowCount;
		this.#to.appendRows(
			this.from,
			this.#waiting.map(({row}) => row),
		);
		for (const [index, {copied}] of this.#waiting.entries()) {
			copied.push(first + index);
		}

		this.#waiting = [];
	}
}
