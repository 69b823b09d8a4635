import type {Problem} from '../../../problem.ts';
import {redacted} from '../../../redact.ts';
import type {Action} from '../actions.ts';
import type {SdkError} from './sdk-error.ts';

/** Which call failed: what the sentence about it has to name. */
export type FailedCall = {
	readonly action: Action;
	readonly region: string;
	readonly profile?: string | undefined;
	/** Secrets to keep out of every message. */
	readonly secrets?: readonly string[];
	/** This computer's clock in milliseconds, to compare AWS's with. */
	readonly now?: number;
};

/** What is said of a failure; its code and request ID are added where the error is made. */
export type Description = Pick<Problem, 'kind' | 'what' | 'next' | 'stack'>;

/** The call as a clause: `DescribeImages in us-east-1`. */
export function clauseOf({action, region}: FailedCall): string {
	return `${action.slice(action.indexOf(':') + 1)} in ${region}`;
}

/** The error's message as a short printable line: EC2's encoded authorization blob and the SDK's own hints help nobody on a screen. */
export function messageOf(error: SdkError, call: FailedCall): string {
	const [message = ''] = error.message.split(
		/Encoded authorization failure message:|Deserialization error: to see the raw/,
		1,
	);
	const text = redacted(message.replaceAll(/\s+/g, ' ').trim(), call.secrets);
	return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

/** How to get valid credentials again. */
export function signInAgain({profile}: FailedCall): string {
	return `aws sso login${profile === undefined ? '' : ` --profile ${redacted(profile)}`}, or renew the keys`;
}
