import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ImageEvidence} from '../../source/criteria/evaluation/image.ts';
import {cloudFor, collect, instancesIn, noAbort, problemIn} from './cloud-for.ts';
import {errorAnswer, fakeEc2} from './fake-ec2.ts';

const region = 'us-east-1';

async function evidenceOf(batches: AsyncIterable<readonly ImageEvidence[]>): Promise<readonly ImageEvidence[]> {
	const all = await collect(batches);
	return all.flat();
}

test('evidence of every image that runs: absence is knowledge, deregistered ones are told', async (t) => {
	const {cloud} = await cloudFor(t, {instances: 1500});
	const instances = instancesIn(await collect(cloud.scan(region, noAbort)));
	const ids = new Set(instances.flatMap(({ImageMetadata: image}) => (image === undefined ? [] : [image.ImageId])));
	const evidence = await evidenceOf(cloud.evidence(region, [...ids, ...ids], noAbort));
	assert.deepEqual(new Set(evidence.map(({ImageId}) => ImageId)), ids);
	assert.equal(evidence.length, ids.size);

	const [deregistered, known] = [
		evidence.filter((image) => image.deregistered === true),
		evidence.filter((image) => image.deregistered !== true),
	];
	assert.ok(deregistered.length > 0);
	assert.ok(known.length > 0);
	for (const image of deregistered) {
		assert.deepEqual(image, {ImageId: image.ImageId, deregistered: true});
	}

	for (const image of known) {
		assert.ok(Array.isArray(image.ProductCodes));
		assert.ok(Array.isArray(image.ImageWatermarks));
		assert.ok(image.DeprecationTime === null || typeof image.DeprecationTime === 'string');
		assert.ok(image.ScanResults === null || typeof image.ScanResults === 'object');
	}

	assert.ok(known.some(({DeprecationTime: time}) => typeof time === 'string'));
	assert.ok(known.some(({DeprecationTime: time}) => time === null));
});

test('unknown images that the error does not name are found by halving', async (t) => {
	const unknown = new Set(['ami-2', 'ami-3', 'ami-7']);
	const {cloud} = await fakeEc2(t, ({params}) => {
		const asked = [...params].filter(([name]) => name.startsWith('ImageId.')).map(([, id]) => id);
		return asked.some((id) => unknown.has(id))
			? errorAnswer(400, 'InvalidAMIID.NotFound', 'Some image does not exist')
			: `<imagesSet>${asked.map((id) => `<item><imageId>${id}</imageId></item>`).join('')}</imagesSet>`;
	});
	const ids = Array.from({length: 9}, (_, index) => `ami-${index}`);
	const evidence = await evidenceOf(cloud.evidence(region, ids, noAbort));
	assert.deepEqual(
		evidence.map(({ImageId: id, deregistered}) => [id, deregistered === true]),
		ids.map((id) => [id, unknown.has(id)]),
	);
});

test('named unknown images cost one more call', async (t) => {
	const {cloud, requests} = await fakeEc2(t, ({params}) => {
		const asked = [...params].filter(([name]) => name.startsWith('ImageId.')).map(([, id]) => id);
		return asked.includes('ami-2')
			? errorAnswer(400, 'InvalidAMIID.NotFound', "The image ids '[ami-2, ami-4]' do not exist")
			: `<imagesSet>${asked.map((id) => `<item><imageId>${id}</imageId></item>`).join('')}</imagesSet>`;
	});
	const evidence = await evidenceOf(cloud.evidence(region, ['ami-1', 'ami-2', 'ami-4', 'ami-22'], noAbort));
	assert.deepEqual(
		evidence.filter(({deregistered}) => deregistered === true).map(({ImageId: id}) => id),
		['ami-2', 'ami-4'],
	);
	assert.equal(requests.length, 2);
});

test('any other failure of the evidence is told', async (t) => {
	const {server, cloud} = await cloudFor(t);
	server.faults.push({match: {action: 'DescribeImages'}, fault: {type: 'deny'}});
	const problem = await problemIn(evidenceOf(cloud.evidence(region, ['ami-00000000000000001'], noAbort)));
	assert.equal(problem.kind, 'denied');
});

test('references come in batches of ten, over all pages', async (t) => {
	const {server, cloud} = await cloudFor(t, {instances: 1500});
	const instances = instancesIn(await collect(cloud.scan(region, noAbort)));
	const ids = [...new Set(instances.flatMap(({ImageMetadata: image}) => (image === undefined ? [] : [image.ImageId])))];
	const references = await cloud.references(region, ids, noAbort);
	const calls = server.requests.filter(({action}) => action === 'DescribeImageReferences');
	assert.ok(calls.length >= Math.ceil(ids.length / 10));
	assert.ok(calls.every(({params}) => params.IncludeAllResourceTypes === 'true' && params['ImageId.11'] === undefined));
	const types = new Set(references.map(({ResourceType: type}) => type));
	assert.ok(types.has('ec2:Instance'));
	assert.ok(types.has('ec2:LaunchTemplate'));
	assert.equal(
		references.filter(({ResourceType: type}) => type === 'ec2:Instance').length,
		new Set(references.filter(({ResourceType: type}) => type === 'ec2:Instance').map(({Arn}) => Arn)).size,
	);
});
