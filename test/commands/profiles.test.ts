/** Several profiles side by side: every row says whose it is, and an account that can't be reached hides no other. */
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {test, type TestContext} from 'node:test';
import {setImmediate} from 'node:timers/promises';
import type {Context} from '../../source/commands/program/context.ts';
import {inEachAccount} from '../../source/commands/reading/accounts.ts';
import {startDemoServer} from '../../source/demo/server.ts';
import {ProblemError} from '../../source/problem.ts';
import {makePlace} from './run.ts';

const own = '123456789012';

/** Profiles of two accounts of the demo organization, one of an account that lets nobody in, and one that names no credentials. */
async function profiles(t: TestContext) {
	const server = await startDemoServer({instances: 120});
	t.after(async () => server.close());
	const place = await makePlace(t, server.url);
	const idOf = (name: string): string =>
		server.organization.data.members.find((member) => member.name === name)?.id ?? assert.fail();
	const file = path.join(place.directory, 'config');
	const keys = 'aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\n';
	const role = (account: string) => `role_arn = arn:aws:iam::${account}:role/reader\nsource_profile = prod\n`;
	const sections = {
		prod: keys,
		again: keys,
		orders: role(idOf('orders-prod')),
		startup: role(idOf('acquired-startup')),
		empty: 'region = us-west-2\n',
	};
	await fs.writeFile(
		file,
		Object.entries(sections)
			.map(([name, text]) => `[profile ${name}]\n${text}`)
			.join('\n'),
	);
	return {
		other: idOf('orders-prod'),
		server,
		directory: place.directory,
		async run(names: readonly string[], ...args: readonly string[]) {
			const options = names.flatMap((name) => ['--profile', name]);
			return place.run([...args, ...options], {
				env: {AWS_CONFIG_FILE: file, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: ''},
			});
		},
	};
}

type Row = Readonly<Record<string, unknown>>;

function rowsOf(text: string): readonly Row[] {
	return JSON.parse(text) as readonly Row[];
}

test('status and scan show two accounts side by side, each row with its account; one account alone stays as it was', async (t) => {
	const {run, other} = await profiles(t);
	const region = ['-r', 'us-west-2', '-f', 'json'];
	const [status, table, both, one, csv] = await Promise.all([
		run(['prod', 'orders'], 'status', ...region),
		run(['orders', 'prod'], 'status', '-r', 'us-west-2', '--no-counts'),
		run(['prod', 'orders'], 'scan', ...region),
		run(['prod'], 'scan', ...region),
		run(['prod', 'orders'], 'scan', '-r', 'us-west-2', '-f', 'csv'),
	]);
	assert.deepEqual(
		rowsOf(status.stdout).map((row) => [row.Account, row.Region]),
		[
			[own, 'us-west-2'],
			[other, 'us-west-2'],
		],
	);
	assert.match(table.stdout, new RegExp(String.raw`^Account +Region .*\n${other} +us-west-2 .*\n${own} +us-west-2 `));
	assert.deepEqual([status.exitCode, table.exitCode, both.exitCode, one.exitCode], [0, 0, 0, 0], both.stderr);

	const rows = rowsOf(both.stdout);
	const alone = rowsOf(one.stdout);
	assert.ok(alone.length > 0);
	assert.ok(alone.every((row) => !('Account' in row)));
	assert.deepEqual(
		rows.filter((row) => row.Account === own).map(({Account: _, ...row}) => row),
		alone,
	);
	assert.ok(rows.length > alone.length);
	assert.ok(rows.every((row) => row.Account === row.OwnerId && Object.keys(row).at(-1) === 'Account'));
	assert.match(csv.stdout, /^Account,Region,InstanceId,/);
	assert.equal(csv.stdout.trim().split('\r\n').length, rows.length + 1);
});

test('what-if and launches name the account of each row, and the counts are those of all accounts', async (t) => {
	const {run, other, directory} = await profiles(t);
	await fs.writeFile(path.join(directory, 'criteria.json'), '[{"ImageProviders":["amazon"]}]');
	const tried = ['what-if', '--criteria', 'criteria.json', '-r', 'us-west-2', '-f', 'json'];
	const launches = ['launches', '-r', 'us-west-2', '--days', '0', '-f', 'json'];
	const [both, ...each] = await Promise.all([
		run(['prod', 'orders'], ...tried),
		run(['prod'], ...tried),
		run(['orders'], ...tried),
	]);
	type Report = {readonly Instances: number; readonly NotAllowed: number; readonly Images: readonly Row[]};
	const whole = JSON.parse(both.stdout) as Report;
	const parts = each.map(({stdout}) => JSON.parse(stdout) as Report);
	const sum = (value: (part: Report) => number) => parts.reduce((all, part) => all + value(part), 0);
	assert.equal(
		whole.Instances,
		sum((part) => part.Instances),
	);
	assert.equal(
		whole.NotAllowed,
		sum((part) => part.NotAllowed),
	);
	assert.equal(
		whole.Images.length,
		sum((part) => part.Images.length),
	);
	assert.deepEqual(new Set(whole.Images.map((image) => image.Account)), new Set([own, other]));
	const found = await run(['prod', 'orders'], ...launches);
	const rows = rowsOf(found.stdout);
	assert.deepEqual(new Set(rows.map((row) => row.Account)), new Set([own, other]), found.stderr);
});

test('an account that one profile fails in is shown by the next, and by one alone', async (t) => {
	const names = ['denied', 'also-denied', 'fine', 'spare'];
	const context = {
		options: {profile: names},
		signal: new AbortController().signal,
		openCloud: async () => ({identity: async () => ({account: own})}),
	} as unknown as Context;
	const tried: string[] = [];
	const written = t.mock.method(process.stderr, 'write', () => true);
	const {results, isWhole, unreached} = await inEachAccount(context, async ({profile = ''}) => {
		tried.push(profile);
		await setImmediate();
		if (profile.endsWith('denied')) {
			throw new ProblemError({kind: 'denied', what: 'DescribeRegions was denied.', next: 'Ask for it.'});
		}

		return profile;
	});
	const said = written.mock.calls.map((call) => String(call.arguments[0])).join('');
	written.mock.restore();
	assert.deepEqual([results, isWhole, tried], [['fine'], false, ['denied', 'also-denied', 'fine']]);
	assert.deepEqual(
		unreached.map(({profile}) => profile),
		['denied', 'also-denied'],
	);
	assert.match(said, /profile spare is of account 123456789012, as fine is: it is shown once\./);
	assert.equal(said.match(/shown once/g)?.length, 1);
});

test('what is left out with an account is told, and nothing is written where none is left', async (t) => {
	const {run, other, directory} = await profiles(t);
	const region = ['-r', 'us-west-2'];
	const launches = await run(['orders', 'startup'], 'launches', ...region, '--days', '0', '-f', 'json');
	assert.equal(launches.exitCode, 1);
	assert.deepEqual(new Set(rowsOf(launches.stdout).map((row) => row.Account)), new Set([other]));
	assert.match(launches.stderr, / · not complete$/m);

	const file = path.join(directory, 'scan.json');
	await fs.writeFile(file, 'good');
	const none = await run(['startup', 'nowhere'], 'scan', ...region, '-f', 'json', '-o', file, '--overwrite');
	const unknown = await run(['prod', 'orders'], 'status', '-r', 'us-west-9', '-f', 'json');
	assert.deepEqual([none.exitCode, none.stdout, unknown.exitCode, unknown.stdout], [1, '', 2, ''], none.stderr);
	assert.match(none.stderr, /None of these profiles could be used\.\n {2}Correct what is named above\./);
	assert.equal(await fs.readFile(file, 'utf8'), 'good');
});

test('an account that cannot be reached is named and hides no other; one that is there twice is shown once', async (t) => {
	const {run, server} = await profiles(t);
	const {exitCode, stdout, stderr} = await run(
		['startup', 'prod', 'empty', 'again', 'nowhere'],
		'status',
		'-r',
		'us-west-2',
		'-f',
		'json',
	);
	assert.equal(exitCode, 1);
	assert.deepEqual(
		rowsOf(stdout).map((row) => row.Account),
		[own],
	);
	assert.match(stderr, /profile startup could not be used: .*AssumeRole/);
	assert.match(stderr, /profile empty could not be used: /);
	assert.match(stderr, /profile nowhere could not be used: /);
	assert.match(stderr, /profile \w+ is of account 123456789012, as \w+ is: it is shown once/);
	assert.ok(server.requests.every(({action}) => /^(?:AssumeRole|Describe|Get)/.test(action)));

	const report = await run(['prod', 'orders'], 'review', '-r', 'us-west-2');
	assert.match(report.stdout, /^Account +Region /);
	const refused = await run(['prod', 'orders'], 'forecast');
	assert.equal(refused.exitCode, 2);
	assert.match(refused.stderr, /one profile at a time/);
});
