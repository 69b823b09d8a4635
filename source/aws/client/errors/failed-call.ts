import type {Problem} from '../../../problem.ts';
import {redacted} from '../../../redact.ts';
import type {Action} from '../actions.ts';
import {adviceFor, type Advice} from '../credentials/advice.ts';
import type {CredentialSource} from '../credentials/source.ts';
import type {SdkError} from './sdk-error.ts';

/** Which call failed: what the sentence about it has to name. */
export type FailedCall = {
	readonly action: Action | CredentialAction;
	readonly region: string;
	readonly profile?: string | undefined;
	/** Where the credentials come from: what to do about them follows from it. */
	readonly source?: CredentialSource | undefined;
	/** Secrets to keep out of every message. */
	readonly secrets?: readonly string[];
	/** This computer's clock in milliseconds, to compare AWS's with. */
	readonly now?: number;
};

export type RoleAction = 'sts:AssumeRole' | 'sts:AssumeRoleWithWebIdentity';

/** What is called on the way to credentials, beside the actions of this tool itself. */
export type CredentialAction =
	RoleAction | 'sso:GetRoleCredentials' | 'signin:CreateOAuth2Token' | 'container credentials';

/** What is said of a failure; its code and request ID are added where the error is made. */
export type Description = Pick<Problem, 'kind' | 'what' | 'next' | 'stack' | 'signIn'>;

/** The call as a clause: `DescribeImages in us-east-1`. */
export function clauseOf({action, region, source, profile}: FailedCall): string {
	const clause = `${action.slice(action.indexOf(':') + 1)} in ${region}`;
	return isForCredentials(action) && source !== undefined && profile !== undefined
		? `${clause}, for the profile ${redacted(profile)},`
		: clause;
}

function isForCredentials(action: FailedCall['action']): action is CredentialAction {
	return credentialActions.has(action);
}

const credentialActions: ReadonlySet<string> = new Set<CredentialAction>([
	'sts:AssumeRole',
	'sts:AssumeRoleWithWebIdentity',
	'sso:GetRoleCredentials',
	'signin:CreateOAuth2Token',
	'container credentials',
]);

const serviceNames: Readonly<Record<string, string>> = {
	ec2: 'EC2',
	sts: 'STS',
	autoscaling: 'Auto Scaling',
	cloudtrail: 'CloudTrail',
	organizations: 'Organizations',
};

/** The service that was called, as people name it. */
export function serviceName({action}: FailedCall): string {
	return serviceNames[action.slice(0, action.indexOf(':'))] ?? 'AWS';
}

/** The error's message as a short printable line: EC2's encoded authorization blob and the SDK's own hints help nobody on a screen. */
export function messageOf(error: SdkError, call: FailedCall): string {
	const [message = ''] = error.message.split(
		/Encoded authorization failure message:|Deserialization error: to see the raw/,
		1,
	);
	const text = redacted(message.replaceAll(/\s+/g, ' ').trim(), call.secrets);
	return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}

/** How to get valid credentials again. */
export function renewCredentials({source}: FailedCall): Advice {
	return source === undefined
		? {next: 'Renew the credentials: sign in again (aws sso login or aws login), or choose a profile with --profile.'}
		: adviceFor(source);
}
