import type {AssumeRoleCommandInput, STSClientConfig} from '@aws-sdk/client-sts';
import {refuseForeignAnswers} from '../errors/foreign-answers.ts';
import type {Keys} from './keys.ts';

/** What STS gives for a role, by either way of assuming it. */
type Assumed = {
	readonly Credentials?:
		| {
				readonly AccessKeyId: string | undefined;
				readonly SecretAccessKey: string | undefined;
				readonly SessionToken: string | undefined;
				readonly Expiration: Date | undefined;
		  }
		| undefined;
};

/**
Assumes a role, and gives the keys of that session.

@param settings Of the STS client: endpoint, Region, the credentials that assume the role.
@param role What to ask for; with a `Policy`, the session can do nothing that it doesn't allow.
@param signal Cuts the call.
@see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
@throws the SDK's errors as they come.
*/
export async function assumeRole(
	settings: STSClientConfig,
	role: AssumeRoleCommandInput,
	signal?: AbortSignal,
): Promise<Keys> {
	const {STSClient, AssumeRoleCommand} = await import('@aws-sdk/client-sts');
	const client = new STSClient(settings);
	refuseForeignAnswers(client, 'sts');
	return keysOf(await client.send(new AssumeRoleCommand(role), {...(signal && {abortSignal: signal})}));
}

/** Assumes a role with the token of an identity provider; the call itself is not signed. */
export async function assumeRoleWithToken(
	settings: STSClientConfig,
	role: {
		readonly RoleArn: string;
		readonly RoleSessionName: string;
		readonly WebIdentityToken: string;
		readonly Policy?: string;
	},
	signal?: AbortSignal,
): Promise<Keys> {
	const {STSClient, AssumeRoleWithWebIdentityCommand} = await import('@aws-sdk/client-sts');
	const client = new STSClient(settings);
	refuseForeignAnswers(client, 'sts');
	return keysOf(await client.send(new AssumeRoleWithWebIdentityCommand(role), {...(signal && {abortSignal: signal})}));
}

/**
Opens a session with the code of an MFA device: its keys say for twelve hours that a device was used.
@see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
*/
export async function openSession(
	settings: STSClientConfig,
	device: {readonly SerialNumber: string; readonly TokenCode: string},
	signal: AbortSignal,
): Promise<Keys> {
	const {STSClient, GetSessionTokenCommand} = await import('@aws-sdk/client-sts');
	const client = new STSClient(settings);
	refuseForeignAnswers(client, 'sts');
	return keysOf(await client.send(new GetSessionTokenCommand(device), {abortSignal: signal}));
}

/** The name of a session where the configuration gives none: CloudTrail shows it. */
export function sessionName(now = Date.now()): string {
	return `allowed-amis-${now}`;
}

function keysOf({Credentials: credentials}: Assumed): Keys {
	const {AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey} = credentials ?? {};
	if (accessKeyId === undefined || secretAccessKey === undefined) {
		throw Object.assign(new Error('The answer is not one of this service.'), {$metadata: {httpStatusCode: 200}});
	}

	const {SessionToken: sessionToken, Expiration: expiration} = credentials ?? {};
	return {
		accessKeyId,
		secretAccessKey,
		...(sessionToken !== undefined && {sessionToken}),
		...(expiration !== undefined && {expiration}),
	};
}
