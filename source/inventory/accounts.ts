/** The scans of several accounts as one inventory, and back. */
import type {Instance} from './instance.ts';
import {accountAt, placeOf, regionAt} from './place.ts';
import {Inventory} from './store.ts';

/** Adds all that was scanned of an account: each of its Regions is a place of its own, with its own images and coverage. */
export function addAccount(to: Inventory, account: string, scanned: Inventory): void {
	move(scanned, to, {rows: scanned.rows({includeTerminated: true}), place: (region) => placeOf(account, region)});
}

/** What an inventory of several accounts holds of one, and the same rows in it. */
export function partOf(
	inventory: Inventory,
	account: string,
	rows: readonly number[],
): {readonly inventory: Inventory; readonly rows: readonly number[]} {
	const part = new Inventory();
	const own = inventory
		.rows({includeTerminated: true})
		.filter((row) => accountAt(placeOfRow(inventory, row)) === account)
		.toArray();
	move(inventory, part, {rows: own, place: (region) => regionAt(region), account});
	const moved = new Map(own.map((row, index) => [row, index]));
	return {inventory: part, rows: rows.flatMap((row) => moved.get(row) ?? [])};
}

/** Where an instance is, with its account where there are several. */
export function placeOfRow({columns}: Inventory, row: number): string {
	return columns.images.at(columns.imageOf(row)).region;
}

function move(
	from: Inventory,
	to: Inventory,
	{
		rows,
		place,
		account,
	}: {
		readonly rows: Iterable<number>;
		readonly place: (region: string) => string;
		/** The one whose places are moved; all of them otherwise. */
		readonly account?: string;
	},
): void {
	const instances = function* (): Generator<{instance: Instance; place: string}, void> {
		for (const row of rows) {
			yield {instance: from.instanceAt(row), place: place(placeOfRow(from, row))};
		}
	};

	// What is of no account at all (a profile that could not be used) is missing in each.
	const isMoved = (region: string): boolean =>
		account === undefined || [account, undefined].includes(accountAt(region));
	to.receive(
		instances(),
		from.coverage.regions.flatMap((one) => (isMoved(one.region) ? [{...one, region: place(one.region)}] : [])),
	);
	for (const {region, scanned, evidence} of from.images()) {
		if (evidence !== undefined && evidence !== scanned && isMoved(region)) {
			to.addEvidence(place(region), [evidence]);
		}
	}
}
