import type {OrganizationState} from '../../../organization/state.ts';

/** Why nothing is listed: nothing has the words of the filter, or there is nothing, with what would change that. */
export function emptyWords({filter, overview}: OrganizationState, what: 'account' | 'image'): string {
	return filter.value === ''
		? overview.accounts.length === 0
			? 'There is no account in this folder yet: allowed-amis org scan --role NAME --out DIR reads them into it.'
			: `No ${what} was found in any account that was read.`
		: `No ${what} has these words. esc clears the filter.`;
}
