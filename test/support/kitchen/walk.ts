/** A walk through the real wizard on the demo account: the states that its screens are drawn from, as they were on the way. */
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {createCloud} from '../../../source/aws/cloud.ts';
import {demoCredentials, startDemoServer} from '../../../source/demo/server.ts';
import {Inventory} from '../../../source/inventory/store.ts';
import type {World} from '../../../source/operations/world.ts';
import {readInput} from '../../../source/storage/files/input.ts';
import {writeOutput} from '../../../source/storage/files/output.ts';
import {openStores} from '../../../source/storage/stores.ts';
import {WizardSession} from '../../../source/rollout/session.ts';
import {confirmationPhrase, panelIn} from '../../../source/rollout/guards.ts';
import {currentWork, type RegionWork, type RolloutState} from '../../../source/rollout/state.ts';
import type {ImageCriteria} from '../../../source/criteria/criterion.ts';
import {overviewOf, type Overview} from '../../../source/operations/organization/overview.ts';
import {createOrganizationCloud} from '../../../source/aws/organization/organization-cloud.ts';
import {listAccounts} from '../../../source/operations/organization/accounts/list-accounts.ts';
import {scanOrganization} from '../../../source/operations/organization/scan/scan.ts';
import {readRows} from '../../../source/operations/organization/rows.ts';
import {collect} from '../../aws/cloud-for.ts';
import {announcedWhole} from '../../rollout/announced-whole.ts';
import {StoreInMemory} from '../../operations/organization/store-in-memory.ts';
import {eventOf} from '../../../source/ui/keys/binding.ts';
import {focusOf, programKeys} from '../../../source/ui/keys/registry.ts';
import {presets, plainCriteria, wideCriteria} from './hostile.ts';
import type {Inventories} from './still.ts';

export type Stop = {readonly state: RolloutState; readonly inventories: Inventories};

export type StopName =
	| 'account'
	| 'regions'
	| 'audit'
	| 'audited'
	| 'sources'
	| 'form'
	| 'apply'
	| 'applied'
	| 'scanned'
	| 'review'
	| 'launches'
	| 'decide'
	| 'enforce'
	| 'summary'
	| 'proven'
	| 'watch'
	| 'fleet plan'
	| 'fleet';

export type Walk = {
	readonly stops: Readonly<Record<StopName, Stop>>;
	/** A scan of us-east-1 that is in the middle. */
	readonly midway: Inventory;
	readonly overview: Overview;
	/** The same organization, by what criteria would make of it: some that no policy carries, and some that one does. */
	readonly tried: {readonly wide: Overview; readonly plain: Overview};
	readonly now: Date;
};

const impatient = {
	patience: {throttled: 8, unreachable: 2, service: 3, longestSeconds: 0.01},
	waiting: {first: 0.01, longest: 0.02, inAll: 20},
	scan: {pageSize: 100, fanOutAfter: 60, pace: {perSecond: 5000, burst: 5000}},
} as const;

/** One fixed day, so that a picture is the same each time. */
const now = new Date('2026-06-01T12:00:00.000Z');

/** Walks Region by Region, then a fleet, then an organization. */
export async function walk(): Promise<Walk> {
	const server = await startDemoServer({instances: 700, settleReads: 0, now: () => now});
	const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-kitchen-'));
	try {
		const endpoint = {...impatient, endpointUrl: server.url, credentials: demoCredentials};
		return {
			stops: {...(await walkRegions(endpoint, directory)), ...(await walkFleet(endpoint, directory))},
			midway: await scanMidway(endpoint),
			...(await readOrganization(endpoint)),
			now,
		};
	} finally {
		await server.close();
		await fs.rm(directory, {recursive: true, force: true});
	}
}

type Endpoint = Parameters<typeof createCloud>[0] & Parameters<typeof createOrganizationCloud>[0];

/** A session at its start, and what presses, waits and looks in it. */
function enter(endpoint: Endpoint, directory: string) {
	const stores = openStores({demo: true, env: {XDG_STATE_HOME: directory, XDG_CONFIG_HOME: directory}});
	const cloud = createCloud({readOnly: false, ...endpoint});
	const world: World = {
		openCloud: async () => cloud,
		ledger: stores.ledger,
		presets: {...stores.presets, list: async () => presets},
		plans: stores.plans,
		preferences: stores.preferences,
		readText: async (file) => readInput(file),
		editText: async (text) => text,
		async signIn() {
			// No terminal to hand over.
		},
		openUrl: async () => 'opened' as const,
		describeProfiles: async () => [],
		copy: async () => ({isSure: true, how: 'to a test'}),
		writeFile: writeOutput,
		async pause(_seconds, signal) {
			await wait(5, undefined, {signal});
		},
		now: () => now,
	};
	const session = new WizardSession(world, {demo: true, readOnly: false, purpose: 'rollout'});
	session.start();
	const rollout = (): RolloutState => {
		const state = session.getState();
		if (state.phase !== 'rollout') {
			throw new TypeError('There is no identity yet');
		}

		return state;
	};

	return {
		rollout,
		session,
		press(...keys: readonly string[]) {
			for (const key of keys) {
				const announced = announcedWhole(session.getState());
				if (announced !== undefined) {
					session.dispatch(announced);
				}

				const event = eventOf(focusOf(programKeys.wizard, session.getState()), key);
				if (event?.type === 'browser') {
					session.browse(event.command);
				} else if (event !== undefined) {
					session.dispatch(event);
				}
			}
		},
		stop(): Stop {
			const state = rollout();
			const inventories = Object.keys(state.overview).flatMap((region) => {
				const inventory = session.inventoryOf(region);
				return inventory === undefined ? [] : [[region, inventory] as const];
			});
			return {state, inventories: new Map(inventories)};
		},
		async until(what: string, isThere: (state: RolloutState, work: RegionWork) => boolean): Promise<void> {
			const {promise, resolve, reject} = Promise.withResolvers<void>();
			const look = (): void => {
				const state = session.getState();
				if (state.phase === 'rollout' && isThere(state, currentWork(state))) {
					resolve();
				}
			};

			const timer = setTimeout(() => {
				reject(new Error(`The kitchen waits for ${what}`));
			}, 30_000);
			const leave = session.subscribe(look);
			look();
			try {
				await promise;
			} finally {
				clearTimeout(timer);
				leave();
			}
		},
		async end() {
			session.stop();
			await session.ended;
			cloud.close();
		},
	};
}

type Walker = ReturnType<typeof enter>;

async function toRegions({until, press}: Walker): Promise<void> {
	await until('the permissions', ({regions, permissions}) =>
		[regions, permissions].every(({status}) => status === 'here'),
	);
	press('enter');
	await until(
		'all Regions',
		({overview, lastChanges}) =>
			lastChanges?.status === 'here' &&
			Object.values(overview).every(
				({settings, counts}) =>
					settings.status === 'failed' || (settings.status === 'here' && counts.status !== 'wanted'),
			),
	);
}

type FleetStop = 'fleet plan' | 'fleet';

async function walkRegions(endpoint: Endpoint, directory: string): Promise<Omit<Walk['stops'], FleetStop>> {
	const walker = enter(endpoint, directory);
	const {press, stop, until, rollout, session} = walker;
	await until('the account', ({permissions, presets: known}) =>
		[permissions, known].every(({status}) => status === 'here'),
	);
	const account = stop();
	await toRegions(walker);
	const regions = stop();
	markRegions(walker, ['us-east-1', 'us-west-2']);
	press('enter');
	await until('the Region', (_, {reading}) => reading.status === 'here');
	const audit = stop();
	press('enter');
	await until('audit mode', ({step}) => 'run' in step && step.run.status === 'done');
	const audited = stop();
	press('enter');
	const sources = stop();
	press('4');
	const form = stop();
	press('enter');
	const apply = stop();
	press('enter');
	await until('the criteria', ({step}) => 'run' in step && step.run.status === 'done');
	const applied = stop();
	press('enter');
	await until('the scan', (_, {scan}) => scan?.status === 'done');
	const scanned = stop();
	press('enter');
	const review = stop();
	press('L');
	await until('the launches', (_, {launches}) => launches?.status === 'here');
	const launches = stop();
	press('L', 'd');
	const decide = stop();
	press('3');
	await until('the impact', ({step}) => step.name === 'enforce' && step.impact.status === 'here');
	const enforce = stop();
	const panel = panelIn(rollout());
	if (panel !== undefined) {
		session.dispatch({type: 'shown', panel, from: 0, to: 9, of: 9});
	}

	session.dispatch({type: 'paste', text: confirmationPhrase(rollout()) ?? ''});
	press('enter');
	await until('the summary', ({step}) => step.name === 'summary');
	const summary = stop();
	await until('the proof', (_, {proof}) => proof?.status === 'here');
	const proven = stop();
	press('W');
	await until('the watch', (_, {watched}) => watched?.askedAt !== undefined);
	const watch = stop();
	await walker.end();
	return {
		account,
		regions,
		audit,
		audited,
		sources,
		form,
		apply,
		applied,
		scanned,
		review,
		launches,
		decide,
		enforce,
		summary,
		proven,
		watch,
	};
}

async function walkFleet(endpoint: Endpoint, directory: string): Promise<Pick<Walk['stops'], FleetStop>> {
	const walker = enter(endpoint, path.join(directory, 'fleet'));
	const {press, stop, until} = walker;
	await toRegions(walker);
	markRegions(walker, ['ap-northeast-1', 'eu-west-1', 'us-east-2', 'us-west-2']);
	press('f');
	await until('the choice', ({fleet, work}) =>
		(fleet?.regions ?? []).every((region) => work[region]?.reading.status === 'here'),
	);
	press('enter');
	const plan = stop();
	press('enter');
	await until('all scans', ({fleet, work}) =>
		(fleet?.regions ?? []).every((region) => work[region]?.scan?.status === 'done'),
	);
	const fleet = stop();
	await walker.end();
	return {'fleet plan': plan, fleet};
}

/** Puts the cursor on each Region, and marks it. */
function markRegions({press, rollout}: Walker, names: readonly string[]): void {
	press('g');
	const {regions} = rollout();
	const all = regions.status === 'here' ? regions.value.map(({name}) => name) : [];
	for (const name of all) {
		if (names.includes(name)) {
			press('space');
		}

		press('down');
	}
}

/** A scan of which half has come in, with one zone that failed. */
async function scanMidway(endpoint: Endpoint): Promise<Inventory> {
	const cloud = createCloud({readOnly: true, ...endpoint});
	const inventory = new Inventory();
	const events = await collect(cloud.scan('us-east-1', new AbortController().signal));
	cloud.close();
	inventory.expectRegions(['us-east-1']);
	for (const event of events.slice(0, Math.ceil(events.length / 2))) {
		inventory.apply(event);
	}

	return inventory;
}

/** An organization of twelve accounts, in three Regions, one account of which cannot be read. */
async function readOrganization(endpoint: Endpoint): Promise<Pick<Walk, 'overview' | 'tried'>> {
	const cloud = createOrganizationCloud(endpoint);
	const store = new StoreInMemory();
	const {signal} = new AbortController();
	const accounts = await listAccounts(cloud, {}, signal);
	await scanOrganization(
		{
			accounts,
			role: 'reader',
			regions: ['eu-west-1', 'us-east-1', 'us-east-2', 'us-west-2'],
			concurrency: 8,
			force: false,
			withInstances: false,
			demo: true,
		},
		{cloud, store, now: () => now, progress: () => undefined},
		signal,
	);
	cloud.close();
	const overviewBy = async (criteria: ImageCriteria | undefined) =>
		overviewOf(readRows(store), {criteria, now, summary: store.summary});
	return {
		overview: await overviewBy(undefined),
		tried: {wide: await overviewBy(wideCriteria), plain: await overviewBy(plainCriteria)},
	};
}
