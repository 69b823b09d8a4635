import process from 'node:process';
import type {MfaSessions} from '../../aws/client/credentials/mfa.ts';
import type {CloudOptions} from '../../aws/cloud-options.ts';
import type {DemoServer} from '../../demo/server.ts';
import type {Stores} from '../../storage/stores.ts';
import {redacted} from '../../redact.ts';
import type {LaunchCloud} from '../../operations/launches/ports.ts';
import type {OrganizationCloud} from '../../operations/organization/ports.ts';
import type {Cloud, MfaCode} from '../../operations/ports.ts';
import type {SharedOptions} from '../options/shared-options.ts';
import {sayWait} from './terminal.ts';

/** The demo's Regions are small: in smaller pages a scan looks as it does in a large account. */
const demoScan = {fanOutAfter: 0, pageSize: 25} as const;

/** What a command works with. Everything is made when it is first asked for, so that a command pays for what it uses alone. */
export class Context implements AsyncDisposable {
	readonly options: SharedOptions;
	readonly env: NodeJS.ProcessEnv;
	/** Fires on SIGINT, SIGTERM and SIGHUP. The process ends 3 s later at the latest. */
	readonly signal: AbortSignal;
	/** Closed in the opposite order. */
	readonly #closers: Array<() => Promise<void> | void> = [];
	#stores: Promise<Stores> | undefined;
	#mfa: MfaSessions | undefined;
	#demo: Promise<DemoServer> | undefined;
	#log: Promise<((line: string) => void) | undefined> | undefined;

	readonly #soften: () => AbortSignal;

	constructor(
		options: SharedOptions,
		env: NodeJS.ProcessEnv,
		signal: AbortSignal,
		soften = () => new AbortController().signal,
	) {
		this.options = options;
		this.env = env;
		this.signal = signal;
		this.#soften = soften;
	}

	/** The Region that the environment names, as the SDK and the AWS CLI know it; the demo has none. */
	get configuredRegion(): string | undefined {
		return this.options.demo
			? undefined
			: [this.env.AWS_REGION, this.env.AWS_DEFAULT_REGION].find((name) => name !== undefined && name !== '');
	}

	/** From now on the first Ctrl-C fires the signal that this gives, and nothing else; the next one ends the process. */
	stopSignal(): AbortSignal {
		return this.#soften();
	}

	/** The profile of the command line, for what works with one identity; absent where the environment decides. */
	get profile(): string | undefined {
		return this.options.profile[0];
	}

	/** Presets, preferences and history; the demo's are kept apart. */
	async stores(): Promise<Stores> {
		this.#stores ??= this.#openStores();
		return this.#stores;
	}

	/**
	AWS, or with `--demo` the embedded account, through the options of the command line. `profile` stands in for `--profile`, and `readOnly`
	is for commands that never change anything.
	*/
	async openCloud({
		profile,
		mfaCode,
		...forUse
	}: {
		readonly profile?: string;
		/** Asks for a code where the profile has an MFA device; a person in the terminal is asked otherwise. */
		readonly mfaCode?: MfaCode;
		readonly readOnly?: boolean;
		readonly hasScanThread?: boolean;
		/** Told what is being waited for; it is said on stderr otherwise. */
		readonly notice?: (text: string) => void;
	} = {}): Promise<Cloud & {readonly launches: LaunchCloud}> {
		const {createCloud} = await import('../../aws/cloud.ts');
		// Nobody watches the scan of a command: there its offenders need not come first.
		const scan = {offendersFirst: forUse.hasScanThread === true};
		const options: CloudOptions = {
			notice: sayWait,
			...forUse,
			scan,
			readOnly: forUse.readOnly === true || this.options.readOnly,
			endpointUrl: await this.endpointUrl(),
			log: await this.#openLog(),
			// Tells the partition where nothing else does: the Regions of GovCloud and China are named nowhere else.
			region: this.options.region.find((name) => name !== 'all'),
			...(this.options.demo
				? {credentials: await this.#demoCredentials(), isolated: true, scan: {...demoScan, ...scan}}
				: {profile: profile ?? this.profile, mfa: await this.#mfaSessions(mfaCode)}),
		};
		const cloud = createCloud(options);
		this.#closers.push(() => {
			cloud.close();
		});
		return cloud;
	}

	/** A whole organization, through the options of the command line: nothing in it can be changed. */
	async openOrganization(): Promise<OrganizationCloud> {
		const {createOrganizationCloud} = await import('../../aws/organization/organization-cloud.ts');
		const cloud = createOrganizationCloud({
			notice: sayWait,
			endpointUrl: await this.endpointUrl(),
			log: await this.#openLog(),
			region: this.options.region.find((name) => name !== 'all'),
			...(this.options.demo
				? {credentials: await this.#demoCredentials(), isolated: true}
				: {profile: this.profile, mfa: await this.#mfaSessions(undefined)}),
		});
		this.#closers.push(() => {
			cloud.close();
		});
		return cloud;
	}

	/** The endpoint of the command line or of the demo; absent where the SDK decides. */
	async endpointUrl(): Promise<string | undefined> {
		if (!this.options.demo) {
			return this.options.endpointUrl;
		}

		this.#demo ??= this.#startDemo();
		const {url} = await this.#demo;
		return url;
	}

	/** Closes whatever was opened. */
	async [Symbol.asyncDispose](): Promise<void> {
		for (const close of this.#closers.splice(0).toReversed()) {
			await close();
		}
	}

	/** One for all clouds of the run, so that a code serves several accounts. */
	async #mfaSessions(mfaCode: MfaCode | undefined): Promise<MfaSessions | undefined> {
		const [{MfaSessions}, {askMfaCode, canAsk}] = await Promise.all([
			import('../../aws/client/credentials/mfa.ts'),
			import('./ask.ts'),
		]);
		if (mfaCode !== undefined) {
			return new MfaSessions(mfaCode, {isShared: false});
		}

		if (this.#mfa === undefined && canAsk()) {
			this.#mfa = new MfaSessions(askMfaCode, {isShared: this.options.profile.length > 1});
		}

		return this.#mfa;
	}

	async #openStores(): Promise<Stores> {
		const {openStores} = await import('../../storage/stores.ts');
		return openStores({demo: this.options.demo, env: this.env});
	}

	async #startDemo(): Promise<DemoServer> {
		const {startDemoServer} = await import('../../demo/server.ts');
		const server = await startDemoServer();
		this.#closers.push(async () => server.close());
		return server;
	}

	async #demoCredentials() {
		const {demoCredentials} = await import('../../demo/server.ts');
		return demoCredentials;
	}

	async #openLog(): Promise<((line: string) => void) | undefined> {
		const {debug} = this.options;
		this.#log ??= debug === undefined ? Promise.resolve(undefined) : this.#startLog(debug);
		return this.#log;
	}

	async #startLog(file: string): Promise<(line: string) => void> {
		const {openDebugLog} = await import('../../storage/debug-log.ts');
		const log = openDebugLog(file);
		const warn = ({name, message}: Error): void => {
			log.write(`${new Date().toISOString()} ${name}: ${redacted(message)}`);
		};

		process.on('warning', warn);
		this.#closers.push(() => {
			process.off('warning', warn);
			log.close();
		});
		return (line) => {
			log.write(line);
		};
	}
}
