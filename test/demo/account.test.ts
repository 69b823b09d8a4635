import assert from 'node:assert/strict';
import {test} from 'node:test';
import {DescribeInstanceImageMetadataCommand} from '@aws-sdk/client-ec2';
import {makeDemoAccount} from '../../source/demo/account/demo-account.ts';
import {isImageAllowed} from '../../source/demo/account/judge.ts';
import {apportion} from '../../source/demo/account/random.ts';
import fc from '../support/fast-check.ts';
import {ec2, serve} from './endpoint.ts';

const now = new Date('2026-06-01T12:00:00.000Z');

test('the same seed is the same account, another is another', () => {
	assert.deepEqual(makeDemoAccount({now, seed: 7}), makeDemoAccount({now, seed: 7}));
	assert.notDeepEqual(makeDemoAccount({now, seed: 7}), makeDemoAccount({now, seed: 8}));
});

test('it has exactly as many instances as asked for', () => {
	for (const instances of [0, 1, 40, 1500, 20_000]) {
		const {regions} = makeDemoAccount({now, instances});
		assert.equal(
			regions.reduce((sum, region) => sum + region.instances.length, 0),
			instances,
		);
	}
});

test('every instance has an image and a zone, started after the image was made, and IDs are unique', () => {
	for (const {instances, images, zones} of makeDemoAccount({now}).regions) {
		const ids = new Set([...instances, ...images].map(({id}) => id));
		assert.equal(ids.size, instances.length + images.length);
		for (const {image: row, zone, launchedAt} of instances) {
			const image = images[row];
			assert.ok(image);
			assert.ok(zones[zone]);
			assert.ok(Date.parse(launchedAt) >= Date.parse(image.createdAt ?? launchedAt));
			assert.ok(Date.parse(launchedAt) <= now.getTime());
		}
	}
});

test('the example criteria catch a few offenders of several kinds in us-east-1, and none in us-east-2', () => {
	const {regions, id: accountId} = makeDemoAccount({now});
	const caught = (region: string) => {
		const {instances = [], images = []} = regions.find(({name}) => name === region) ?? {};
		const criteria = [{ImageProviders: ['amazon', 'aws-marketplace', '123456789012']}];
		return instances
			.flatMap(({image}) => images[image] ?? [])
			.filter((image) => !isImageAllowed(image, criteria, {accountId, now}));
	};

	const offenders = caught('us-east-1');
	assert.equal(offenders.length, 24);
	const owners = new Set(offenders.map(({ownerId}) => ownerId ?? 'unknown'));
	assert.deepEqual([...owners].toSorted(), [
		'136693071363',
		'222233334444',
		'444455556666',
		'555566667777',
		'777788889999',
		'792107900819',
		'unknown',
	]);
	assert.deepEqual(caught('us-east-2'), []);
});

test('shares add up and keep to their weights', () => {
	const someWeights = fc.array(fc.integer({min: 1, max: 100}), {minLength: 1, maxLength: 12});
	fc.assert(
		fc.property(fc.nat(10_000), someWeights, (total, weights) => {
			const shares = apportion(total, weights);
			const sum = weights.reduce((left, right) => left + right, 0);
			assert.equal(
				shares.reduce((left, right) => left + right, 0),
				total,
			);
			for (const [index, share] of shares.entries()) {
				assert.ok(Math.abs(share - (total * (weights[index] ?? 0)) / sum) < 1);
			}
		}),
	);
});

test('an account of the test’s own may hold what XML cannot', async (t) => {
	const account = makeDemoAccount({now, instances: 100});
	const [first] = account.regions.find(({name}) => name === 'us-east-2')?.instances ?? [];
	assert.ok(first);
	const tags = [['Name', '\u{1B}[2J\u{1B}]8;;https://evil.example\u{7}\r\n']] as const;
	const server = await serve(t, {
		account: {
			...account,
			regions: account.regions.map((region) =>
				region.name === 'us-east-2' ? {...region, instances: [{...first, tags}]} : region,
			),
		},
	});
	const {InstanceImageMetadata: rows = []} = await ec2(server, 'us-east-2').send(
		new DescribeInstanceImageMetadataCommand({InstanceIds: [first.id]}),
	);
	assert.equal(rows[0]?.Tags?.[0]?.Value, tags[0][1]);
});
