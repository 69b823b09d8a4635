import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {AllowedImagesSettings} from '../criteria/settings.ts';
import type {DemoAccount} from './account/account.ts';
import {makeDemoAccount} from './account/demo-account.ts';
import {LiveAccount} from './account/live-account.ts';
import {Endpoint, type ReceivedRequest} from './protocol/endpoint.ts';
import {FaultBook, type Faults} from './protocol/faults.ts';
import {LiveOrganization} from './organization/live-organization.ts';
import {makeOrganization} from './organization/make-organization.ts';
import {makeServices} from './services/services.ts';

/** Credentials that no AWS endpoint accepts; this one takes any. */
export const demoCredentials = {
	accessKeyId: 'AKIADEMODEMODEMODEMO',
	secretAccessKey: 'demo-secret-for-the-embedded-endpoint-only',
} as const;

export type DemoServerOptions = {
	/** 0 or none: any free one. */
	readonly port?: number;
	/** How many instances the demo account has over all Regions; about 1,500 by default. */
	readonly instances?: number;
	/** How many accounts its organization has; 12 by default. */
	readonly accounts?: number;
	/** How long a session of a role lasts at most, whatever is asked for. */
	readonly sessionSeconds?: number;
	/** Added to every answer, in milliseconds. */
	readonly latency?: number;
	/** The demo account of the same seed is the same account. */
	readonly seed?: number;
	/** Another account than the demo one. */
	readonly account?: DemoAccount;
	/** How many reads still show the settings of before a change; 2 by default. */
	readonly settleReads?: number;
	readonly faults?: Faults;
	/** The clock that ages of images are measured by. */
	readonly now?: () => Date;
};

export type DemoServer = {
	readonly url: string;
	readonly port: number;
	readonly account: DemoAccount;
	/** The account's organization, as it is now. */
	readonly organization: LiveOrganization;
	/** The newest 100,000, oldest first. */
	readonly requests: readonly ReceivedRequest[];
	/** What goes wrong; change it at any time. */
	readonly faults: Faults;
	/** The settings in force in a Region, without a request and without a lag. */
	settings(region: string): AllowedImagesSettings;
	/** Changes a Region's settings as somebody else would, at once. */
	setSettings(region: string, settings: Partial<AllowedImagesSettings>): void;
	/** Stops listening and ends every connection, answered or not. */
	close(): Promise<void>;
};

/**
Serves EC2, STS and their kin for one account on 127.0.0.1, to nobody but this machine.
Rejects with the listener's own error (`EADDRINUSE`) where the port cannot be had.
*/
export async function startDemoServer(options: DemoServerOptions = {}): Promise<DemoServer> {
	const now = options.now ?? (() => new Date());
	const account =
		options.account ??
		makeDemoAccount({
			now: now(),
			...(options.instances !== undefined && {instances: options.instances}),
			...(options.seed !== undefined && {seed: options.seed}),
		});
	const live = new LiveAccount(account, {settleReads: options.settleReads ?? 2, now});
	const faults = options.faults ?? [];
	const closing = new AbortController();
	const organization = new LiveOrganization(
		makeOrganization({
			now: now(),
			demoAccount: account,
			...(options.accounts !== undefined && {accounts: options.accounts}),
		}),
		live,
		{makeServices, sessionSeconds: options.sessionSeconds ?? Infinity},
	);
	const endpoint = new Endpoint(organization, new FaultBook(faults), {
		latency: options.latency ?? 0,
		now,
		closing: closing.signal,
	});

	const server = createServer((request, response) => {
		void endpoint.serve(request, response);
	});
	server.keepAliveTimeout = 60_000;
	server.listen(options.port ?? 0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as AddressInfo;

	const regionOf = (name: string) => {
		const region = live.region(name);
		if (!region) {
			throw new RangeError(`The account has no Region ${name}`);
		}

		return region;
	};

	return {
		url: `http://127.0.0.1:${port}`,
		port,
		account,
		organization,
		requests: endpoint.requests,
		faults,
		settings: (name) => regionOf(name).settings.inForce,
		setSettings(name, changes) {
			const {settings} = regionOf(name);
			settings.change({...settings.inForce, ...changes}, 0);
		},
		async close() {
			closing.abort();
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}
