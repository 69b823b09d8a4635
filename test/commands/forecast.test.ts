import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {startDemoServer} from '../../source/demo/server.ts';
import {makePlace} from './run.ts';

type Row = Readonly<Record<string, unknown>> & {readonly AllowedUntil: string};

test('forecast keeps to its contract, by the criteria of each Region', async (t) => {
	const server = await startDemoServer({instances: 200});
	t.after(async () => server.close());
	const {run} = await makePlace(t, server.url);
	const rowsWithin = async (days: string) => {
		const {exitCode, stdout, stderr} = await run([
			'forecast',
			'--region',
			'us-west-2',
			'--days',
			days,
			'--format',
			'json',
		]);
		assert.equal(exitCode, 0, stderr);
		return {rows: JSON.parse(stdout) as readonly Row[], stderr};
	};

	const {rows, stderr} = await rowsWithin('30');
	assert.ok(rows.length > 0);
	for (const row of rows) {
		const {ImageName: name, OwnerId: owner, ...always} = row;
		assert.deepEqual(Object.keys(always), ['Region', 'ImageId', 'Instances', 'AllowedUntil', 'Because']);
		assert.match(row.AllowedUntil, /^\d{4}-\d{2}-\d{2}$/);
		assert.match(String(row.Because), /^criterion \d+: /);
		assert.deepEqual([typeof name, typeof owner], ['string', 'string']);
	}

	const days = rows.map(({AllowedUntil: day}) => day);
	assert.deepEqual(days, days.toSorted());
	assert.match(stderr, / images? in use \(.+ instances?\) stops? being allowed within 30 days, the first after \d{4}/);
	const today = await rowsWithin('0');
	assert.deepEqual(today.rows, []);
});

test('forecast says what it could not read, and where nothing ends', async (t) => {
	const server = await startDemoServer({instances: 100});
	t.after(async () => server.close());
	const {run} = await makePlace(t, server.url);
	const denied = await run(['forecast', '--region', 'ap-southeast-2', '--region', 'us-east-1']);
	assert.equal(denied.exitCode, 1);
	assert.match(denied.stderr, /GetAllowedImagesSettings in ap-southeast-2 was denied/);
	assert.match(denied.stderr, /Allowed AMIs is off in us-east-1: nothing is restricted there, so nothing ends\./);
});

test('forecast tries other criteria, on a saved scan too', async (t) => {
	const server = await startDemoServer({instances: 100});
	t.after(async () => server.close());
	const {run, directory} = await makePlace(t, server.url);
	const criteria = path.join(directory, 'criteria.json');
	await fs.writeFile(criteria, '[{"CreationDateCondition":{"MaximumDaysSinceCreated":300}}]');
	const region = ['--region', 'us-west-2'];
	const live = await run(['forecast', ...region, '--days', '400', '--criteria', criteria, '--format', 'json']);
	assert.equal(live.exitCode, 0, live.stderr);

	const file = path.join(directory, 'scan.json');
	await run(['scan', ...region, '--format', 'json', '--output', file]);
	const saved = await run(['forecast', '--from', file, '--days', '400', '--criteria', criteria, '--format', 'json']);
	assert.equal(saved.exitCode, 0, saved.stderr);
	assert.deepEqual(JSON.parse(saved.stdout), JSON.parse(live.stdout));
	assert.ok((JSON.parse(saved.stdout) as readonly Row[]).length > 0);

	const missing = await run(['forecast', '--from', file]);
	assert.equal(missing.exitCode, 2);
	assert.match(missing.stderr, /does not hold the criteria/);
	const unknown = await run(['forecast', '--from', file, '--preset', 'nope']);
	const wrong = await run(['forecast', '--days', 'soon']);
	assert.deepEqual([unknown.exitCode, wrong.exitCode], [2, 2]);
});
