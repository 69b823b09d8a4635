import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {getSSOTokenFromFile} from '@smithy/core/config';
import type {ProfileInfo} from '../../../operations/ports.ts';
import {ProblemError, problemOf} from '../../../problem.ts';
import {safeText} from '../../../safe-text.ts';
import {Configuration} from '../configuration/configuration.ts';
import {readSharedFiles, type Section, type SharedFiles} from '../configuration/shared-files.ts';
import {adviceFor, originOf, signInCommand} from './advice.ts';
import {sourceOf} from './configured-source.ts';
import {sourceOfProfile} from './profile-source.ts';
import type {CredentialSource} from './source.ts';

/** The profiles of the AWS configuration, sorted by name, with what each is. Reads files alone: nothing is run or sent. */
export async function describeProfiles(): Promise<readonly ProfileInfo[]> {
	const files = await readSharedFiles();
	const names = files.profiles.keys().toArray().toSorted();
	return Promise.all(names.map(async (name) => describeProfile(name, files)));
}

/**
The command that signs in to a profile, or to the way that the environment tells: for a role it names the profile whose sign-in assumes it.

@throws `expired` with what to do instead, where no sign-in gives its credentials.
*/
export async function signInFor(profile: string | undefined): Promise<readonly string[]> {
	const configuration = await Configuration.read({profile});
	const source = sourceOf(configuration);
	const command = signInCommand(source);
	if (command === undefined) {
		throw new ProblemError({
			kind: 'expired',
			what: `${profile === undefined ? 'There is no sign-in' : `The profile ${safeText(profile)} has no sign-in`} that would give credentials.`,
			next: adviceFor(source).next,
		});
	}

	return command;
}

async function describeProfile(name: string, files: SharedFiles): Promise<ProfileInfo> {
	const section: Section = files.profiles.get(name) ?? {};
	const region = section.region === undefined ? {} : {region: safeText(section.region)};
	let source: CredentialSource | undefined;
	try {
		source = sourceOfProfile(name, files);
	} catch (error) {
		return {name: safeText(name), kind: 'broken', ...region, problem: problemOf(error)};
	}

	const account = source && accountOf(source, section);
	const role = source && roleOf(source);
	const signIn = source && signInCommand(source);
	const signedIn = source && (await signedInFor(source));
	return {
		name: safeText(name),
		kind: source?.type ?? 'none',
		...region,
		...(account !== undefined && /^\d{12}$/.test(account) && {account}),
		...(role !== undefined && {role: safeText(role)}),
		...(source?.type === 'role' && source.mfaSerial !== undefined && {mfaSerial: safeText(source.mfaSerial)}),
		...(signIn !== undefined && {signIn}),
		...(signedIn !== undefined && {signedIn}),
	};
}

function accountOf(source: CredentialSource, section: Section): string | undefined {
	switch (source.type) {
		case 'sso': {
			return source.account;
		}

		case 'role':
		case 'web-identity': {
			return source.roleArn.split(':', 5)[4];
		}

		case 'login': {
			return source.session.split(':', 5)[4];
		}

		default: {
			return section.aws_account_id;
		}
	}
}

function roleOf(source: CredentialSource): string | undefined {
	return source.type === 'sso'
		? source.role
		: source.type === 'role' || source.type === 'web-identity'
			? source.roleArn.split('/').at(-1)
			: undefined;
}

/** A token that can be renewed without a person counts as lasting until its own end: how long that goes on is not in the file. */
async function signedInFor(source: CredentialSource): Promise<ProfileInfo['signedIn']> {
	const origin = originOf(source);
	try {
		switch (origin.type) {
			case 'sso': {
				const token = (await getSSOTokenFromFile(origin.cachedAs)) as unknown;
				return typeof token === 'object' && token !== null ? stateOf(token) : undefined;
			}

			case 'login': {
				const {accessToken, refreshToken} = await readLogin(origin.session);
				return stateOf({expiresAt: accessToken?.expiresAt, refreshToken});
			}

			default: {
				return undefined;
			}
		}
	} catch (error) {
		// Nobody has signed in yet; what can't be read may be anything.
		return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'ended' : undefined;
	}
}

function stateOf(token: {readonly expiresAt?: unknown; readonly refreshToken?: unknown}): ProfileInfo['signedIn'] {
	const ends = new Date(String(token.expiresAt));
	if (Number.isNaN(ends.getTime())) {
		return undefined;
	}

	return ends.getTime() > Date.now()
		? {until: ends.toISOString()}
		: typeof token.refreshToken === 'string'
			? undefined
			: 'ended';
}

/** What `aws login` keeps. */
async function readLogin(
	session: string,
): Promise<{readonly accessToken?: {readonly expiresAt?: unknown}; readonly refreshToken?: unknown}> {
	const folder = process.env.AWS_LOGIN_CACHE_DIRECTORY ?? path.join(os.homedir(), '.aws', 'login', 'cache');
	const name = createHash('sha256').update(session).digest('hex');
	const token: unknown = JSON.parse(await readFile(path.join(folder, `${name}.json`), 'utf8'));
	return typeof token === 'object' && token !== null ? token : {};
}
