/** What a report says of the Regions of a run: written from the review, and from the summary. */
import {criterionInWords} from '../criteria/words.ts';
import type {Inventory} from '../inventory/store.ts';
import type {Report} from '../inventory/writers/report.ts';
import {endingUnder} from '../operations/forecast.ts';
import {appliedCriteria, enforceableCriteria, judgeOf} from './judged.ts';
import {outcomeInShort} from './outcomes.ts';
import {isOffline, noWork, toldScan, type RolloutState} from './state.ts';

export type ReportOnRows = Report & {readonly rows: readonly number[]};

/** A report on rows of an inventory, with the criteria of each of its Regions and what became of it. */
export function reportOn(
	state: RolloutState,
	{inventory, rows, now}: {readonly inventory: Inventory; readonly rows: readonly number[]; readonly now: Date},
): ReportOnRows {
	const {account, arn} = state.identity;
	return {
		inventory,
		rows,
		judge: judgeOf(state, now),
		...(!isOffline(state.options) && {
			endingOf: endingUnder((region) => enforceableCriteria(state, region), {account, now}),
		}),
		scannedAt: scannedAt(state, inventory, now),
		...(!isOffline(state.options) && {identity: {account, arn}}),
		regions: inventory.coverage.regions.map(({region}) => ({
			region,
			criteria: (appliedCriteria(state, region) ?? []).map((criterion) => criterionInWords(criterion)),
			...stateOf(state, region),
		})),
	};
}

/** Reports on all instances that were scanned in the Regions of the queue, one for each list that they are in. */
export function reportsOnQueue(
	state: RolloutState,
	{inventoryOf, now}: {readonly inventoryOf: (region: string) => Inventory | undefined; readonly now: Date},
): readonly ReportOnRows[] {
	// What was only counted in the list of Regions is not what was decided upon.
	const regions = new Set(state.queue.filter((region) => state.work[region]?.scan !== undefined));
	const inventories = new Set([...regions].map((region) => inventoryOf(region)).filter((one) => one !== undefined));
	const reports = [...inventories].map((inventory) => {
		const {columns} = inventory;
		const rows = inventory
			.rows()
			.filter((row) => regions.has(columns.images.at(columns.imageOf(row)).region))
			.toArray();
		return reportOn(state, {inventory, rows, now});
	});
	const told = new Set(reports.flatMap((report) => report.regions.map(({region}) => region)));
	const untold = state.queue.filter((region) => !told.has(region));
	// What was not scanned is named: a report never looks as if it were about all.
	return reports.map((report, index) =>
		index > 0
			? report
			: {
					...report,
					regions: [
						...report.regions,
						...untold.map((region) => ({
							region,
							criteria: [],
							state: 'not scanned, so nothing of it is in this report',
						})),
					],
				},
	);
}

/** When the last of the scans that a report tells of ended, whatever was changed since; one that still runs is as of now. */
function scannedAt({work}: RolloutState, {coverage}: Inventory, now: Date): string {
	const ends = coverage.regions.flatMap(({region}) => {
		const known = work[region] ?? noWork;
		const {scan, whole} = known;
		if (scan?.status === 'running') {
			return [now.toISOString()];
		}

		const told = toldScan(known) ?? (whole?.id === scan?.id ? whole : undefined);
		return told === undefined ? [] : [told.finishedAt];
	});
	return ends.toSorted().at(-1) ?? now.toISOString();
}

function stateOf({work}: RolloutState, region: string): {state?: string} {
	const known = work[region] ?? noWork;
	const {reading} = known;
	const came = outcomeInShort(known);
	return reading.status === 'here'
		? {state: `${reading.value.settings.State}${came === undefined ? '' : ` (${came.words})`}`}
		: {};
}
