import assert from 'node:assert/strict';
import {test} from 'node:test';
import {DescribeInstanceImageMetadataCommand, EC2Client} from '@aws-sdk/client-ec2';
import {demoCredentials, type DemoServer} from '../../source/demo/server.ts';
import {otherZones} from '../../source/aws/scan/other-zones.ts';
import type {ScanEvent} from '../../source/inventory/instance.ts';
import {cloudFor, collect, instancesIn, noAbort} from './cloud-for.ts';
import {errorAnswer, fakeEc2} from './fake-ec2.ts';

const region = 'us-east-1';

/** Zones side by side from the first page on, in pages that a small account fills. */
const sideBySide = {scan: {pageSize: 10, fanOutAfter: 0, pace: {perSecond: 10_000, burst: 10_000}}};
const oneQuery = {scan: {pageSize: 10, fanOutAfter: Infinity, pace: {perSecond: 10_000, burst: 10_000}}};

/** Every instance of the Region by the SDK alone. */
async function everyInstance(server: DemoServer): Promise<string[]> {
	const client = new EC2Client({endpoint: server.url, region, credentials: demoCredentials});
	const {InstanceImageMetadata: rows = []} = await client.send(new DescribeInstanceImageMetadataCommand({}));
	client.destroy();
	return rows.map(({InstanceId: id}) => id ?? '').toSorted();
}

function ids(events: readonly ScanEvent[]): string[] {
	return instancesIn(events)
		.map(({InstanceId}) => InstanceId)
		.toSorted();
}

function zonesOf(events: readonly ScanEvent[], type: 'zone-done' | 'zone-failed'): string[] {
	return events.flatMap((event) => (event.type === type ? [event.zone] : [])).toSorted();
}

const allZones = ['us-east-1a', 'us-east-1b', 'us-east-1c', 'us-east-1d'];

/** What has to end well before a Region that was read zone by zone is complete. */
const zonesAndOthers = [otherZones, ...allZones];

test('a small Region is read by one query, its rows told by zone', async (t) => {
	const {server, cloud} = await cloudFor(t);
	const events = await collect(cloud.scan(region, noAbort));
	assert.deepEqual(events[0], {type: 'zones', region, zones: allZones});
	assert.deepEqual(zonesOf(events, 'zone-done'), allZones);
	assert.equal(server.requests.filter(({action}) => action === 'DescribeInstanceImageMetadata').length, 1);
	assert.deepEqual(ids(events), await everyInstance(server));
	for (const event of events) {
		if (event.type === 'page') {
			assert.ok([...event.instances].every(({AvailabilityZone: zone}) => zone === event.zone));
		}
	}
});

for (const [name, options] of Object.entries({'one query': oneQuery, 'zones side by side': sideBySide})) {
	test(`${name}: every instance once, over many pages`, async (t) => {
		const {server, cloud} = await cloudFor(t, {}, options);
		const events = await collect(cloud.scan(region, noAbort));
		assert.deepEqual(ids(events), await everyInstance(server));
		assert.deepEqual(zonesOf(events, 'zone-done'), name === 'one query' ? allZones : zonesAndOthers);
	});

	test(`${name}: empty pages with a token lead on`, async (t) => {
		const {server, cloud} = await cloudFor(t, {}, options);
		server.faults.push({match: {action: 'DescribeInstanceImageMetadata'}, fault: {type: 'empty-page'}, times: 3});
		const events = await collect(cloud.scan(region, noAbort));
		assert.deepEqual(ids(events), await everyInstance(server));
	});

	test(`${name}: a repeated token ends in a failed zone, not in a circle`, async (t) => {
		const {server, cloud} = await cloudFor(t, {}, options);
		server.faults.push({match: {action: 'DescribeInstanceImageMetadata', fromCall: 2}, fault: {type: 'repeat-token'}});
		const events = await collect(cloud.scan(region, noAbort));
		assert.ok(zonesOf(events, 'zone-failed').length > 0);
		assert.equal(zonesOf(events, 'zone-done').length + zonesOf(events, 'zone-failed').length, zonesAndOthers.length);
		const failed = events.find((event) => event.type === 'zone-failed');
		assert.match(failed?.problem.what ?? '', /page token for the second time/);
	});

	test(`${name}: throttling is waited out, and seen`, async (t) => {
		const {server, cloud} = await cloudFor(t, {}, options);
		server.faults.push({match: {action: 'DescribeInstanceImageMetadata'}, fault: {type: 'throttle'}, times: 4});
		const events = await collect(cloud.scan(region, noAbort));
		assert.ok(events.some((event) => event.type === 'waiting' && event.reason === 'throttled' && event.seconds > 0));
		assert.deepEqual(ids(events), await everyInstance(server));
	});

	test(`${name}: cut connections, bad gateways and stalls are tried again`, async (t) => {
		const {server, cloud} = await cloudFor(t, {}, {...options, timeouts: {connect: 20_000, silence: 2000}});
		const match = {action: 'DescribeInstanceImageMetadata'};
		server.faults.push(
			{match: {...match, fromCall: 2}, fault: {type: 'cut', afterBytes: 700}, times: 1},
			{match: {...match, fromCall: 3}, fault: {type: 'http', status: 502}, times: 1},
			{match: {...match, fromCall: 4}, fault: {type: 'stall'}, times: 1},
		);
		const events = await collect(cloud.scan(region, noAbort));
		const reasons = new Set(events.flatMap((event) => (event.type === 'waiting' ? [event.reason] : [])));
		assert.deepEqual([...reasons].toSorted(), ['service', 'unreachable']);
		assert.deepEqual(ids(events), await everyInstance(server));
	});

	test(`${name}: credentials that expire on the way leave zones failed, and say what to do`, async (t) => {
		const {server, cloud} = await cloudFor(t, {}, options);
		server.faults.push({
			match: {action: 'DescribeInstanceImageMetadata', fromCall: name === 'one query' ? 3 : 6},
			fault: {type: 'expired'},
		});
		const events = await collect(cloud.scan(region, noAbort));
		const failed = events.find((event) => event.type === 'zone-failed');
		assert.equal(failed?.problem.kind, 'expired');
		assert.match(failed.problem.next, /aws sso login/);
		assert.ok(ids(events).length > 0);
	});

	test(`${name}: an abort ends it at once`, async (t) => {
		const {server, cloud} = await cloudFor(t, {}, options);
		server.faults.push({match: {action: 'DescribeInstanceImageMetadata', fromCall: 2}, fault: {type: 'stall'}});
		const stop = new AbortController();
		await assert.rejects(
			async () => {
				for await (const event of cloud.scan(region, stop.signal)) {
					if (event.type === 'page') {
						stop.abort();
					}
				}
			},
			{name: 'AbortError'},
		);
	});
}

test('a zone that fails leaves the others whole', async (t) => {
	const {server, cloud} = await cloudFor(t, {}, sideBySide);
	server.faults.push({match: {zone: 'us-east-1b'}, fault: {type: 'deny'}});
	const events = await collect(cloud.scan(region, noAbort));
	assert.deepEqual(zonesOf(events, 'zone-failed'), ['us-east-1b']);
	assert.deepEqual(zonesOf(events, 'zone-done'), [otherZones, 'us-east-1a', 'us-east-1c', 'us-east-1d']);
	assert.ok(instancesIn(events).every(({AvailabilityZone: zone}) => zone !== 'us-east-1b'));
});

test('where nobody waits for offenders, they are not asked for by themselves, and nothing is missing', async (t) => {
	const {server, cloud} = await cloudFor(t, {}, {scan: {...sideBySide.scan, offendersFirst: false}});
	const events = await collect(cloud.scan(region, noAbort));
	assert.deepEqual(ids(events), await everyInstance(server));
	assert.deepEqual(zonesOf(events, 'zone-done'), zonesAndOthers);
	assert.ok(server.requests.every(({params}) => !Object.values(params).includes('image-allowed')));
});

test('offenders of a zone come first', async (t) => {
	const {server, cloud} = await cloudFor(t, {}, sideBySide);
	server.setSettings(region, {State: 'audit-mode', ImageCriteria: [{ImageProviders: ['amazon']}]});
	const events = await collect(cloud.scan(region, noAbort));
	for (const zone of allZones) {
		const rows = instancesIn(events).filter(({AvailabilityZone}) => AvailabilityZone === zone);
		const offends = rows.map(({ImageMetadata: image}) => image?.ImageAllowed === false);
		assert.ok(offends.includes(true));
		assert.ok(offends.lastIndexOf(true) < offends.indexOf(false), `${zone}: ${offends.join(' ')}`);
	}
});

test('a Region whose zones may not be listed is read by one query', async (t) => {
	const {server, cloud} = await cloudFor(t, {}, sideBySide);
	server.faults.push({match: {action: 'DescribeAvailabilityZones'}, fault: {type: 'deny'}});
	const events = await collect(cloud.scan(region, noAbort));
	assert.deepEqual(events[0], {type: 'zones', region, zones: ['whole Region']});
	assert.deepEqual(ids(events), await everyInstance(server));
});

test('when the query for the whole Region keeps failing at the service, the zones are asked one by one', async (t) => {
	const {server, cloud} = await cloudFor(t);
	server.faults.push({match: {action: 'DescribeInstanceImageMetadata'}, fault: {type: 'http', status: 500}, times: 5});
	const events = await collect(cloud.scan(region, noAbort));
	assert.deepEqual(ids(events), await everyInstance(server));
	assert.deepEqual(zonesOf(events, 'zone-done'), zonesAndOthers);
});

test('whoever stops reading stops the calls', async (t) => {
	const {server, cloud} = await cloudFor(t, {}, sideBySide);
	for await (const event of cloud.scan(region, noAbort)) {
		if (event.type === 'page') {
			break;
		}
	}

	const after = server.requests.length;
	await cloud.settings(region, noAbort);
	// The settings, and one call of each zone, of the others and of the proof that patterns are followed.
	assert.ok(server.requests.length <= after + 1 + allZones.length + 4);
});

const zonesAnswer =
	'<availabilityZoneInfo><item><zoneName>us-east-1a</zoneName></item><item><zoneName>us-east-1b</zoneName></item></availabilityZoneInfo>';

test('an endpoint that ignores filters still gives each instance once', async (t) => {
	const rows = Array.from(
		{length: 7},
		(_, index) =>
			`<item><instanceId>i-${index}</instanceId><availabilityZone>us-east-1${index % 2 === 0 ? 'a' : 'b'}</availabilityZone></item>`,
	);
	const {cloud} = await fakeEc2(
		t,
		({action, params}) => {
			if (action === 'DescribeAvailabilityZones') {
				return zonesAnswer;
			}

			const from = Number(params.get('NextToken') ?? 0);
			const token = from + 2 < rows.length ? `<nextToken>${from + 2}</nextToken>` : '<nextToken/>';
			return `<instanceImageMetadataSet>${rows.slice(from, from + 2).join('')}</instanceImageMetadataSet>${token}`;
		},
		sideBySide,
	);
	const events = await collect(cloud.scan(region, noAbort));
	assert.deepEqual(
		ids(events),
		Array.from({length: 7}, (_, index) => `i-${index}`),
	);
});

test('an instance that tells no zone, and one of a zone nobody listed, are not lost', async (t) => {
	const zones = ['us-east-1z', undefined, 'us-east-1a', 'us-east-1b', undefined];
	const rows = zones.map((zone, index) => ({
		zone,
		xml: `<item><instanceId>i-${index}</instanceId>${zone === undefined ? '' : `<availabilityZone>${zone}</availabilityZone>`}</item>`,
	}));
	const {cloud} = await fakeEc2(
		t,
		({action, params}) => {
			if (action === 'DescribeAvailabilityZones') {
				return zonesAnswer;
			}

			// Unlike the endpoint above this one keeps to the filter, so that no zone's list has the row without a zone.
			const zone = params.get('Filter.1.Value.1');
			const matching = rows.filter((row) => zone === null || row.zone === zone);
			const index = Number(params.get('NextToken') ?? 0);
			const token = index + 1 < matching.length ? `<nextToken>${index + 1}</nextToken>` : '';
			return `<instanceImageMetadataSet>${matching[index]?.xml ?? ''}</instanceImageMetadataSet>${token}`;
		},
		{scan: {fanOutAfter: 2}},
	);
	const events = await collect(cloud.scan(region, noAbort));
	assert.deepEqual(ids(events), ['i-0', 'i-1', 'i-2', 'i-3', 'i-4']);
	assert.deepEqual(zonesOf(events, 'zone-done'), ['us-east-1a', 'us-east-1b', 'us-east-1z', 'whole Region']);
});

test(
	'a query that is sure to go on asks for its next page before the last one was worked on',
	{timeout: 60_000},
	async (t) => {
		const secondAsked = Promise.withResolvers<void>();
		const {cloud} = await fakeEc2(
			t,
			({action, params}) => {
				if (action === 'DescribeAvailabilityZones') {
					return errorAnswer(403, 'UnauthorizedOperation', 'no');
				}

				const isSecond = params.get('NextToken') === 'second';
				if (isSecond) {
					secondAsked.resolve();
				}

				const token = isSecond ? '' : '<nextToken>second</nextToken>';
				return `<instanceImageMetadataSet><item><instanceId>i-${isSecond ? 2 : 1}</instanceId></item></instanceImageMetadataSet>${token}`;
			},
			{scan: {zones: 'never'}},
		);
		const events: ScanEvent[] = [];
		for await (const event of cloud.scan(region, noAbort)) {
			if (event.type === 'page') {
				await secondAsked.promise;
			}

			events.push(event);
		}

		assert.deepEqual(ids(events), ['i-1', 'i-2']);
	},
);

test('hostile names are safe to print, and kept to the letter for export', async (t) => {
	const tag = '<tagSet><item><key>Name</key><value>&#x1b;[2Jевил\u{202E}txt&amp;&lt;</value></item></tagSet>';
	const {cloud} = await fakeEc2(t, ({action}) =>
		action === 'DescribeAvailabilityZones'
			? errorAnswer(403, 'UnauthorizedOperation', 'no')
			: `<instanceImageMetadataSet><item><instanceId>i-1</instanceId><launchTime>2024-03-02T10:00:00.000Z</launchTime>${tag}</item></instanceImageMetadataSet>`,
	);
	const [instance] = instancesIn(await collect(cloud.scan(region, noAbort)));
	assert.equal(instance?.Tags?.[0]?.Value, String.raw`\u{1b}[2Jевил\u{202e}txt&<`);
	assert.deepEqual(instance.original, {
		InstanceId: 'i-1',
		LaunchTime: '2024-03-02T10:00:00.000Z',
		Tags: [{Key: 'Name', Value: '\u{1B}[2Jевил\u{202E}txt&<'}],
	});
});
