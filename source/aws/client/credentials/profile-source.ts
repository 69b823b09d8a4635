import {didYouMean} from '../../../nearest.ts';
import {safeText} from '../../../safe-text.ts';
import {settingProblem} from '../configuration/setting.ts';
import type {Section, SharedFiles} from '../configuration/shared-files.ts';
import type {CredentialSource} from './source.ts';

/** What a profile of the files tells; `undefined` where it says nothing of credentials, or isn't there. */
export function sourceOfProfile(profile: string, files: SharedFiles): CredentialSource | undefined {
	return new Profiles(files).resolve(profile, []);
}

class Profiles {
	readonly #files: SharedFiles;

	constructor(files: SharedFiles) {
		this.#files = files;
	}

	/**
	The way that a profile tells.

	@param profile Its name; it need not exist.
	@param from The profiles that led here by their `source_profile`.
	*/
	resolve(profile: string, from: readonly string[]): CredentialSource | undefined {
		const section = this.#files.profiles.get(profile);
		if (section === undefined) {
			return undefined;
		}

		// A profile that assumes a role may name itself for the keys that do.
		if (from.length > 0 && hasKeys(section)) {
			return this.#keys(profile, section);
		}

		if (from.includes(profile)) {
			throw this.#problem(
				profile,
				'source_profile',
				`leads round in a circle: ${safeText([...from, profile].join(' → '))}`,
				'Let one of them name a profile with credentials of its own.',
			);
		}

		const {role_arn: roleArn, web_identity_token_file: tokenFile} = section;
		if (roleArn !== undefined && (section.source_profile ?? section.credential_source) !== undefined) {
			return this.#role(profile, section, roleArn, from);
		}

		if (from.length > 0 && section.credential_source !== undefined) {
			return this.#credentialSource(profile, section.credential_source);
		}

		if (section.aws_access_key_id !== undefined || section.aws_secret_access_key !== undefined) {
			return this.#keys(profile, section);
		}

		if (tokenFile !== undefined) {
			return this.#webIdentity(profile, section, tokenFile);
		}

		if (roleArn !== undefined) {
			throw this.#problem(
				profile,
				'role_arn',
				'is set, and nothing says with which credentials to assume that role',
				'Add source_profile = NAME of a profile with credentials.',
			);
		}

		return this.#signIn(profile, section);
	}

	#signIn(profile: string, section: Section): CredentialSource | undefined {
		const {credential_process: command, login_session: session} = section;
		if (command !== undefined) {
			return {type: 'process', profile, command};
		}

		if (ssoSettings.some((name) => section[name] !== undefined)) {
			return this.#sso(profile, section);
		}

		return session === undefined ? undefined : {type: 'login', profile, session};
	}

	#keys(profile: string, section: Section): CredentialSource {
		const {aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey, aws_session_token: token} = section;
		if (accessKeyId === undefined || secretAccessKey === undefined) {
			const [set, missing] =
				accessKeyId === undefined
					? ['aws_secret_access_key', 'aws_access_key_id']
					: ['aws_access_key_id', 'aws_secret_access_key'];
			throw this.#problem(profile, set, `is set and ${missing} is not`, 'Write both; in one file if need be.');
		}

		return {type: 'keys', profile, accessKeyId, secretAccessKey, sessionToken: token};
	}

	#role(profile: string, section: Section, roleArn: string, from: readonly string[]): CredentialSource {
		const {source_profile: sourceProfile, credential_source: credentialSource} = section;
		if (sourceProfile !== undefined && credentialSource !== undefined) {
			throw this.#problem(
				profile,
				'source_profile',
				'stands beside credential_source, and only one of them can say with which credentials to assume the role',
				'Take one of them out.',
			);
		}

		return {
			type: 'role',
			profile,
			roleArn,
			region: section.region,
			sessionName: section.role_session_name,
			externalId: section.external_id,
			mfaSerial: section.mfa_serial,
			duration: this.#duration(profile, section.duration_seconds),
			source:
				sourceProfile === undefined
					? this.#credentialSource(profile, credentialSource ?? '')
					: this.#sourceProfile(profile, sourceProfile, from),
		};
	}

	#sourceProfile(profile: string, name: string, from: readonly string[]): CredentialSource {
		const source = this.resolve(name, [...from, profile]);
		if (source !== undefined) {
			return source;
		}

		const names = this.#files.profiles.keys().toArray();
		throw names.includes(name)
			? this.#problem(
					profile,
					'source_profile',
					`is ${safeText(name)}, and that profile says nothing of credentials`,
					`Add keys, a credential_process or an SSO session to the profile ${safeText(name)}, or name another.`,
				)
			: this.#problem(
					profile,
					'source_profile',
					`is ${safeText(name)}, and there is no such profile`,
					didYouMean(name, names, 'Name a profile that is there.'),
				);
	}

	#credentialSource(profile: string, name: string): CredentialSource {
		switch (name) {
			case 'Environment': {
				return {type: 'environment'};
			}

			case 'EcsContainer': {
				return {type: 'container'};
			}

			case 'Ec2InstanceMetadata': {
				return {type: 'instance'};
			}

			default: {
				throw this.#problem(
					profile,
					'credential_source',
					`is "${safeText(name)}"`,
					'Write Environment, EcsContainer or Ec2InstanceMetadata.',
				);
			}
		}
	}

	#webIdentity(profile: string, section: Section, tokenFile: string): CredentialSource {
		const {role_arn: roleArn, role_session_name: sessionName, region} = section;
		if (roleArn === undefined) {
			throw this.#problem(profile, 'web_identity_token_file', 'is set and role_arn is not', 'Add role_arn.');
		}

		const setting = `web_identity_token_file of the profile ${safeText(profile)}`;
		return {type: 'web-identity', profile, tokenFile, roleArn, sessionName, region, setting};
	}

	#sso(profile: string, section: Section): CredentialSource {
		const {sso_session: name, sso_account_id: account, sso_role_name: role} = section;
		const session = name === undefined ? section : this.#files.ssoSessions.get(name);
		if (session === undefined) {
			const names = this.#files.ssoSessions.keys().toArray();
			throw this.#problem(
				profile,
				'sso_session',
				`is ${safeText(name ?? '')}, and there is no section [sso-session ${safeText(name ?? '')}] in ${safeText(this.#files.configFile)}`,
				didYouMean(name ?? '', names, 'Write that section (aws configure sso-session), or name one that is there.'),
			);
		}

		const {sso_region: region, sso_start_url: startUrl} = session;
		const where = name === undefined ? `the profile ${safeText(profile)}` : `[sso-session ${safeText(name)}]`;
		const missing = [
			region === undefined ? `sso_region in ${where}` : undefined,
			startUrl === undefined ? `sso_start_url in ${where}` : undefined,
			account === undefined ? `sso_account_id in the profile ${safeText(profile)}` : undefined,
			role === undefined ? `sso_role_name in the profile ${safeText(profile)}` : undefined,
		].filter((setting) => setting !== undefined);
		if (region === undefined || startUrl === undefined || account === undefined || role === undefined) {
			throw settingProblem(
				`The profile ${safeText(profile)}`,
				`signs in with IAM Identity Center, and this is missing: ${missing.join(', ')}`,
				`Add it to ${safeText(this.#files.configFile)}, or run: aws configure sso --profile ${safeText(profile)}`,
			);
		}

		return {type: 'sso', profile, cachedAs: name ?? startUrl, region, account, role};
	}

	#duration(profile: string, text: string | undefined): number | undefined {
		if (text === undefined || /^\d{1,6}$/.test(text)) {
			return text === undefined ? undefined : Number(text);
		}

		throw this.#problem(
			profile,
			'duration_seconds',
			`is "${safeText(text)}"`,
			'Write a number of seconds between 900 and 43200.',
		);
	}

	#problem(profile: string, key: string, what: string, next: string) {
		return settingProblem(`${key} of the profile ${safeText(profile)}`, what, next);
	}
}

/** Any of them makes a profile one of IAM Identity Center. */
const ssoSettings = ['sso_start_url', 'sso_account_id', 'sso_session', 'sso_region', 'sso_role_name'];

function hasKeys(section: Section): boolean {
	return section.aws_access_key_id !== undefined && section.aws_secret_access_key !== undefined;
}
