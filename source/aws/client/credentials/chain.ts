import {safeText} from '../../../safe-text.ts';
import type {Configuration} from '../configuration/configuration.ts';
import type {ServiceName} from '../configuration/endpoint.ts';
import type {ServiceSettings} from '../service-settings.ts';
import {problemFrom} from '../errors/errors.ts';
import type {CredentialAction} from '../errors/failed-call.ts';
import {silentLogger, type Wire} from '../network/wire.ts';
import {isFresh, type Keys} from './keys.ts';
import {nobodyToAsk, type MfaSessions} from './mfa.ts';
import {processDeadline, runCredentialProcess} from './process.ts';
import {assumeRole, assumeRoleWithToken, openSession, sessionName} from './role.ts';
import {sourceOf} from './configured-source.ts';
import type {CredentialSource} from './source.ts';
import {ssoSecrets, ssoSignIn} from './sso.ts';
import {checkContainer, keysOfContainer, keysOfEnvironment, keysOfInstance, readToken} from './surroundings.ts';

/** What a role is assumed with. */
type Assuming = {
	readonly credentials: Keys;
	readonly policy: string | undefined;
	readonly mfa?: {readonly serial: string; readonly code: string};
};

type Of<Type extends CredentialSource['type']> = Extract<CredentialSource, {readonly type: Type}>;

export type ChainOptions = {
	/** What every client of the SDK is made with, its endpoint for this service included. */
	readonly settingsFor: (service: ServiceName) => ServiceSettings;
	/** The wire that those settings hold: it remembers failures that the SDK's sign-in code throws away. */
	readonly wire: Wire;
	readonly homeRegion: string;
	/** Who is asked for MFA codes; without it nobody can be. */
	readonly mfa?: MfaSessions | undefined;
	readonly narrowing?: Narrowing | undefined;
	/** Cuts whatever is under way: a `credential_process`, a call. */
	readonly signal: AbortSignal;
};

/** Session policies (JSON) for the roles that a configuration tells to assume: such a session can do nothing that its policy doesn't allow. */
export type Narrowing = {
	readonly to: string;
	/** For a role whose session assumes the next one. */
	readonly onTheWay: string;
};

/** The way to credentials of one configuration: goes it when keys are asked for, and again when they are about to end. */
export class CredentialChain {
	/** What is being waited for, for whoever wants to say so. */
	activity: string | undefined;
	/** A person is being asked, and sees it: nothing is to be said meanwhile. */
	isAsking = false;
	/** Secrets that were met on the way: portals and STS quote them back in their errors. */
	readonly secrets = new Set<string>();
	readonly #configuration: Configuration;
	readonly #options: ChainOptions;
	#keys: Keys | undefined;
	#pending: Promise<Keys> | undefined;

	constructor(configuration: Configuration, options: ChainOptions) {
		this.#configuration = configuration;
		this.#options = options;
	}

	/**
	Where the keys come from.

	@throws `configuration` where the way there can't be gone.
	*/
	get source(): CredentialSource {
		return sourceOf(this.#configuration);
	}

	/** Rejects with a `ProblemError` that says what is wrong on the way and what to do about it. */
	async keys(): Promise<Keys> {
		if (this.#keys !== undefined && isFresh(this.#keys)) {
			return this.#keys;
		}

		this.#pending ??= this.#renew();
		return this.#pending;
	}

	/** Goes the way anew with the next call. */
	forget(): void {
		this.#keys = undefined;
	}

	async #renew(): Promise<Keys> {
		try {
			this.#keys = await this.#resolve(this.source, this.#options.narrowing?.to);
			return this.#keys;
		} finally {
			this.#pending = undefined;
			this.activity = undefined;
		}
	}

	/** `policy`: what a session is narrowed down to, where this source is a role. */
	async #resolve(source: CredentialSource, policy: string | undefined): Promise<Keys> {
		switch (source.type) {
			case 'keys': {
				const {accessKeyId, secretAccessKey, sessionToken} = source;
				return {accessKeyId, secretAccessKey, ...(sessionToken !== undefined && {sessionToken})};
			}

			case 'environment': {
				return keysOfEnvironment(this.#configuration.environment);
			}

			case 'role': {
				return this.#role(source, policy);
			}

			case 'web-identity': {
				return this.#webIdentity(source, policy);
			}

			case 'process': {
				this.activity = `the credential_process of the profile ${safeText(source.profile)}`;
				return runCredentialProcess(source.command, {
					profile: source.profile,
					signal: this.#options.signal,
					deadline: processDeadline,
					said: (line) => {
						this.activity = `the credential_process of the profile ${safeText(source.profile)}, which says: ${line}`;
					},
				});
			}

			case 'sso': {
				return this.#sso(source);
			}

			case 'login': {
				return this.#login(source);
			}

			case 'container': {
				return this.#container(source);
			}

			case 'instance': {
				this.activity = 'the credentials of this instance (EC2 metadata service)';
				return keysOfInstance(this.#configuration);
			}
		}
	}

	async #role(source: Of<'role'>, policy: string | undefined): Promise<Keys> {
		// Its own credentials come first: nobody is asked for a code in vain.
		const credentials = await this.#resolve(source.source, this.#options.narrowing?.onTheWay);
		this.#keep(source.externalId);
		this.activity = `AssumeRole of ${safeText(source.roleArn)}`;
		return this.#attempt('sts:AssumeRole', source, async () =>
			source.mfaSerial === undefined
				? this.#assume(source, {credentials, policy})
				: this.#withCode(source, source.mfaSerial, {credentials, policy}),
		);
	}

	async #withCode(source: Of<'role'>, serial: string, {credentials, policy}: Assuming): Promise<Keys> {
		const {mfa, settingsFor, homeRegion, signal} = this.#options;
		if (mfa === undefined) {
			throw nobodyToAsk(source.profile, serial);
		}

		this.activity = undefined;
		this.isAsking = true;
		try {
			return await mfa.assume({
				profile: source.profile,
				serial,
				credentials,
				signal,
				assume: async (keys, code) =>
					this.#assume(source, {credentials: keys, policy, ...(code !== undefined && {mfa: {serial, code}})}),
				openSession: async (code) => {
					this.#keep(code);
					return openSession(
						{...settingsFor('sts'), region: source.region ?? homeRegion, credentials},
						{SerialNumber: serial, TokenCode: code},
						signal,
					);
				},
			});
		} finally {
			this.isAsking = false;
		}
	}

	async #assume(source: Of<'role'>, {credentials, policy, mfa}: Assuming): Promise<Keys> {
		const {settingsFor, homeRegion, signal} = this.#options;
		this.#keep(mfa?.code);
		return assumeRole(
			{...settingsFor('sts'), region: source.region ?? homeRegion, credentials},
			{
				RoleArn: source.roleArn,
				RoleSessionName: source.sessionName ?? sessionName(),
				DurationSeconds: source.duration ?? 3600,
				...(policy !== undefined && {Policy: policy}),
				...(source.externalId !== undefined && {ExternalId: source.externalId}),
				...(mfa !== undefined && {SerialNumber: mfa.serial, TokenCode: mfa.code}),
			},
			signal,
		);
	}

	async #webIdentity(source: Of<'web-identity'>, policy: string | undefined): Promise<Keys> {
		const token = await readToken(source.tokenFile, source.setting);
		this.#keep(token);
		this.activity = `AssumeRoleWithWebIdentity of ${safeText(source.roleArn)}`;
		const {settingsFor, homeRegion, signal} = this.#options;
		return this.#attempt('sts:AssumeRoleWithWebIdentity', source, async () =>
			assumeRoleWithToken(
				{...settingsFor('sts'), region: source.region ?? homeRegion},
				{
					RoleArn: source.roleArn,
					RoleSessionName: source.sessionName ?? sessionName(),
					WebIdentityToken: token,
					...(policy !== undefined && {Policy: policy}),
				},
				signal,
			),
		);
	}

	async #sso(source: Of<'sso'>): Promise<Keys> {
		this.activity = `the sign-in of the profile ${safeText(source.profile)} (IAM Identity Center)`;
		const {settingsFor, wire} = this.#options;
		this.#keep(...(await ssoSecrets(source)));
		const signIn = await ssoSignIn(source, {settingsFor, wire});
		return this.#attempt('sso:GetRoleCredentials', source, signIn);
	}

	async #login(source: Of<'login'>): Promise<Keys> {
		this.activity = `the sign-in of the profile ${safeText(source.profile)} (aws login)`;
		const {fromLoginCredentials} = await import('@aws-sdk/credential-provider-login');
		return this.#attempt('signin:CreateOAuth2Token', source, async () =>
			fromLoginCredentials({
				profile: source.profile,
				clientConfig: this.#options.settingsFor('signin'),
				logger: silentLogger,
			})(),
		);
	}

	async #container(source: Of<'container'>): Promise<Keys> {
		this.activity = 'the credentials of this container';
		const {environment} = this.#configuration;
		this.#keep(await checkContainer(environment));
		return this.#attempt('container credentials', source, async () => keysOfContainer(environment));
	}

	/** Runs the one step of the way that speaks to somebody, and explains its failure. */
	async #attempt(action: CredentialAction, source: CredentialSource, run: () => Promise<Keys>): Promise<Keys> {
		const {wire, homeRegion, signal} = this.#options;
		wire.lastFailure = undefined;
		try {
			return await run();
		} catch (error) {
			signal.throwIfAborted();
			const isAnswered = typeof error === 'object' && error !== null && '$metadata' in error;
			throw problemFrom(isAnswered ? error : (wire.lastFailure ?? error), {
				action,
				region: 'region' in source ? (source.region ?? homeRegion) : homeRegion,
				source,
				...('profile' in source && source.profile !== undefined && {profile: source.profile}),
				secrets: [...this.secrets],
			});
		}
	}

	#keep(...secrets: ReadonlyArray<string | undefined>): void {
		for (const secret of secrets) {
			if (secret !== undefined) {
				this.secrets.add(secret.trim());
			}
		}
	}
}
