/** The criteria that reasons rest on: those that each Region was last seen to have. */
import type {ImageCriteria} from '../criteria/criterion.ts';
import {sameCriteria, type AllowedImagesSettings} from '../criteria/settings.ts';
import type {Judge} from '../inventory/verdicts.ts';
import {judgeByDrafts, judgeUnder} from '../operations/judge.ts';
import type {RolloutState, WizardState} from './state.ts';

/** The criteria that are applied in a Region, as far as it was read. */
export function appliedCriteria(state: RolloutState, region: string): ImageCriteria | undefined {
	return settingsOf(state, region)?.ImageCriteria;
}

/** The same, but none where Allowed AMIs is off: nothing is restricted there, so nothing ends. */
export function enforceableCriteria(state: RolloutState, region: string): ImageCriteria | undefined {
	const settings = settingsOf(state, region);
	return settings?.State === 'disabled' ? undefined : settings?.ImageCriteria;
}

function settingsOf({work, overview}: RolloutState, region: string): AllowedImagesSettings | undefined {
	const reading = work[region]?.reading;
	const listed = overview[region]?.settings;
	return reading?.status === 'here' ? reading.value.settings : listed?.status === 'here' ? listed.value : undefined;
}

/** The criteria that the reasons in the list rest on: those of each Region in the queue. */
export function judgedCriteria(state: WizardState): ReadonlyArray<ImageCriteria | undefined> {
	return state.phase === 'account' ? [] : state.queue.map((region) => appliedCriteria(state, region));
}

/** Judges as AWS does, and gives our reasons under the criteria applied in an image's Region. */
export function judgeOf(state: WizardState, now: Date): Judge {
	if (state.phase === 'account') {
		return {};
	}

	const applied = state.queue.flatMap((region) => {
		const criteria = appliedCriteria(state, region);
		return criteria === undefined ? [] : [[region, criteria] as const];
	});
	return judgeUnder(applied, {account: state.identity.account, now});
}

/** The drafts that are not applied, of the Regions in the queue. */
export function openDrafts(state: WizardState): ReadonlyArray<readonly [region: string, criteria: ImageCriteria]> {
	if (state.phase === 'account') {
		return [];
	}

	return state.queue.flatMap((region) => {
		const draft = state.work[region]?.draft?.criteria;
		const applied = appliedCriteria(state, region);
		return draft === undefined || applied === undefined || sameCriteria(draft, applied)
			? []
			: [[region, draft] as const];
	});
}

/** Judges as the drafts would that are not applied; `undefined` without one. */
export function draftJudgeOf(state: WizardState, now: Date): Judge | undefined {
	const drafts = openDrafts(state);
	return state.phase === 'account' || drafts.length === 0
		? undefined
		: judgeByDrafts(drafts, {account: state.identity.account, now});
}

/** What to say of the drafts that are neither applied nor anywhere else: what was only taken over from somewhere can be taken over again. */
export function unsavedDrafts({work}: RolloutState): string | undefined {
	const regions = Object.entries(work)
		.filter(([, {draft, reading}]) => {
			const isOwnWork =
				draft !== undefined && draft.preset === undefined && (draft.undo.length > 0 || draft.origin === 'review');
			return (
				isOwnWork && !(reading.status === 'here' && sameCriteria(reading.value.settings.ImageCriteria, draft.criteria))
			);
		})
		.map(([region]) => region);
	return regions.length === 0
		? undefined
		: `The draft for ${regions.join(', ')} is neither applied nor saved as a preset, and would be lost.`;
}
