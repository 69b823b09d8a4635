import {AssumeRoleCommand, type Credentials as StsCredentials} from '@aws-sdk/client-sts';
import type {Way} from '../../operations/organization/ports.ts';
import {ProblemError} from '../../problem.ts';
import {redacted} from '../../redact.ts';
import {safeText} from '../../safe-text.ts';
import type {Caller} from '../client/caller.ts';
import type {Keys} from '../client/credentials/keys.ts';
import {sdkErrorOf} from '../client/errors/sdk-error.ts';
import {hopPolicy, memberPolicy} from './session-policy.ts';

/** How these sessions are called in CloudTrail of the accounts. */
const sessionName = 'allowed-amis';

/** As long as a session may last that one role hands on to another. */
const sessionSeconds = 3600;

/** The ARN of a role that was given by name, or by its ARN. */
function roleArn(role: string, account: string, partition: string): string {
	return role.startsWith('arn:') ? role : `arn:${partition}:iam::${account}:role/${role.replace(/^\/+/, '')}`;
}

/**
Assumes the roles of a way one after the other, and gives the last one's keys, which end after an hour at most.

Rejects with `denied` where AWS lets nobody in, or where the role turns out to be in another account.
@see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
*/
export async function assumeRoles(
	caller: Caller,
	{way, partition}: {readonly way: Way; readonly partition: string},
	signal: AbortSignal,
): Promise<Keys> {
	if (way.externalId !== undefined) {
		caller.clients.keepConfidential(way.externalId);
	}

	let from = caller;
	let keys: Keys | undefined;
	for (const [index, role] of way.roles.entries()) {
		const isLast = index === way.roles.length - 1;
		keys = await assume(from, {way, arn: roleArn(role, way.account, partition), isLast}, signal);
		const own = keys;
		from = caller.as(async () => own);
	}

	if (keys === undefined) {
		throw new RangeError(`There is no role on the way to ${way.account}`);
	}

	return keys;
}

async function assume(
	caller: Caller,
	{way, arn, isLast}: {readonly way: Way; readonly arn: string; readonly isLast: boolean},
	signal: AbortSignal,
): Promise<Keys> {
	const request = new AssumeRoleCommand({
		RoleArn: arn,
		RoleSessionName: sessionName,
		DurationSeconds: sessionSeconds,
		Policy: isLast ? memberPolicy : hopPolicy,
		...(isLast && way.externalId !== undefined && {ExternalId: way.externalId}),
	});
	const {Credentials: credentials, AssumedRoleUser: assumed} = await withReason({arn, caller}, async () =>
		caller.callSts(async (client, options) => client.send(request, options), signal, 'sts:AssumeRole'),
	);
	const entered = assumed?.Arn?.split(':', 5)[4];
	if (isLast && entered !== undefined && entered !== way.account) {
		throw new ProblemError({
			kind: 'denied',
			what: `The role ${safeText(arn)} is in account ${safeText(entered)}, not in ${way.account}.`,
			next: 'Give the role by its name, or an ARN of the account itself.',
		});
	}

	return keysFrom(credentials, arn);
}

/** AWS says the same of a role that isn't there, one that trusts others and one that wants another external ID: so does this. */
async function withReason<Output>(
	{arn, caller}: {readonly arn: string; readonly caller: Caller},
	assumeIt: () => Promise<Output>,
): Promise<Output> {
	try {
		return await assumeIt();
	} catch (error) {
		if (!(error instanceof ProblemError) || error.problem.kind !== 'denied') {
			throw error;
		}

		throw new ProblemError(
			{
				...error.problem,
				what: `The role ${safeText(arn)} can't be assumed. AWS said: ${redacted(sdkErrorOf(error.cause).message, caller.clients.secrets)}`,
				next: 'Check that the role is there (`allowed-amis org role-template`), that it trusts this identity, and the external ID.',
			},
			{cause: error},
		);
	}
}

function keysFrom(credentials: StsCredentials | undefined, arn: string): Keys {
	const {AccessKeyId: id, SecretAccessKey: secret, SessionToken: token, Expiration: ends} = credentials ?? {};
	if (id === undefined || secret === undefined || token === undefined) {
		throw new ProblemError({
			kind: 'service',
			what: `AWS let us into ${safeText(arn)} and gave no keys.`,
			next: 'Try again.',
		});
	}

	return {
		accessKeyId: id,
		secretAccessKey: secret,
		sessionToken: token,
		...(ends !== undefined && {expiration: ends}),
	};
}

/** Keys this near to their end are renewed first, in milliseconds. */
const renewBefore = 300_000;

/** Keys for a session: those it has until they are near their end, then new ones, asked for once for all who need them. */
export function renewedKeys(first: Keys, renew: () => Promise<Keys>): () => Promise<Keys> {
	let current = Promise.resolve(first);
	let endsAt = first.expiration?.getTime() ?? Infinity;
	return async () => {
		if (endsAt - Date.now() < renewBefore) {
			// Whoever comes meanwhile waits for the same ones.
			endsAt = Infinity;
			current = renew();
			try {
				const keys = await current;
				endsAt = keys.expiration?.getTime() ?? Infinity;
			} catch (error) {
				endsAt = 0;
				throw error;
			}
		}

		return current;
	};
}
