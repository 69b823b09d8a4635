/** What the lists of the screen hold: filtered and sorted from the overview, remembered as long as nothing of it changes. */
import {pathInWords} from '../operations/organization/accounts/account.ts';
import type {OverviewAccount, OverviewCell} from '../operations/organization/overview.ts';
import type {OrganizationReport} from '../operations/organization/what-if.ts';
import {onList} from '../machine/list.ts';
import type {Order, OrganizationState} from './state.ts';

export type OrganizationImage = OrganizationReport['Images'][number];

/** The accounts to show, in order. */
export const shownAccounts = remembered(
	({overview, order, filter}) => [overview.accounts, order.grid, filter.value] as const,
	(accounts: readonly OverviewAccount[], order, filter) =>
		accounts
			.filter(({record: {Account, Name = '', Path}}) => holds(`${Account} ${Name} ${pathInWords(Path)}`, filter))
			.toSorted(accountOrders[order] ?? ((one, other) => compare(one.record.Account, other.record.Account))),
);

/** The images to show, in order. */
export const shownImages = remembered(
	({overview, order, filter}) => [overview.images, order.images, filter.value] as const,
	(images: readonly OrganizationImage[], order, filter) =>
		images
			.filter(({ImageId, ImageName, OwnerId, Region, Accounts, After}) =>
				holds([ImageId, ImageName, OwnerId, Region, ...Accounts, After].join(' '), filter),
			)
			.toSorted(imageOrders[order] ?? byVerdict),
);

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

/** Whether every word of a filter is in a text; `!word` must not be. */
function holds(text: string, filter: string): boolean {
	const lower = text.toLowerCase();
	return filter
		.toLowerCase()
		.split(/\s+/)
		.every((word) => (word.startsWith('!') && word.length > 1 ? !lower.includes(word.slice(1)) : lower.includes(word)));
}

/** A list made anew only where what it is made from is another. */
function remembered<Row>(
	keyOf: (state: OrganizationState) => readonly [readonly Row[], Order, string],
	make: (rows: readonly Row[], order: Order, filter: string) => readonly Row[],
): (state: OrganizationState) => readonly Row[] {
	let last: {readonly key: readonly [readonly Row[], Order, string]; readonly rows: readonly Row[]} | undefined;
	return (state) => {
		const key = keyOf(state);
		if (last === undefined || last.key.some((part, index) => part !== key[index])) {
			last = {key, rows: make(...key)};
		}

		return last.rows;
	};
}
