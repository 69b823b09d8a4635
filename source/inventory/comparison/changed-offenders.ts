import type {Verdict} from '../../criteria/evaluation/image.ts';
import type {Inventory} from '../store.ts';
import {Verdicts, type Judge} from '../verdicts.ts';

/** What became of an offender of the earlier scan: its image is allowed now, it was terminated, it is not there any more, or nobody can tell. */
type Fate = 'allowed' | 'terminated' | 'gone' | 'unsettled';

/** An offender of either scan; its row is one of the scan that tells of it. */
export type OffenderChange =
	{readonly fate: Fate; readonly earlier: number} | {readonly fate: 'new' | 'still-there'; readonly later: number};

/** After so many rows there is a rest, whether one of them is an offender or not. */
const rowsAtOnce = 256;

/**
Goes through the offenders of two scans, each once: those of the earlier one first. `undefined` comes in between, so that a caller can rest there.
Without judges, AWS's own verdicts count. Rows of the later scan are those of the columns that it has at the start.
*/
export function* changedOffenders(
	before: Inventory,
	after: Inventory,
	{
		region,
		judges = {},
	}: {readonly region?: string; readonly judges?: {readonly before?: Judge; readonly after?: Judge}} = {},
): Generator<OffenderChange | undefined, void> {
	const {columns} = after;
	const verdictsBefore = new Verdicts(before, judges.before);
	const verdictsAfter = new Verdicts({columns}, judges.after);
	let rows = 0;
	for (const earlier of before.rows()) {
		if (++rows % rowsAtOnce === 0) {
			yield undefined;
		}

		if (verdictsBefore.ofRow(earlier) !== 'not-allowed') {
			continue;
		}

		const later = after.rowOf(
			before.columns.regions.text(before.columns.regionOf(earlier)),
			before.columns.idOf(earlier),
		);
		if (later === undefined) {
			yield {fate: fateOfMissing(earlier, before, after), earlier};
			continue;
		}

		const fate = columns.isTerminated(later) ? 'terminated' : fates[verdictsAfter.ofRow(later)];
		yield fate === 'still-there' ? {fate, later} : {fate, earlier};
	}

	for (const later of after.rows()) {
		if (++rows % rowsAtOnce === 0) {
			yield undefined;
		}

		if (
			verdictsAfter.ofRow(later) === 'not-allowed' &&
			(region === undefined || columns.regions.text(columns.regionOf(later)) === region) &&
			!wasOffender(later, {before, columns, verdicts: verdictsBefore})
		) {
			yield {fate: 'new', later};
		}
	}
}

const fates = {allowed: 'allowed', 'not-allowed': 'still-there', unknown: 'unsettled'} as const satisfies Readonly<
	Record<Verdict, Fate | 'still-there'>
>;

/** Not seen is gone only where somebody looked. */
function fateOfMissing(row: number, {columns}: Inventory, {coverage}: Inventory): 'gone' | 'unsettled' {
	const region = columns.regions.text(columns.regionOf(row));
	const zone = columns.zones.valueOf(columns.zoneOf(row));
	const isFromFile = coverage.region(region)?.status === 'from-file';
	return isFromFile || coverage.isZoneComplete(region, zone) ? 'gone' : 'unsettled';
}

function wasOffender(
	row: number,
	{
		before,
		columns,
		verdicts,
	}: {readonly before: Inventory; readonly columns: Inventory['columns']; readonly verdicts: Verdicts},
): boolean {
	const earlier = before.rowOf(columns.regions.text(columns.regionOf(row)), columns.idOf(row));
	return earlier !== undefined && before.columns.counts(earlier) && verdicts.ofRow(earlier) === 'not-allowed';
}
