import assert from 'node:assert/strict';
import {once} from 'node:events';
import fs from 'node:fs/promises';
import http from 'node:http';
import type {AddressInfo} from 'node:net';
import path from 'node:path';
import {text as textOf} from 'node:stream/consumers';
import {test} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import {AssumeRoleCommand} from '@aws-sdk/client-sts';
import {execa} from 'execa';
import {serve, sts} from '../demo/endpoint.ts';
import type {DemoServer} from '../../source/demo/server.ts';
import type {WhatIfReport} from '../../source/criteria/comparison/what-if.ts';
import type {OrganizationReport} from '../../source/operations/organization/what-if.ts';
import {makePlace, type Place} from './run.ts';

const criteria = {
	ImageCriteria: [
		{ImageProviders: ['amazon', 'aws-marketplace']},
		{ImageProviders: ['111122223333'], CreationDateCondition: {MaximumDaysSinceCreated: 60}},
	],
};

/** Every action that an org command may call. */
const reading = new Set([
	'AssumeRole',
	'DescribeAutoScalingGroups',
	'DescribeFleets',
	'DescribeImageReferences',
	'DescribeImages',
	'DescribeInstanceImageMetadata',
	'DescribeInstances',
	'DescribeLaunchConfigurations',
	'DescribeLaunchTemplateVersions',
	'DescribeLaunchTemplates',
	'DescribeSpotFleetRequests',
	'DescribeSpotInstanceRequests',
	'GetManagedResourceVisibility',
	'DescribeRegions',
	'GetAllowedImagesSettings',
	'GetCallerIdentity',
	'ListAccounts',
	'ListAccountsForParent',
	'ListOrganizationalUnitsForParent',
	'ListRoots',
]);

/** Every call reads, and every session is narrowed down to calls that do, or that lead on to one. */
function assertOnlyRead({requests}: DemoServer): void {
	assert.deepEqual(
		requests.map(({action}) => action).filter((action) => !reading.has(action)),
		[],
	);
	for (const {action, params} of requests) {
		if (action !== 'AssumeRole') {
			continue;
		}

		const policy = JSON.parse(params.Policy ?? '{}') as {
			Statement?: ReadonlyArray<{Effect: string; Action: readonly string[]}>;
		};
		assert.equal(policy.Statement?.length, 1, `the session of ${params.RoleArn} has a policy`);
		const allowed = policy.Statement?.flatMap(({Action: actions}) => actions) ?? [];
		assert.deepEqual(
			allowed.filter((one) => !reading.has(one.slice(one.indexOf(':') + 1))),
			[],
		);
	}
}

async function placeAt(t: Parameters<typeof makePlace>[0], server: DemoServer): Promise<Place> {
	const place = await makePlace(t, server.url);
	await fs.writeFile(path.join(place.directory, 'criteria.json'), JSON.stringify(criteria));
	return place;
}

async function cellsIn({directory}: Place, folder = 'out'): Promise<readonly string[]> {
	const names = await fs.readdir(path.join(directory, folder)).catch(() => []);
	return names.filter((name) => /^\d{12}\./.test(name)).toSorted();
}

function idOf(server: DemoServer, name: string): string {
	return server.organization.data.members.find((member) => member.name === name)?.id ?? '';
}

test('a scan that is killed twice ends with every reachable cell, and names the others', async (t) => {
	const server = await serve(t, {instances: 60, latency: 15});
	const place = await placeAt(t, server);
	const args = ['org', 'scan', '--role', 'reader', '--out', 'out', '--concurrency', '4'];
	for (const enough of [15, 40]) {
		const {child} = place.start(args);
		for (let count = 0; count < enough;) {
			await delay(20);
			const cells = await cellsIn(place);
			count = cells.length;
		}

		child.kill('SIGKILL');
		await child;
		for (const name of await cellsIn(place)) {
			const cell = JSON.parse(await fs.readFile(path.join(place.directory, 'out', name), 'utf8')) as object;
			assert.ok('Version' in cell, 'each is whole');
		}
	}

	const before = await cellsIn(place);
	const asked = server.requests.length;
	const {exitCode, stderr} = await place.run(args);
	assert.equal(exitCode, 1, stderr);
	const scanned = server.requests.slice(asked).filter(({action}) => action === 'DescribeInstanceImageMetadata');
	const expected = server.organization.data.members
		.filter(({state, name}) => state === 'ACTIVE' && name !== 'acquired-startup')
		.flatMap(({id, account}) =>
			account.regions
				.filter(({optInStatus, denied}) => optInStatus !== 'not-opted-in' && denied.length === 0)
				.map(({name}) => `${id}.${name}.json`),
		)
		.toSorted();
	assert.deepEqual(await cellsIn(place), expected);
	assert.ok(scanned.length < expected.length + 20 - before.length / 2, 'what was there is not read again');
	assert.match(stderr, /320060456799 is left out: it is suspended/);
	assert.match(stderr, /320040578687: The role .*reader can't be assumed/);
	assert.match(stderr, /123456789012 ap-southeast-2: .*service control policy/);
	assert.match(stderr, /320059564356 .*Not all of it could be read \(ec2:DescribeImages\)/);
	const stats = await fs.stat(path.join(place.directory, 'out', expected[0] ?? ''));
	assert.equal(stats.mode & 0o777, 0o600);
	assertOnlyRead(server);
});

test('a scan whose own keys end says so, one that is interrupted ends with 130, and the next goes on from either', async (t) => {
	const server = await serve(t, {instances: 60, accounts: 4});
	const place = await placeAt(t, server);
	const args = ['org', 'scan', '--role', 'reader', '--out', 'out', '--region', 'us-east-1', '--concurrency', '1'];
	server.faults.push({match: {action: 'AssumeRole', fromCall: 3}, fault: {type: 'expired'}});
	const ended = await place.run(args);
	assert.equal(ended.exitCode, 1);
	assert.match(ended.stderr, /AssumeRole in us-east-1 was refused: the credentials have expired.*\n {2}\S.+/);
	assert.deepEqual(await cellsIn(place), ['111122223333.us-east-1.json', '123456789012.us-east-1.json']);
	assert.equal(server.requests.filter(({action}) => action === 'AssumeRole').length, 3, 'nobody else is tried');
	server.faults.length = 0;

	server.faults.push({match: {account: '320022587457'}, fault: {type: 'stall'}});
	const {child} = place.start(args);
	while (server.requests.every(({account}) => account !== '320022587457')) {
		await delay(20);
	}

	child.kill('SIGINT');
	const {exitCode} = await child;
	assert.equal(exitCode, 130);
	server.faults.length = 0;
	const again = await place.run(args);
	assert.equal(again.exitCode, 0, again.stderr);
	assert.match(again.stderr, /4 accounts: 2 cells read, 2 kept from before, 0 failed/);
});

/** Keys of a session that may do what a reader may, as a shell would have them. */
async function keysOf(server: DemoServer, account: string): Promise<Readonly<Record<string, string>>> {
	const {Credentials: keys} = await sts(server).send(
		new AssumeRoleCommand({RoleArn: `arn:aws:iam::${account}:role/reader`, RoleSessionName: 'test'}),
	);
	return {
		AWS_ACCESS_KEY_ID: keys?.AccessKeyId ?? '',
		AWS_SECRET_ACCESS_KEY: keys?.SecretAccessKey ?? '',
		AWS_SESSION_TOKEN: keys?.SessionToken ?? '',
	};
}

/** What an image is to an account, however its rows are cut. */
function countsOf(rows: ReadonlyArray<{ImageId: string; Region: string; After: string; Instances: number}>) {
	const counts = new Map<string, number>();
	for (const {ImageId: id, Region: region, After: after, Instances: instances} of rows) {
		const key = `${region} ${id} ${after}`;
		counts.set(key, (counts.get(key) ?? 0) + instances);
	}

	return [...counts].toSorted(([left], [right]) => left.localeCompare(right, 'en'));
}

test('what-if over an organization is the sum of what-if in each of its accounts, image for image', async (t) => {
	const server = await serve(t, {instances: 60, accounts: 4});
	const place = await placeAt(t, server);
	const regions = [
		'--region',
		'us-east-1',
		'--region',
		'eu-west-1',
		'--region',
		'us-west-2',
		'--region',
		'ap-southeast-2',
	];
	const scan = await place.run(['org', 'scan', '--role', 'reader', '--out', 'out', ...regions]);
	assert.equal(scan.exitCode, 1, 'a Region of the demo account is denied');
	const {stdout, exitCode} = await place.run([
		'org',
		'what-if',
		'out',
		'--criteria',
		'criteria.json',
		'--format',
		'json',
	]);
	assert.equal(exitCode, 1);
	const whole = JSON.parse(stdout) as OrganizationReport;
	assert.deepEqual(
		whole.Unread.map(({Account: account, Region: region}) => [account, region]),
		[['123456789012', 'ap-southeast-2']],
	);

	const parts: WhatIfReport[] = [];
	for (const {id} of server.organization.data.members) {
		const one = await place.run(['what-if', '--criteria', 'criteria.json', '--format', 'json', ...regions], {
			env: await keysOf(server, id),
		});
		parts.push(JSON.parse(one.stdout) as WhatIfReport);
	}

	const sum = (name: 'Instances' | 'Allowed' | 'NotAllowed' | 'Unknown') =>
		parts.reduce((total, part) => total + part[name], 0);
	assert.deepEqual(
		[whole.Accounts, whole.Regions, whole.Instances, whole.Allowed, whole.NotAllowed, whole.Unknown],
		[4, 4, sum('Instances'), sum('Allowed'), sum('NotAllowed'), sum('Unknown')],
	);
	assert.ok(whole.NotAllowed > 0);
	assert.ok(whole.Allowed > 0);
	assert.deepEqual(countsOf(whole.Images), countsOf(parts.flatMap(({Images: images}) => images)));

	// Images of golden-images are allowed there whatever the criteria, and nowhere else for that reason.
	const own = whole.Images.filter(({OwnerId: owner}) => owner === '111122223333');
	for (const {Accounts: accounts, Reasons: reasons} of own) {
		const isOwn = reasons.join(' ').includes("own account's image");
		assert.equal(accounts.includes('111122223333'), isOwn);
		assert.ok(!isOwn || accounts.length === 1);
	}
});

test('a policy that enforces is refused until everything under it is read, and verify tells which part of the tree has it', async (t) => {
	const server = await serve(t, {instances: 60});
	const place = await placeAt(t, server);
	const whole = ['org', 'scan', '--role', 'reader', '--out', 'out'];
	const scan = [...whole, '--region', 'us-east-1', '--region', 'ap-southeast-2'];
	const policy = ['org', 'policy', 'out', '--criteria', 'criteria.json'];
	await place.run(scan);
	const refused = await place.run([...policy, '--state', 'enabled']);
	assert.deepEqual([refused.exitCode, refused.stdout], [1, '']);
	for (const named of [
		/320040578687 ap-southeast-2, us-east-1/,
		/123456789012 ap-southeast-2/,
		/320059564356 .*us-east-1/,
	]) {
		assert.match(refused.stderr, named);
	}

	const audit = await place.run(policy);
	assert.equal(audit.exitCode, 0, audit.stderr);
	assert.match(audit.stdout, /^\{"ec2_attributes":\{"allowed_images_settings":\{"state":\{"@@assign":"audit_mode"\}/);

	// The role is mended everywhere, and the Region is opened.
	for (const member of server.organization.data.members) {
		Object.assign(member.roles, {reader: server.organization.member('111122223333')?.roles.reader});
	}

	(server.organization.base.region('ap-southeast-2')?.data.denied as string[]).length = 0;
	const again = await place.run(scan);
	assert.equal(again.exitCode, 0, again.stderr);
	// A policy acts in every Region: those that nobody asked for are unread, too.
	const limited = await place.run([...policy, '--state', 'enabled']);
	assert.deepEqual([limited.exitCode, limited.stdout], [1, '']);
	assert.match(limited.stderr, /11 accounts × Regions under it are unread/);
	assert.match(
		limited.stderr,
		/111122223333 other: Only some of its Regions were to be scanned \(ap-southeast-2, us-east-1\)/,
	);

	const read = await place.run(whole);
	assert.equal(read.exitCode, 0, read.stderr);
	const enabled = await place.run([...policy, '--state', 'enabled']);
	assert.equal(enabled.exitCode, 0, enabled.stderr);
	const [text = ''] = enabled.stdout.split('\n', 1);
	assert.match(text, /"state":\{"@@assign":"enabled"\}/);

	const before = await place.run(['org', 'verify', 'out', '--role', 'reader', '--state', 'enabled']);
	assert.equal(before.exitCode, 1);
	server.organization.policies.push({
		id: 'p-test',
		name: 'test',
		description: '',
		content: text,
		targets: new Set(['ou-demo-workloadstest', '111122223333']),
	});
	server.organization.policiesChanged();
	const verified = await place.run([
		'org',
		'verify',
		'out',
		'--role',
		'reader',
		'--state',
		'enabled',
		'--format',
		'json',
	]);
	assert.equal(verified.exitCode, 1);
	const rows = JSON.parse(verified.stdout) as ReadonlyArray<{Account: string; AccountName: string; Verdict: string}>;
	const cells = await cellsIn(place);
	assert.equal(rows.length, cells.length);
	assert.equal(new Set(rows.map(({Account: account}) => account)).size, 11);
	const under = rows.filter(({Verdict: verdict}) => verdict === 'under the policy').map(({AccountName: name}) => name);
	assert.deepEqual([...new Set(under)].toSorted(), ['golden-images', 'payments-test']);
	const sandbox = rows.filter(({AccountName: name}) => name.startsWith('sandbox'));
	assert.ok(sandbox.every(({Verdict: verdict}) => verdict === 'other state'));
	const table = await place.run(['org', 'verify', 'out', '--role', 'reader', '--state', 'enabled']);
	assert.match(table.stdout, /^ *\/Workloads\/Test +1 +17 of 17 +all$/m);
	assert.match(table.stdout, /^ *\/Workloads\/Prod +4 +0 of \d+ +none$/m);
	assert.match(table.stdout, /^ *111122223333 golden-images +1 +17 of 17 +all$/m);

	const [sandboxes] = server.organization.policies;
	assert.ok(sandboxes);
	sandboxes.content = text;
	sandboxes.targets.add('r-demo');
	server.organization.policiesChanged();
	const everywhere = await place.run(['org', 'verify', 'out', '--role', 'reader', '--state', 'enabled']);
	assert.equal(everywhere.exitCode, 0, everywhere.stdout);
	assertOnlyRead(server);
});

test('a cell that is stale, broken or of another version', async (t) => {
	const server = await serve(t, {instances: 60, accounts: 2});
	const place = await placeAt(t, server);
	(server.organization.base.region('ap-southeast-2')?.data.denied as string[]).length = 0;
	const scan = ['org', 'scan', '--role', 'reader', '--out', 'out'];
	const first = await place.run(scan);
	assert.equal(first.exitCode, 0, first.stderr);
	const file = path.join(place.directory, 'out', '123456789012.us-east-1.json');
	const text = await fs.readFile(file, 'utf8');
	const policy = ['org', 'policy', 'out', '--criteria', 'criteria.json', '--state', 'enabled'];
	const fresh = await place.run(policy);
	assert.equal(fresh.exitCode, 0, fresh.stderr);

	const old = new Date(Date.now() - 86_500_000).toISOString();
	await fs.writeFile(file, text.replace(/"ReadAt":"[^"]*"/, `"ReadAt":"${old}"`));
	const stale = await place.run(policy);
	assert.equal(stale.exitCode, 1);
	assert.match(stale.stderr, /123456789012 us-east-1: It was read more than a day ago/);

	await fs.writeFile(file, text.slice(0, 100));
	const broken = await place.run(['org', 'status', 'out', '--format', 'json']);
	assert.equal(broken.exitCode, 1);
	const rows = JSON.parse(broken.stdout) as ReadonlyArray<{Account: string; Region: string; Error?: string}>;
	assert.deepEqual(
		rows.filter((row) => row.Error !== undefined).map((row) => [row.Account, row.Region, row.Error]),
		[['123456789012', 'us-east-1', 'Its file is broken.']],
	);

	await fs.writeFile(file, text.replace('"Version":1', '"Version":2'));
	for (const args of [
		['org', 'status', 'out'],
		['org', 'what-if', 'out', '--criteria', 'criteria.json'],
		policy,
		scan,
	]) {
		const {exitCode, stderr, stdout} = await place.run(args);
		assert.equal(exitCode, 1, args.join(' '));
		assert.match(stderr, /123456789012\.us-east-1\.json is of another version \(format 2/);
		assert.equal(stdout, '');
	}
});

test('the role grants exactly what is called in accounts, and its template passes a linter', async (t) => {
	const server = await serve(t, {instances: 60, accounts: 4});
	const place = await placeAt(t, server);
	await place.run(['org', 'accounts']);
	await place.run(['org', 'scan', '--role', 'reader', '--out', 'out', '--region', 'us-east-1', '--instances']);
	await place.run(['org', 'status', 'out']);
	await place.run(['org', 'what-if', 'out', '--criteria', 'criteria.json']);
	await place.run(['org', 'policy', 'out', '--criteria', 'criteria.json']);
	await place.run(['org', 'verify', 'out', '--role', 'reader', '--state', 'audit-mode']);
	assertOnlyRead(server);

	// What the run's own account is asked for beside sessions (its Regions) is not the role's.
	const inAccounts = server.requests
		.filter(({service, account}) => ['ec2', 'autoscaling'].includes(service) && account !== '123456789012')
		.map(({service, action}) => `${service}:${action}`);
	const principal = 'arn:aws:iam::999900001111:role/Auditor';
	const {stdout} = await place.run(['org', 'role-template', '--principal', principal, '--external-id', 'tell-nobody']);
	const template = JSON.parse(stdout) as {
		Resources: {
			ReaderRole: {
				Properties: {
					RoleName: string;
					AssumeRolePolicyDocument: {Statement: unknown};
					Policies: [{PolicyDocument: {Statement: [{Effect: string; Action: readonly string[]}]}}];
				};
			};
		};
	};
	const {
		RoleName: name,
		AssumeRolePolicyDocument: trust,
		Policies: policies,
	} = template.Resources.ReaderRole.Properties;
	assert.equal(name, 'allowed-amis-reader');
	assert.deepEqual(policies[0].PolicyDocument.Statement[0].Action.toSorted(), [...new Set(inAccounts)].toSorted());
	assert.deepEqual(trust.Statement, [
		{
			Effect: 'Allow',
			Principal: {AWS: principal},
			Action: 'sts:AssumeRole',
			Condition: {StringEquals: {'sts:ExternalId': 'tell-nobody'}},
		},
	]);

	// An account by its ID is one in every partition, where an ARN would be that of one.
	const ofAccount = await place.run(['org', 'role-template', '--principal', '999900001111']);
	assert.match(ofAccount.stdout, /"AWS": "999900001111"/);
	assert.doesNotMatch(ofAccount.stdout, /arn:aws:/);

	const {failed: hasNoLinter} = await execa('cfn-lint', ['--version'], {reject: false, timeout: 60_000});
	if (hasNoLinter) {
		t.diagnostic('cfn-lint is not installed: the template was not linted');
		return;
	}

	for (const [index, args] of [[], ['--principal', principal], ['--principal', '999900001111']].entries()) {
		const file = path.join(place.directory, `template-${index}.json`);
		const {stdout: made} = await place.run(['org', 'role-template', ...args]);
		await fs.writeFile(file, made);
		// Its list of actions is older than GetManagedResourceVisibility.
		const {stdout: said, exitCode} = await execa('cfn-lint', [file, '--ignore-checks', 'W3037'], {
			reject: false,
			timeout: 120_000,
		});
		assert.equal(exitCode, 0, said);
	}
});

test('criteria that nobody would try, a policy that nobody can read and a folder without accounts are said, never passed over', async (t) => {
	const server = await serve(t, {instances: 60, accounts: 2});
	const place = await placeAt(t, server);
	const verify = ['org', 'verify', 'out', '--role', 'reader', '--state', 'audit-mode'];
	const scan = await place.run(['org', 'scan', '--role', 'reader', '--out', 'out', '--region', 'us-east-1']);
	assert.equal(scan.exitCode, 0, scan.stderr);

	// Without a terminal there is no screen to try them on.
	for (const [option, words] of [
		['--preset', 'NAME'],
		['--criteria', 'FILE'],
	] as const) {
		const tried = await place.run(['org', 'out', option, 'nosuch']);
		assert.deepEqual([tried.exitCode, tried.stdout], [2, '']);
		assert.ok(tried.stderr.includes(`allowed-amis org what-if out ${option} ${words}`), tried.stderr);
	}

	const plain = await place.run(['org', 'out']);
	assert.equal(plain.exitCode, 0, plain.stderr);

	await fs.writeFile(path.join(place.directory, 'out', 'policy.json'), '{"Version":1,"State":');
	const broken = await place.run(verify);
	assert.deepEqual([broken.exitCode, broken.stdout], [1, '']);
	assert.match(broken.stderr, /policy\.json is broken\.\n {2}.*org policy.*--criteria/);
	const named = await place.run([...verify, '--criteria', 'criteria.json']);
	assert.match(named.stderr, /of 2 cells are under the policy/);

	const demo = await place.run([...verify, '--demo']);
	assert.equal(demo.exitCode, 2);
	assert.match(demo.stderr, /a real organization/);

	const file = path.join(place.directory, 'out', 'summary.json');
	const summary = JSON.parse(await fs.readFile(file, 'utf8')) as object;
	await fs.writeFile(file, JSON.stringify({...summary, Accounts: []}));
	const none = await place.run([...verify, '--criteria', 'criteria.json']);
	assert.equal(none.exitCode, 1);
	assert.match(none.stderr, /Nothing was verified/);
});

type LaunchRow = {
	readonly Source: {readonly Type: string; readonly Id: string};
	readonly ImageId: string;
	readonly Allowed: boolean | null;
};

test('what launches is in every cell as far as the role may see it; what was not asked is named and never counts as fine', async (t) => {
	const server = await serve(t, {instances: 60, accounts: 2});
	const place = await placeAt(t, server);
	const scan = ['org', 'scan', '--role', 'reader', '--out', 'out', '--region', 'us-east-1', '--region', 'us-west-2'];
	const whatIf = ['org', 'what-if', 'out', '--criteria', 'criteria.json', '--format', 'json'];
	const first = await place.run(scan);
	assert.equal(first.exitCode, 0, first.stderr);
	const whole = await place.run(whatIf);
	const {Launches: launches} = JSON.parse(whole.stdout) as OrganizationReport;

	// The same as `launches` finds in the account, source for source.
	const own = await place.run(
		['launches', '--days', '0', '--criteria', 'criteria.json', '-f', 'json', '-r', 'us-east-1', '-r', 'us-west-2'],
		{env: await keysOf(server, '123456789012')},
	);
	const verdicts = {true: 'allowed', false: 'not-allowed', null: 'unknown'} as const;
	const expected = new Map<string, number>();
	for (const {Source: source, ImageId: id, Allowed: allowed} of JSON.parse(own.stdout) as readonly LaunchRow[]) {
		const key = `${source.Type} ${id} ${verdicts[String(allowed) as keyof typeof verdicts]}`;
		if (source.Type !== 'instance') {
			expected.set(key, (expected.get(key) ?? 0) + 1);
		}
	}

	const found = new Map<string, number>();
	for (const {Type: type, ImageId: id, After: after, Sources: sources, Accounts: accounts} of launches) {
		if (accounts.includes('123456789012')) {
			found.set(`${type} ${id} ${after}`, (found.get(`${type} ${id} ${after}`) ?? 0) + sources);
		}
	}

	assert.deepEqual(found, expected);
	assert.ok(launches.some(({Type: type, After: after}) => type === 'auto-scaling-group' && after === 'not-allowed'));
	const table = await place.run(whatIf.slice(0, -2));
	assert.match(table.stdout, /^Auto Scaling group +spark-nightly/m);

	// A folder of a version that did not ask for them is read, said to lack them, and read anew.
	const file = path.join(place.directory, 'out', '123456789012.us-east-1.json');
	const {
		Launches: _,
		LaunchImages: __,
		...old
	} = JSON.parse(await fs.readFile(file, 'utf8')) as Record<string, unknown>;
	await fs.writeFile(file, JSON.stringify(old));
	const status = await place.run(['org', 'status', 'out', '--format', 'json']);
	assert.equal(status.exitCode, 1);
	const rows = JSON.parse(status.stdout) as ReadonlyArray<{Launches: object | null; Error?: string; Instances: number}>;
	const lacking = rows.filter(({Launches: counts}) => counts === null);
	assert.equal(lacking.length, 1);
	assert.match(lacking[0]?.Error ?? '', /what launches.*older allowed-amis/);
	assert.ok((lacking[0]?.Instances ?? 0) > 0);
	const refused = await place.run(['org', 'policy', 'out', '--criteria', 'criteria.json', '--state', 'enabled']);
	assert.equal(refused.exitCode, 1);
	assert.match(refused.stderr, /123456789012 us-east-1: .*what launches/);
	const again = await place.run(scan);
	assert.match(again.stderr, /1 cell read, 3 kept from before/);
	const mended = await place.run(whatIf);
	assert.deepEqual((JSON.parse(mended.stdout) as OrganizationReport).Launches, launches);

	// A role from before it was asked for launches.
	const member = server.organization.member('123456789012');
	Object.assign(member?.roles ?? {}, {reader: {actions: ['ec2:Describe*', 'ec2:Get*']}});
	const narrow = await place.run([...scan, '--force']);
	assert.equal(narrow.exitCode, 1);
	assert.match(
		narrow.stderr,
		/123456789012 us-\w+-\d, us-\w+-\d: Not all of it could be read \(Auto Scaling groups, Launch configurations\)/,
	);
	assert.match(narrow.stderr, /org role-template/);
});

test('accounts from a file: its roles, Regions and external IDs, and what is odd about them', async (t) => {
	const server = await serve(t, {instances: 60});
	const place = await placeAt(t, server);
	const sandbox = idOf(server, 'sandbox-1');
	await fs.writeFile(
		path.join(place.directory, 'accounts.yml'),
		`accounts:
- {account_id: '${sandbox}', name: mine, role: partner-reader, external_id: demo-external-id, regions: [eu-west-1]}
- {account_id: '${idOf(server, 'retired-poc')}', role: reader}
- {account_id: '777788889999', role: reader, regions: [us-east-1]}
- {account_id: '${sandbox}', role: other}
`,
	);
	const list = await place.run(['org', 'accounts', '--accounts', 'accounts.yml', '--format', 'json']);
	assert.equal(list.exitCode, 0, list.stderr);
	assert.deepEqual(
		(JSON.parse(list.stdout) as ReadonlyArray<{Name: string | null; Visited: boolean}>).map((one) => [
			one.Name,
			one.Visited,
		]),
		[
			['retired-poc', false],
			['mine', true],
			[null, true],
		],
	);
	assert.match(list.stderr, /777788889999 is not a member of this organization/);
	assert.match(list.stderr, /is there twice/);
	assert.match(list.stderr, /is suspended/);

	const {exitCode, stderr} = await place.run([
		'org',
		'scan',
		'--role',
		'reader',
		'--out',
		'out',
		'--accounts',
		'accounts.yml',
	]);
	assert.equal(exitCode, 1);
	assert.match(stderr, /777788889999: The role arn:aws:iam::777788889999:role\/reader can't be assumed/);
	assert.deepEqual(await cellsIn(place), [`${sandbox}.eu-west-1.json`]);
	const entered = server.requests.filter(({action}) => action === 'AssumeRole').map(({params}) => params.ExternalId);
	assert.deepEqual(new Set(entered), new Set(['demo-external-id', undefined]));

	await fs.writeFile(path.join(place.directory, 'accounts.yml'), 'accounts:\n- account_id: 12345678901\n');
	const bad = await place.run(['org', 'scan', '--role', 'reader', '--out', 'out', '--accounts', 'accounts.yml']);
	assert.equal(bad.exitCode, 2);
	assert.match(bad.stderr, /accounts\[0\]\.account_id, line 2: "12345678901" has 11 digits/);
});

test('a unit and all below it', async (t) => {
	const server = await serve(t, {instances: 60});
	const place = await placeAt(t, server);
	const {stdout} = await place.run(['org', 'accounts', '--ou', 'ou-demo-workloads', '--format', 'json']);
	assert.deepEqual((JSON.parse(stdout) as ReadonlyArray<{Name: string}>).map((one) => one.Name).toSorted(), [
		'acquired-startup',
		'legacy-billing',
		'orders-prod',
		'payments-test',
		'prod',
	]);
	const none = await place.run(['org', 'accounts', '--ou', 'ou-demo-nowherewhatever']);
	assert.equal(none.exitCode, 2);
	assert.match(none.stderr, /There is no unit "ou-demo-nowherewhatever"/);
});

test('an external ID that STS quotes back is neither printed nor logged', async (t) => {
	const server = http.createServer((request, response) => {
		void textOf(request).then((body) => {
			const parameters = new URLSearchParams(body);
			const isEntering = parameters.get('Action') === 'AssumeRole';
			response.writeHead(isEntering ? 403 : 200, {'content-type': 'text/xml'});
			response.end(
				isEntering
					? `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>Wrong ID x7 (${parameters.get('ExternalId')})</Message></Error></ErrorResponse>`
					: '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/jane</Arn><UserId>AIDA</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
			);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.after(() => {
		server.closeAllConnections();
		server.close();
	});
	const {port} = server.address() as AddressInfo;
	const place = await makePlace(t, `http://127.0.0.1:${port}`);
	await fs.writeFile(
		path.join(place.directory, 'accounts.yml'),
		'accounts:\n- account_id: "777788889999"\n  role: reader\n  external_id: x7\n  regions: [eu-west-1]\n',
	);
	const {exitCode, stderr} = await place.run([
		'org',
		'scan',
		'--role',
		'reader',
		'--out',
		'out',
		'--accounts',
		'accounts.yml',
		'--debug',
		'debug.log',
	]);
	assert.equal(exitCode, 1);
	assert.match(stderr, /AWS said: Wrong ID … \(…\)/);
	const log = await fs.readFile(path.join(place.directory, 'debug.log'), 'utf8');
	assert.match(log, /AssumeRole .*Wrong ID … \(…\)/);
	assert.doesNotMatch(stderr + log, /x7/);
});
