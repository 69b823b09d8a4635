import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {execa} from 'execa';
import {createCloud} from '../../source/aws/cloud.ts';
import {demoCredentials} from '../../source/demo/server.ts';
import {ProblemError} from '../../source/problem.ts';
import type {Instance, ScanEvent} from '../../source/inventory/instance.ts';
import {cloudFor, collect, impatient, instancesIn, noAbort} from './cloud-for.ts';

const region = 'us-east-1';
const scan = {pageSize: 150, fanOutAfter: 0, pace: {perSecond: 10_000, burst: 10_000}};

/** What is told of zones, in an order that does not depend on who was first. */
function outcomes(events: readonly ScanEvent[]): readonly string[] {
	return events
		.flatMap((event) => (event.type.startsWith('zone-') && 'zone' in event ? [`${event.type} ${event.zone}`] : []))
		.toSorted();
}

function byId(events: readonly ScanEvent[]): readonly Instance[] {
	return new Map(instancesIn(events).map((one) => [one.InstanceId, one]))
		.entries()
		.toArray()
		.toSorted(([left], [right]) => left.localeCompare(right))
		.map(([, one]) => one);
}

test('a thread of its own scans what the main thread scans', async (t) => {
	const {server, cloud} = await cloudFor(t, {instances: 900}, {scan});
	const threaded = createCloud({
		...impatient,
		endpointUrl: server.url,
		credentials: demoCredentials,
		scan,
		hasScanThread: true,
	});
	const [here, there] = await Promise.all([
		collect(cloud.scan(region, noAbort)),
		collect(threaded.scan(region, noAbort)),
	]);
	threaded.close();
	assert.ok(instancesIn(there).length > 300);
	assert.deepEqual(byId(there), byId(here));
	assert.deepEqual(outcomes(there), outcomes(here));
	assert.deepEqual(there[0], here[0]);
});

test('instances that services manage come over the thread as they come without it, in smaller pieces', async (t) => {
	const {server, cloud} = await cloudFor(t, {instances: 3000});
	const threaded = createCloud({
		...impatient,
		endpointUrl: server.url,
		credentials: demoCredentials,
		hasScanThread: true,
	});
	const [here, there] = await Promise.all([
		collect(cloud.launches.managedInstances(region, noAbort)),
		collect(threaded.launches.managedInstances(region, noAbort)),
	]);
	threaded.close();
	assert.ok(here.flat().length > 100);
	assert.deepEqual(there.flat(), here.flat());
	assert.ok(there.every((piece) => piece.length <= 100));
});

test('what AWS refuses of managed instances is the problem that it is without a thread; expired credentials are looked up anew', async (t) => {
	let lookups = 0;
	const credentials = async () => {
		lookups++;
		return {accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret'};
	};

	for (const type of ['deny', 'expired'] as const) {
		const problems: unknown[] = [];
		for (const hasScanThread of [false, true]) {
			const {server, cloud} = await cloudFor(t, {}, {scan, hasScanThread, credentials});
			server.faults.push({match: {action: 'DescribeInstances'}, fault: {type}});
			await assert.rejects(collect(cloud.launches.managedInstances(region, noAbort)), (error) => {
				assert.ok(error instanceof ProblemError);
				const {requestId: _, ...problem} = error.problem;
				problems.push(problem);
				return true;
			});
			const before = lookups;
			server.faults.length = 0;
			await collect(cloud.launches.managedInstances(region, noAbort));
			assert.equal(lookups > before, type === 'expired');
		}

		assert.deepEqual(problems[1], problems[0]);
	}
});

test('a thread says nothing on stderr, which is the screen: not even where colours are both asked for and refused', async (t) => {
	const {server} = await cloudFor(t, {instances: 60}, {scan});
	// Set in the program itself, so that only its thread begins with them, and not what loads it.
	const program = `
		process.env.NO_COLOR = '1';
		process.env.FORCE_COLOR = '1';
		const {createCloud} = await import(${JSON.stringify(new URL('../../source/aws/cloud.ts', import.meta.url).href)});
		const {demoCredentials} = await import(${JSON.stringify(new URL('../../source/demo/server.ts', import.meta.url).href)});
		const cloud = createCloud({endpointUrl: '${server.url}', credentials: demoCredentials, hasScanThread: true});
		let count = 0;
		for await (const event of cloud.scan('${region}', new AbortController().signal)) {
			count += event.type === 'page' ? 1 : 0;
		}

		cloud.close();
		console.log(count > 0 ? 'scanned' : 'nothing came');
	`;
	const {NO_COLOR: _, FORCE_COLOR: __, NODE_TEST_CONTEXT: ___, ...env} = process.env;
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-thread-'));
	t.after(async () => fs.rm(folder, {recursive: true}));
	const file = path.join(folder, 'scan.mjs');
	await fs.writeFile(file, program);
	const {stdout, stderr} = await execa(process.execPath, ['--import', 'tsx', file], {env, extendEnv: false});
	assert.equal(stdout, 'scanned');
	assert.equal(stderr, '');
});

test('several Regions side by side, each to its end', async (t) => {
	const {cloud} = await cloudFor(t, {instances: 600}, {scan, hasScanThread: true});
	const regions = ['us-east-1', 'us-west-2', 'eu-west-1'];
	const all = await Promise.all(regions.map(async (name) => collect(cloud.scan(name, noAbort))));
	for (const [index, events] of all.entries()) {
		assert.ok(instancesIn(events).length > 0);
		assert.ok(instancesIn(events).every(({Region}) => Region === regions[index]));
		assert.ok(outcomes(events).every((outcome) => outcome.startsWith('zone-done')));
	}
});

test('an abort ends the scan and its calls, and the thread goes on with others', async (t) => {
	const {server, cloud} = await cloudFor(t, {instances: 900}, {scan: {...scan, pageSize: 5}, hasScanThread: true});
	const controller = new AbortController();
	const events: ScanEvent[] = [];
	await assert.rejects(
		async () => {
			for await (const event of cloud.scan(region, controller.signal)) {
				events.push(event);
				if (events.length === 5) {
					controller.abort();
				}
			}
		},
		{name: 'AbortError'},
	);
	assert.equal(events.length, 5);
	const again = await collect(cloud.scan('us-west-2', noAbort));
	assert.ok(instancesIn(again).length > 0);
	const asked = server.requests.filter((request) => request.region === region).length;
	assert.ok(asked < 60, `${asked} calls to the Region whose scan was stopped`);
});

test('whoever stops reading stops the calls, too', async (t) => {
	const {server, cloud} = await cloudFor(t, {instances: 900}, {scan: {...scan, pageSize: 5}, hasScanThread: true});
	for await (const event of cloud.scan(region, noAbort)) {
		if (event.type === 'page') {
			break;
		}
	}

	await collect(cloud.scan('us-west-2', noAbort));
	const asked = server.requests.filter((request) => request.region === region).length;
	assert.ok(asked < 60, `${asked} calls to the Region that nobody reads`);
});

test('a failure is an event as on the main thread; expired credentials are looked up anew', async (t) => {
	let lookups = 0;
	const {server, cloud} = await cloudFor(
		t,
		{},
		{
			scan,
			hasScanThread: true,
			async credentials() {
				lookups++;
				return {accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret'};
			},
		},
	);
	server.faults.push({match: {action: 'DescribeInstanceImageMetadata'}, fault: {type: 'expired'}});
	const events = await collect(cloud.scan(region, noAbort));
	const failed = events.find((event) => event.type === 'zone-failed');
	assert.equal(failed?.problem.kind, 'expired');
	const before = lookups;
	server.faults.length = 0;
	assert.ok(instancesIn(await collect(cloud.scan(region, noAbort))).length > 0);
	assert.ok(lookups > before, 'the old credentials were used again');
});

test('without credentials the reason is the one that the main thread gives', async (t) => {
	class NoCredentials extends Error {
		override readonly name = 'CredentialsProviderError';
	}
	const credentials = async (): Promise<never> => {
		throw new NoCredentials('Could not load credentials from any providers');
	};

	const {cloud} = await cloudFor(t, {}, {scan, credentials});
	const {cloud: threaded} = await cloudFor(t, {}, {scan, credentials, hasScanThread: true});
	const problems = await Promise.all(
		[cloud, threaded].map(async (one) => {
			const events = await collect(one.scan(region, noAbort));
			return events.flatMap((event) => (event.type === 'zone-failed' ? [event.problem] : []));
		}),
	);
	assert.equal(problems[0]?.[0]?.kind, 'expired');
	assert.deepEqual(problems[1], problems[0]);
});

test('its calls are in the log, without secrets', async (t) => {
	const lines: string[] = [];
	const {cloud} = await cloudFor(
		t,
		{},
		{
			scan,
			hasScanThread: true,
			log(line) {
				lines.push(line);
			},
		},
	);
	await collect(cloud.scan(region, noAbort));
	assert.ok(lines.some((line) => line.includes('ec2:DescribeInstanceImageMetadata us-east-1 200')));
	assert.ok(lines.every((line) => !line.includes('secret')));
});

test('a scan whose thread ends is not taken for complete, and the next one gets a new thread', async (t) => {
	const {server, cloud} = await cloudFor(t, {}, {scan, hasScanThread: true});
	server.faults.push({match: {action: 'DescribeInstanceImageMetadata', fromCall: 3}, fault: {type: 'stall'}});
	await assert.rejects(
		async () => {
			for await (const event of cloud.scan(region, noAbort)) {
				if (event.type === 'page') {
					cloud.close();
				}
			}
		},
		{message: 'The scanning thread has ended.'},
	);
	server.faults.length = 0;
	assert.ok(instancesIn(await collect(cloud.scan(region, noAbort))).length > 0);
});
