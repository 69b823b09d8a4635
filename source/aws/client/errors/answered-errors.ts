import {isThrottlingError} from '@smithy/core/retry';
import {redacted} from '../../../redact.ts';
import {isReview} from '../actions.ts';
import {clauseOf, messageOf, renewCredentials, serviceName, type Description, type FailedCall} from './failed-call.ts';
import {codeOf, statusOf, type SdkError} from './sdk-error.ts';

/**
A failure that AWS answered with: refused, throttled, or gone wrong at its end.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
*/
export function answeredProblem(error: SdkError, call: FailedCall): Description {
	const where = clauseOf(call);
	if (/declarative policy/i.test(error.message)) {
		return {
			kind: 'policy-managed',
			what: `${where} was refused: a declarative policy of the organization manages this Region. AWS said: ${messageOf(error, call)}`,
			next: 'Review the Region here; only the administrators of the organization can change its settings.',
		};
	}

	if (isThrottlingError(error)) {
		return {
			kind: 'throttled',
			what: `${where} was throttled and stayed so (${printedCode(error)}).`,
			next: 'Wait a minute and try again; other tools of this account draw on the same limit.',
		};
	}

	return accessProblem(error, call) ?? serviceProblem(error, call);
}

/** A refusal because of who asks: permissions, credentials, the clock. */
function accessProblem(error: SdkError, call: FailedCall): Description | undefined {
	const code = codeOf(error) ?? '';
	const where = clauseOf(call);
	if (deniedCodes.has(code)) {
		const denial = /explicit deny in an? ([\w -]{1,60})/.exec(messageOf(error, call))?.[1];
		const command = `allowed-amis iam-policy${isReview(call.action) ? ' --read-only' : ''}`;
		return denial === undefined
			? {
					kind: 'denied',
					what: `${where} was denied: this identity lacks ${call.action}.`,
					next: `Ask an administrator for it; the whole policy: ${command}`,
				}
			: {
					kind: 'denied',
					what: `${where} was denied: ${call.action} meets an explicit deny in a ${denial}.`,
					next: `Ask an administrator to lift it; what this tool needs: ${command}`,
				};
	}

	if (code === 'OptInRequired') {
		return {
			kind: 'denied',
			what: `${where} was refused: this account is not opted in to it. AWS said: ${messageOf(error, call)}`,
			next: 'Enable the Region in the account settings, or leave it out.',
		};
	}

	const skew = skewCodes.has(code) ? clockSkew(error, call.now ?? Date.now()) : undefined;
	if (skew !== undefined) {
		return {
			kind: 'unreachable',
			what: `${where} was refused: this computer's clock is ${duration(skew)} ${skew > 0 ? 'ahead of' : 'behind'} AWS's (${code}).`,
			next: 'Set the clock (turn on its synchronization) and try again.',
		};
	}

	if (expiredCodes.has(code)) {
		return {
			kind: 'expired',
			what: `${where} was refused: the credentials have expired (${code}).`,
			...renewCredentials(call),
		};
	}

	return invalidCredentialCodes.has(code)
		? {
				kind: 'expired',
				what: `${where} was refused: AWS does not accept these credentials there (${code}). AWS said: ${messageOf(error, call)}`,
				...renewCredentials(call),
				next: `Check that the Region is opted in, and the clock. ${renewCredentials(call).next}`,
			}
		: undefined;
}

function serviceProblem(error: SdkError, call: FailedCall): Description {
	const status = statusOf(error) ?? 0;
	const code = printedCode(error);
	const said = messageOf(error, call);
	if (status < 400) {
		return {
			kind: 'service',
			what: `${clauseOf(call)} got an answer that is not ${serviceName(call)}'s (HTTP ${status}).`,
			next: 'Check the endpoint URL, and whether a proxy or a sign-in page answered in its place.',
		};
	}

	if (status >= 500) {
		return {
			kind: 'service',
			what: `${clauseOf(call)} failed at AWS's end and kept failing (HTTP ${status}, ${code}).`,
			next: 'Try again in a few minutes; https://health.aws.amazon.com tells of known trouble.',
		};
	}

	if (status === 400 && call.action === 'ec2:ReplaceImageCriteriaInAllowedImagesSettings') {
		return {
			kind: 'invalid-criteria',
			what: `${call.region} did not accept the criteria (${code}). AWS said: ${said}`,
			next: 'Correct the criteria and apply them again; nothing was changed.',
		};
	}

	return {
		kind: code.includes('NotFound') ? 'not-found' : 'service',
		what: `${clauseOf(call)} was refused (${code}). AWS said: ${said}`,
		next: 'If this makes no sense, try again with --debug FILE: its log keeps the request ID for AWS Support.',
	};
}

function printedCode(error: SdkError): string {
	return redacted(codeOf(error) ?? 'no code');
}

const deniedCodes = new Set([
	'AccessDenied',
	'AccessDeniedException',
	'UnauthorizedException',
	'UnauthorizedOperation',
]);
const expiredCodes = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired']);
const skewCodes = new Set([
	'AuthFailure',
	'InvalidSignatureException',
	'RequestExpired',
	'RequestInTheFuture',
	'RequestTimeTooSkewed',
	'SignatureDoesNotMatch',
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

/** How far this computer's clock is ahead of AWS's, in milliseconds, where it is more than AWS tolerates. */
function clockSkew(error: SdkError, now: number): number | undefined {
	const theirs = Date.parse(error.$response?.headers?.date ?? '');
	const skew = now - theirs;
	return Number.isNaN(skew) || Math.abs(skew) < 4 * 60_000 ? undefined : skew;
}

function duration(milliseconds: number): string {
	const minutes = Math.round(Math.abs(milliseconds) / 60_000);
	return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
