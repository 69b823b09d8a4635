import type {Action, Call} from '../../protocol/action.ts';
import {element, wrap} from '../../protocol/xml.ts';

/** Who manages a resource, and whether AWS hides it for that. */
export function renderOperator(principal: string | undefined, isHidden = false): string {
	return wrap(
		'operator',
		principal === undefined
			? element('managed', false)
			: element('managed', true) + element('principal', principal) + (isHidden ? element('hiddenByDefault', true) : ''),
	);
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetManagedResourceVisibility.html */
export const readManagedResourceVisibility: Action = {
	parameters: [],
	answer: ({region}: Call) => wrap('visibility', element('defaultVisibility', region.data.launches.visibility)),
};
