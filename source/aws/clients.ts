import process from 'node:process';
import {EC2Client, type EC2ClientConfig} from '@aws-sdk/client-ec2';
import {STSClient} from '@aws-sdk/client-sts';
import {loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS} from '@smithy/core/config';
import {ProblemError} from '../problem.ts';
import {defaultTimeouts, openConnection, type Connection, type Timeouts} from './connection.ts';
import {assertProfileExists} from './profiles.ts';
import {Ec2Protocol} from './protocol.ts';
import {refuseChanges} from './read-only.ts';

export type Credentials = NonNullable<EC2ClientConfig['credentials']>;

export type ClientOptions = {
	/** A profile of the AWS configuration files; without it AWS_PROFILE, or none. */
	readonly profile?: string | undefined;
	/** One endpoint for EC2 and STS alike; without it the SDK reads AWS_ENDPOINT_URL and its kin. */
	readonly endpointUrl?: string | undefined;
	/** Without them the SDK's default chain decides. */
	readonly credentials?: Credentials | undefined;
	readonly readOnly?: boolean | undefined;
	readonly timeouts?: Partial<Timeouts> | undefined;
};

/** What every client shares: sockets and the settings of the SDK. */
type Base = {
	readonly homeRegion: string;
	readonly connection: Connection;
	readonly settings: ReturnType<typeof clientSettings>;
};

/**
The SDK's clients: one for each Region, made when it is first needed, on one pool of sockets and one set of credentials, so that a sign-in
is asked for once and not once a Region.
*/
export class Clients {
	readonly profile: string | undefined;
	readonly #options: ClientOptions;
	readonly #regional = new Map<string, EC2Client>();
	#base: Promise<Base> | undefined;
	#sts: STSClient | undefined;

	constructor(options: ClientOptions) {
		const {endpointUrl} = options;
		if (endpointUrl !== undefined && !/^https?:$/.test(URL.parse(endpointUrl)?.protocol ?? '')) {
			throw new ProblemError({
				kind: 'not-found',
				what: `"${endpointUrl}" is not the URL of an endpoint.`,
				next: 'Give one that begins with https:// or http://.',
			});
		}

		this.#options = options;
		this.profile = options.credentials === undefined ? (options.profile ?? process.env.AWS_PROFILE) : undefined;
	}

	/** Where identity and Regions are asked for: AWS_REGION, the profile's Region, or else us-east-1. */
	async homeRegion(): Promise<string> {
		const {homeRegion} = await this.#shared();
		return homeRegion;
	}

	async ec2(region: string): Promise<EC2Client> {
		const {settings, homeRegion} = await this.#shared();
		return this.#regional.get(region) ?? this.#make(region, settings, homeRegion);
	}

	async sts(): Promise<STSClient> {
		const {settings, homeRegion} = await this.#shared();
		const {config} = await this.ec2(homeRegion);
		this.#sts ??= new STSClient({...settings, region: homeRegion, credentials: config.credentials});
		return this.#sts;
	}

	/** The secrets in use, for keeping them out of messages; none where there are no credentials. */
	async secrets(): Promise<readonly string[]> {
		try {
			const {config} = await this.ec2(await this.homeRegion());
			const {accessKeyId, secretAccessKey, sessionToken} = await config.credentials();
			return [secretAccessKey, sessionToken, accessKeyId].filter((secret) => secret !== undefined);
		} catch {
			return [];
		}
	}

	/** Closes every socket; calls under way are cut. */
	close(): void {
		for (const client of [...this.#regional.values(), this.#sts]) {
			client?.destroy();
		}

		this.#regional.clear();
		this.#sts = undefined;
		this.#base = undefined;
	}

	/** The home Region's client finds the credentials; the others borrow its provider, which remembers and renews them for all. */
	#make(region: string, settings: Base['settings'], homeRegion: string): EC2Client {
		const home =
			region === homeRegion
				? undefined
				: (this.#regional.get(homeRegion) ?? this.#make(homeRegion, settings, homeRegion));
		const credentials = home?.config.credentials ?? this.#options.credentials;
		const client = new EC2Client({
			...settings,
			protocol: Ec2Protocol,
			region,
			...(credentials !== undefined && {credentials}),
		});
		// It goes through every answer by its schema, even for a logger that takes no notice.
		client.middlewareStack.remove('loggerMiddleware');
		if (this.#options.readOnly === true) {
			refuseChanges(client);
		}

		this.#regional.set(region, client);
		return client;
	}

	async #shared(): Promise<Base> {
		this.#base ??= this.#open();
		try {
			return await this.#base;
		} catch (error) {
			// A profile that is missing now may be there at the next try.
			this.#base = undefined;
			throw error;
		}
	}

	async #open(): Promise<Base> {
		if (this.profile !== undefined) {
			await assertProfileExists(this.profile);
		}

		const connection = await openConnection();
		return {
			homeRegion: await findHomeRegion(this.profile),
			connection,
			settings: clientSettings(this.#options, connection),
		};
	}
}

function clientSettings({profile, endpointUrl, timeouts}: ClientOptions, connection: Connection) {
	const {connect, silence} = {...defaultTimeouts, ...timeouts};
	return {
		...(profile !== undefined && {profile}),
		...(endpointUrl !== undefined && {endpoint: endpointUrl}),
		// Tries are counted, paced and shown in retry.ts.
		maxAttempts: 1,
		// The SDK would otherwise print its warnings over the screen.
		logger: silentLogger,
		requestHandler: {
			...connection,
			connectionTimeout: connect,
			requestTimeout: silence,
			socketTimeout: silence,
			throwOnRequestTimeout: true,
		},
	};
}

/** The SDK takes its own silent logger for "none given" and prints to the console; this one is taken at its word. */
const ignore = () => undefined;
const silentLogger = {trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore};

/** The SDK's own search for the Region, and the AWS CLI's variable for it as well. */
async function findHomeRegion(profile: string | undefined): Promise<string> {
	const find = loadConfig(
		{
			...NODE_REGION_CONFIG_OPTIONS,
			environmentVariableSelector: ({AWS_REGION: own, AWS_DEFAULT_REGION: cli}) =>
				[own, cli].find((name) => name !== undefined && name !== ''),
			default: 'us-east-1',
		},
		{...NODE_REGION_CONFIG_FILE_OPTIONS, ...(profile !== undefined && {profile})},
	);
	return find();
}
