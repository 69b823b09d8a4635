import assert from 'node:assert/strict';
import path from 'node:path';
import {test} from 'node:test';
import {startDemoServer} from '../../source/demo/server.ts';
import {parseDuration, parseTime} from '../../source/commands/options/durations.ts';
import {openHistory} from '../../source/storage/history.ts';
import {plannedChange} from '../storage/planned-change.ts';
import {makePlace} from './run.ts';

// This Region is enforced from the start, and one of its groups keeps failing.
const region = ['--region', 'eu-central-1'];

test('watch --format ndjson is the contract, a line each, and --exit-code ends with 3', async (t) => {
	const server = await startDemoServer({instances: 60});
	t.after(async () => server.close());
	const {run} = await makePlace(t, server.url);
	const {exitCode, stdout, stderr} = await run([
		'watch',
		...region,
		'--since',
		'6h',
		'--for',
		'1s',
		'--format',
		'ndjson',
		'--exit-code',
	]);
	assert.equal(exitCode, 3, stderr);
	const rows = stdout
		.trimEnd()
		.split('\n')
		.map((row) => JSON.parse(row) as {Time: string; Error: string});
	// One each half an hour.
	assert.ok(Math.abs(rows.length - 12) <= 1, `${rows.length} rows`);
	const {Time: time, ...rest} = rows[0] ?? {Time: ''};
	assert.match(time, /^\d{4}-\d\d-\d\dT[\d.:]+Z$/);
	const blocked = server.account.regions
		.find(({name}) => name === 'eu-central-1')
		?.images.find(({name}) => name === 'team-data/spark-worker-3')?.id;
	assert.deepEqual(rest, {
		Region: 'eu-central-1',
		Source: {Type: 'auto-scaling-group', Id: 'spark-workers'},
		ImageId: blocked,
		Error: 'Client.InvalidAMIID.NotFound',
		Message: `The image id '[${blocked}]' does not exist`,
		By: 'autoscaling.amazonaws.com',
	});
	assert.match(stderr, /up to about 15 minutes late/);
	assert.ok(server.requests.every(({action}) => /^(?:Describe|Get|Lookup)/.test(action)));
});

test('what may not be read is named once, and makes the exit code 1 where nothing was refused', async (t) => {
	const server = await startDemoServer({
		instances: 60,
		faults: [{match: {action: 'LookupEvents'}, fault: {type: 'deny'}}],
	});
	t.after(async () => server.close());
	const {run} = await makePlace(t, server.url);
	const {exitCode, stderr} = await run([
		'watch',
		'--region',
		'us-east-2',
		'--since',
		'1h',
		'--for',
		'3s',
		'--format',
		'ndjson',
	]);
	assert.equal(exitCode, 1);
	assert.equal(stderr.match(/not known: CloudTrail's launches/g)?.length, 1, stderr);
});

test('without a time and without a history that tells one, a sentence says what to give', async (t) => {
	const server = await startDemoServer({instances: 60});
	t.after(async () => server.close());
	const {run} = await makePlace(t, server.url);
	const {exitCode, stdout, stderr} = await run(['watch', '--region', 'us-east-1', '--for', '1s']);
	assert.equal(exitCode, 2);
	assert.equal(stdout, '');
	assert.match(stderr, /does not say when it enforced us-east-1\.\n {2}Say from when on to watch: --since/);
});

test('what this tool enforced is taken up whichever Region the environment configures, and the Regions are named', async (t) => {
	const server = await startDemoServer({instances: 60});
	t.after(async () => server.close());
	const {run, directory} = await makePlace(t, server.url);
	const ledger = openHistory(path.join(directory, 'state', 'allowed-amis', 'history.ndjson'));
	const {before} = plannedChange();
	for (const name of ['eu-central-1', 'us-west-2']) {
		const id = await ledger.begin({
			...plannedChange(),
			account: '123456789012',
			region: name,
			kind: 'enabled',
			before: {...before, State: 'audit-mode'},
			after: {...before, State: 'enabled'},
		});
		await ledger.complete(id, {status: 'done', answer: '{}'});
	}

	const env = {AWS_REGION: 'us-east-1'};
	const [enforced, since, named] = await Promise.all([
		run(['watch', '--for', '1s'], {env}),
		run(['watch', '--for', '1s', '--since', '2h'], {env}),
		run(['watch', '--for', '1s', '--since', '2026-01-02T03:04Z', ...region], {env}),
	]);
	for (const {exitCode, stderr} of [enforced, since]) {
		assert.equal(exitCode, 0, stderr);
		assert.match(stderr, /Watching eu-central-1 (?:and|since .* UTC;) us-west-2 since \d{4}-\d\d-\d\d [\d:]{8} UTC\./);
	}

	assert.match(named.stderr, /Watching eu-central-1 since 2026-01-02 03:04:00 UTC\./);
	const other = await makePlace(t, server.url);
	const nothing = await other.run(['watch', '--for', '1s', '--since', '1h'], {env});
	assert.match(nothing.stderr, /Watching us-east-1 since/);
});

test('durations and times are read as people write them', () => {
	assert.deepEqual(
		['90s', '15m', '2h', '1h30m', '1d', '45', 'PT15M', '1.5h'].map((text) => parseDuration(text) / 1000),
		[90, 900, 7200, 5400, 86_400, 45, 900, 5400],
	);
	assert.equal(parseTime('2026-01-02T03:04:05Z').toISOString(), '2026-01-02T03:04:05.000Z');
	assert.equal(parseTime('2026-01-02T03:04').toISOString(), '2026-01-02T03:04:00.000Z');
	assert.equal(parseTime('2026-01-02').toISOString(), '2026-01-02T00:00:00.000Z');
	assert.ok(Math.abs(Date.now() - parseTime('2h').getTime() - 7_200_000) < 10_000);
	for (const [text, time] of [
		['2026-01-02 03:04:05 UTC', '2026-01-02T03:04:05.000Z'],
		['2026-01-02T03:04+02:00', '2026-01-02T01:04:00.000Z'],
		['2026-01-02t03:04:05.5-0130', '2026-01-02T04:34:05.500Z'],
		['2026-01-02 03:04+01', '2026-01-02T02:04:00.000Z'],
	] as const) {
		assert.equal(parseTime(text).toISOString(), time, text);
	}

	// The engine would read them as local time, or make a day of a number in them.
	const foreign = ['Nov 25 2025 14:00', 'yesterday 5', '11/25/2025', '2025-02-30', '2025-02-30T14:00Z', '2025-13-01'];
	for (const wrong of ['', 'soon', '5x', '2999-01-01', '-3h', '2025-01-01T25:00', ...foreign]) {
		assert.throws(() => parseTime(wrong), wrong);
	}
});
