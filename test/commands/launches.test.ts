import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {startDemoServer} from '../../source/demo/server.ts';
import {nightlyLaunches} from '../support/nightly-launches.ts';
import {makePlace} from './run.ts';

type Row = {
	readonly Region: string;
	readonly Source: {readonly Type: string; readonly Id: string; readonly Name?: string};
	readonly ImageId: string;
	readonly ImageName?: string;
	readonly OwnerId?: string;
	readonly Allowed: boolean | null;
	readonly Reasons: readonly string[];
	readonly Launches?: number;
	readonly LastLaunch?: string;
	readonly By?: readonly string[];
};

const region = ['--region', 'us-east-1'];

test('launches --format json is the contract: sources with their images, verdicts and reasons', async (t) => {
	const server = await startDemoServer({instances: 200});
	t.after(async () => server.close());
	server.setSettings('us-east-1', {State: 'audit-mode', ImageCriteria: [{ImageProviders: ['amazon']}]});
	const {run} = await makePlace(t, server.url);
	const began = Date.now();
	const {exitCode, stdout, stderr} = await run(['launches', ...region, '--format', 'json']);
	const ended = Date.now();
	assert.equal(exitCode, 0, stderr);
	const rows = JSON.parse(stdout) as readonly Row[];
	const keys = new Set(rows.flatMap((row) => Object.keys(row)));
	assert.deepEqual([...keys].toSorted(), [
		'Allowed',
		'By',
		'ImageId',
		'ImageName',
		'LastLaunch',
		'Launches',
		'OwnerId',
		'Reasons',
		'Region',
		'Source',
	]);
	const image = (name: string) => {
		const images = server.account.regions.find((one) => one.name === 'us-east-1')?.images ?? [];
		return images.find((one) => one.name === name);
	};

	assert.deepEqual(rows[0], {
		Region: 'us-east-1',
		Source: {Type: 'auto-scaling-group', Id: 'spark-workers'},
		ImageId: image('team-data/spark-worker-3')?.id,
		ImageName: 'team-data/spark-worker-3',
		OwnerId: '444455556666',
		Allowed: false,
		Reasons: ['criterion 1: provider 444455556666 is none of amazon'],
	});
	const nightly = rows.find(({Source: {Type: type}, Allowed}) => type === 'recent-launch' && Allowed === false);
	assert.deepEqual(nightly?.By, ['arn:aws:sts::123456789012:assumed-role/nightly-batch/scheduler']);
	assert.ok(nightlyLaunches(server.account, 'us-east-1', began, ended).includes(nightly.Launches ?? 0));
	assert.match(nightly.LastLaunch ?? '', /^\d{4}-\d\d-\d\dT[\d.:]+Z$/);
	assert.match(stderr, /launch sources in 1 Region .* nothing left out/);
	assert.ok(server.requests.every(({action}) => /^(?:Describe|Get|Lookup)/.test(action)));
});

test('what may not be asked is named on stderr, the rest is printed, and the exit code is 1', async (t) => {
	const server = await startDemoServer({
		instances: 60,
		faults: [{match: {action: 'DescribeAutoScalingGroups'}, fault: {type: 'deny'}}],
	});
	t.after(async () => server.close());
	const {run, directory} = await makePlace(t, server.url);
	await fs.writeFile(path.join(directory, 'criteria.json'), '[{"ImageProviders":["amazon"]}]');
	const {exitCode, stdout, stderr} = await run([
		'launches',
		...region,
		'--days',
		'0',
		'--criteria',
		'criteria.json',
		'--format',
		'csv',
	]);
	assert.equal(exitCode, 1);
	assert.match(stderr, /not known: Auto Scaling groups\. .*autoscaling:DescribeAutoScalingGroups/);
	const [head = '', ...lines] = stdout.trimEnd().split('\r\n');
	assert.equal(
		head,
		'Region,SourceType,SourceId,SourceName,ImageId,ImageName,OwnerId,Allowed,Reasons,Launches,LastLaunch,By,Via',
	);
	assert.ok(lines.some((line) => line.startsWith('us-east-1,launch-configuration,jumpbox-2023,')));
	assert.ok(
		server.requests.every(({service}) => service !== 'cloudtrail'),
		'--days 0 asks nothing of CloudTrail',
	);
});

test('more days than CloudTrail remembers are a wrong usage', async (t) => {
	const {run} = await makePlace(t, 'http://127.0.0.1:9');
	const {exitCode, stderr} = await run(['launches', '--days', '91']);
	assert.equal(exitCode, 2);
	assert.match(stderr, /'--days <number>' argument '91' is invalid\.\n {2}It has to be a whole number from 0 to 90/);
});

test('the first Ctrl-C stops reading CloudTrail and prints what was got', async (t) => {
	const server = await startDemoServer({instances: 60});
	t.after(async () => server.close());
	const {start} = await makePlace(t, server.url);
	const {child} = start(['launches', ...region, '--days', '90', '--format', 'json']);
	let stdout = '';
	let stderr = '';
	child.stdout.on('data', (chunk: Uint8Array) => {
		stdout += String(chunk);
	});
	child.stderr.on('data', (chunk: Uint8Array) => {
		stderr += String(chunk);
	});
	while (server.requests.filter(({service, status}) => service === 'cloudtrail' && status === 200).length < 2) {
		await new Promise((resolve) => {
			setTimeout(resolve, 20);
		});
	}

	child.kill('SIGINT');
	const {exitCode} = await child;
	assert.equal(exitCode, 130);
	const rows = JSON.parse(stdout) as readonly Row[];
	assert.ok(rows.some(({Source: {Type: type}}) => type === 'recent-launch'));
	assert.match(stderr, /It was stopped: what was launched in us-east-1 before \d{4}-/);
});
