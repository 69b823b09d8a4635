import process from 'node:process';
import {EC2Client, type EC2ClientConfig} from '@aws-sdk/client-ec2';
import {STSClient} from '@aws-sdk/client-sts';
import packageJson from '../../../package.json' with {type: 'json'};
import {refuseForeignAnswers} from './errors/foreign-answers.ts';
import {Configuration, type Setting} from './configuration/configuration.ts';
import {checkEndpoint, checkVariants, configuredEndpoint, type ServiceName} from './configuration/endpoint.ts';
import {homeRegion} from './configuration/home-region.ts';
import {CredentialChain, type Narrowing} from './credentials/chain.ts';
import type {ServiceSettings} from './service-settings.ts';
import type {Keys} from './credentials/keys.ts';
import type {MfaSessions} from './credentials/mfa.ts';
import type {CredentialSource} from './credentials/source.ts';
import {readCertificates} from './network/certificates.ts';
import {defaultTimeouts, openConnection, type Timeouts} from './network/connection.ts';
import {Proxies} from './network/proxies.ts';
import {silentLogger, Wire} from './network/wire.ts';
import {Ec2Protocol} from './protocol.ts';
import {refuseChanges} from './read-only.ts';
import {
	endpointNames,
	makeServiceClient,
	type LaunchService,
	type RegionalClients,
	type RegionalService,
} from './service-clients.ts';

export type Credentials = NonNullable<EC2ClientConfig['credentials']>;

export type ClientOptions = {
	/** A profile of the AWS configuration files; without it AWS_PROFILE, or none. */
	readonly profile?: string | undefined;
	/** One endpoint for all services; without it the one that is configured for each, or AWS's own. */
	readonly endpointUrl?: string | undefined;
	/** A Region that was asked for by name: it tells the partition where the configuration names none, or another. */
	readonly region?: string | undefined;
	/** Without them the configuration tells the way to credentials. */
	readonly credentials?: Credentials | undefined;
	/** They are those that the configuration tells of, looked up elsewhere: what to do about them follows from it. */
	readonly areRelayed?: boolean | undefined;
	/** Who is asked for MFA codes, shared by the clouds of a run; without it nobody can be. */
	readonly mfa?: MfaSessions | undefined;
	/** Nothing of this machine's AWS configuration counts, neither its files nor its environment: for the demo. */
	readonly isolated?: boolean | undefined;
	readonly readOnly?: boolean | undefined;
	/** What sessions of roles are narrowed down to that the configuration tells to assume. */
	readonly narrowing?: Narrowing | undefined;
	readonly timeouts?: Partial<Timeouts> | undefined;
};

/** What the clients share. */
type Base = {
	readonly homeRegion: string;
	readonly chain: CredentialChain;
	readonly settingsFor: (service: ServiceName) => ServiceSettings;
	readonly close: () => void;
};

/**
The SDK's clients: one for each Region, made when it is first needed, on one pool of sockets and one set of credentials, so that a sign-in
is asked for once and not once a Region. Whatever is configured is read for this cloud alone: several may be open with a profile each.
*/
export class Clients {
	readonly #options: ClientOptions;
	readonly #regional = new Map<string, EC2Client>();
	#base: Promise<Base> | undefined;
	#opened: Base | undefined;
	readonly #beside = new Map<string, Promise<RegionalClients[LaunchService]>>();
	#sts: STSClient | undefined;
	#lastKeys: Keys | undefined;
	/** What else must not be quoted back; clients for other sessions share it. */
	#confidences = new Set<string>();

	constructor(options: ClientOptions) {
		const {endpointUrl} = options;
		if (endpointUrl !== undefined) {
			checkEndpoint({name: '--endpoint-url', value: endpointUrl});
		}

		this.#options = options;
	}

	/** The profile by name, where one is named. */
	get profile(): string | undefined {
		const {profile, credentials, isolated} = this.#options;
		const named = process.env.AWS_PROFILE;
		return profile ?? (credentials === undefined && isolated !== true && named !== '' ? named : undefined);
	}

	/** Where the credentials come from, as the configuration tells; `undefined` where they were handed over. */
	get source(): CredentialSource | undefined {
		try {
			const {credentials, areRelayed} = this.#options;
			return credentials === undefined || areRelayed === true ? this.#opened?.chain.source : undefined;
		} catch {
			// Whoever asks for keys hears of it.
			return undefined;
		}
	}

	/** What the way to credentials is waiting for, where it takes its time. */
	get activity(): string | undefined {
		return this.#opened?.chain.activity;
	}

	/** A person is being asked for something, and sees it. */
	get isAsking(): boolean {
		return this.#opened?.chain.isAsking === true;
	}

	/** Where identity and Regions are asked for: AWS_REGION, the profile's Region, or else us-east-1. */
	async homeRegion(): Promise<string> {
		const base = await this.#shared();
		return base.homeRegion;
	}

	/**
	What a client of any other service is made with: endpoint, sockets, credentials, and all that is configured. Its sockets are closed with
	these clients.
	*/
	async settingsFor(service: ServiceName): Promise<ServiceSettings & {readonly credentials: () => Promise<Keys>}> {
		const {settingsFor, chain} = await this.#shared();
		return {...settingsFor(service), credentials: this.#credentials(chain)};
	}

	async ec2(region: string): Promise<EC2Client> {
		const base = await this.#shared();
		return this.#regional.get(region) ?? this.#make(region, base);
	}

	async sts(): Promise<STSClient> {
		const {settingsFor, chain, homeRegion: region} = await this.#shared();
		if (this.#sts !== undefined) {
			return this.#sts;
		}

		const client = new STSClient({...settingsFor('sts'), region, credentials: this.#credentials(chain)});
		refuseForeignAnswers(client, 'sts');
		this.#sts = client;
		return client;
	}

	/** The client of a service in a Region. */
	async of<Service extends RegionalService>(service: Service, region: string): Promise<RegionalClients[Service]> {
		const client = service === 'ec2' ? this.ec2(region) : this.#ofService(service, region);
		return client;
	}

	/**
	Clients on the same connection, endpoints and configuration for other credentials: one session among many. Read-only. They need no closing,
	which is for whom they come from to do.
	*/
	assuming(credentials: Credentials): Clients {
		const {profile: _, ...options} = this.#options;
		const clients = new Clients({...options, credentials, readOnly: true});
		clients.#base = this.#shared();
		clients.#confidences = this.#confidences;
		return clients;
	}

	/** The credentials in use, looked up or renewed where need be. */
	async keys(): Promise<Keys> {
		const {chain} = await this.#shared();
		return this.#credentials(chain)();
	}

	/** The secrets in use and those met on the way to them, for keeping them out of messages. */
	get secrets(): readonly string[] {
		const {accessKeyId, secretAccessKey, sessionToken} = this.#lastKeys ?? {};
		// A key of a test endpoint may be "test": an ordinary word, and no secret.
		const keys = [secretAccessKey, sessionToken, accessKeyId].filter(
			(secret) => secret !== undefined && secret.length >= shortestKey,
		);
		return [...keys, ...(this.#opened?.chain.secrets ?? []), ...this.#confidences].filter(
			(secret) => secret !== undefined,
		);
	}

	/** From now on it is kept out of messages and of the debug log, whoever quotes it. */
	keepConfidential(secret: string): void {
		this.#confidences.add(secret);
	}

	/** Looks credentials up anew with the next call: whoever signs in again meanwhile has not to start over. Calls under way are left alone. */
	forgetCredentials(): void {
		this.#opened?.chain.forget();
		this.#regional.clear();
		this.#beside.clear();
		this.#sts = undefined;
	}

	/** Gives back the clients of a Region that nothing more is asked of for now: of thousands, each holds memory. */
	leave(region: string): void {
		this.#regional.delete(region);
		for (const key of this.#beside.keys()) {
			if (key.endsWith(` ${region}`)) {
				this.#beside.delete(key);
			}
		}
	}

	/** Closes every socket and ends whatever was started; calls under way are cut. */
	close(): void {
		this.#opened?.close();
		this.#beside.clear();
		this.#regional.clear();
		this.#sts = undefined;
		this.#base = undefined;
		this.#opened = undefined;
	}

	#credentials(chain: CredentialChain): () => Promise<Keys> {
		const {credentials = async () => chain.keys()} = this.#options;
		return async () => {
			this.#lastKeys = await (typeof credentials === 'function' ? credentials() : credentials);
			return this.#lastKeys;
		};
	}

	#make(region: string, {settingsFor, chain}: Base): EC2Client {
		const client = new EC2Client({
			...settingsFor('ec2'),
			protocol: Ec2Protocol,
			region,
			credentials: this.#credentials(chain),
		});
		// It goes through every answer by its schema, even for a logger that takes no notice.
		client.middlewareStack.remove('loggerMiddleware');
		refuseForeignAnswers(client, 'ec2');
		if (this.#options.readOnly === true) {
			refuseChanges(client);
		}

		this.#regional.set(region, client);
		return client;
	}

	async #ofService(service: LaunchService, region: string): Promise<RegionalClients[LaunchService]> {
		const settings = await this.settingsFor(endpointNames[service]);
		const key = `${service} ${region}`;
		const made = this.#beside.get(key) ?? makeServiceClient(service, {...settings, region});
		this.#beside.set(key, made);
		return made;
	}

	async #shared(): Promise<Base> {
		this.#base ??= this.#open();
		try {
			this.#opened = await this.#base;
			return this.#opened;
		} catch (error) {
			// A profile that is missing now may be there at the next try.
			this.#base = undefined;
			throw error;
		}
	}

	async #open(): Promise<Base> {
		const {profile, isolated, region, endpointUrl} = this.#options;
		const configuration = await Configuration.read({profile, isolated});
		const timeouts = {...defaultTimeouts, ...this.#options.timeouts};
		const home = homeRegion(configuration, region);
		const ca = await readCertificates(configuration);
		const connection = openConnection({
			proxies: new Proxies(configuration.environment),
			timeout: timeouts.connect,
			...(ca !== undefined && {ca}),
		});
		const closing = new AbortController();
		const common = commonSettings(configuration);
		const settingsOn =
			(wire: Wire, given?: Setting) =>
			(service: ServiceName): ServiceSettings => {
				const endpoint = given ?? configuredEndpoint(configuration, service);
				checkVariants(configuration, endpoint);
				return {...common, requestHandler: wire, ...(endpoint !== undefined && {endpoint: endpoint.value})};
			};

		const settingsFor = settingsOn(
			new Wire(connection, timeouts),
			endpointUrl === undefined ? undefined : {name: '--endpoint-url', value: endpointUrl},
		);
		// What is wrong with them is said before anything is sent.
		settingsFor('ec2');
		settingsFor('sts');
		// As with the AWS CLI, an endpoint of the command line is not asked for credentials.
		const signInWire = new Wire(connection, timeouts);
		const signInSettings = settingsOn(signInWire);
		return {
			homeRegion: home,
			settingsFor,
			close() {
				closing.abort();
				connection.close();
			},
			chain: new CredentialChain(configuration, {
				settingsFor: (service) => ({...signInSettings(service), maxAttempts: 2}),
				wire: signInWire,
				homeRegion: home,
				signal: closing.signal,
				mfa: this.#options.mfa,
				narrowing: this.#options.narrowing,
			}),
		};
	}
}

/** What is the same for every client. Given to the SDK by name, so that it doesn't look for them where AWS_PROFILE would. */
function commonSettings(configuration: Configuration): Omit<ServiceSettings, 'requestHandler' | 'endpoint'> {
	const isFipsRegion = /^fips-|-fips$/.test(configuration.region?.value ?? '');
	return {
		profile: configuration.profileName,
		// Tries are counted, paced and shown in retry.ts.
		maxAttempts: 1,
		retryMode: 'standard',
		defaultsMode: 'legacy',
		// The SDK would otherwise print its warnings over the screen.
		logger: silentLogger,
		ignoreConfiguredEndpointUrls: true,
		useFipsEndpoint: isFipsRegion || configuration.flag('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint') !== undefined,
		useDualstackEndpoint: configuration.flag('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint') !== undefined,
		customUserAgent: [[packageJson.name, packageJson.version]],
	};
}

/** Characters of what is taken for a secret; AWS's own keys have 16 or more. */
const shortestKey = 6;
