import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
	type DescribeImagesRequest,
	paginateDescribeImages,
	DescribeImageReferencesCommand,
	DescribeImagesCommand,
	DescribeLaunchTemplatesCommand,
	DescribeLaunchTemplateVersionsCommand,
	paginateDescribeImageReferences,
} from '@aws-sdk/client-ec2';
import type {DemoServer} from '../../source/demo/server.ts';
import {ec2, rejection, serve} from './endpoint.ts';

function imagesOf(server: DemoServer, name: string | RegExp, region = 'us-east-1') {
	return (server.account.regions.find((candidate) => candidate.name === region)?.images ?? []).filter((image) =>
		typeof name === 'string' ? image.name === name : name.test(image.name ?? ''),
	);
}

function idOf(server: DemoServer, name: string | RegExp, region = 'us-east-1'): string {
	const [image] = imagesOf(server, name, region);
	assert.ok(image, `no image ${String(name)}`);
	return image.id;
}

const debianOnly = {ImageCriteria: [{ImageProviders: ['136693071363']}]};

test('the verdict is told in audit mode, and what is not allowed is gone once enabled', async (t) => {
	const server = await serve(t);
	const client = ec2(server);
	const [debian, spark] = [idOf(server, /^debian-13/), idOf(server, 'team-data/spark-worker-4')];
	const describe = async () => {
		const {Images: images = []} = await client.send(
			new DescribeImagesCommand({ImageIds: [debian, spark], IncludeDeprecated: true, IncludeDisabled: true}),
		);
		const verdicts = new Map(images.map(({ImageId: id, ImageAllowed: allowed}) => [id, allowed]));
		return {
			...(verdicts.has(debian) && {debian: verdicts.get(debian)}),
			...(verdicts.has(spark) && {spark: verdicts.get(spark)}),
		};
	};

	assert.deepEqual(await describe(), {debian: undefined, spark: undefined});
	server.setSettings('us-east-1', {State: 'audit-mode', ...debianOnly});
	assert.deepEqual(await describe(), {debian: true, spark: false});
	server.setSettings('us-east-1', {State: 'enabled'});
	assert.deepEqual(await describe(), {debian: true});
});

test('deregistered images fail the whole call, which names them', async (t) => {
	const server = await serve(t);
	const [gone, there] = [idOf(server, 'team-data/spark-worker-2'), idOf(server, /^debian-13/)];
	const forgotten = server.account.regions
		.find(({name}) => name === 'us-east-1')
		?.images.find(({ownerId}) => ownerId === undefined)?.id;
	const one = await rejection(ec2(server).send(new DescribeImagesCommand({ImageIds: [there, gone]})));
	assert.equal(one.name, 'InvalidAMIID.NotFound');
	assert.match(one.message, new RegExp(String.raw`^The image id '\[${gone}\]' does not exist`));
	const two = await rejection(ec2(server).send(new DescribeImagesCommand({ImageIds: [gone, forgotten ?? '', there]})));
	assert.match(two.message, new RegExp(String.raw`^The image ids '\[${gone}, ${forgotten}\]' do not exist`));
});

test('evidence that only DescribeImages has comes through', async (t) => {
	const server = await serve(t);
	const ids = [idOf(server, /^PA-VM/), idOf(server, /^platform\/base/), idOf(server, /^golden-al2023/)];
	const {Images: images = []} = await ec2(server).send(new DescribeImagesCommand({ImageIds: ids}));
	const [firewall, platform, golden] = ids.map((id) => images.find((image) => image.ImageId === id));
	assert.deepEqual(firewall?.ProductCodes, [
		{ProductCodeId: '6njl1pau431dv1qxipg63mvah', ProductCodeType: 'marketplace'},
	]);
	assert.equal(firewall.ImageOwnerAlias, 'aws-marketplace');
	assert.equal(platform?.ImageWatermarks?.[0]?.WatermarkKey, '111122223333:approved-base');
	assert.ok(platform.ImageWatermarks[0].WatermarkCreationTime instanceof Date);
	assert.ok(platform.ScanResults?.FindingScanDate instanceof Date);
	assert.equal(platform.ScanResults.HighestFindingSeverityLabel, undefined);
	assert.equal(golden?.ScanResults?.HighestFindingSeverityLabel, 'low');
	assert.ok(golden.ScanResults.LowFixAvailableSince instanceof Date);
});

test('lists leave deprecated and disabled images out unless asked, but for own and named ones', async (t) => {
	const server = await serve(t);
	const client = ec2(server);
	const names = async (input: DescribeImagesRequest) => {
		const {Images: images = []} = await client.send(new DescribeImagesCommand(input));
		return images.map(({Name: name}) => name ?? '');
	};

	const counted = async (prefix: string, input: DescribeImagesRequest) => {
		const found = await names(input);
		return found.filter((name) => name.startsWith(prefix)).length;
	};

	assert.equal(await counted('amzn-ami', {Owners: ['amazon']}), 0);
	assert.equal(await counted('amzn-ami', {Owners: ['amazon'], IncludeDeprecated: true}), 2);
	assert.equal(await counted('amzn-ami', {ImageIds: [idOf(server, /^amzn-ami-hvm/)]}), 1);
	assert.equal(await counted('golden-centos7', {Owners: ['self']}), 0);
	assert.equal(await counted('golden-centos7', {Owners: ['self'], IncludeDisabled: true}), 1);
	assert.deepEqual(await names({Filters: [{Name: 'name', Values: ['team-data/*-5']}]}), ['team-data/spark-worker-5']);
});

test('images page', async (t) => {
	const server = await serve(t);
	const paged = [];
	for await (const {Images: images = []} of paginateDescribeImages(
		{client: ec2(server), pageSize: 7},
		{Owners: ['amazon']},
	)) {
		assert.ok(images.length <= 7);
		paged.push(...images.map(({ImageId: id}) => id));
	}

	const {Images: whole = []} = await ec2(server).send(new DescribeImagesCommand({Owners: ['amazon']}));
	assert.deepEqual(
		paged,
		whole.map(({ImageId: id}) => id),
	);
});

test('references name instances, launch templates, parameters and recipes, of deregistered images too', async (t) => {
	const server = await serve(t);
	const client = ec2(server);
	const [debian, gone] = [idOf(server, /^debian-13/), idOf(server, 'team-data/spark-worker-2')];
	const found: Array<string | undefined> = [];
	const pages = paginateDescribeImageReferences(
		{client, pageSize: 5},
		{ImageIds: [debian, gone], IncludeAllResourceTypes: true},
	);
	for await (const {ImageReferences: references = []} of pages) {
		found.push(
			...references.map(({ResourceType: type, ImageId: id}) => `${type} ${id === debian ? 'debian' : 'gone'}`),
		);
	}

	assert.deepEqual(
		[...new Set(found)],
		['ec2:Instance debian', 'ssm:Parameter debian', 'ec2:Instance gone', 'ec2:LaunchTemplate gone'],
	);

	const {ImageReferences: narrowed = []} = await client.send(
		new DescribeImageReferencesCommand({ImageIds: [debian], ResourceTypes: [{ResourceType: 'ssm:Parameter'}]}),
	);
	assert.deepEqual(
		narrowed.map(({Arn: arn}) => arn),
		['arn:aws:ssm:us-east-1:123456789012:parameter/ci/runner/ami'],
	);
});

test('how deep launch templates are searched can be said', async (t) => {
	const server = await serve(t);
	const templates = async (depth: string) => {
		const {ImageReferences: references = []} = await ec2(server).send(
			new DescribeImageReferencesCommand({
				ImageIds: [idOf(server, 'team-data/spark-worker-4')],
				ResourceTypes: [
					{
						ResourceType: 'ec2:LaunchTemplate',
						ResourceTypeOptions: [{OptionName: 'version-depth', OptionValues: [depth]}],
					},
				],
			}),
		);
		return references.length;
	};

	assert.deepEqual([await templates('1'), await templates('2')], [1, 2]);
});

test('launch templates tell their default and latest versions, parameters as written or resolved', async (t) => {
	const server = await serve(t);
	const client = ec2(server);
	const {LaunchTemplates: templates = []} = await client.send(new DescribeLaunchTemplatesCommand({}));
	const runner = templates.find(({LaunchTemplateName: name}) => name === 'ci-runner');
	assert.equal(runner?.DefaultVersionNumber, 2);
	const imageIds = async (ResolveAlias: boolean, Versions: string[] = ['$Default', '$Latest']) => {
		const {LaunchTemplateVersions: versions = []} = await client.send(
			new DescribeLaunchTemplateVersionsCommand({LaunchTemplateName: 'ci-runner', Versions, ResolveAlias}),
		);
		return versions.map(({LaunchTemplateData: data}) => data?.ImageId);
	};

	assert.deepEqual(await imageIds(false), ['resolve:ssm:/ci/runner/ami']);
	assert.deepEqual(await imageIds(true), [idOf(server, /^debian-13/)]);
	const both = await imageIds(false, ['1', '2']);
	assert.equal(both.length, 2);

	const {LaunchTemplateVersions: all = [], NextToken: more} = await client.send(
		new DescribeLaunchTemplateVersionsCommand({Versions: ['$Default', '$Latest'], MaxResults: 4}),
	);
	assert.equal(all.length, 4);
	assert.notStrictEqual(more, undefined);
	const {LaunchTemplateVersions: rest = []} = await client.send(
		new DescribeLaunchTemplateVersionsCommand({Versions: ['$Default', '$Latest'], MaxResults: 20, NextToken: more}),
	);
	// Eight templates; the default of three is not their latest.
	assert.equal(all.length + rest.length, 11);
});
