import {countsOf} from '../../inventory/counts.ts';
import type {Inventory} from '../../inventory/store.ts';
import {reviewStep} from '../moves/steps.ts';
import {openingState} from '../opening.ts';
import type {RegionWork, RolloutState, ScanRecord, WizardOptions} from '../state.ts';

/** A review of what has been read before: its queue is that of `work`, and nothing is asked of AWS. */
export function offlineReview({
	options,
	account,
	principal,
	work,
}: {
	readonly options: WizardOptions;
	/** Whose instances they are, in words where it is not one account. */
	readonly account: string;
	/** Where they come from. */
	readonly principal: string;
	/** What is known of each place, in the order of the list. */
	readonly work: ReadonlyArray<readonly [place: string, work: RegionWork]>;
}): RolloutState {
	return {
		...openingState({options, identity: {account, arn: '', principal, partition: 'aws'}, step: reviewStep}),
		queue: work.map(([place]) => place),
		work: Object.fromEntries(work),
	};
}

type DoneScan = Extract<ScanRecord, {status: 'done'}>;

/** The scan of a place that has been read before: nothing is ever decided upon it, so it never counts as complete. */
export function scannedBefore(
	inventory: Inventory,
	place: string,
	known: Pick<DoneScan, 'settings' | 'managed' | 'finishedAt'>,
): DoneScan {
	return {
		status: 'done',
		id: 1,
		isComplete: false,
		counts: countsOf(inventory, place),
		offendingImages: inventory.offendingImages(place),
		...known,
	};
}
