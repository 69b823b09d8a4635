import {Inventory} from '../../inventory/store.ts';
import type {Cloud} from '../ports.ts';
import {sideBySide} from '../side-by-side.ts';
import {fillRegion} from './scan.ts';

/** How many Regions are worked on at once; each has a rate limit of its own. */
export const regionsAtOnce = 8;

export type Collecting = {
	readonly cloud: Cloud;
	readonly signal: AbortSignal;
	/** Leaves out what AWS services manage and the scan does not list. */
	readonly isListedOnly?: boolean;
	/** Hears of every event once it is in the inventory. */
	readonly onProgress?: (region: string, inventory: Inventory) => void;
};

/** Scans Regions side by side into an inventory. What fails is in its coverage; only an interruption rejects. */
export async function collect(regions: readonly string[], collecting: Collecting): Promise<Inventory> {
	const inventory = new Inventory();
	inventory.expectRegions(regions);
	await sideBySide(regions, regionsAtOnce, async (region) => {
		await collectRegion(region, inventory, collecting);
	});
	return inventory;
}

/** Scans one Region into an inventory that may hold others. What fails is in its coverage; only an interruption rejects. */
export async function collectRegion(
	region: string,
	inventory: Inventory,
	{cloud, signal, onProgress, isListedOnly = false}: Collecting,
): Promise<void> {
	try {
		await fillRegion(region, {cloud, inventory, signal, isListedOnly}, () => {
			onProgress?.(region, inventory);
		});
	} catch {
		// The coverage tells of it.
		signal.throwIfAborted();
	}
}
