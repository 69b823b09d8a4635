import assert from 'node:assert/strict';
import {test, type TestContext} from 'node:test';
import {createOrganizationCloud} from '../../../source/aws/organization/organization-cloud.ts';
import {demoCredentials, type DemoServer, type DemoServerOptions} from '../../../source/demo/server.ts';
import {listAccounts} from '../../../source/operations/organization/accounts/list-accounts.ts';
import {overviewOf} from '../../../source/operations/organization/overview.ts';
import {readRows} from '../../../source/operations/organization/rows.ts';
import {
	scanOrganization,
	type ScanOutcome,
	type ScanProgress,
	type ScanRequest,
} from '../../../source/operations/organization/scan/scan.ts';
import type {OrganizationCloud} from '../../../source/operations/organization/ports.ts';
import {ProblemError} from '../../../source/problem.ts';
import {collect, impatient, problemIn} from '../../aws/cloud-for.ts';
import {serve} from '../../demo/endpoint.ts';
import {StoreInMemory} from './store-in-memory.ts';

type Scan = (request?: Partial<ScanRequest>) => Promise<ScanOutcome>;

/** An organization, a store, and what scans the one into the other. */
async function setUp(
	t: TestContext,
	options: DemoServerOptions = {},
	/** How an account is entered by a profile of its own. */
	enter: OrganizationCloud['enter'] = async () => assert.fail('no profile is named'),
): Promise<{
	server: DemoServer;
	store: StoreInMemory;
	scan: Scan;
	stop: AbortController;
	progress: readonly ScanProgress[];
}> {
	const server = await serve(t, {instances: 60, accounts: 4, ...options});
	const own = createOrganizationCloud({...impatient, endpointUrl: server.url, credentials: demoCredentials});
	t.after(() => {
		own.close();
	});
	const cloud: OrganizationCloud = {
		...own,
		enter: async (way, signal) => (way.profile === undefined ? own.enter : enter)(way, signal),
	};
	const store = new StoreInMemory();
	const stop = new AbortController();
	const progress: ScanProgress[] = [];
	return {
		server,
		store,
		stop,
		progress,
		async scan(request = {}) {
			const accounts = request.accounts ?? (await listAccounts(cloud, {}, stop.signal));
			return scanOrganization(
				{
					accounts,
					role: 'reader',
					regions: ['us-east-1', 'us-east-2', 'eu-west-1'],
					concurrency: 4,
					force: false,
					withInstances: false,
					demo: true,
					...request,
				},
				{
					cloud,
					store,
					now: () => new Date(),
					progress(one) {
						progress.push(one);
					},
				},
				stop.signal,
			);
		},
	};
}

function counts({progress: {done, kept, failed}}: ScanOutcome) {
	return {done, kept, failed};
}

test('reads each account in each Region once, and keeps what is whole and fresh', async (t) => {
	const {store, scan, server} = await setUp(t);
	const first = await scan();
	assert.deepEqual([counts(first), first.missing], [{done: 12, kept: 0, failed: 0}, []]);
	assert.deepEqual(
		first.summary.Accounts.map(({Account: account, Regions: regions}) => [account, regions.length]),
		[
			['111122223333', 3],
			['123456789012', 3],
			['320022587457', 3],
			['999900001111', 3],
		],
	);
	const asked = server.requests.length;
	assert.deepEqual(counts(await scan()), {done: 0, kept: 12, failed: 0});
	const again = server.requests.slice(asked).map(({action}) => action);
	assert.ok(!again.includes('AssumeRole'), 'nobody is entered for what is there');

	const key = '123456789012 us-east-1';
	const cell = store.kept.get(key);
	assert.ok(cell);
	store.kept.set(key, {...cell, ReadAt: new Date(Date.now() - 86_400_001).toISOString()});
	assert.deepEqual(counts(await scan()), {done: 1, kept: 11, failed: 0}, 'what is stale is read again');
	assert.deepEqual(counts(await scan({force: true})), {done: 12, kept: 0, failed: 0});
	assert.deepEqual(
		counts(await scan({withInstances: true})),
		{done: 12, kept: 0, failed: 0},
		'instances were not kept',
	);
});

test('every Region that an account has, also those that others have not opted in to', async (t) => {
	const {store, scan, server} = await setUp(t, {accounts: 12});
	const {missing} = await scan({regions: []});
	const opted = server.organization.data.members.find(({name}) => name === 'network')?.id ?? '';
	assert.ok(store.kept.has(`${opted} af-south-1`));
	const denied = server.organization.data.members.find(({name}) => name === 'acquired-startup')?.id ?? '';
	assert.deepEqual(
		missing.filter(({Account: account}) => account === denied).map(({Region: region}) => region),
		[undefined],
		'an account that lets nobody in is one row',
	);
	const rows = await collect(readRows(store));

	assert.ok(rows.some(({record, lack}) => record.Account === denied && lack !== undefined));
	assert.ok(rows.every(({record}) => record.State !== 'SUSPENDED'));
});

test('Regions that nobody asked for keep an enforcing policy away, as what is unread does', async (t) => {
	const {store, scan, progress} = await setUp(t);
	await scan({regions: ['us-east-1']});
	const overview = async () =>
		overviewOf(readRows(store), {criteria: undefined, now: new Date(), summary: store.summary});
	const {unsafe} = await overview();
	assert.deepEqual(
		unsafe.map(({account, region}) => [account, region]),
		store.summary?.Accounts.map(({Account: account}) => [account, 'other']),
	);
	const before = progress.length;
	const {progress: end} = await scan({regions: [], concurrency: 1});
	const all = await overview();
	assert.deepEqual(
		all.unsafe.map(({account, region}) => [account, region]),
		[['123456789012', 'ap-southeast-2']],
		'the one that is denied',
	);

	// Those that have not told of their Regions yet are taken to have as many as those that did.
	assert.deepEqual([progress[before]?.planned, progress[before]?.isEstimate], [4 * 17, true]);
	assert.deepEqual([end.planned, end.isEstimate, end.left], [end.done + end.kept + end.failed, false, 0]);
});

test('a Region that was asked for and is not opted in to is nothing that is missing', async (t) => {
	const {scan, store} = await setUp(t, {accounts: 12});
	const {missing, summary} = await scan({regions: ['me-south-1']});
	const opted = summary.Accounts.filter(({Regions: regions}) => regions.includes('me-south-1'));
	assert.deepEqual(
		opted.map(({Name: name}) => name).toSorted((left, right) => String(left).localeCompare(String(right), 'en')),
		['acquired-startup', 'sandbox-2'],
	);
	assert.equal(missing.length, 1);

	// Nothing is known of those that have none of the Regions, and there is no row to say so.
	const {unsafe} = await overviewOf(readRows(store), {criteria: undefined, now: new Date(), summary});
	assert.deepEqual(
		unsafe.filter(({region}) => region === 'other').map(({account}) => account),
		summary.Accounts.filter(({LeftOut: leftOut}) => leftOut === undefined).map(({Account: account}) => account),
	);
});

test('a session that ends in the midst of an account is renewed', async (t) => {
	let late = 0;
	const {store, scan, server} = await setUp(t, {now: () => new Date(Date.now() + late)});
	store.onWrite = () => {
		if (store.kept.size === 4) {
			late = 3_600_001;
		}
	};

	const outcome = await scan({concurrency: 1});
	assert.deepEqual([counts(outcome), outcome.missing], [{done: 12, kept: 0, failed: 0}, []]);
	assert.ok(server.requests.some(({errorCode}) => errorCode === 'RequestExpired'));
});

test("where the run's own keys end, it stops at once; the next one goes on", async (t) => {
	const {store, scan, server} = await setUp(t);
	server.faults.push({match: {action: 'AssumeRole', fromCall: 3}, fault: {type: 'expired'}});
	const {kind} = await problemIn(scan({concurrency: 1}));
	assert.equal(kind, 'expired');
	assert.equal(store.kept.size, 6, 'two accounts were read');
	assert.equal(store.summary?.EndedAt, null);
	server.faults.length = 0;
	assert.deepEqual(counts(await scan()), {done: 6, kept: 6, failed: 0});
});

test('where the keys of a profile end, that account is missing, and no other', async (t) => {
	const {scan} = await setUp(t, {}, async () => {
		throw new ProblemError({kind: 'expired', what: 'The sign-in has expired.', next: 'Sign in again.'});
	});
	const {summary} = await scan();
	const visits = summary.Accounts.map(({Account: account}, index) => ({
		account,
		...(index === 1 && {entry: {profile: 'other'}}),
	}));
	const outcome = await scan({
		accounts: {visits, leftOut: [], isWhole: false, notes: []},
		force: true,
		concurrency: 1,
	});
	assert.deepEqual(counts(outcome), {done: 9, kept: 0, failed: 3});
	assert.deepEqual(
		outcome.missing.map(({Account: account, Why: why}) => [account, why]),
		[[visits[1]?.account, 'The sign-in has expired.']],
	);
});

test('an account that was left out once is read as soon as it may be, in every Region', async (t) => {
	const {scan, store} = await setUp(t);
	const {summary} = await scan({regions: ['eu-west-1']});
	const members = summary.Accounts.map(({Account: account}) => ({account}));
	const late = members.at(-1) ?? assert.fail();
	store.summary = undefined;
	store.kept.clear();
	const list = {visits: members, leftOut: [], isWhole: true, notes: []};
	const without = {...list, visits: members.slice(0, -1), leftOut: [{...late, why: 'it is not activated yet'}]};
	await scan({accounts: without, regions: []});

	const overview = async () =>
		overviewOf(readRows(store), {criteria: undefined, now: new Date(), summary: store.summary});
	await scan({accounts: list, regions: ['eu-west-1']});
	const {unsafe} = await overview();
	assert.ok(
		unsafe.some(({account, region}) => account === late.account && region === 'other'),
		'its other Regions are unread',
	);

	await scan({accounts: without, regions: []});
	store.kept.delete(`${late.account} eu-west-1`);
	await scan({accounts: list, regions: []});
	assert.equal(
		store.kept
			.keys()
			.filter((key) => key.startsWith(late.account))
			.toArray().length,
		17,
	);
});

test('a full disk ends the run, and the next one goes on', async (t) => {
	const {store, scan} = await setUp(t);
	store.onWrite = () => {
		if (store.kept.size === 5) {
			throw new ProblemError({kind: 'storage', what: 'The disk is full.', next: 'Free some space.', code: 'ENOSPC'});
		}
	};

	const {code} = await problemIn(scan());
	assert.equal(code, 'ENOSPC');
	store.onWrite = () => undefined;
	const outcome = await scan();
	assert.deepEqual(counts(outcome), {done: 7, kept: 5, failed: 0});
});

test('stopped by a person, it goes on where it was', async (t) => {
	const {store, scan, stop} = await setUp(t);
	store.onWrite = () => {
		if (store.kept.size === 5) {
			stop.abort();
		}
	};

	await assert.rejects(scan(), {name: 'AbortError'});
	assert.ok(store.kept.size >= 5);
});

test('one account throttles, one Region fails: neither keeps the others from being read', async (t) => {
	const {scan, server} = await setUp(t);
	server.faults.push(
		{match: {account: '111122223333', action: 'GetAllowedImagesSettings'}, fault: {type: 'throttle'}, times: 3},
		{
			match: {account: '123456789012', region: 'us-east-2'},
			fault: {type: 'error', code: 'InternalError', message: 'Oops', status: 500},
		},
	);
	const outcome = await scan();
	assert.deepEqual(counts(outcome), {done: 11, kept: 0, failed: 1});
	assert.deepEqual(
		outcome.missing.map(({Account: account, Region: region}) => [account, region]),
		[['123456789012', 'us-east-2']],
	);
	server.faults.length = 0;
	assert.deepEqual(counts(await scan()), {done: 1, kept: 11, failed: 0});
});

test('accounts and Regions of earlier runs stay, those that left the organization are said to have', async (t) => {
	const {scan, store, server} = await setUp(t);
	await scan({regions: ['us-east-1']});
	await scan({regions: ['eu-west-1']});
	assert.deepEqual(
		store.summary?.Accounts[0]?.Regions.toSorted((left, right) => left.localeCompare(right, 'en')),
		['eu-west-1', 'us-east-1'],
	);
	const gone = (server.organization.data.members as unknown[]).pop() as {id: string};
	const {summary} = await scan();
	assert.match(summary.Accounts.find(({Account: account}) => account === gone.id)?.LeftOut ?? '', /no longer a member/);
});

test('two runs at one folder, over other accounts each, lose nothing of one another', async (t) => {
	const {scan, store} = await setUp(t);
	const {summary} = await scan({regions: ['us-east-1']});
	const visits = summary.Accounts.map(({Account: account}) => ({account}));
	store.summary = undefined;
	store.kept.clear();
	const half = async (from: number) =>
		scan({
			accounts: {visits: visits.slice(from, from + 2), leftOut: [], isWhole: false, notes: []},
			regions: ['eu-west-1'],
		});
	let other: Promise<ScanOutcome> | undefined;
	// The other one begins later, and ends before.
	const write = store.write.bind(store);
	store.write = async (cell) => {
		other ??= half(2);
		if (cell.Account === visits[0]?.account) {
			await other;
		}

		await write(cell);
	};

	await half(0);
	const both = await store.readSummary();
	assert.deepEqual(
		both?.Accounts.map(({Account: account, RegionsAre: are}) => [account, are]),
		visits.map(({account}) => [account, 'named']),
	);
});

test('the demo never mixes with what is real', async (t) => {
	const {scan} = await setUp(t);
	await scan();
	const {what} = await problemIn(scan({demo: false}));
	assert.match(what, /the demo organization/);
});
