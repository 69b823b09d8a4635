import {isDeepStrictEqual} from 'node:util';
import type {ImageCriteria, ImageCriterion} from '../../../criteria/criterion.ts';
import type {AllowedImagesSettings} from '../../../criteria/settings.ts';

/** What an account × Region reports, beside what a policy says. */
export type PolicyVerdict = 'under the policy' | 'other state' | 'other criteria' | 'not managed by a policy';

/** What a policy says: the state it puts Regions in, and by which criteria where that is known. */
export type PolicyClaim = {readonly state: string; readonly criteria?: ImageCriteria};

/** Whether a Region's settings are those of the policy. */
export function checkAgainst(settings: AllowedImagesSettings, {state, criteria}: PolicyClaim): PolicyVerdict {
	if (settings.ManagedBy !== 'declarative-policy') {
		return 'not managed by a policy';
	}

	if (settings.State !== state) {
		return 'other state';
	}

	return criteria === undefined || isSameAllowList(settings.ImageCriteria, criteria)
		? 'under the policy'
		: 'other criteria';
}

/**
Whether two lists of criteria allow the same for the same words: the order of criteria and of values says nothing, and a policy has no word
for `none`, which adds nothing to own images.
*/
function isSameAllowList(left: ImageCriteria, right: ImageCriteria): boolean {
	return isDeepStrictEqual(normalized(left), normalized(right));
}

function normalized(criteria: ImageCriteria): readonly string[] {
	return criteria
		.filter(({ImageProviders: providers}) => !(providers?.length === 1 && providers[0] === 'none'))
		.map((criterion) => JSON.stringify(sortedMembers(criterion)))
		.toSorted();
}

function sortedMembers(criterion: ImageCriterion): ReadonlyArray<readonly [string, unknown]> {
	return Object.entries(criterion)
		.filter(([, value]) => !(Array.isArray(value) && value.length === 0) && value !== undefined)
		.map(
			([name, value]) =>
				[name, Array.isArray(value) ? value.map((item) => JSON.stringify(item)).toSorted() : value] as const,
		)
		.toSorted(([left], [right]) => left.localeCompare(right, 'en'));
}
