import {readFile} from 'node:fs/promises';
import {ProblemError} from '../../../problem.ts';
import {redacted} from '../../../redact.ts';
import {safeText} from '../../../safe-text.ts';
import type {Configuration} from '../configuration/configuration.ts';
import {settingProblem} from '../configuration/setting.ts';
import {sdkErrorOf} from '../errors/sdk-error.ts';
import {silentLogger} from '../network/wire.ts';
import type {Keys} from './keys.ts';

/** The SDK asks both services of the machine itself, with a deadline of this many milliseconds. */
const ofTheMachine = {logger: silentLogger, timeout: 1000} as const;

/** What the `AWS_ACCESS_KEY_ID` family of variables holds. */
export function keysOfEnvironment(environment: NodeJS.ProcessEnv): Keys {
	const {
		AWS_ACCESS_KEY_ID: accessKeyId = '',
		AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
		AWS_SESSION_TOKEN: sessionToken = '',
		AWS_CREDENTIAL_EXPIRATION: expires = '',
	} = environment;
	if (accessKeyId === '' || secretAccessKey === '') {
		throw settingProblem(
			'credential_source = Environment',
			'needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and they are not set',
			'Set them, or choose another credential_source.',
		);
	}

	return {
		accessKeyId,
		secretAccessKey,
		...(sessionToken !== '' && {sessionToken}),
		...(!Number.isNaN(Date.parse(expires)) && {expiration: new Date(expires)}),
	};
}

function noCredentials({profile}: Configuration, cause?: unknown): ProblemError {
	const forProfile = profile === undefined ? '' : ` for the profile ${safeText(profile)}`;
	const {statusCode} = sdkErrorOf(cause) as {readonly statusCode?: number};
	// Where nobody answered, this is no instance at all.
	const ofService =
		statusCode === undefined
			? ''
			: ` The EC2 metadata service has none, either: it answered with status ${statusCode}.`;
	return new ProblemError(
		{
			kind: 'expired',
			what: `No AWS credentials were found${forProfile}.${ofService}`,
			next: 'Choose a profile with --profile or AWS_PROFILE, sign in with aws sso login or aws login, or look around with --demo.',
		},
		{cause},
	);
}

/** The token in a file that a setting names. */
export async function readToken(file: string, setting: string): Promise<string> {
	try {
		const token = await readFile(file, 'utf8');
		return token.trim();
	} catch (error) {
		const {code = ''} = error as NodeJS.ErrnoException;
		throw settingProblem(
			setting,
			`names ${safeText(file)}, which ${code === 'ENOENT' ? "isn't there" : `can't be read (${code})`}`,
			'Name the file that holds the token, or take the setting out.',
		);
	}
}

/**
Finds what the SDK would throw raw (an address that is none, a token file that isn't there), and gives the token that is going to be sent, if
there is one.
*/
export async function checkContainer(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
	const {
		AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: relative = '',
		AWS_CONTAINER_CREDENTIALS_FULL_URI: full = '',
		AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile = '',
		AWS_CONTAINER_AUTHORIZATION_TOKEN: token = '',
	} = environment;
	if (relative === '' && full === '') {
		throw settingProblem(
			'credential_source = EcsContainer',
			'needs AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or AWS_CONTAINER_CREDENTIALS_FULL_URI, and neither is set',
			'Run it in a container that has a role, or choose another credential_source.',
		);
	}

	if (relative === '' && URL.parse(full) === null) {
		throw settingProblem(
			'AWS_CONTAINER_CREDENTIALS_FULL_URI',
			`is "${safeText(full)}", which is no URL`,
			'Give one that begins with https:// or http://.',
		);
	}

	if (tokenFile !== '') {
		return readToken(tokenFile, 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE');
	}

	return token === '' ? undefined : token;
}

/** The keys of the role of the task or pod that this runs in. */
export async function keysOfContainer(environment: NodeJS.ProcessEnv): Promise<Keys> {
	const {fromHttp} = await import('@aws-sdk/credential-provider-http');
	try {
		return await fromHttp({...ofTheMachine, maxRetries: 1})();
	} catch (error) {
		if (sdkErrorOf(error).message.startsWith('URL not accepted')) {
			throw settingProblem(
				'AWS_CONTAINER_CREDENTIALS_FULL_URI',
				`is "${redacted(environment.AWS_CONTAINER_CREDENTIALS_FULL_URI ?? '')}", which the SDK does not accept`,
				'Give an address of this machine (loopback), of ECS or EKS, or one that begins with https://.',
			);
		}

		throw error;
	}
}

/** The keys of the role of the instance that this runs on. */
export async function keysOfInstance(configuration: Configuration): Promise<Keys> {
	const disabled = configuration.environment.AWS_EC2_METADATA_DISABLED ?? '';
	if (disabled !== '' && disabled.toLowerCase() !== 'false') {
		throw noCredentials(configuration);
	}

	const {fromInstanceMetadata} = await import('@smithy/credential-provider-imds');
	try {
		return await fromInstanceMetadata({...ofTheMachine, profile: configuration.profileName, maxRetries: 0})();
	} catch (error) {
		throw noCredentials(configuration, error);
	}
}
