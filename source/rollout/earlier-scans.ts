import {earlierScanOf, type EarlierScan} from '../inventory/comparison/earlier-scan.ts';
import {differenceOf, type ScanDifference} from '../inventory/comparison/scan-difference.ts';
import type {Inventory} from '../inventory/store.ts';
import {ProblemError} from '../problem.ts';
import {inTurns} from '../turns.ts';

/**
What is kept of the last complete scan of each Region while it is scanned anew, to tell what is different afterwards: its offenders, so that no two
whole inventories are in memory longer than it takes.
*/
export class EarlierScans {
	readonly #kept = new Map<string, EarlierScan & {readonly id: number}>();
	/** Which scan the rows of a Region come from that are in its inventory now. */
	readonly #inInventory = new Map<string, number>();

	/** Says which scan fills a Region's inventory from now on; none where it is only counted. */
	filling(region: string, id: number | undefined): void {
		if (id === undefined) {
			this.#inInventory.delete(region);
		} else {
			this.#inInventory.set(region, id);
		}
	}

	/** Keeps the scan `id` of a Region, the last complete one, while its rows are still there; without one nothing. */
	async keep(
		{region, id}: {readonly region: string; readonly id: number | undefined},
		inventory: Inventory | undefined,
		signal: AbortSignal,
	): Promise<void> {
		if (id === undefined || inventory === undefined || this.#inInventory.get(region) !== id) {
			return;
		}

		this.#kept.set(region, {...(await inTurns(earlierScanOf(inventory, region), signal)), id});
	}

	/**
	What is different in an inventory since the scan `id` was kept.

	@throws ProblemError where that scan was not kept.
	*/
	async differenceSince(
		{region, id}: {readonly region: string; readonly id: number},
		inventory: Inventory | undefined,
		signal: AbortSignal,
	): Promise<ScanDifference> {
		const kept = this.#kept.get(region);
		if (kept?.id !== id || inventory === undefined) {
			throw new ProblemError({
				kind: 'not-found',
				what: 'The scan before this one was not kept.',
				next: 'R scans again, and compares with this one.',
			});
		}

		for (;;) {
			const {columns} = inventory;
			const difference = await inTurns(differenceOf(kept, inventory, region), signal);
			// Another Region of the same inventory may have been scanned anew meanwhile, and its rows were given back.
			if (inventory.columns === columns) {
				this.#kept.delete(region);
				return difference;
			}
		}
	}

	clear(): void {
		this.#kept.clear();
		this.#inInventory.clear();
	}
}
