/** What has been written to the terminal of the details of a line: a number key adds no suggestion that could not be read. */
import type {ImageCriteria} from '../criteria/criterion.ts';
import {onList} from '../machine/list.ts';
import type {UserEvent} from './state.ts';

/** What can be seen of the details of the current line. */
export type ShownDetails = {
	/** Which line they are of: of another one, nothing has been seen. */
	readonly of: string;
	/** The first line drawn, how many are drawn at once, and how many there are. */
	readonly top: number;
	readonly atOnce: number;
	readonly count: number;
	/** The suggestions drawn in whole, by number: only these can be added with a key. */
	readonly suggestions: ReadonlyArray<{readonly number: number; readonly id: string}>;
};

/** The details of a line, so many lines on: never past what was drawn last, and from the top where they are another line's. */
export function scrolledDetails(details: ShownDetails | undefined, of: string, by: number): ShownDetails {
	const known = details?.of === of ? details : {of, top: 0, atOnce: 1, count: 1, suggestions: []};
	return {...known, top: onList(known.top + by, Math.max(1, known.count - known.atOnce + 1))};
}

type Offered = {readonly id: string; readonly criteria: ImageCriteria; readonly label: string};

/** Puts a suggestion for the current line into the draft, once it has been on the screen with its effect and risk; else says why not. */
export function addIfShown(
	{of, details}: {readonly of: string; readonly details: ShownDetails | undefined},
	suggestions: readonly Offered[],
	index: number,
): UserEvent {
	const suggestion = suggestions[index];
	if (suggestion === undefined) {
		return noticeOf('There is nothing to add for this one.');
	}

	const number = index + 1;
	const isShown =
		details?.of === of && details.suggestions.some((shown) => shown.number === number && shown.id === suggestion.id);
	return isShown
		? {type: 'add-to-draft', criteria: suggestion.criteria, label: suggestion.label}
		: noticeOf(`Suggestion ${number} is not on the screen in whole: J scrolls to it, z shows the details alone.`);
}

export function noticeOf(text: string): UserEvent {
	return {type: 'notice', notice: {tone: 'info', text}};
}
