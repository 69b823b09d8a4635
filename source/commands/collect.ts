import {counted} from '../counted.ts';
import type {Coverage} from '../inventory/coverage.ts';
import {Inventory} from '../inventory/store.ts';
import {problemOf} from '../problem.ts';
import type {Cloud} from '../operations/ports.ts';
import type {Context} from './program/context.ts';
import {sideBySide} from './side-by-side.ts';
import {clearProgress, say, showProgress} from './program/terminal.ts';

/** How many Regions are worked on at once; each has a rate limit of its own. */
export const regionsAtOnce = 8;

/**
Scans Regions side by side into an inventory, with progress on stderr. What fails is in its coverage; only an interruption rejects.
*/
export async function collect(context: Context, cloud: Cloud, regions: readonly string[]): Promise<Inventory> {
	const inventory = new Inventory();
	inventory.expectRegions(regions);
	await sideBySide(regions, regionsAtOnce, async (region) => {
		await collectRegion(context, cloud, region, inventory);
	});
	clearProgress();
	return inventory;
}

/** Scans one Region into an inventory that may hold others. */
export async function collectRegion(
	context: Context,
	cloud: Cloud,
	region: string,
	inventory: Inventory,
): Promise<void> {
	const {signal} = context;
	try {
		for await (const event of cloud.scan(region, signal)) {
			inventory.apply(event);
			const {instances, notAllowed} = inventory.totals();
			showProgress(`Scanning: ${counted(instances, 'instance')}, ${notAllowed} not allowed (${region})`);
		}
	} catch (error) {
		signal.throwIfAborted();
		inventory.failRegion(region, problemOf(error));
	}

	signal.throwIfAborted();
}

/** Names on stderr what a scan has not covered: places that failed for the same reason together. */
export function sayFailures(coverage: Coverage): void {
	const byReason = Map.groupBy(coverage.failures(), ({problem}) => `${problem.what}\n  ${problem.next}`);
	for (const [reason, failures] of byReason) {
		say(`${failures.map(({region, zone}) => zone ?? region).join(', ')}: ${reason}`);
	}
}
