import {changeActions, launchActions, reviewActions} from './actions.ts';

/** An IAM policy document, in the order IAM prints it. */
export type PolicyDocument = {
	readonly Version: '2012-10-17';
	readonly Statement: ReadonlyArray<{
		readonly Sid: string;
		readonly Effect: 'Allow';
		readonly Action: readonly string[];
		readonly Resource: '*';
	}>;
};

/**
The least-privilege IAM policy: exactly the actions this tool calls, as an operator or read-only. Allowed AMIs have no resource types to
narrow them by, hence `Resource: "*"`; `sts:GetCallerIdentity` needs no permission and is named so that the list is complete.
@see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
*/
export function iamPolicy(kind: 'operator' | 'read-only'): PolicyDocument {
	const reading = {Sid: 'ReadAllowedAmis', Effect: 'Allow', Action: reviewActions, Resource: '*'} as const;
	const launches = {Sid: 'ReadWhatLaunches', Effect: 'Allow', Action: launchActions, Resource: '*'} as const;
	const changing = {Sid: 'ChangeAllowedAmis', Effect: 'Allow', Action: changeActions, Resource: '*'} as const;
	return {Version: '2012-10-17', Statement: kind === 'operator' ? [reading, launches, changing] : [reading, launches]};
}
