import {gapsOf, isStale, type Cell} from './cell.ts';
import type {AccountRecord, Lack, Summary} from './summary.ts';
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

/** Regions of an account that nobody asked for, and why these are no ground to decide anything upon that blocks launches. */
export type Unasked = {readonly account: string; readonly region: typeof unnamedRegions; readonly why: string};

/**
The accounts of a folder of which only named Regions were to be read: a policy acts in every Region. Those too that have none of the named, of which
there is no row.
*/
export function unaskedIn(summary: Pick<Summary, 'Accounts'> | undefined): readonly Unasked[] {
	return (summary?.Accounts ?? [])
		.filter(({RegionsAre: are, LeftOut: leftOut}) => are === 'named' && leftOut === undefined)
		.map(({Account: account, Regions: regions}) => ({
			account,
			region: unnamedRegions,
			why:
				regions.length === 0
					? 'It has none of the Regions that were to be scanned, and a policy acts in every one.'
					: `Only some of its Regions were to be scanned (${regions.toSorted().join(', ')}), and a policy acts in every one.`,
		}));
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
		? {
				Why:
					Date.parse(cell.ReadAt) > now.getTime()
						? `When it was read is not known: its time is yet to come (${cell.ReadAt}).`
						: `It was read more than a day ago (${cell.ReadAt}).`,
				Next: 'Run the scan again.',
			}
		: undefined;
}
