import type {Instance} from '../instance.ts';
import type {Inventory} from '../store.ts';
import type {Report} from './report.ts';

/** The scan of one account, and which of its rows to write. */
export type AccountScan = {
	/** Present where there are several. */
	readonly account?: string;
	readonly report: Report;
	readonly rows: readonly number[];
};

/** The instances of all scans. Can be read again and again. One account's rows go from their columns to text. */
export function instancesOf(scans: readonly AccountScan[]): Iterable<Instance> {
	const parts = scans.map(({account, report, rows}) => ofAccount(report.inventory, rows, account));
	const [one] = parts;
	return one !== undefined && parts.length === 1
		? one
		: {
				*[Symbol.iterator]() {
					for (const part of parts) {
						yield* part;
					}
				},
			};
}

/** Rows of an inventory as instances, with the account that they are of where there are several. Can be read again and again. */
export function ofAccount(
	inventory: Inventory,
	rows: readonly number[],
	account: string | undefined,
): Iterable<Instance> {
	const instances = inventory.instances(rows);
	return account === undefined
		? instances
		: {
				*[Symbol.iterator]() {
					for (const instance of instances) {
						yield {...instance, Account: account};
					}
				},
			};
}
