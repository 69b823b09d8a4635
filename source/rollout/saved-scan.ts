import type {SavedScan} from '../inventory/saved-scan.ts';
import {Inventory} from '../inventory/store.ts';
import {countsOf} from '../inventory/counts.ts';
import {wanted} from '../machine/loadable.ts';
import {calmShell} from '../machine/shell.ts';
import type {Problem} from '../problem.ts';
import {noWork, type RegionWork, type RolloutState, type WizardOptions} from './state.ts';
import {reviewStep} from './moves.ts';

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
	const regions = inventory.coverage.regions.map(({region}) => region);
	const account = instances.find(({OwnerId}) => OwnerId !== undefined)?.OwnerId ?? 'account not known';
	const work = Object.fromEntries(
		regions.map((region): [string, RegionWork] => [
			region,
			{
				...noWork,
				scan: {
					status: 'done',
					id: 1,
					settings: {State: 'not in the file', ImageCriteria: [], ManagedBy: 'account'},
					isComplete: false,
					managed: {added: 0, judgedHere: 0, problem: notInFile},
					counts: countsOf(inventory, region),
					offendingImages: inventory.offendingImages(region),
					finishedAt: scannedAt,
				},
			},
		]),
	);
	return {
		inventory,
		state: {
			phase: 'rollout',
			options,
			identity: {account, arn: '', principal: 'saved scan', partition: 'aws'},
			permissions: wanted,
			unresolved: wanted,
			unfinished: wanted,
			presets: wanted,
			regions: wanted,
			overview: {},
			marked: [],
			queue: regions,
			position: 0,
			work,
			step: reviewStep,
			shell: calmShell,
		},
	};
}
