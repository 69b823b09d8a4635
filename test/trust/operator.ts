import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import {isDeepStrictEqual} from 'node:util';
import {createCloud} from '../../source/aws/cloud.ts';
import type {CloudOptions} from '../../source/aws/cloud-options.ts';
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import type {ReceivedRequest} from '../../source/demo/protocol/endpoint.ts';
import {demoCredentials, startDemoServer, type DemoServer, type DemoServerOptions} from '../../source/demo/server.ts';
import {readInput} from '../../source/storage/files/input.ts';
import {writeOutput} from '../../source/storage/files/output.ts';
import {openStores, type Stores} from '../../source/storage/stores.ts';
import {eventOf} from '../../source/ui/keys/binding.ts';
import {focusOf, programKeys} from '../../source/ui/keys/registry.ts';
import type {World} from '../../source/operations/world.ts';
import {confirmationPhrase, panelIn} from '../../source/rollout/guards.ts';
import {WizardSession} from '../../source/rollout/session.ts';
import {announcedWhole} from '../rollout/announced-whole.ts';
import {
	currentWork,
	type RegionOverview,
	type RegionWork,
	type RolloutState,
	type WizardState,
} from '../../source/rollout/state.ts';
import {account, truthOf} from './account.ts';

/** Waits so short that a test never notices; the limits are the real ones, only lower. */
export const impatient = {
	patience: {throttled: 3, unreachable: 2, service: 3, longestSeconds: 0.01},
	waiting: {first: 0.01, longest: 0.02, inAll: 20},
	// Long enough for a busy machine: who tests silence itself makes it short.
	timeouts: {connect: 20_000, silence: 20_000},
	// Small pages, so that the home Region has many and its zones are asked side by side.
	scan: {pageSize: 30, fanOutAfter: 60, pace: {perSecond: 5000, burst: 5000}},
} satisfies CloudOptions;

export type OperatorOptions = {
	readonly server?: DemoServerOptions;
	readonly cloud?: CloudOptions;
	/** Settings of Regions at the start. */
	readonly settings?: Readonly<Record<string, Partial<AllowedImagesSettings>>>;
	readonly purpose?: 'rollout' | 'review';
	readonly readOnly?: boolean;
	/** What happens to a draft in `$EDITOR`. */
	readonly edit?: (text: string) => string;
};

type Test = {after(done: () => Promise<void>): void};

/** Far more than any step takes: what is not there by then hangs. */
const patience = Number(process.env.TRUST_PATIENCE ?? 60_000);

/**
A person at the keys of the real wizard, without a screen: the real session over the real cloud and the real files, against the embedded
endpoint. It holds every state that it sees against the truth: a total that claims to be complete has to be right.
*/
export class Operator {
	readonly server: DemoServer;
	readonly stores: Stores;
	readonly directory: string;
	readonly #cloudOptions: CloudOptions;
	readonly #options: OperatorOptions;
	readonly #clouds: Array<{close(): void}> = [];
	session: WizardSession;

	constructor(server: DemoServer, directory: string, options: OperatorOptions) {
		this.server = server;
		this.directory = directory;
		this.#options = options;
		this.#cloudOptions = {...impatient, endpointUrl: server.url, credentials: demoCredentials, ...options.cloud};
		this.stores = openStores({demo: false, env: {XDG_STATE_HOME: directory, XDG_CONFIG_HOME: directory}});
		this.session = this.#open();
	}

	get state(): WizardState {
		return this.session.getState();
	}

	get #focus() {
		return focusOf(programKeys.wizard, this.state);
	}

	/** The mutating calls that the endpoint received, dry runs apart: `EnableAllowedImagesSettings enabled`. */
	get changes(): readonly ReceivedRequest[] {
		return this.server.requests.filter(({action, dryRun}) => !dryRun && /^(?:Enable|Disable|Replace)/.test(action));
	}

	/** Ends this run as quitting does, and begins another on the same files. */
	async restart(): Promise<void> {
		this.session.stop();
		await this.session.ended;
		this.session = this.#open();
		this.session.start();
	}

	/** A key has to be a binding that works here, or text for a field: a key that does nothing fails the test. */
	press(...keys: readonly string[]): void {
		for (const key of keys) {
			const event = eventOf(this.#focus, key);
			assert.ok(event, `${key} means nothing in ${describe(this.state)}`);
			if (event.type === 'browser') {
				this.session.browse(event.command);
			} else {
				this.session.dispatch(event);
			}
		}
	}

	/** Presses a key that is said to lead on: it must be shown, and allowed. */
	pressShown(key: string): void {
		const shown = this.#focus.keys.find(({keys}) => keys.includes(key));
		assert.ok(shown, `no key ${key} is shown in ${describe(this.state)}`);
		assert.equal(shown.guard(), true, `${key} is dimmed in ${describe(this.state)}`);
		this.press(key);
	}

	type(text: string): void {
		this.press(...Array.from(text, (character) => (character === ' ' ? 'space' : character)));
	}

	/** Types what the wizard asks for. */
	typePhrase(): void {
		assert.strictEqual(this.state.phase, 'rollout');
		const phrase = confirmationPhrase(this.state);
		if (phrase === undefined) {
			throw new TypeError(`Nothing can be confirmed in ${describe(this.state)}`);
		}

		this.type(phrase);
	}

	/** Waits for a state; fails with the current one where it doesn't come. */
	async until<Found extends WizardState>(what: string, isThere: (state: WizardState) => state is Found): Promise<Found>;
	async until(what: string, isThere: (state: WizardState) => boolean): Promise<WizardState>;
	async until(what: string, isThere: (state: WizardState) => boolean): Promise<WizardState> {
		const {promise, resolve, reject} = Promise.withResolvers<WizardState>();
		const look = (): void => {
			const {state} = this;
			try {
				judge(state);
				if (isThere(state)) {
					resolve(state);
				}
			} catch (error) {
				reject(error);
			}
		};

		const timer = setTimeout(() => {
			reject(new Error(`It hangs: no "${what}", but ${describe(this.state)}`));
		}, patience);
		const stop = this.session.subscribe(look);
		look();
		try {
			return await promise;
		} finally {
			clearTimeout(timer);
			stop();
		}
	}

	/** Waits until the rollout is in such a state, and gives what is known of the current Region. */
	async untilWork(what: string, isThere: (work: RegionWork, state: RolloutState) => boolean): Promise<RegionWork> {
		const state = await this.until(
			what,
			(one): one is RolloutState => one.phase === 'rollout' && isThere(currentWork(one), one),
		);
		return currentWork(state);
	}

	/** A cloud as the wizard's own; it ends with the test. */
	openCloud(): ReturnType<typeof createCloud> {
		const {purpose = 'rollout', readOnly = purpose === 'review'} = this.#options;
		const cloud = createCloud({readOnly, ...this.#cloudOptions});
		this.#clouds.push(cloud);
		return cloud;
	}

	async close(): Promise<void> {
		this.session.stop();
		await this.session.ended;
		for (const cloud of this.#clouds) {
			cloud.close();
		}

		await this.server.close();
		await fs.rm(this.directory, {recursive: true, force: true});
	}

	#open(): WizardSession {
		const {purpose = 'rollout', readOnly = purpose === 'review', edit = (text: string) => text} = this.#options;
		const world: World = {
			openCloud: async () => this.openCloud(),
			ledger: this.stores.ledger,
			presets: this.stores.presets,
			plans: this.stores.plans,
			preferences: this.stores.preferences,
			readText: async (file) => readInput(file),
			editText: async (text) => edit(text),
			async signIn() {
				// No terminal to hand over.
			},
			openUrl: async () => 'opened' as const,
			describeProfiles: async () => [],
			copy: async () => ({isSure: true, how: 'to a test'}),
			writeFile: writeOutput,
			async pause(_seconds, signal) {
				await wait(20, undefined, {signal});
			},
			now: () => new Date(),
		};
		const session = new WizardSession(world, {demo: false, readOnly, purpose});
		// What a screen does that all of the danger panel fits on, and all of what a step announces.
		session.subscribe(() => {
			const state = session.getState();
			const announced = announcedWhole(state);
			if (announced !== undefined) {
				session.dispatch(announced);
			}

			const panel = state.phase === 'rollout' ? panelIn(state) : undefined;
			if (panel !== undefined) {
				session.dispatch({type: 'shown', panel, from: 0, to: 9, of: 9});
			}
		});
		return session;
	}
}

/** An operator in front of a wizard that has not started yet; all of it ends with the test. */
export async function seat(test: Test, options: OperatorOptions = {}): Promise<Operator> {
	const server = await startDemoServer({
		account,
		settleReads: 0,
		...options.server,
		faults: options.server?.faults ?? [],
	});
	for (const [region, settings] of Object.entries(options.settings ?? {})) {
		server.setSettings(region, settings);
	}

	const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-trust-'));
	const operator = new Operator(server, directory, options);
	test.after(async () => operator.close());
	return operator;
}

/** Whatever claims to be whole has to be the truth, on every screen. */
function judge(state: WizardState): void {
	if (state.phase === 'account') {
		return;
	}

	for (const [region, {scan, reading}] of Object.entries(state.work)) {
		if (scan?.status === 'done' && scan.isComplete && scan.managed.problem === undefined) {
			assert.deepEqual(scan.counts, truthOf(region, scan.settings), `the scan of ${region} counted wrong`);
		}

		const listed: RegionOverview['settings'] | undefined = state.overview[region]?.settings;
		if (reading.status === 'here' && listed?.status === 'here') {
			assert.deepEqual(listed.value, reading.value.settings, `the list of Regions is behind what ${region} reported`);
		}
	}

	for (const [region, {settings, counts}] of Object.entries(state.overview)) {
		if (settings.status === 'here' && counts.status === 'here' && counts.value.lacksManaged !== true) {
			assert.deepEqual(counts.value, truthOf(region, settings.value), `the list of Regions counts ${region} wrong`);
		}
	}
}

/** A state in a line, for the message of a test that failed. */
export function describe(state: WizardState): string {
	if (state.phase === 'account') {
		return JSON.stringify({identity: state.identity, activity: state.activity});
	}

	const {reading, scan, draft} = currentWork(state);
	const overview = Object.fromEntries(
		Object.entries(state.overview).map(([name, row]) => [name, [row.settings, row.counts]]),
	);
	return JSON.stringify({
		step:
			'impact' in state.step
				? {
						...state.step,
						impact: state.step.impact.status,
						...('shown' in state.step && {shown: state.step.shown?.seen}),
					}
				: state.step,
		reading,
		scan: scan?.status === 'done' ? {...scan, offendingImages: '…'} : scan,
		draft: draft?.criteria,
		...(state.step.name === 'regions' && {overview}),
		...(state.regions.status !== 'here' && {regions: state.regions}),
		notice: state.shell.notice,
	});
}

/** Whether two lists hold the same things in the same order. */
export function same(left: unknown, right: unknown): boolean {
	return isDeepStrictEqual(left, right);
}
