/** "Another Region" as a draft to start from: the criteria of one that was read already. Nothing is asked of AWS. */
import type {AllowedImagesSettings} from '../../../criteria/settings.ts';
import type {Guard} from '../../../machine/guard.ts';
import {movedCursor, onList} from '../../../machine/list.ts';
import {valueOf} from '../../../machine/loadable.ts';
import {currentRegion, type RolloutState} from '../../state.ts';
import {show, startWith, type OnView} from './views.ts';

/** A Region, and what it was last seen to have. */
export type OtherRegion = {readonly region: string; readonly settings: AllowedImagesSettings};

/** The other Regions that were read and have criteria, by name. */
export function otherRegions(state: RolloutState): readonly OtherRegion[] {
	const {overview, work} = state;
	return [...new Set([...Object.keys(overview), ...Object.keys(work)])]
		.toSorted((left, right) => left.localeCompare(right, 'en'))
		.flatMap((region) => {
			const settings = valueOf(work[region]?.reading)?.settings ?? valueOf(overview[region]?.settings);
			return settings === undefined || settings.ImageCriteria.length === 0 || region === currentRegion(state)
				? []
				: [{region, settings}];
		});
}

/** Whether there is one to start from, or why not. */
export function canStartFromAnother(state: RolloutState): Guard {
	return otherRegions(state).length > 0 ? true : 'no other Region that was read has criteria';
}

export const onRegions: OnView<'regions'> = {
	move: (state, view, event) =>
		show(state, {...view, cursor: movedCursor(view.cursor, event, otherRegions(state).length)}),
	next(state, {cursor}) {
		const regions = otherRegions(state);
		const chosen = regions[onList(cursor, regions.length)];
		return chosen === undefined ? state : startWith(state, chosen.settings.ImageCriteria, `what ${chosen.region} has`);
	},
	back: (state, {source}) => show(state, {type: 'sources', cursor: source}),
};
