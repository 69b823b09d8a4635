import type {AllowedImagesSettings} from '../../criteria/settings.ts';
import type {ManagedCoverage} from '../../inventory/coverage.ts';
import {countsOf, type RegionCounts} from '../../inventory/counts.ts';
import type {Inventory} from '../../inventory/store.ts';
import {ProblemError, problemOf, type Problem} from '../../problem.ts';
import type {Cloud} from '../ports.ts';
import {addManaged, askForManaged} from './managed-instances.ts';

/** What a scan needs. */
export type Scanning = {
	readonly cloud: Cloud;
	/** Where the instances go; it may hold other Regions. */
	readonly inventory: Inventory;
	readonly signal: AbortSignal;
	/** What ages are counted to, where a verdict is ours; the computer's own by default. */
	readonly now?: Date;
	/** Leaves out what AWS services manage and the scan does not list. */
	readonly isListedOnly?: boolean;
};

/** A scan to decide upon: what the Region reported right before it and right after it belongs to it. */
export type RegionScan = {
	readonly before: AllowedImagesSettings;
	readonly after: AllowedImagesSettings;
	/** Every zone and page came in. */
	readonly isComplete: boolean;
	/** What is known of the instances that AWS services manage. */
	readonly managed: ManagedCoverage;
	readonly counts: RegionCounts;
	/** IDs of the distinct images that are not allowed, sorted. */
	readonly offendingImages: readonly string[];
};

/**
Scans a Region into an inventory, and adds the instances that AWS services manage and the scan does not list. Zones and pages that fail, and what
could not be asked of managed instances, are in its coverage.

@throws ProblemError where nothing at all can be scanned; the coverage says so, too: a scan that stopped anywhere is never taken for the whole.
*/
export async function fillRegion(
	region: string,
	{cloud, inventory, signal, now = new Date(), isListedOnly = false}: Scanning,
	onPage?: () => void,
): Promise<void> {
	inventory.expectRegions([region]);
	const ending = new AbortController();
	const either = AbortSignal.any([signal, ending.signal]);
	const managed = isListedOnly ? undefined : askForManaged(region, cloud, either);
	// Whoever awaits it below hears of it; until then nobody does.
	void managed?.catch(() => undefined);
	try {
		for await (const event of cloud.scan(region, signal)) {
			signal.throwIfAborted();
			inventory.apply(event);
			onPage?.();
		}

		if (managed !== undefined) {
			await addManaged(region, await managed, {cloud, inventory, signal, now});
			onPage?.();
		}
	} catch (error) {
		ending.abort();
		inventory.failRegion(region, problemOf(error));
		throw error;
	}
}

/**
Scans a Region between two readings of its settings.

@throws ProblemError where the Region could not be read or scanned at all.
*/
export async function scanRegion(region: string, scanning: Scanning): Promise<RegionScan> {
	const {cloud, inventory, signal} = scanning;
	inventory.expectRegions([region]);
	try {
		const before = await cloud.settings(region, signal);
		await fillRegion(region, scanning);
		const after = await cloud.settings(region, signal);
		return {
			before,
			after,
			isComplete: inventory.coverage.isComplete(region),
			managed: inventory.coverage.region(region)?.managed ?? {added: 0, judgedHere: 0, problem: notAsked},
			counts: countsOf(inventory, region),
			offendingImages: inventory.offendingImages(region),
		};
	} catch (error) {
		inventory.failRegion(region, problemOf(error));
		throw error;
	}
}

const notAsked: Problem = {
	kind: 'service',
	what: 'Nobody asked for the instances that AWS services manage.',
	next: 'Scan again.',
};

/**
Counts a Region's instances; what is counted so far is told now and then.

@throws ProblemError unless all of it was counted.
*/
export async function countRegion(
	region: string,
	scanning: Scanning,
	soFar: (counts: RegionCounts) => void,
): Promise<RegionCounts> {
	const {inventory} = scanning;
	const stop = inventory.subscribe(() => {
		soFar(countsOf(inventory, region));
	});
	try {
		await fillRegion(region, scanning);
	} finally {
		stop();
	}

	const [failure] = inventory.coverage.failures(region);
	if (failure !== undefined) {
		throw new ProblemError(failure.problem);
	}

	return countsOf(inventory, region);
}
