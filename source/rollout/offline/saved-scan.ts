import type {SavedScan} from '../../inventory/saved-scan.ts';
import {Inventory} from '../../inventory/store.ts';
import type {Problem} from '../../problem.ts';
import {noWork, type RolloutState, type WizardOptions} from '../state.ts';
import {offlineReview, scannedBefore} from './offline-review.ts';

const notInFile: Problem = {
	kind: 'storage',
	what: 'A saved scan does not say whether it holds the instances that AWS services manage.',
	next: 'Scan the Region.',
};

/**
A review of a saved scan: nothing is asked of AWS. The account is that of the instances; the criteria behind the scan are not in the file, so
there are verdicts, and no reasons.
*/
export function reviewOfScan(
	{instances, cutShort}: SavedScan,
	options: WizardOptions,
	scannedAt: string,
): {readonly state: RolloutState; readonly inventory: Inventory} {
	const inventory = new Inventory();
	inventory.addSaved(instances, cutShort);
	const scan = (region: string) =>
		scannedBefore(inventory, region, {
			settings: {State: 'not in the file', ImageCriteria: [], ManagedBy: 'account'},
			managed: {added: 0, judgedHere: 0, problem: notInFile},
			finishedAt: scannedAt,
		});
	const state = offlineReview({
		options,
		account: instances.find(({OwnerId}) => OwnerId !== undefined)?.OwnerId ?? 'account not known',
		principal: 'saved scan',
		work: inventory.coverage.regions.map(({region}) => [region, {...noWork, scan: scan(region)}]),
	});
	return {inventory, state};
}
