import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
	paginateDescribeInstanceImageMetadata,
	DescribeInstanceImageMetadataCommand,
	type EC2Client,
	type Filter,
	type InstanceImageMetadata,
} from '@aws-sdk/client-ec2';
import type {DemoRegion} from '../../source/demo/account/account.ts';
import type {DemoInstance} from '../../source/demo/account/instance.ts';
import type {DemoServer} from '../../source/demo/server.ts';
import {ec2, rejection, serve} from './endpoint.ts';

async function scan(client: EC2Client, filters: Filter[] = [], pageSize?: number) {
	const sizes: number[] = [];
	const rows: InstanceImageMetadata[] = [];
	const config = {client, ...(pageSize !== undefined && {pageSize})};
	for await (const page of paginateDescribeInstanceImageMetadata(config, {Filters: filters})) {
		sizes.push(page.InstanceImageMetadata?.length ?? 0);
		rows.push(...(page.InstanceImageMetadata ?? []));
	}

	return {rows, sizes, ids: rows.map(({InstanceId: id}) => id ?? '').toSorted()};
}

function regionOf(server: DemoServer, region = 'us-east-1'): DemoRegion {
	const found = server.account.regions.find(({name}) => name === region);
	assert.ok(found);
	return found;
}

function idsOf(region: DemoRegion, wanted: (instance: DemoInstance) => boolean): string[] {
	return region.instances
		.filter((instance) => wanted(instance))
		.map(({id}) => id)
		.toSorted();
}

test('every page together is every instance once, whatever the page size', async (t) => {
	const server = await serve(t, {instances: 700});
	const all = idsOf(regionOf(server), () => true);
	for (const size of [undefined, 1000, 100, 37]) {
		const {ids} = await scan(ec2(server), [], size);
		assert.deepEqual(ids, all);
	}
});

test('zones page independently and make up the Region', async (t) => {
	const server = await serve(t, {instances: 700});
	const region = regionOf(server);
	const parts = await Promise.all(
		region.zones.map(async ({name}) => scan(ec2(server), [{Name: 'availability-zone', Values: [name]}], 20)),
	);
	for (const [index, {rows}] of parts.entries()) {
		assert.ok(rows.every(({AvailabilityZone: zone}) => zone === region.zones[index]?.name));
	}

	assert.deepEqual(
		parts.flatMap(({ids}) => ids).toSorted(),
		idsOf(region, () => true),
	);
});

test('some chains of pages begin with an empty page, always the same ones', async (t) => {
	const server = await serve(t, {instances: 700});
	const reachable = server.account.regions.filter(
		({denied, throttled, optInStatus}) =>
			denied.length + throttled.length === 0 && optInStatus === 'opt-in-not-required',
	);
	const places = reachable.flatMap(({name, zones}) => zones.map((zone) => ({region: name, zone: zone.name})));
	const emptyZones = async () => {
		const found = [];
		for (const {region, zone} of places) {
			const {sizes, rows} = await scan(ec2(server, region), [{Name: 'availability-zone', Values: [zone]}]);
			if (sizes[0] === 0 && rows.length > 0) {
				found.push(zone);
			}
		}

		return found;
	};

	const found = await emptyZones();
	assert.ok(found.length > 0);
	assert.ok(found.length < 12);
	assert.deepEqual(await emptyZones(), found);
});

const filters: ReadonlyArray<
	readonly [filter: Filter, wanted: (instance: DemoInstance, region: DemoRegion) => boolean]
> = [
	[{Name: 'instance-state-name', Values: ['stopped', 'terminated']}, ({state}) => /stopped|terminated/.test(state)],
	[{Name: 'instance-type', Values: ['m7i.*']}, ({type}) => type.startsWith('m7i.')],
	[{Name: 'instance-type', Values: ['c?i.large']}, ({type}) => /^c.i\.large$/.test(type)],
	[{Name: 'zone-id', Values: ['use1-az4']}, ({zone}, {zones}) => zones[zone]?.id === 'use1-az4'],
	[{Name: 'launch-time', Values: ['2*']}, () => true],
	[{Name: 'owner-id', Values: ['444455556666']}, ({image}, {images}) => images[image]?.ownerId === '444455556666'],
	[{Name: 'owner-alias', Values: ['amazon']}, ({image}, {images}) => images[image]?.ownerAlias === 'amazon'],
	[
		{Name: 'tag:Team', Values: ['data', 'ci']},
		({tags}) => tags.some(([key, value]) => key === 'Team' && /^(?:data|ci)$/.test(value)),
	],
	[
		{Name: 'tag:Name', Values: ['web-prod-*']},
		({tags}) => tags.some(([key, value]) => key === 'Name' && value.startsWith('web-prod-')),
	],
	[{Name: 'tag-key', Values: ['環境']}, ({tags}) => tags.some(([key]) => key === '環境')],
	[
		{Name: 'image-allowed', Values: ['false']},
		({image}, {images}) => images[image]?.ownerAlias !== 'amazon' && images[image]?.ownerId !== '123456789012',
	],
];

for (const [filter, wanted] of filters) {
	test(`the filter ${filter.Name} gives what it says: ${filter.Values?.join(', ')}`, async (t) => {
		const server = await serve(t, {settleReads: 0});
		server.setSettings('us-east-1', {State: 'audit-mode', ImageCriteria: [{ImageProviders: ['amazon']}]});
		const region = regionOf(server);
		const expected = idsOf(region, (instance) => wanted(instance, region));
		assert.ok(expected.length > 0);
		const {ids} = await scan(ec2(server), [filter], 50);
		assert.deepEqual(ids, expected);
	});
}

test('two filters must both hold', async (t) => {
	const server = await serve(t);
	const region = regionOf(server);
	const {ids} = await scan(ec2(server), [
		{Name: 'instance-state-name', Values: ['stopped']},
		{Name: 'tag:Team', Values: ['finance']},
	]);
	assert.deepEqual(
		ids,
		idsOf(
			region,
			({state, tags}) => state === 'stopped' && tags.some(([key, value]) => key === 'Team' && value === 'finance'),
		),
	);
});

test('instance IDs narrow the answer, each once', async (t) => {
	const server = await serve(t);
	const wanted = regionOf(server)
		.instances.slice(3, 6)
		.map(({id}) => id);
	const {InstanceImageMetadata: rows = []} = await ec2(server).send(
		new DescribeInstanceImageMetadataCommand({InstanceIds: [...wanted, ...wanted]}),
	);
	assert.deepEqual(
		rows.map(({InstanceId: id}) => id),
		wanted,
	);
});

test('a token belongs to its query and its Region', async (t) => {
	const server = await serve(t);
	const client = ec2(server);
	const first = async (Filters: Filter[]) =>
		client.send(new DescribeInstanceImageMetadataCommand({Filters, MaxResults: 5}));
	const {NextToken} = await first([{Name: 'instance-state-name', Values: ['running']}]);
	assert.notStrictEqual(NextToken, undefined);
	const other = new DescribeInstanceImageMetadataCommand({
		Filters: [{Name: 'instance-state-name', Values: ['stopped']}],
		NextToken,
	});
	const elsewhere = await rejection(client.send(other));
	assert.equal(elsewhere.name, 'InvalidParameterValue');
	const same = new DescribeInstanceImageMetadataCommand({
		Filters: [{Name: 'instance-state-name', Values: ['running']}],
		NextToken,
	});
	const abroad = await rejection(ec2(server, 'eu-west-1').send(same));
	assert.equal(abroad.name, 'InvalidParameterValue');
	await client.send(same);
});

test('there is no verdict while disabled, and own images are allowed whatever the criteria', async (t) => {
	const server = await serve(t, {settleReads: 0});
	const client = ec2(server);
	const before = await scan(client);
	assert.ok(before.rows.every(({ImageMetadata: image}) => image?.ImageAllowed === undefined));
	server.setSettings('us-east-1', {State: 'audit-mode', ImageCriteria: [{ImageProviders: ['none']}]});
	const {rows} = await scan(client);
	for (const {ImageMetadata: image} of rows) {
		assert.equal(image?.ImageAllowed, image?.OwnerId === '123456789012');
	}
});

test('text arrives to the letter, control characters included', async (t) => {
	const server = await serve(t);
	const {rows} = await scan(ec2(server));
	const texts = rows.flatMap(({Tags: tags = []}) => tags.map(({Key: key, Value: value}) => `${key}\n${value}`));
	const expected = regionOf(server).instances.flatMap(({tags}) => tags.map(([key, value]) => `${key}\n${value}`));
	assert.deepEqual(texts, expected);
	for (const hostile of ['\u{9B}31m', '\u{202E}', '=HYPERLINK(', '<script>', '👩‍💻', '東京', 'two\nlines\tand']) {
		assert.ok(
			texts.some((text) => text.includes(hostile)),
			hostile,
		);
	}
});
