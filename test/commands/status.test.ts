import assert from 'node:assert/strict';
import {test} from 'node:test';
import {startDemoServer} from '../../source/demo/server.ts';
import {makePlace} from './run.ts';

type Status = Readonly<Record<string, unknown>> & {readonly Region: string; readonly Instances: number | null};

test('status --format json tells each Region by the contract, the one that fails included', async (t) => {
	const server = await startDemoServer({instances: 300});
	t.after(async () => server.close());
	const {run} = await makePlace(t, server.url);
	const {exitCode, stdout, stderr} = await run(['status', '--format', 'json']);
	assert.equal(exitCode, 1);
	assert.match(stderr, /^allowed-amis: ap-southeast-2: .*denied/m);
	const regions = JSON.parse(stdout) as readonly Status[];
	const byName = new Map(regions.map((one) => [one.Region, one]));
	assert.ok(regions.length >= 6);
	for (const {Region: region, ...rest} of regions) {
		const keys = ['State', 'ManagedBy', 'ImageCriteria', 'Instances', 'NotAllowed'];
		assert.deepEqual(Object.keys(rest), region === 'ap-southeast-2' ? [...keys, 'Error'] : keys);
	}

	const denied = byName.get('ap-southeast-2');
	assert.deepEqual(
		[denied?.State, denied?.ManagedBy, denied?.ImageCriteria, denied?.Instances, denied?.NotAllowed],
		[null, null, null, null, null],
	);
	assert.match(String(denied?.Error), /denied/);
	assert.equal(byName.get('eu-central-1')?.ManagedBy, 'declarative-policy');
	// Allowed AMIs is off there: AWS gives no verdict.
	assert.equal(byName.get('us-east-1')?.State, 'disabled');
	assert.equal(byName.get('us-east-1')?.NotAllowed, null);
	assert.ok((byName.get('us-east-1')?.Instances ?? 0) > 0);
	assert.ok(Number(byName.get('us-west-2')?.NotAllowed) > 0);
});

test('status counts what the endpoint holds, leaves the counts out with --no-counts, and takes many Regions', async (t) => {
	const server = await startDemoServer({instances: 300});
	t.after(async () => server.close());
	const {run} = await makePlace(t, server.url);
	const [counted, uncounted] = await Promise.all([
		run(['status', '--format', 'json', '--region', 'us-west-2']),
		run(['status', '--region', 'us-west-2', '--no-counts', '--region', 'eu-west-1', '--format', 'json']),
	]);
	const instances = server.account.regions.find(({name}) => name === 'us-west-2')?.instances ?? [];
	const [{Instances: count}] = JSON.parse(counted.stdout) as readonly [Status];
	assert.equal(count, instances.filter(({state}) => state !== 'terminated').length);
	assert.deepEqual(
		(JSON.parse(uncounted.stdout) as readonly Status[]).map(({Region: region, Instances, NotAllowed}) => [
			region,
			Instances,
			NotAllowed,
		]),
		[
			['us-west-2', null, null],
			['eu-west-1', null, null],
		],
	);
	assert.equal(uncounted.exitCode, 0);
});

test('an unknown Region ends with 2 and the nearest names; a table is one line a Region', async (t) => {
	const server = await startDemoServer({instances: 100});
	t.after(async () => server.close());
	const {run} = await makePlace(t, server.url);
	const [unknown, table] = await Promise.all([
		run(['status', '--region', 'us-wset-2']),
		run(['status', '--region', 'us-west-2', '--no-counts']),
	]);
	assert.equal(unknown.exitCode, 2);
	assert.match(unknown.stderr, /There is no Region us-wset-2\.\n {2}Did you mean us-west-2/);
	assert.match(table.stdout, /^Region .*\nus-west-2 +audit-mode +account +2 +- +-\n$/);
});
