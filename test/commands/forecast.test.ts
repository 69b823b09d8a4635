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
	assert.match(
		denied.stderr,
		/within 90 days, leaving out ap-southeast-2, whose criteria could not be read: \d+ instances, 1 of 2 Regions/,
	);
	assert.match(denied.stderr, /Allowed AMIs is off in us-east-1: nothing is restricted there, so nothing ends\./);
});

test('settings that could not be read are named by what-if and forecast, which end with 1, and by a report, whose instances are all there', async (t) => {
	const server = await startDemoServer({
		instances: 100,
		faults: [{match: {action: 'GetAllowedImagesSettings', region: 'us-west-2'}, fault: {type: 'deny'}}],
	});
	t.after(async () => server.close());
	const {run, directory} = await makePlace(t, server.url);
	await fs.writeFile(path.join(directory, 'criteria.json'), '[{"ImageProviders":["amazon"]}]');
	const region = ['--region', 'us-west-2'];
	const [tried, forecast, other, report, json] = await Promise.all([
		run(['what-if', '--criteria', 'criteria.json', ...region]),
		run(['forecast', ...region]),
		run(['forecast', '--criteria', 'criteria.json', ...region]),
		run(['scan', ...region, '-f', 'markdown']),
		run(['scan', ...region, '-f', 'json']),
	]);
	for (const {stderr} of [tried, forecast, report]) {
		assert.match(stderr, /GetAllowedImagesSettings in us-west-2 was denied/);
	}

	assert.deepEqual([tried.exitCode, forecast.exitCode, report.exitCode], [1, 1, 0]);
	assert.match(report.stdout, /\*\*Not known: /);

	assert.match(tried.stderr, / instances, not complete$/m);
	assert.match(
		forecast.stderr,
		/leaving out us-west-2, whose criteria could not be read: \d+ instances, not complete$/m,
	);
	assert.doesNotMatch(tried.stderr + forecast.stderr, /, complete/);
	// Those have no need of the settings.
	assert.deepEqual([other.exitCode, json.exitCode], [0, 0], other.stderr);
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
