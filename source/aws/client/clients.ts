import process from 'node:process';
import {EC2Client, type EC2ClientConfig} from '@aws-sdk/client-ec2';
import {STSClient} from '@aws-sdk/client-sts';
import {ProblemError} from '../../problem.ts';
import {defaultTimeouts, openConnection, type Connection, type Timeouts} from './connection.ts';
import {profileEndpoint} from './endpoint.ts';
import {refuseForeignAnswers} from './errors/foreign-answers.ts';
import {findHomeRegion} from './home-region.ts';
import {assertProfileExists} from './profiles.ts';
import {Ec2Protocol} from './protocol.ts';
import {refuseChanges} from './read-only.ts';

export type Credentials = NonNullable<EC2ClientConfig['credentials']>;

/** Keys as a provider gives them. */
export type Keys = Awaited<ReturnType<EC2Client['config']['credentials']>>;

export type ClientOptions = {
	/** A profile of the AWS configuration files; without it AWS_PROFILE, or none. */
	readonly profile?: string | undefined;
	/** One endpoint for EC2 and STS alike; without it the SDK reads AWS_ENDPOINT_URL and its kin. */
	readonly endpointUrl?: string | undefined;
	/** A Region that was asked for by name: it tells the partition where the configuration names none, or another. */
	readonly region?: string | undefined;
	/** Without them the SDK's default chain decides. */
	readonly credentials?: Credentials | undefined;
	readonly readOnly?: boolean | undefined;
	readonly timeouts?: Partial<Timeouts> | undefined;
};

/** What the clients share. */
type Base = {
	readonly homeRegion: string;
	/** Absent where the SDK finds the endpoint itself. */
	readonly endpoints: {readonly ec2?: string; readonly sts?: string};
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
		this.profile = options.profile ?? (options.credentials === undefined ? process.env.AWS_PROFILE : undefined);
	}

	/** Where identity and Regions are asked for: AWS_REGION, the profile's Region, or else us-east-1. */
	async homeRegion(): Promise<string> {
		const {homeRegion} = await this.#shared();
		return homeRegion;
	}

	async ec2(region: string): Promise<EC2Client> {
		const base = await this.#shared();
		return this.#regional.get(region) ?? this.#make(region, base);
	}

	async sts(): Promise<STSClient> {
		const {settings, endpoints, homeRegion} = await this.#shared();
		const {config} = await this.ec2(homeRegion);
		if (this.#sts !== undefined) {
			return this.#sts;
		}

		const client = new STSClient({
			...settings,
			...(endpoints.sts !== undefined && {endpoint: endpoints.sts}),
			region: homeRegion,
			credentials: config.credentials,
		});
		refuseForeignAnswers(client, 'sts');
		this.#sts = client;
		return client;
	}

	/** The credentials in use, looked up or renewed where need be. */
	async keys(): Promise<Keys> {
		const {config} = await this.ec2(await this.homeRegion());
		return config.credentials();
	}

	/** The secrets in use, for keeping them out of messages; none where there are no credentials. */
	async secrets(): Promise<readonly string[]> {
		try {
			const {accessKeyId, secretAccessKey, sessionToken} = await this.keys();
			return [secretAccessKey, sessionToken, accessKeyId].filter((secret) => secret !== undefined);
		} catch {
			return [];
		}
	}

	/** Looks credentials up anew with the next call: whoever signs in again meanwhile has not to start over. Calls under way are left alone. */
	forgetCredentials(): void {
		this.#regional.clear();
		this.#sts = undefined;
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
	#make(region: string, base: Base): EC2Client {
		const {settings, endpoints, homeRegion} = base;
		const home = region === homeRegion ? undefined : (this.#regional.get(homeRegion) ?? this.#make(homeRegion, base));
		const credentials = home?.config.credentials ?? this.#options.credentials;
		const client = new EC2Client({
			...settings,
			...(endpoints.ec2 !== undefined && {endpoint: endpoints.ec2}),
			protocol: Ec2Protocol,
			region,
			...(credentials !== undefined && {credentials}),
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

		const {endpointUrl, profile, region} = this.#options;
		const [connection, homeRegion, ec2 = endpointUrl, sts = endpointUrl] = await Promise.all([
			openConnection(),
			findHomeRegion(this.profile, region),
			endpointUrl === undefined ? profileEndpoint(profile, 'ec2') : undefined,
			endpointUrl === undefined ? profileEndpoint(profile, 'sts') : undefined,
		]);
		return {
			homeRegion,
			endpoints: {...(ec2 !== undefined && {ec2}), ...(sts !== undefined && {sts})},
			settings: clientSettings(this.#options, connection),
		};
	}
}

function clientSettings({profile, timeouts}: ClientOptions, connection: Connection) {
	const {connect, silence} = {...defaultTimeouts, ...timeouts};
	return {
		...(profile !== undefined && {profile}),
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
