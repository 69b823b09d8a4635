/** What is on the screen as a file: the grid or the images as CSV or JSON, the plan as text. */
import {csvLine} from '../inventory/writers/csv.ts';
import {isCounted, type Cell} from '../operations/organization/cell.ts';
import type {OverviewCell} from '../operations/organization/overview.ts';
import {shownAccounts, shownImages} from './lists.ts';
import {planLines} from './plan.ts';
import type {OrganizationState} from './state.ts';

/** The name to offer for a file. */
export function exportName({tab}: OrganizationState): string {
	return tab === 'plan' ? 'organization-plan.txt' : `organization-${tab}.csv`;
}

/** The current tab, filtered and sorted as it is shown; JSON where the file is called so. */
export function exported(state: OrganizationState, file: string): Iterable<string> {
	if (state.tab === 'plan') {
		return planLines(state).map(({lead = '', text}) => `${lead}${text}\n`);
	}

	const rows: ReadonlyArray<Readonly<Record<string, unknown>>> =
		state.tab === 'images' ? shownImages(state) : gridRows(state);
	return file.toLowerCase().endsWith('.json')
		? [`${JSON.stringify(rows, undefined, '\t')}\n`]
		: csvOf(rows, state.tab === 'images' ? imageHeads : gridHeads);
}

const gridHeads = [
	'Account',
	'AccountName',
	'Region',
	'State',
	'ManagedBy',
	'Instances',
	'NotAllowed',
	'Unknown',
	'Error',
];
const imageHeads = ['ImageId', 'ImageName', 'OwnerId', 'Region', 'Accounts', 'Instances', 'After', 'Reasons'];

function gridRows(state: OrganizationState) {
	return shownAccounts(state).flatMap(({record, cells}) =>
		cells
			.values()
			.map(({region, row: {cell}, unsafe, ...counts}) => ({
				Account: record.Account,
				AccountName: record.Name ?? null,
				Region: region,
				State: cell?.Settings?.State ?? null,
				ManagedBy: cell?.Settings?.ManagedBy ?? null,
				...countsOf(cell, counts),
				...(unsafe !== undefined && {Error: unsafe.Why}),
			}))
			.toArray(),
	);
}

/** Nothing is counted where no instance could be asked for. */
function countsOf(
	cell: Cell | undefined,
	{instances, notAllowed, unknown}: Pick<OverviewCell, 'instances' | 'notAllowed' | 'unknown'>,
) {
	return cell !== undefined && isCounted(cell)
		? {Instances: instances, NotAllowed: notAllowed, Unknown: unknown}
		: {Instances: null, NotAllowed: null, Unknown: null};
}

function* csvOf(
	rows: ReadonlyArray<Readonly<Record<string, unknown>>>,
	heads: readonly string[],
): Generator<string, void> {
	yield csvLine(heads);
	for (const row of rows) {
		yield csvLine(heads.map((head) => textOf(row[head])));
	}
}

function textOf(value: unknown): string {
	return Array.isArray(value)
		? value.join('; ')
		: typeof value === 'string' || typeof value === 'number'
			? String(value)
			: '';
}
