/**
What the sessions of a run over an organization are narrowed down to, whatever their roles could do.
@see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
*/
import {memberActions, organizationActions} from '../client/actions.ts';

/** A session in an account: reading. */
export const memberPolicy = allowing(memberActions);

/** A role on the way to another. */
export const hopPolicy = allowing(['sts:AssumeRole']);

/** A role that a profile assumes: it reads what accounts there are and leads into them, and may be an account's own way in. */
export const profilePolicy = allowing([...organizationActions, ...memberActions]);

function allowing(actions: readonly string[]): string {
	return JSON.stringify({
		Version: '2012-10-17',
		Statement: [{Effect: 'Allow', Action: actions, Resource: '*'}],
	});
}
