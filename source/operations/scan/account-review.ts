import type {AllowedImagesSettings} from '../../criteria/settings.ts';
import type {Inventory} from '../../inventory/store.ts';
import {addEvidence} from '../evidence.ts';
import {sideBySide} from '../side-by-side.ts';
import {collect, regionsAtOnce, type Collecting} from './collect.ts';

/** One account's instances, and what its Regions have applied, as far as it could be read: that gives the reasons. */
export type AccountReview = {
	/** 12 digits. */
	readonly account: string;
	readonly inventory: Inventory;
	readonly settings: ReadonlyMap<string, AllowedImagesSettings>;
};

/** Scans Regions of an account, to be reviewed beside those of others. What fails is in the coverage; only an interruption rejects. */
export async function reviewAccount(
	regions: readonly string[],
	{account, now, ...collecting}: Collecting & {readonly account: string; readonly now: Date},
): Promise<AccountReview> {
	const {cloud, signal} = collecting;
	const inventory = await collect(regions, collecting);
	const read = await sideBySide(regions, regionsAtOnce, async (region) => {
		let settings: AllowedImagesSettings;
		try {
			settings = await cloud.settings(region, signal);
		} catch {
			// AWS's verdicts stand; there are no reasons.
			signal.throwIfAborted();
			return [];
		}

		try {
			if (settings.State !== 'enabled') {
				const criteria = [settings.ImageCriteria];
				await addEvidence({region, criteria, account, now}, {cloud, inventory, signal});
			}
		} catch {
			// Some reasons rest on less evidence.
			signal.throwIfAborted();
		}

		return [[region, settings] as const];
	});
	return {account, inventory, settings: new Map(read.flat())};
}
