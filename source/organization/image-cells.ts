/** Where an image runs: the cells, which are accounts in its Region. */
import type {Overview, OverviewAccount, OverviewCell} from '../operations/organization/overview.ts';
import {onList} from '../machine/list.ts';
import {currentAccount, currentCell, currentColumn} from './lists.ts';
import type {OrganizationImage, OrganizationState} from './state.ts';

/** One account that runs an image, and how many instances of it. */
export type ImageCell = {
	readonly account: OverviewAccount;
	readonly region: string;
	readonly cell: OverviewCell | undefined;
	readonly instances: number;
};

/** By account ID, once for each folder. */
const accounts = new WeakMap<Overview, ReadonlyMap<string, OverviewAccount>>();
/** Once for each image: a cursor that moves leaves them alone. */
const cells = new WeakMap<OrganizationImage, readonly ImageCell[]>();

/** The cells that run an image, those with most instances of it first. */
export function cellsOf(image: OrganizationImage, overview: Overview): readonly ImageCell[] {
	const known = cells.get(image);
	if (known !== undefined) {
		return known;
	}

	const byId = accounts.get(overview) ?? new Map(overview.accounts.map((account) => [account.record.Account, account]));
	accounts.set(overview, byId);
	const made = image.Accounts.flatMap((id): readonly ImageCell[] => {
		const account = byId.get(id);
		if (account === undefined) {
			return [];
		}

		const cell = account.cells.get(image.Region);
		const instances = (cell?.row.cell?.Images ?? [])
			.filter(({Image: {ImageId}}) => ImageId === image.ImageId)
			.reduce((sum, {Instances}) => sum + Instances, 0);
		return [{account, region: image.Region, cell, instances}];
	}).toSorted((one, other) => other.instances - one.instances);
	cells.set(image, made);
	return made;
}

/** The account and Region that are told of: under the cursor of the grid, or of the cells of the image that was opened. */
export function currentPlace(
	state: OrganizationState,
): {readonly account: OverviewAccount; readonly region: string; readonly cell: OverviewCell | undefined} | undefined {
	const {opened} = state;
	if (opened !== undefined) {
		const those = cellsOf(opened.image, state.overview);
		return those[onList(opened.cursor, those.length)];
	}

	const account = currentAccount(state);
	return account && {account, region: currentColumn(state) ?? '', cell: currentCell(state)};
}
