import type {Verdict} from '../criteria/evaluation/image.ts';
import type {Instance} from './instance.ts';
import type {Inventory} from './store.ts';
import {Verdicts, type Judge} from './verdicts.ts';

type ResolvedOffender = {
	/** As the earlier scan had it. */
	readonly instance: Instance;
	/** Its image is allowed now, it was terminated, or it is not there any more. */
	readonly how: 'allowed' | 'terminated' | 'gone';
};

/** What became of the offenders between two scans. Every offender of either scan is in exactly one of the lists. */
export type ScanComparison = {
	/** Not allowed now, and not an offender before: as the later scan has them. */
	readonly newOffenders: readonly Instance[];
	readonly resolved: readonly ResolvedOffender[];
	/** As the later scan has them. */
	readonly stillThere: readonly Instance[];
	/** Offenders before of which the later scan does not tell: it gives no verdict, or did not cover where they were. As the earlier scan has them. */
	readonly unsettled: readonly Instance[];
};

/**
Compares two scans by their offenders. Without judges, AWS's own verdicts count. A saved scan is taken to be complete for the Regions that are in
it: a file does not tell.
*/
export function compareScans(
	before: Inventory,
	after: Inventory,
	judges: {readonly before?: Judge; readonly after?: Judge} = {},
): ScanComparison {
	const verdictsBefore = new Verdicts(before, judges.before);
	const verdictsAfter = new Verdicts(after, judges.after);
	const comparison = {
		newOffenders: [] as Instance[],
		resolved: [] as ResolvedOffender[],
		stillThere: [] as Instance[],
		unsettled: [] as Instance[],
	};
	for (const row of before.rows()) {
		if (verdictsBefore.ofRow(row) !== 'not-allowed') {
			continue;
		}

		const instance = before.instanceAt(row);
		const rowAfter = after.rowOf(instance.Region, instance.InstanceId);
		const fate = rowAfter === undefined ? fateOfMissing(instance, after) : fateOf(rowAfter, after, verdictsAfter);
		if (fate === 'unknown') {
			comparison.unsettled.push(instance);
		} else if (fate === 'not-allowed') {
			comparison.stillThere.push(rowAfter === undefined ? instance : after.instanceAt(rowAfter));
		} else {
			comparison.resolved.push({instance, how: fate});
		}
	}

	for (const row of after.rows()) {
		if (verdictsAfter.ofRow(row) === 'not-allowed' && !wasOffender(row, before, after, verdictsBefore)) {
			comparison.newOffenders.push(after.instanceAt(row));
		}
	}

	return comparison;
}

function fateOf(row: number, after: Inventory, verdicts: Verdicts): Verdict | 'terminated' {
	return after.columns.isTerminated(row) ? 'terminated' : verdicts.ofRow(row);
}

/** Not seen is gone only where somebody looked. */
function fateOfMissing({Region: region, AvailabilityZone: zone}: Instance, after: Inventory): 'gone' | 'unknown' {
	const isFromFile = after.coverage.region(region)?.status === 'from-file';
	return isFromFile || after.coverage.isZoneComplete(region, zone) ? 'gone' : 'unknown';
}

function wasOffender(row: number, before: Inventory, after: Inventory, verdicts: Verdicts): boolean {
	const {columns} = after;
	const earlier = before.rowOf(columns.regions.text(columns.regionOf(row)), columns.idOf(row));
	return earlier !== undefined && before.columns.counts(earlier) && verdicts.ofRow(earlier) === 'not-allowed';
}
