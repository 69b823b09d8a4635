import type {ImageEvidence} from '../../../criteria/evaluation/image.ts';
import {suggest, type Suggestion} from '../../../criteria/suggestions/suggest.ts';
import {accountAt} from '../../../inventory/place.ts';
import type {Inventory} from '../../../inventory/store.ts';
import {imagesInUse} from '../../../operations/change/preview.ts';
import {appliedCriteria} from '../../judged.ts';
import type {RolloutState} from '../../state.ts';

/** How many suggestions are shown and can be picked with a key. */
export const suggestionsShown = 3;

/**
What could be added to the draft, or without one to the applied criteria, to allow an image; best first. None for an image that is allowed, or
where the criteria are not known.
*/
export function suggestionsFor(
	state: RolloutState,
	inventory: Inventory,
	{image, region}: {readonly image: ImageEvidence; readonly region: string},
	now: Date,
): readonly Suggestion[] {
	const criteria = state.work[region]?.draft?.criteria ?? appliedCriteria(state, region);
	if (criteria === undefined || image.ImageAllowed !== false) {
		return [];
	}

	const account = accountAt(region) ?? state.identity.account;
	return suggest({
		criteria,
		images: imagesInUse(inventory, region),
		account,
		now,
		focus: image,
		limit: suggestionsShown,
	});
}
