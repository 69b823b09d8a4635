/** Whom a run over an organization is about: several profiles, and parts of what a folder holds. */
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {serve} from '../demo/endpoint.ts';
import type {Summary} from '../../source/operations/organization/summary.ts';
import {makePlace, type Place} from './run.ts';

const golden = '111122223333';
const payments = '320022587457';

/** Profiles of two accounts, one of them twice, and one whose role lets nobody in. */
async function writeProfiles({directory}: Place): Promise<void> {
	await fs.mkdir(path.join(directory, '.aws'));
	const profiles = Object.entries({golden, again: golden, payments, closed: '320040578687'}).map(
		([name, account]) =>
			`[profile ${name}]\nrole_arn = arn:aws:iam::${account}:role/reader\ncredential_source = Environment\nregion = us-east-1\n`,
	);
	await fs.writeFile(path.join(directory, '.aws', 'config'), profiles.join('\n'));
}

async function summaryIn({directory}: Place, folder = 'out'): Promise<Summary> {
	return JSON.parse(await fs.readFile(path.join(directory, folder, 'summary.json'), 'utf8')) as Summary;
}

const profiles = (...names: readonly string[]): readonly string[] => names.flatMap((name) => ['--profile', name]);

test('several profiles are the accounts of a run: each is entered by its own, one that is there twice once, and one that is shut is named', async (t) => {
	const server = await serve(t, {instances: 60});
	const place = await makePlace(t, server.url);
	await writeProfiles(place);
	const list = await place.run(['org', 'accounts', ...profiles('golden', 'payments', 'again'), '-f', 'json']);
	assert.equal(list.exitCode, 0, list.stderr);
	assert.deepEqual(
		(JSON.parse(list.stdout) as ReadonlyArray<{Account: string; Profile: string}>).map((one) => [
			one.Account,
			one.Profile,
		]),
		[
			[golden, 'golden'],
			[payments, 'payments'],
		],
	);
	assert.match(
		list.stderr,
		/--profile again: account 111122223333 is there twice; what --profile golden says of it counts/,
	);

	const scan = ['org', 'scan', '--role', 'reader', '--out', 'out', '--region', 'us-east-1'];
	const scanned = await place.run([...scan, ...profiles('golden', 'closed', 'payments')]);
	assert.equal(scanned.exitCode, 1);
	assert.match(scanned.stderr, /profile closed could not be used: .+/);
	assert.match(scanned.stderr, /2 accounts: 2 cells read, 0 kept from before, 0 failed/);
	const {Accounts: records} = await summaryIn(place);
	assert.deepEqual(
		records.map(({Account: account}) => account),
		[golden, payments],
	);

	const verified = await place.run([
		'org',
		'verify',
		'out',
		'--role',
		'reader',
		'--state',
		'audit-mode',
		'-f',
		'json',
		...profiles('golden', 'payments'),
	]);
	const rows = JSON.parse(verified.stdout) as ReadonlyArray<{Account: string; Verdict: string}>;
	assert.deepEqual(
		rows.map(({Account: account, Verdict: verdict}) => [account, verdict]),
		[
			[golden, 'not managed by a policy'],
			[payments, 'not managed by a policy'],
		],
	);
	assert.match(verified.stderr, /note: of 2 accounts only the Regions that the scan named were read/);

	const none = await place.run([...scan.with(5, 'none'), ...profiles('closed', 'closed')]);
	assert.equal(none.exitCode, 1);
	assert.match(none.stderr, /None of these profiles could be used/);
	const both = await place.run([...scan, ...profiles('golden', 'payments'), '--accounts', 'accounts.yml']);
	assert.equal(both.exitCode, 2, both.stderr);
});

test("a role that a profile assumes is narrowed down to reading, an administrator's too, and so is one on the way to it", async (t) => {
	const server = await serve(t, {instances: 60});
	const place = await makePlace(t, server.url);
	await fs.mkdir(path.join(place.directory, '.aws'));
	const role = (account: string, name: string) =>
		`role_arn = arn:aws:iam::${account}:role/${name}\nregion = us-east-1\n`;
	await fs.writeFile(
		path.join(place.directory, '.aws', 'config'),
		`[profile admin]\n${role(golden, 'Admin')}credential_source = Environment\n
[profile way]\n${role(golden, 'Admin')}credential_source = Environment\n
[profile beyond]\n${role(payments, 'Admin')}source_profile = way\n`,
	);
	const scan = await place.run([
		'org',
		'scan',
		'--role',
		'reader',
		'--out',
		'out',
		'--region',
		'us-east-1',
		...profiles('admin', 'beyond'),
	]);
	assert.equal(scan.exitCode, 0, scan.stderr);
	const sessions = server.requests
		.filter(({action}) => action === 'AssumeRole')
		.map(({params}) => [params.RoleArn?.split(':', 5)[4], actionsOf(params.Policy)] as const);
	const reading = sessions.filter(([, actions]) => actions.length > 1);
	assert.deepEqual(new Set(reading.map(([account]) => account)), new Set([golden, payments]));
	for (const [, actions] of reading) {
		assert.ok(actions.includes('ec2:DescribeInstanceImageMetadata'));
		assert.ok(
			actions.every((action) => /^(?:\w+:(?:Describe|Get|List)\w+|sts:AssumeRole)$/.test(action)),
			actions.join(' '),
		);
	}

	const onTheWay = sessions.filter(([, actions]) => actions.length === 1);
	assert.deepEqual(
		new Set(onTheWay.map(([account, actions]) => `${account} ${actions.join(' ')}`)),
		new Set([`${golden} sts:AssumeRole`]),
	);
	assert.equal(reading.length + onTheWay.length, sessions.length, 'no session without a policy');

	// A command for one account is what its operator may do, as ever.
	const asked = server.requests.length;
	await place.run(['status', '--region', 'us-east-1', '--profile', 'admin']);
	const own = server.requests.slice(asked).find(({action}) => action === 'AssumeRole');
	assert.equal(own?.params.Policy, undefined);
});

/** What a session policy allows. */
function actionsOf(policy: string | undefined): readonly string[] {
	const {Statement: statements} = JSON.parse(policy ?? '{"Statement": []}') as {
		Statement: ReadonlyArray<{Action: readonly string[]}>;
	};
	return statements.flatMap(({Action: actions}) => actions);
}

test('a run over a part of the accounts leaves the others as they were, those that its file names outside of the unit too', async (t) => {
	const server = await serve(t, {instances: 60});
	const place = await makePlace(t, server.url);
	const scan = ['org', 'scan', '--role', 'reader', '--out', 'out', '--region', 'us-east-1'];
	const first = await place.run([...scan, '--ou', 'ou-demo-workloadstest']);
	assert.equal(first.exitCode, 0, first.stderr);
	await fs.writeFile(
		path.join(place.directory, 'accounts.json'),
		JSON.stringify({accounts: [{account_id: golden}, {account_id: payments}]}),
	);
	const second = await place.run([...scan, '--ou', 'ou-demo-infrastructure', '--accounts', 'accounts.json']);
	assert.equal(second.exitCode, 0, second.stderr);
	assert.match(second.stderr, /320022587457 is left out: it is not in ou-demo-infrastructure/);
	const {stdout} = await place.run(['org', 'status', 'out', '-f', 'json']);
	assert.deepEqual(
		(JSON.parse(stdout) as ReadonlyArray<{Account: string}>).map(({Account: account}) => account),
		[golden, payments],
	);
});

test('a role that has no name, a file for a folder and a folder for a file are wrong usage', async (t) => {
	const place = await makePlace(t, 'http://127.0.0.1:1');
	const file = path.join(place.directory, 'file');
	await fs.writeFile(file, '');
	for (const [args, said] of [
		[['scan', '--role', '', '--out', 'out'], /'--role <name>' argument '' is invalid/],
		[['scan', '--role', 'a b', '--out', 'out'], /'--role <name>' argument 'a b' is invalid/],
		[
			['verify', '.', '--role', 'arn:aws:iam::1:role/x', '--state', 'enabled'],
			/'--role <name>' argument .* is invalid/,
		],
		[['scan', '--role', 'reader', '--out', 'file'], /file is not a folder/],
		[['scan', '--role', 'reader', '--out', 'file/x'], /file\/x is not a folder/],
		[['status', 'file'], /file is not a folder/],
		[['accounts', '--accounts', place.directory], /it is a directory\.\n {2}Name a file/],
	] as const) {
		const {exitCode, stderr} = await place.run(['org', ...args]);
		assert.match(stderr, said);
		assert.equal(exitCode, 2, args.join(' '));
	}

	const {exitCode, stderr} = await place.run(['validate', '.']);
	assert.deepEqual([exitCode, stderr], [2, 'allowed-amis: Cannot read .: it is a directory.\n  Name a file.\n']);
});

test('a policy reaches no further than what was read: its targets, and what is said of other accounts and Regions', async (t) => {
	const server = await serve(t, {instances: 60});
	const place = await makePlace(t, server.url);
	await fs.writeFile(path.join(place.directory, 'criteria.json'), '[{"ImageProviders": ["amazon"]}]');
	const policy = ['org', 'policy', 'out', '--criteria', 'criteria.json', '--format', 'aws-cli'];
	const scan = ['org', 'scan', '--role', 'reader', '--out', 'out'];
	await place.run([...scan, '--ou', 'ou-demo-retirements']);
	const nobody = await place.run([...policy, '--state', 'enabled']);
	assert.deepEqual([nobody.exitCode, nobody.stdout], [1, '']);
	assert.match(nobody.stderr, /No policy that enforces: no account was read\./);

	await place.run([...scan, '--ou', 'ou-demo-workloadstest', '--region', 'us-east-1']);
	const named = await place.run(policy);
	assert.equal(named.exitCode, 0, named.stderr);
	assert.match(named.stderr, /note: a policy acts in every Region, .* were read \(us-east-1\)/);
	assert.doesNotMatch(named.stderr, /see them with/);
	const refused = await place.run([...policy, '--state', 'enabled']);
	assert.deepEqual([refused.exitCode, refused.stdout], [1, '']);
	assert.match(
		refused.stderr,
		/1 account × Region under it is unread.*\n.*320022587457 other: Only some of its Regions/,
	);

	await place.run([...scan, '--ou', 'ou-demo-workloadstest']);
	const unit = await place.run([...policy, '--state', 'enabled']);
	assert.equal(unit.exitCode, 0, unit.stderr);
	assert.match(unit.stdout, /the rest \(the unit ou-demo-workloadstest\)\n.*\n.*--target-id ou-demo-workloadstest\n/);
	assert.match(unit.stdout, /enable-policy-type --root-id ROOT_ID/);
	assert.match(
		unit.stderr,
		/note: 1 account of a unit, a file or profiles is in this folder, not the whole organization/,
	);
	assert.doesNotMatch(unit.stderr, /a policy acts in every Region/);

	await place.run([...scan, '--ou', 'ou-demo-infrastructure', '--region', 'us-east-1']);
	const units = await place.run(policy);
	assert.match(units.stdout, /--target-id UNIT_ID\n/);

	const whole = await place.run(scan);
	assert.match(whole.stderr, /11 accounts/);
	const all = await place.run(policy);
	assert.match(all.stdout, /the rest \(the whole organization\)\n.*\n.*--target-id r-demo\n/);
	assert.doesNotMatch(all.stderr, /note:/);
});
