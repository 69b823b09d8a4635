import {gapsOf, isStale, type Cell} from './cell.ts';
import type {AccountRecord, Lack} from './summary.ts';
import type {Row} from './row.ts';
import type {CellStore} from './ports.ts';

/** What Regions of an account are called whose names nobody knows, beside those that are known. */
export const unnamedRegions = 'other';

const notYet: Lack = {Why: 'It was not read yet.', Next: 'Run the scan again: it goes on where it was.'};
const broken: Lack = {Why: 'Its file is broken.', Next: 'Run the scan again: it reads this one anew.'};

/**
Every account × Region of a folder, by account and Region: what was read of it, or why nothing was. What nobody knows the name of (the Regions
of an account that let nobody look) is a row of its own, so that it can't be passed over. Accounts that are not visited are left out.

Rejects with `storage` where a file is of another version.
*/
export async function* readRows(store: CellStore): AsyncGenerator<Row, void, void> {
	const summary = await store.readSummary();
	if (summary === undefined) {
		yield* readUnplanned(store);
		return;
	}

	for (const record of summary.Accounts) {
		if (record.LeftOut === undefined) {
			yield* readAccount(store, record);
		}
	}
}

async function* readAccount(store: CellStore, record: AccountRecord): AsyncGenerator<Row, void, void> {
	const {Account: account, Regions: regions, RegionsAre: are, Lack: lack, RegionLacks: lacks = {}} = record;
	let isEntered = false;
	for (const region of regions.toSorted()) {
		const row = rowOf(record, region, await store.read(account, region), lacks[region] ?? lack);
		isEntered ||= row.cell !== undefined;
		yield row;
	}

	if (are === 'expected' && (isEntered || regions.length === 0)) {
		yield {record, region: regions.length === 0 ? 'all' : unnamedRegions, lack: lack ?? notYet};
	}
}

/** Without a summary nobody knows what is missing: that is a row, too. */
async function* readUnplanned(store: CellStore): AsyncGenerator<Row, void, void> {
	for (const {account, region} of await store.cells()) {
		yield rowOf(unplanned(account), region, await store.read(account, region), undefined);
	}

	yield {
		record: unplanned('all'),
		region: 'all',
		lack: {Why: 'The summary is not there: what else was to be read is not known.', Next: 'Run the scan again.'},
	};
}

function unplanned(account: string): AccountRecord {
	return {Account: account, Regions: [], RegionsAre: 'expected'};
}

function rowOf(record: AccountRecord, region: string, cell: Cell | 'broken' | undefined, lack: Lack | undefined): Row {
	return cell === undefined || cell === 'broken'
		? {record, region, lack: cell === 'broken' ? broken : (lack ?? notYet)}
		: {record, region, cell};
}

/**
Why the Regions of an account that nobody asked for are no ground to decide anything upon that blocks launches: a policy acts in every Region. Nothing
where all that it has were to be read; what is missing of those is in their rows.
*/
export function whyUnasked({Regions: regions, RegionsAre: are}: AccountRecord): Lack | undefined {
	return are === 'named'
		? {
				Why: `Only some of its Regions were to be scanned (${regions.toSorted().join(', ')}), and a policy acts in every one.`,
				Next: 'Run the scan again without --region, and with no Regions in the file of accounts.',
			}
		: undefined;
}

/** Why a row is no ground to decide anything upon that blocks launches; nothing where it is. */
export function whyUnsafe({cell, lack}: Row, now: Date): Lack | undefined {
	if (cell === undefined) {
		return lack;
	}

	const [gap] = gapsOf(cell);
	if (gap !== undefined) {
		return {Why: `Not all of it could be read (${gap.What}): ${gap.Why}`, Next: gap.Next};
	}

	return isStale(cell, now)
		? {Why: `It was read more than a day ago (${cell.ReadAt}).`, Next: 'Run the scan again.'}
		: undefined;
}
