/** What the lists of the screen hold: filtered and sorted from the overview, remembered as long as nothing of it changes. */
import {pathInWords} from '../operations/organization/accounts/account.ts';
import type {OverviewAccount, OverviewCell} from '../operations/organization/overview.ts';
import {rowFilter} from '../inventory/list/row-filter.ts';
import type {Guard} from '../machine/guard.ts';
import {onList} from '../machine/list.ts';
import type {Order, OrganizationImage, OrganizationState} from './state.ts';

/** The accounts to show, in order. */
export const shownAccounts = remembered(
	({overview, order, filter}) => [overview.accounts, order.grid, order.isReversed, filter.value] as const,
	(accounts: readonly OverviewAccount[], order, isReversed, filter) =>
		sorted(
			kept(accounts, accountFields, filter),
			accountOrders[order] ?? ((one, other) => compare(one.record.Account, other.record.Account)),
			isReversed,
		),
);

/** The images to show, in order. */
export const shownImages = remembered(
	({overview, order, filter}) => [overview.images, order.images, order.isReversed, filter.value] as const,
	(images: readonly OrganizationImage[], order, isReversed, filter) =>
		sorted(kept(images, imageFields, filter), imageOrders[order] ?? byVerdict, isReversed),
);

/** What is wrong with the filter in the current list; it hides nothing then. */
export function filterProblem({tab, filter}: OrganizationState): string | undefined {
	const test = tab === 'images' ? rowFilter(imageFields, filter.value) : rowFilter(accountFields, filter.value);
	return typeof test === 'string' ? test : undefined;
}

/** What the filter of the current list can ask for by name. */
export function filterKeys({tab}: OrganizationState): readonly string[] {
	return (tab === 'images' ? imageFields : accountFields).keys().toArray();
}

const accountFields: ReadonlyMap<string, (account: OverviewAccount) => string> = new Map<
	string,
	(account: OverviewAccount) => string
>([
	['account', ({record}) => record.Account],
	['name', ({record: {Name = ''}}) => Name],
	['unit', ({record: {Path}}) => pathInWords(Path)],
	['state', ({cells}) => cellTexts(cells, ({row}) => row.cell?.Settings?.State)],
	['by', ({cells}) => cellTexts(cells, ({row}) => row.cell?.Settings?.ManagedBy)],
	['unread', ({cells}) => cellTexts(cells, ({region, unsafe}) => unsafe && `${region}: ${unsafe.Why}`)],
]);

const imageFields: ReadonlyMap<string, (image: OrganizationImage) => string> = new Map<
	string,
	(image: OrganizationImage) => string
>([
	['image', ({ImageId}) => ImageId],
	['name', ({ImageName}) => ImageName ?? ''],
	['provider', ({OwnerId}) => OwnerId ?? ''],
	['region', ({Region}) => Region],
	['account', ({Accounts}) => Accounts.join(' ')],
	['verdict', ({After}) => After],
	['why', ({Reasons}) => Reasons.join(' ')],
]);

/** What the cells of an account say, each thing once. */
function cellTexts(cells: OverviewAccount['cells'], text: (cell: OverviewCell) => string | undefined): string {
	return [...new Set(cells.values().map((cell) => text(cell) ?? ''))].join(' ').trim();
}

function kept<Row>(
	rows: readonly Row[],
	fields: ReadonlyMap<string, (row: Row) => string>,
	filter: string,
): readonly Row[] {
	const test = rowFilter(fields, filter);
	return typeof test === 'string' ? rows : rows.filter((row) => test(row));
}

function sorted<Row>(
	rows: readonly Row[],
	order: (one: Row, other: Row) => number,
	isReversed: boolean,
): readonly Row[] {
	return rows.toSorted(isReversed ? (one, other) => order(other, one) : order);
}

/** The account under the cursor of the grid. */
export function currentAccount(state: OrganizationState): OverviewAccount | undefined {
	const accounts = shownAccounts(state);
	return accounts[onList(state.cursors.grid, accounts.length)];
}

/** The Region under the cursor of the grid. */
export function currentColumn({overview: {regions}, column}: OrganizationState): string | undefined {
	return regions[onList(column, regions.length)];
}

/** The cell under the cursor; none where the account has no such Region. */
export function currentCell(state: OrganizationState): OverviewCell | undefined {
	return currentAccount(state)?.cells.get(currentColumn(state) ?? '');
}

/** Whether there is a Region to the right of the current one, or why not. */
export function canGoRight({overview: {regions}, column}: OrganizationState): Guard {
	return regions.length === 0
		? 'there is no Region'
		: onList(column, regions.length) < regions.length - 1
			? true
			: 'it is the last Region';
}

/** Whether there is a Region to the left, or why not. */
export function canGoLeft({overview: {regions}, column}: OrganizationState): Guard {
	return regions.length === 0
		? 'there is no Region'
		: onList(column, regions.length) > 0
			? true
			: 'it is the first Region';
}

/** Whether there is a line to open, or why not. */
export function canOpen(state: OrganizationState): Guard {
	return (state.tab === 'images' ? currentImage(state) : currentAccount(state)) === undefined
		? 'nothing is listed'
		: true;
}

export function currentImage(state: OrganizationState): OrganizationImage | undefined {
	const images = shownImages(state);
	return images[onList(state.cursors.images, images.length)];
}

const accountOrders: Partial<Record<Order, (one: OverviewAccount, other: OverviewAccount) => number>> = {
	'not allowed': (one, other) => other.notAllowed - one.notAllowed,
	unread: (one, other) => other.unsafe - one.unsafe,
	instances: (one, other) => other.instances - one.instances,
	name: (one, other) => compare(one.record.Name ?? '', other.record.Name ?? ''),
};

const rank = {'not-allowed': 0, unknown: 1, allowed: 2} as const;

function byVerdict(one: OrganizationImage, other: OrganizationImage): number {
	const order = rank[one.After] - rank[other.After];
	return order === 0 ? other.Instances - one.Instances : order;
}

const imageOrders: Partial<Record<Order, (one: OrganizationImage, other: OrganizationImage) => number>> = {
	instances: (one, other) => other.Instances - one.Instances,
	accounts: (one, other) => other.Accounts.length - one.Accounts.length,
	name: (one, other) => compare(one.ImageName ?? '', other.ImageName ?? ''),
	Region: (one, other) => compare(one.Region, other.Region),
};

function compare(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}

/** What a list is made from: all rows, their order and whether it is reversed, and the filter. */
type ListKey<Row> = readonly [readonly Row[], Order, boolean, string];

/** A list made anew only where what it is made from is another. */
function remembered<Row>(
	keyOf: (state: OrganizationState) => ListKey<Row>,
	make: (...key: ListKey<Row>) => readonly Row[],
): (state: OrganizationState) => readonly Row[] {
	let last: {readonly key: ListKey<Row>; readonly rows: readonly Row[]} | undefined;
	return (state) => {
		const key = keyOf(state);
		if (last === undefined || last.key.some((part, index) => part !== key[index])) {
			last = {key, rows: make(...key)};
		}

		return last.rows;
	};
}
