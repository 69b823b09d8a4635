import {isThrottlingError} from '@smithy/core/retry';
import {didYouMean} from '../nearest.ts';
import {ProblemError, type Problem, type ProblemKind} from '../problem.ts';
import {isChange, type Action} from './actions.ts';
import {networkProblem} from './network-errors.ts';
import {redacted} from './redact.ts';
import {codeOf, sdkErrorOf, statusOf, type SdkError} from './sdk-error.ts';

/** Which call failed: what the sentence about it has to name. */
export type FailedCall = {
	readonly action: Action;
	readonly region: string;
	readonly profile?: string | undefined;
	/** Secrets to keep out of every message. */
	readonly secrets?: readonly string[];
	/** The clock to compare AWS's with, in milliseconds. */
	readonly now?: number;
};

/**
Any failure of a call as a `ProblemError` with one of our kinds, naming the action and the Region, and what to do next. An abort stays an
`AbortError`.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
*/
export function problemFrom(error: unknown, call: FailedCall): Error {
	if (error instanceof ProblemError || (error instanceof Error && error.name === 'AbortError')) {
		return error;
	}

	const sdkError = sdkErrorOf(error);
	const problem = describe(sdkError, call);
	const code = codeOf(sdkError);
	const requestId = sdkError.$metadata?.requestId;
	return new ProblemError(
		{
			...problem,
			...(statusOf(sdkError) !== undefined && code !== undefined && {code: redacted(code)}),
			...(requestId !== undefined && {requestId: redacted(requestId)}),
		},
		{cause: error},
	);
}

/** A Region that this partition doesn't have. */
export function unknownRegion(name: string, known: Iterable<string>): Problem {
	return {
		kind: 'not-found',
		what: `There is no Region "${redacted(name)}" in this account's partition.`,
		next: didYouMean(name, known, 'See the Regions with: allowed-amis status'),
	};
}

/** Paging that would go round for ever. */
export function repeatedToken(action: Action, region: string): ProblemError {
	return new ProblemError({
		kind: 'service',
		what: `${action.split(':', 2)[1] ?? action} in ${region} handed out a page token for the second time.`,
		next: 'Try again; what has come in is not complete.',
	});
}

type Description = Pick<Problem, 'kind' | 'what' | 'next'>;

function describe(error: SdkError, call: FailedCall): Description {
	const code = codeOf(error) ?? '';
	const name = call.action.split(':', 2)[1] ?? call.action;
	const where = `${name} in ${call.region}`;
	const said = messageOf(error, call);
	const isAnswer = statusOf(error) !== undefined;

	if (error.name === 'CredentialsProviderError' || error.name === 'TokenProviderError') {
		return credentialsProblem(error, call);
	}

	if (!isAnswer) {
		return networkProblem(error, where, call.region, said) ?? bug(error, where, said);
	}

	if (/declarative policy/i.test(error.message)) {
		return {
			kind: 'policy-managed',
			what: `${where} was refused: a declarative policy of the organization manages this Region. AWS said: ${said}`,
			next: 'Review the Region here; only the administrators of the organization can change its settings.',
		};
	}

	if (isThrottlingError(error)) {
		return {
			kind: 'throttled',
			what: `${where} was throttled and stayed so (${code}).`,
			next: 'Wait a minute and try again; other tools of this account draw on the same limit.',
		};
	}

	if (deniedCodes.has(code)) {
		return {
			kind: 'denied',
			what: `${where} was denied: this identity lacks ${call.action}.`,
			next: `Ask an administrator for it; the whole policy: allowed-amis iam-policy${isChange(call.action) ? '' : ' --read-only'}`,
		};
	}

	const skew = clockSkew(error, call.now ?? Date.now());
	if (skewCodes.has(code) && skew !== undefined) {
		return {
			kind: 'unreachable',
			what: `${where} was refused: this computer's clock is ${minutes(skew)} ${skew > 0 ? 'ahead of' : 'behind'} AWS's (${code}).`,
			next: 'Set the clock (turn on its synchronization) and try again.',
		};
	}

	if (expiredCodes.has(code)) {
		return {kind: 'expired', what: `${where} was refused: the credentials have expired (${code}).`, next: signIn(call)};
	}

	if (invalidCredentialCodes.has(code)) {
		return {
			kind: 'expired',
			what: `${where} was refused: AWS does not accept these credentials there (${code}). AWS said: ${said}`,
			next: `Check the keys and the profile, that the Region is opted in, and the clock; or ${lowerFirst(signIn(call))}`,
		};
	}

	return serviceProblem(error, call, {code, where, said});
}

function serviceProblem(
	error: SdkError,
	call: FailedCall,
	{code, where, said}: Record<'code' | 'where' | 'said', string>,
): Description {
	const status = statusOf(error) ?? 0;
	if (code === 'OptInRequired') {
		return {
			kind: 'denied',
			what: `${where} was refused: this account is not opted in to it. AWS said: ${said}`,
			next: 'Enable the Region in the account settings, or leave it out.',
		};
	}

	if (call.action === 'ec2:ReplaceImageCriteriaInAllowedImagesSettings' && status === 400) {
		return {
			kind: 'invalid-criteria',
			what: `${call.region} did not accept the criteria (${code}). AWS said: ${said}`,
			next: 'Correct the criteria and apply them again; nothing was changed.',
		};
	}

	if (status < 400) {
		return {
			kind: 'service',
			what: `${where} got an answer that is not EC2's (HTTP ${status}).`,
			next: 'Check the endpoint URL, and whether a proxy or a sign-in page answered in its place.',
		};
	}

	return status >= 500
		? {
				kind: 'service',
				what: `${where} failed at AWS's end (HTTP ${status}, ${code}) and kept failing.`,
				next: 'Try again in a few minutes; https://health.aws.amazon.com tells of known trouble.',
			}
		: {
				kind: code.includes('NotFound') ? 'not-found' : 'service',
				what: `${where} was refused (${code}). AWS said: ${said}`,
				next: 'If this makes no sense, try again; with --debug FILE a log keeps the request ID for AWS Support.',
			};
}

function credentialsProblem(error: SdkError, call: FailedCall): Description {
	const said = messageOf(error, call);
	if (/expired|sso login|refresh/i.test(error.message)) {
		return {kind: 'expired', what: `The sign-in has expired. The SDK said: ${said}`, next: signIn(call)};
	}

	return {
		kind: 'expired',
		what: `No AWS credentials were found${call.profile === undefined ? '' : ` for the profile ${call.profile}`}. The SDK said: ${said}`,
		next: `Choose a profile with --profile or AWS_PROFILE, ${lowerFirst(signIn(call))} Or look around with --demo.`,
	};
}

function bug(error: SdkError, where: string, said: string): Problem {
	return {
		kind: 'bug' satisfies ProblemKind,
		what: `${where} failed inside allowed-amis: ${said}`,
		next: 'Please report it with the lines below; nothing was changed in AWS that the history does not show.',
		...(error.stack !== undefined && {stack: redacted(error.stack.replaceAll('\n', '␤')).replaceAll('␤', '\n')}),
	};
}

function signIn(call: FailedCall): string {
	return `Sign in again: aws sso login${call.profile === undefined ? '' : ` --profile ${call.profile}`} (or renew the keys).`;
}

const deniedCodes = new Set([
	'UnauthorizedOperation',
	'AccessDenied',
	'AccessDeniedException',
	'UnauthorizedException',
	'Client.UnauthorizedOperation',
]);
const expiredCodes = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired']);
const skewCodes = new Set([
	'SignatureDoesNotMatch',
	'InvalidSignatureException',
	'RequestExpired',
	'RequestInTheFuture',
	'RequestTimeTooSkewed',
	'AuthFailure',
]);
const invalidCredentialCodes = new Set([
	'AuthFailure',
	'IncompleteSignature',
	'InvalidAccessKeyId',
	'InvalidClientTokenId',
	'InvalidSecurity',
	'InvalidSignatureException',
	'MissingAuthenticationToken',
	'MissingAuthenticationTokenException',
	'RequestInTheFuture',
	'RequestTimeTooSkewed',
	'SignatureDoesNotMatch',
	'UnrecognizedClientException',
]);

/** AWS's message as one printable sentence: its encoded authorization blob helps nobody on a screen. */
function messageOf(error: SdkError, call: FailedCall): string {
	const message = error.message
		.replace(/Encoded authorization failure message:.*$/s, '')
		.replace(/Deserialization error: to see the raw response.*$/s, '')
		.trim();
	const text = redacted(message.replaceAll(/\s+/g, ' '), call.secrets);
	return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

/** How far this computer's clock is ahead of AWS's, in milliseconds, where it is more than AWS tolerates. */
function clockSkew(error: SdkError, now: number): number | undefined {
	const theirs = Date.parse(error.$response?.headers?.date ?? '');
	const skew = now - theirs;
	return Number.isNaN(skew) || Math.abs(skew) < 4 * 60_000 ? undefined : skew;
}

function minutes(milliseconds: number): string {
	const count = Math.round(Math.abs(milliseconds) / 60_000);
	return count < 120 ? `${count} minutes` : `${Math.round(count / 60)} hours`;
}

function lowerFirst(sentence: string): string {
	return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
