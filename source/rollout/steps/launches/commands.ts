import {groupings} from '../../../inventory/list/groups.ts';
import {addIfShown, noticeOf} from '../../shown-details.ts';
import {currentRegion, type StepOf, type WizardState} from '../../state.ts';
import type {ListCommand} from '../review/list-commands.ts';
import {launchOf, currentRow} from './rows.ts';
import {suggestionsForLaunch} from './suggestions.ts';

/** From what launches by image to what launches one by one, or back; and past both to the instances, as they are listed first or last. */
export function groupLaunches(by: 1 | -1): ListCommand {
	return ({browser, state}) => {
		const step = stepIn(state);
		if (step === undefined) {
			return undefined;
		}

		const isImage = step.by === 'image';
		if (isImage === (by === 1)) {
			return {type: 'launches', by: isImage ? 'source' : 'image'};
		}

		browser.groupBy(by === 1 ? 'instances' : (groupings.at(-1) ?? 'instances'));
		return {type: 'browse'};
	};
}

/** Puts a suggestion for the current row into the draft: the first, second or third shown. */
export function addLaunchSuggestion(index: number): ListCommand {
	return ({browser, state, now}) => {
		const step = stepIn(state);
		const row = step === undefined || state.phase === 'account' ? undefined : currentRow(state, step);
		if (step === undefined || state.phase === 'account' || row === undefined) {
			return noticeOf('There is nothing to allow here.');
		}

		const {region} = launchOf(row);
		if (region !== currentRegion(state)) {
			return noticeOf(`The draft is for another Region: decide on ${region} in its own turn.`);
		}

		const suggestions = suggestionsForLaunch(state, browser.inventory, launchOf(row), now);
		return addIfShown({of: row.key, details: step.details}, suggestions, index);
	};
}

export const copyLaunchedImage: ListCommand = ({state}) => {
	const step = stepIn(state);
	const row = step === undefined || state.phase === 'account' ? undefined : currentRow(state, step);
	const imageId = row === undefined ? '' : launchOf(row).imageId;
	return imageId === '' ? noticeOf('Its image is not known.') : {type: 'copy', text: imageId};
};

/** Through the details of the current row. */
export function scrollLaunchDetails(by: number): ListCommand {
	return ({state}) => {
		const step = stepIn(state);
		const row = step === undefined || state.phase === 'account' ? undefined : currentRow(state, step);
		return row && {type: 'scroll-details', of: row.key, by};
	};
}

function stepIn(state: WizardState): StepOf<'launches'> | undefined {
	return state.phase === 'rollout' && state.step.name === 'launches' ? state.step : undefined;
}
