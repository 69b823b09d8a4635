import type {ImageEvidence} from '../../criteria/evaluation/image.ts';
import type {ImageInUse} from '../../criteria/comparison/what-if.ts';
import type {Problem} from '../../problem.ts';
import {Fields} from '../list/fields.ts';
import {groupsOf, type Group} from '../list/groups.ts';
import {compareTexts} from '../list/sort.ts';
import type {ImageEntry} from '../columns/image-table.ts';
import type {Inventory} from '../store.ts';
import {totalsOf, type Totals} from '../totals.ts';
import type {Judge} from '../verdicts.ts';

/** What a Region is set to, in words: what the reader of a report has to know of it. */
type ReportRegion = {
	readonly region: string;
	/** `disabled`, `audit-mode`, `enabled`, and what became of it. */
	readonly state?: string;
	/** One sentence per criterion. */
	readonly criteria: readonly string[];
};

/** Everything a report says. All text is safe to print; the writers make it safe for their format. */
export type Report = {
	readonly inventory: Inventory;
	readonly judge?: Judge;
	/** ISO 8601. */
	readonly scannedAt: string;
	/** As whom it was scanned; absent for a saved scan. */
	readonly identity?: {readonly account: string; readonly arn: string};
	readonly regions: readonly ReportRegion[];
	/** Tells which images in use stop being allowed soon; absent where the criteria are not known. */
	readonly endingOf?: (images: readonly ImageInUse[]) => Ending;
	/** What could not be read beside the instances, and why. */
	readonly unread?: ReadonlyArray<{readonly what: string; readonly problem: Problem}>;
	/** The rows it is about; all that count, unless given. */
	readonly rows?: Iterable<number>;
};

/** What stops being allowed soon: in a sentence, and image by image, the soonest first. */
type Ending = {
	readonly words: string;
	readonly rows: ReadonlyArray<{
		readonly Region: string;
		readonly ImageId: string;
		readonly ImageName?: string;
		readonly Instances: number;
		/** The last day on which it is known to be allowed: `2026-12-01`. */
		readonly AllowedUntil: string;
		readonly Because: string;
	}>;
};

/** The instances of one image that is not allowed. */
export type OffendingImage = {
	readonly image: ImageEvidence;
	readonly region: string;
	readonly reason: string;
	readonly rows: readonly number[];
};

/** A report with everything counted, for writers to put into their words. */
export type CountedReport = Report & {
	readonly fields: Fields;
	readonly totals: Totals;
	readonly byRegion: readonly Group[];
	readonly byProvider: readonly Group[];
	/** Most instances first. */
	readonly offenders: readonly OffendingImage[];
	/** Absent where it is not known, or where the report is of nothing that is allowed. */
	readonly ending?: Ending;
};

export function countReport(report: Report): CountedReport {
	const {inventory, judge, endingOf} = report;
	const fields = new Fields(inventory, judge);
	const rows = report.rows === undefined ? undefined : Int32Array.from(report.rows);
	const images = [...(rows === undefined ? inventory.images() : imagesOf(rows, inventory))];
	const totals = totalsOf(images, ({index}) => fields.verdicts.ofImage(index));
	return {
		...report,
		fields,
		totals,
		byRegion: groupsOf(fields, 'region', rows).toSorted((left, right) => compareTexts(left.key, right.key)),
		byProvider: groupsOf(fields, 'provider', rows)
			.filter(({notAllowed}) => notAllowed > 0)
			.toSorted((left, right) => right.notAllowed - left.notAllowed),
		offenders: offendersOf(fields, rows ?? inventory.rows()),
		...(endingOf !== undefined && totals.allowed > 0 && {ending: endingOf(images.flatMap((image) => inUse(image)))}),
	};
}

function inUse({evidence, instances, region}: ImageEntry): readonly ImageInUse[] {
	return evidence === undefined || instances === 0 ? [] : [{evidence, instances, region}];
}

/** The images of some rows, as if there were no others. */
function imagesOf(rows: Iterable<number>, {columns}: Inventory): Iterable<ImageEntry> {
	const entries = new Map<number, {-readonly [Key in keyof ImageEntry]: ImageEntry[Key]}>();
	for (const row of rows) {
		const index = columns.imageOf(row);
		const entry = entries.get(index) ?? {...columns.images.at(index), instances: 0, terminated: 0};
		entry[columns.isTerminated(row) ? 'terminated' : 'instances']++;
		entries.set(index, entry);
	}

	return entries.values();
}

function offendersOf(fields: Fields, rows: Iterable<number>): readonly OffendingImage[] {
	const {columns, verdicts} = fields;
	const byImage = new Map<string, {image: ImageEvidence; region: string; reason: string; rows: number[]}>();
	for (const row of rows) {
		const index = columns.imageOf(row);
		if (!columns.counts(row) || verdicts.ofImage(index) !== 'not-allowed') {
			continue;
		}

		const {region, evidence} = columns.images.at(index);
		// An image without metadata has no verdict but "unknown".
		if (evidence === undefined) {
			continue;
		}

		const key = `${region} ${evidence.ImageId}`;
		const known = byImage.get(key);
		if (known === undefined) {
			const reason = verdicts.reasons.text(verdicts.reasonOfImage(index));
			byImage.set(key, {image: evidence, region, reason, rows: [row]});
		} else {
			known.rows.push(row);
		}
	}

	return byImage
		.values()
		.toArray()
		.toSorted((left, right) => right.rows.length - left.rows.length);
}
