/** What would allow the image that something launches, whether an instance runs it or not. */
import {compileCriteria} from '../../../criteria/evaluation/evaluate.ts';
import {suggest, type Suggestion} from '../../../criteria/suggestions/suggest.ts';
import type {ImageInUse} from '../../../criteria/comparison/what-if.ts';
import type {Inventory} from '../../../inventory/store.ts';
import {isSource, type Launch} from '../../../operations/launches/launch.ts';
import {imagesInUse} from '../../../operations/change/preview.ts';
import {appliedCriteria} from '../../judged.ts';
import type {RolloutState} from '../../state.ts';
import {suggestionsShown} from '../review/suggestions.ts';
import {launchesIn} from './rows.ts';

/** A suggestion, and how many launch sources it would allow that are not allowed now. */
export type LaunchSuggestion = Suggestion & {readonly sources: number};

/**
What could be added to the draft, or without one to the applied criteria, so that something may launch; best first. None for what is allowed or
not known, and where the criteria are not known. What they clear is counted over what runs in its Region, too, as far as it was scanned.
*/
export function suggestionsForLaunch(
	state: RolloutState,
	inventory: Inventory | undefined,
	{region, allowed, evidence}: Launch,
	now: Date,
): readonly LaunchSuggestion[] {
	const criteria = state.work[region]?.draft?.criteria ?? appliedCriteria(state, region);
	if (criteria === undefined || allowed !== false || evidence === undefined) {
		return [];
	}

	const {account} = state.identity;
	const failing = launchesIn(state, [region]).launches.filter((launch) => launch.allowed === false);
	return suggest({
		criteria,
		images: withLaunched(inventory === undefined ? [] : imagesInUse(inventory, region), failing),
		account,
		now,
		focus: evidence,
		limit: suggestionsShown,
	}).map((suggestion) => {
		const evaluator = compileCriteria(suggestion.criteria, {account, now});
		return {
			...suggestion,
			sources: failing.filter((launch) => isSource(launch) && allows(evaluator, launch)).length,
		};
	});
}

function allows(evaluator: ReturnType<typeof compileCriteria>, {evidence}: Launch): boolean {
	return evidence !== undefined && evaluator.verdict(evidence) === 'allowed';
}

/** The images that instances run, and those that are launched and that none runs. */
function withLaunched(inUse: readonly ImageInUse[], launches: readonly Launch[]): readonly ImageInUse[] {
	const images = new Map(inUse.map((image) => [image.evidence.ImageId, image]));
	for (const {evidence, region} of launches) {
		if (evidence !== undefined && !images.has(evidence.ImageId)) {
			images.set(evidence.ImageId, {evidence, instances: 0, region});
		}
	}

	return images.values().toArray();
}
