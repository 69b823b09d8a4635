import {addAccount} from '../../inventory/accounts.ts';
import {placeOf} from '../../inventory/place.ts';
import {Inventory} from '../../inventory/store.ts';
import {here, wanted} from '../../machine/loadable.ts';
import type {AccountReview} from '../../operations/scan/account-review.ts';
import type {Problem} from '../../problem.ts';
import {noWork, type RegionWork, type RolloutState, type WizardOptions} from '../state.ts';
import {offlineReview, scannedBefore} from './offline-review.ts';

/**
A review of several accounts that have been scanned: one list over all of them, in which each account's Region is a place of its own. Nothing
more is asked of AWS. Accounts that could not be reached are missing in the list, and it says so.
*/
export function reviewOfAccounts(
	reviews: readonly AccountReview[],
	unreached: ReadonlyArray<{readonly profile: string; readonly problem: Problem}>,
	{options, now}: {readonly options: WizardOptions; readonly now: Date},
): {readonly state: RolloutState; readonly inventory: Inventory} {
	const inventory = new Inventory();
	// First, where the line of what is missing begins.
	for (const {profile, problem} of unreached) {
		inventory.failRegion(`profile ${profile}`, problem);
	}

	for (const review of reviews) {
		addAccount(inventory, review.account, review.inventory);
	}

	const at = now.toISOString();
	const work = reviews.flatMap(({account, settings, inventory: {coverage}}) =>
		coverage.regions.map(({region, managed}): [string, RegionWork] => {
			const place = placeOf(account, region);
			const applied = settings.get(region);
			return [
				place,
				{
					...noWork,
					...(applied !== undefined && {reading: here(wanted, {settings: applied, at})}),
					scan: scannedBefore(inventory, place, {
						settings: applied ?? {State: 'not known', ImageCriteria: [], ManagedBy: 'account'},
						managed: managed ?? {added: 0, judgedHere: 0},
						finishedAt: at,
					}),
				},
			];
		}),
	);
	return {
		inventory,
		state: offlineReview({options, account: `${reviews.length} accounts`, principal: 'several profiles', work}),
	};
}
