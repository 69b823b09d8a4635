import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {execa} from 'execa';
import {startDemoServer} from '../../source/demo/server.ts';
import {makePlace, type Outcome} from './run.ts';

type Scanned = {
	readonly InstanceId: string;
	readonly LaunchTime: string;
	readonly Region?: string;
	readonly ImageMetadata?: {
		readonly ImageWatermarks?: unknown;
		readonly ImageAllowed?: unknown;
		readonly OwnerId?: unknown;
	};
	readonly Operator?: Readonly<Record<string, unknown>>;
};

const aws = await execa('aws', ['--version'], {reject: false});

test('scan --format json holds the very objects that the AWS CLI prints, each with its Region', async (t) => {
	if (aws.exitCode !== 0) {
		t.skip('the AWS CLI is not installed');
		return;
	}

	const server = await startDemoServer({instances: 600});
	t.after(async () => server.close());
	const {run, directory} = await makePlace(t, server.url);
	const env = {
		AWS_ENDPOINT_URL: server.url,
		AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
		AWS_SECRET_ACCESS_KEY: 'secret',
		AWS_EC2_METADATA_DISABLED: 'true',
		HOME: directory,
		PATH: process.env.PATH ?? '',
	};
	// The version manager of some machines looks for its files at home.
	if (process.env.HOME !== undefined && !('PYENV_ROOT' in env)) {
		Object.assign(env, {PYENV_ROOT: process.env.PYENV_ROOT ?? path.join(process.env.HOME, '.pyenv')});
	}

	for (const region of ['us-east-1', 'us-west-2']) {
		const [ours, theirs] = await Promise.all([
			run(['scan', '--region', region, '--format', 'json', '--listed-only']),
			execa(
				'aws',
				[
					'ec2',
					'describe-instance-image-metadata',
					'--region',
					region,
					'--query',
					'InstanceImageMetadata',
					'--output',
					'json',
				],
				{
					env,
					extendEnv: false,
				},
			),
		]);
		assert.equal(ours.exitCode, 0, ours.stderr);
		const scanned = JSON.parse(ours.stdout) as readonly Scanned[];
		assert.deepEqual(new Set(scanned.map(({Region: own}) => own)), new Set([region]));
		const printed = JSON.parse(theirs.stdout) as readonly Scanned[];
		// An AWS CLI from before watermarks leaves them out.
		const withWatermarks = theirs.stdout.includes('"ImageWatermarks"');
		assert.ok(printed.length > 0);
		assert.deepEqual(
			comparable(
				scanned.map(({Region: _own, ...rest}) => rest),
				{withWatermarks},
			),
			comparable(printed),
		);
	}
});

/** By ID, and with times as instants: the two major versions of the AWS CLI print them differently. */
function comparable(instances: readonly Scanned[], {withWatermarks = true} = {}): unknown {
	return instances
		.map(({ImageMetadata: {ImageWatermarks: watermarks, ...image} = {}, ...instance}) => ({
			...instance,
			LaunchTime: Date.parse(instance.LaunchTime),
			ImageMetadata: withWatermarks && watermarks !== undefined ? {...image, ImageWatermarks: watermarks} : image,
		}))
		.toSorted((left, right) => left.InstanceId.localeCompare(right.InstanceId));
}

test('scan writes every format; data goes to stdout alone', async (t) => {
	const server = await startDemoServer({instances: 200});
	t.after(async () => server.close());
	const {run} = await makePlace(t, server.url);
	const formats = ['table', 'json', 'ndjson', 'csv', 'markdown', 'html'] as const;
	const outcomes = await Promise.all(
		formats.map(async (format) => run(['scan', '--region', 'us-west-2', '--not-allowed', '--format', format])),
	);
	const [table, json, ndjson, csv, markdown, html] = outcomes.map(({stdout}) => stdout);
	assert.deepEqual(
		outcomes.map(({exitCode}) => exitCode),
		[0, 0, 0, 0, 0, 0],
	);
	const found = JSON.parse(json ?? '') as readonly Scanned[];
	assert.ok(found.length > 0);
	const lines = (text = ''): readonly string[] => text.trimEnd().split('\n');
	assert.equal(lines(table).length, found.length + 1);
	assert.deepEqual(
		lines(ndjson).map((line) => JSON.parse(line) as unknown),
		found,
	);
	assert.equal(lines(csv).length, found.length + 1);
	assert.match(csv ?? '', /,not-allowed,[^,]+/);
	assert.match(markdown ?? '', /^# Allowed AMIs report/);
	assert.match(html ?? '', /^<!doctype html>/);
	for (const {stderr} of outcomes) {
		assert.match(stderr, /^allowed-amis: .* instances · .* not allowed .* · complete\n$/);
	}
});

test('managed instances that AWS hides come after the listed ones, with operator, image and verdict; denied, that is said', async (t) => {
	const server = await startDemoServer({instances: 200});
	t.after(async () => server.close());
	server.setSettings('us-east-1', {State: 'audit-mode', ImageCriteria: [{ImageProviders: ['amazon']}]});
	const {run} = await makePlace(t, server.url);
	const scan = ['scan', '--region', 'us-east-1', '--format', 'ndjson'];
	const rowsOf = ({stdout}: Outcome) =>
		stdout
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line) as Scanned);
	const [all, listed] = await Promise.all([run(scan), run([...scan, '--listed-only'])]);
	const hidden = rowsOf(all).slice(rowsOf(listed).length);
	assert.deepEqual(rowsOf(all).slice(0, rowsOf(listed).length), rowsOf(listed));
	assert.ok(hidden.length > 0);
	for (const {Operator, ImageMetadata: image} of hidden) {
		assert.equal(Operator?.Managed, true);
		assert.match(String(Operator?.Principal), /\.amazonaws\.com$/);
		assert.equal(typeof image?.ImageAllowed, 'boolean');
		assert.equal(typeof image?.OwnerId, 'string');
	}

	assert.match(all.stderr, /Among them: \d+ instances? that AWS services manage/);
	assert.doesNotMatch(listed.stderr, /AWS services manage/);

	for (const action of ['DescribeInstances', 'GetManagedResourceVisibility'] as const) {
		const denying = await startDemoServer({instances: 100, faults: [{match: {action}, fault: {type: 'deny'}}]});
		t.after(async () => denying.close());
		const denied = await run(scan, {env: {AWS_ENDPOINT_URL: denying.url}});
		assert.equal(denied.exitCode, 0, denied.stderr);
		assert.match(denied.stderr, /us-east-1: instances that AWS services manage may be missing\. .*denied/);
		assert.match(denied.stderr, new RegExp(`ec2:${action}`));
	}
});

test('--exit-code tells whether any instance is not allowed; a part or a verdict that is missing tells 1', async (t) => {
	const server = await startDemoServer({instances: 200});
	t.after(async () => server.close());
	const {run} = await makePlace(t, server.url);
	const [offenders, unjudged, denied, partly] = await Promise.all([
		run(['scan', '--region', 'us-west-2', '--exit-code']),
		run(['scan', '--region', 'us-east-1', '--exit-code']),
		run(['scan', '--region', 'ap-southeast-2', '--exit-code']),
		run(['scan', '--region', 'us-west-2', '--region', 'ap-southeast-2', '--exit-code', '--format', 'ndjson']),
	]);
	assert.deepEqual([offenders.exitCode, unjudged.exitCode, denied.exitCode, partly.exitCode], [3, 1, 1, 1]);
	assert.match(unjudged.stderr, /AWS gives no verdict on \d+ instances: whether they are allowed is not known/);
	assert.match(partly.stdout, /"Region":"us-west-2"/);
	assert.match(partly.stderr, /1 of 2 Regions, .*\nallowed-amis: ap-southeast-2.*: .* was denied/);
});

test('--output writes a file whole, and asks for --overwrite before it scans', async (t) => {
	const server = await startDemoServer({instances: 100});
	t.after(async () => server.close());
	const {run, directory} = await makePlace(t, server.url);
	const file = path.join(directory, 'scan.json');
	const first = await run(['scan', '--region', 'us-west-2', '--format', 'json', '--output', file]);
	assert.deepEqual([first.exitCode, first.stdout], [0, '']);
	const text = await fs.readFile(file, 'utf8');
	const before = server.requests.length;
	const second = await run(['scan', '--region', 'us-west-2', '--format', 'json', '--output', file]);
	assert.equal(second.exitCode, 2);
	assert.equal(server.requests.length, before);
	assert.equal(await fs.readFile(file, 'utf8'), text);
	const third = await run(['scan', '--region', 'us-west-2', '--format', 'ndjson', '--output', file, '--overwrite']);
	assert.equal(third.exitCode, 0);
	assert.match(await fs.readFile(file, 'utf8'), /^\{"InstanceId"/);
});

test('without --region it scans the Region that the environment names, as the AWS CLI does', async (t) => {
	const server = await startDemoServer({instances: 100});
	t.after(async () => server.close());
	const {run} = await makePlace(t, server.url);
	const {stdout} = await run(['scan', '--format', 'ndjson'], {env: {AWS_REGION: 'eu-west-1'}});
	assert.match(stdout, /"Region":"eu-west-1"/);
	assert.deepEqual(
		new Set(server.requests.filter(({action}) => action === 'DescribeInstanceImageMetadata').map(({region}) => region)),
		new Set(['eu-west-1']),
	);
});

test('--debug writes what was asked and answered, without secrets, for its owner alone', async (t) => {
	const server = await startDemoServer({instances: 100});
	t.after(async () => server.close());
	const {run, directory} = await makePlace(t, server.url);
	const file = path.join(directory, 'debug.log');
	await run(['scan', '--region', 'us-west-2', '--debug', file], {
		env: {AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG'},
	});
	const log = await fs.readFile(file, 'utf8');
	assert.match(log, /DescribeInstanceImageMetadata us-west-2 200/);
	assert.doesNotMatch(log, /wJalr|AKIAEXAMPLE|Signature=/);
	const {mode} = await fs.stat(file);
	assert.equal(mode & 0o777, 0o600);
});
