import {isThrottlingError} from '@smithy/core/retry';
import {redacted} from '../../../redact.ts';
import {isReview} from '../actions.ts';
import {principalOf} from '../../../principal.ts';
import {clauseOf, messageOf, renewCredentials, serviceName, type Description, type FailedCall} from './failed-call.ts';
import {isByOrganization, managedElsewhere, readRefusal, type PolicyKind, type Refusal} from './refusal.ts';
import {codeOf, statusOf, type SdkError} from './sdk-error.ts';

/**
A failure that AWS answered with: refused, throttled, or gone wrong at its end.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
*/
export function answeredProblem(error: SdkError, call: FailedCall): Description {
	const where = clauseOf(call);
	if (isByOrganization(error.message)) {
		return {
			kind: 'policy-managed',
			what: `${where} was refused: a policy of the organization manages these settings. AWS said: ${messageOf(error, call)}`,
			next: managedElsewhere,
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
	if (call.action === 'sso:GetRoleCredentials' && code === 'UnauthorizedException') {
		return {
			kind: 'expired',
			what: `${where} was refused: the sign-in is not accepted any more. AWS said: ${messageOf(error, call)}`,
			...renewCredentials(call),
		};
	}

	if (deniedCodes.has(code)) {
		return denial(error, call);
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

/** AWS's own sentence, and what follows from it; where it says no more than that, nothing is blamed. */
function denial(error: SdkError, call: FailedCall): Description {
	const refusal = readRefusal(error.message);
	const {policy, isExplicit} = refusal;
	const action = redacted(refusal.action ?? call.action, call.secrets);
	const by =
		policy === undefined
			? ''
			: isExplicit === true
				? `, by an explicit deny in ${withArticle(policy)}`
				: `, as no ${policy} allows it`;
	const to = refusal.principal === undefined ? '' : ` for ${redacted(principalOf(refusal.principal), call.secrets)}`;
	return {
		kind: 'denied',
		what: `${clauseOf(call)} was denied: ${action} is not allowed${to}${by}. AWS said: ${messageOf(error, call)}`,
		next: nextAfter(refusal, action, call),
	};
}

function withArticle(policy: PolicyKind): string {
	return `${policy.startsWith('i') ? 'an' : 'a'} ${policy}`;
}

/** Who can change what was denied depends on the kind of policy. */
function nextAfter({policy, isExplicit}: Refusal, action: string, call: FailedCall): string {
	if (policy === undefined) {
		return nextAfterMissing(false, action, call);
	}

	switch (policy) {
		case 'service control policy':
		case 'resource control policy': {
			return `Only the administrators of the organization can change its ${policy}; permissions of this account don't help.`;
		}

		case 'permissions boundary': {
			return `Ask whoever set the permissions boundary of this identity to ${isExplicit === true ? 'lift the deny' : `let ${action} through`}.`;
		}

		case 'session policy': {
			return 'This session was given less than its role may do: sign in without that session policy, or with another permission set.';
		}

		case 'VPC endpoint policy': {
			return `The VPC endpoint that calls leave through does not let ${action} through: ask who manages it, or call from elsewhere.`;
		}

		case 'role trust policy': {
			return 'Ask whoever owns the role to trust this identity in its trust policy.';
		}

		case 'resource-based policy':
		case 'identity-based policy': {
			return nextAfterMissing(isExplicit === true, action, call);
		}
	}
}

/** What to ask for where the permission is the identity's own, or nothing is known of the policy. */
function nextAfterMissing(isExplicit: boolean, action: string, {source, action: called}: FailedCall): string {
	if (source?.type === 'sso' && called === 'sso:GetRoleCredentials') {
		return `Ask the administrators of IAM Identity Center for the role ${redacted(source.role)} in the account ${redacted(source.account)}, or choose another profile with --profile.`;
	}

	if (source?.type === 'role' && called === 'sts:AssumeRole') {
		return `The role's trust policy has to name this identity, and this identity needs sts:AssumeRole on ${redacted(source.roleArn)}; so does an external ID or MFA that it asks for.`;
	}

	const policyCommand = `allowed-amis iam-policy${isReview(called) ? ' --read-only' : ''}`;
	return isExplicit
		? `Ask an administrator to lift the deny; what this tool needs: ${policyCommand}`
		: `Ask an administrator for ${action}; the whole policy: ${policyCommand}`;
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

	if (
		status === 400 &&
		/^(?:Invalid|Malformed|Missing|Unknown|Validation)/.test(code) &&
		call.action === 'ec2:ReplaceImageCriteriaInAllowedImagesSettings'
	) {
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
	'ForbiddenException',
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
	'IDPRejectedClaim',
	'IncompleteSignature',
	'InvalidAccessKeyId',
	'InvalidClientTokenId',
	'InvalidIdentityToken',
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
