import type {Instance} from '../instance.ts';
import type {Inventory} from '../store.ts';
import type {Judge} from '../verdicts.ts';
import {changedOffenders} from './changed-offenders.ts';

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
	const comparison = {
		newOffenders: [] as Instance[],
		resolved: [] as ResolvedOffender[],
		stillThere: [] as Instance[],
		unsettled: [] as Instance[],
	};
	for (const change of changedOffenders(before, after, {judges})) {
		if (change === undefined) {
			continue;
		}

		if ('later' in change) {
			const list = change.fate === 'new' ? comparison.newOffenders : comparison.stillThere;
			list.push(after.instanceAt(change.later));
			continue;
		}

		const {fate, earlier} = change;
		const instance = before.instanceAt(earlier);
		if (fate === 'unsettled') {
			comparison.unsettled.push(instance);
		} else {
			comparison.resolved.push({instance, how: fate});
		}
	}

	return comparison;
}
