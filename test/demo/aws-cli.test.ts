import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {execa} from 'execa';
import type {DemoServer} from '../../source/demo/server.ts';
import {serve} from './endpoint.ts';

const {failed: isMissing} = await execa('aws', ['--version'], {reject: false, timeout: 120_000});

function cli(server: DemoServer, home: string, region = 'us-east-1') {
	const env = {
		PATH: process.env.PATH ?? '',
		HOME: home,
		AWS_CONFIG_FILE: '/dev/null',
		AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
		AWS_EC2_METADATA_DISABLED: 'true',
		AWS_ENDPOINT_URL: server.url,
		AWS_ACCESS_KEY_ID: 'x',
		AWS_SECRET_ACCESS_KEY: 'y',
		AWS_DEFAULT_REGION: region,
		AWS_MAX_ATTEMPTS: '1',
		AWS_PAGER: '',
	};
	return async (...words: string[]) =>
		execa('aws', [...words, '--output', 'json'], {env, extendEnv: false, reject: false, timeout: 300_000});
}

async function temporaryFolder(t: {after(done: () => Promise<void>): void}): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'allowed-amis-aws-cli-'));
	t.after(async () => rm(folder, {recursive: true}));
	return folder;
}

type Row = {InstanceId: string; ImageMetadata: {OwnerId?: string; ImageAllowed?: boolean; ImageOwnerAlias?: string}};

test('the AWS CLI walks the whole procedure', async (t) => {
	if (isMissing) {
		t.skip('the AWS CLI is not installed');
		return;
	}

	const folder = await temporaryFolder(t);
	const server = await serve(t);
	const aws = cli(server, folder);
	const read = async (...words: string[]): Promise<unknown> => {
		const {stdout, stderr, exitCode} = await aws(...words);
		assert.equal(exitCode, 0, stderr);
		return JSON.parse(stdout) as unknown;
	};

	assert.deepEqual(await read('sts', 'get-caller-identity'), {
		UserId: 'AROADEMODEMODEMODEMO:jane',
		Account: '123456789012',
		Arn: 'arn:aws:sts::123456789012:assumed-role/Admin/jane',
	});
	assert.deepEqual(await read('ec2', 'get-allowed-images-settings'), {
		State: 'disabled',
		ImageCriteria: [],
		ManagedBy: 'account',
	});

	assert.deepEqual(
		await read('ec2', 'enable-allowed-images-settings', '--allowed-images-settings-state', 'audit-mode'),
		{AllowedImagesSettingsState: 'audit-mode'},
	);

	const criteria = {ImageCriteria: [{ImageProviders: ['amazon', 'aws-marketplace', '123456789012']}]};
	const file = path.join(folder, 'criteria.json');
	await writeFile(file, JSON.stringify(criteria));
	assert.deepEqual(
		await read('ec2', 'replace-image-criteria-in-allowed-images-settings', '--cli-input-json', `file://${file}`),
		{ReturnValue: true},
	);

	const scan = await read('ec2', 'describe-instance-image-metadata', '--query', 'InstanceImageMetadata');
	const rows = scan as Row[];
	const expected = server.account.regions.find(({name}) => name === 'us-east-1')?.instances ?? [];
	assert.deepEqual(
		rows.map(({InstanceId: id}) => id).toSorted((left, right) => left.localeCompare(right)),
		expected.map(({id}) => id).toSorted((left, right) => left.localeCompare(right)),
	);
	assert.ok(rows.some(({ImageMetadata: image}) => image.ImageAllowed === false && image.OwnerId === '444455556666'));
	for (const {ImageMetadata: image} of rows) {
		const allowed =
			image.OwnerId === '123456789012' || ['amazon', 'aws-marketplace'].includes(image.ImageOwnerAlias ?? '');
		assert.equal(image.ImageAllowed, allowed);
	}

	assert.deepEqual(await read('ec2', 'enable-allowed-images-settings', '--allowed-images-settings-state', 'enabled'), {
		AllowedImagesSettingsState: 'enabled',
	});
	await read('ec2', 'get-allowed-images-settings');
	await read('ec2', 'get-allowed-images-settings');
	assert.deepEqual(await read('ec2', 'get-allowed-images-settings'), {
		State: 'enabled',
		...criteria,
		ManagedBy: 'account',
	});
	assert.deepEqual(await read('ec2', 'disable-allowed-images-settings'), {AllowedImagesSettingsState: 'disabled'});
	assert.equal(server.settings('us-east-1').State, 'disabled');
});

test('the AWS CLI reads every other answer, and says the errors as for EC2', async (t) => {
	if (isMissing) {
		t.skip('the AWS CLI is not installed');
		return;
	}

	const folder = await temporaryFolder(t);
	const server = await serve(t);
	const aws = cli(server, folder, 'eu-west-1');
	const region = server.account.regions.find(({name}) => name === 'eu-west-1');
	const row = region?.images.findIndex(({name}) => name === 'team-data/spark-worker-4') ?? -1;
	const spark = region?.images[row]?.id ?? '';
	const users = region?.instances.filter(({image, state}) => image === row && state !== 'terminated').length ?? 0;

	const calls = [
		['describe-regions', '--all-regions', '--query', 'length(Regions)'],
		['describe-availability-zones', '--query', 'length(AvailabilityZones)'],
		['describe-images', '--image-ids', spark, '--query', 'length(Images)'],
		['describe-launch-templates', '--max-items', '3', '--query', 'length(LaunchTemplates)'],
		['describe-launch-template-versions', '--versions', '$Latest', '--query', 'length(LaunchTemplateVersions)'],
		[
			'describe-image-references',
			'--image-ids',
			spark,
			'--include-all-resource-types',
			'--query',
			'length(ImageReferences)',
		],
	];
	const answers = await Promise.all(calls.map(async (call) => aws('ec2', ...call)));
	const counts = answers.map(({stdout, stderr}) => (stderr === '' ? Number(stdout) : stderr));

	// Beside the instances two launch templates and a parameter hold on to the image.
	assert.deepEqual(counts, [9, 3, 1, 3, 8, users + 3]);

	const refused = await aws('ec2', 'get-allowed-images-settings', '--dry-run');
	assert.match(
		refused.stderr,
		/An error occurred \(DryRunOperation\) when calling the GetAllowedImagesSettings operation: Request would have succeeded/,
	);
	const denied = await aws('ec2', 'get-allowed-images-settings', '--region', 'ap-southeast-2');
	assert.match(denied.stderr, /\(UnauthorizedOperation\).*ec2:GetAllowedImagesSettings/);
});

test('the AWS CLI reads what launches: Auto Scaling and CloudTrail beside EC2, behind one endpoint', async (t) => {
	if (isMissing) {
		t.skip('the AWS CLI is not installed');
		return;
	}

	const folder = await temporaryFolder(t);
	const server = await serve(t, {instances: 60});
	const aws = cli(server, folder);
	const read = async (...words: string[]): Promise<unknown> => {
		const {stdout, stderr, exitCode} = await aws(...words);
		assert.equal(exitCode, 0, stderr);
		return JSON.parse(stdout) as unknown;
	};

	const managed = ['--include-managed-resources', '--filters', 'Name=operator.managed,Values=true'];
	assert.deepEqual(await read('ec2', 'get-managed-resource-visibility', '--query', 'Visibility'), {
		DefaultVisibility: 'hidden',
	});
	const principals = await read(
		'ec2',
		'describe-instances',
		...managed,
		'--query',
		'Reservations[].Instances[?Operator.HiddenByDefault][].Operator.Principal',
	);
	assert.equal((principals as string[]).filter((principal) => principal === 'eks.amazonaws.com').length, 6);
	assert.equal(await read('ec2', 'describe-fleets', '--query', 'length(Fleets)'), 3);
	assert.equal(await read('ec2', 'describe-spot-fleet-requests', '--query', 'length(SpotFleetRequestConfigs)'), 3);
	assert.equal(await read('ec2', 'describe-spot-instance-requests', '--query', 'length(SpotInstanceRequests)'), 2);
	assert.deepEqual(
		await read(
			'autoscaling',
			'describe-auto-scaling-groups',
			'--page-size',
			'3',
			'--query',
			'AutoScalingGroups[?DesiredCapacity==`0`].AutoScalingGroupName | sort(@)',
		),
		['jumpbox', 'spark-nightly'],
	);
	assert.equal(
		await read('autoscaling', 'describe-launch-configurations', '--query', 'length(LaunchConfigurations)'),
		3,
	);
	assert.strictEqual(
		await read('autoscaling', 'describe-scaling-activities', '--max-items', '7', '--query', 'length(Activities)'),
		7,
	);
	const events = await read(
		'cloudtrail',
		'lookup-events',
		'--lookup-attributes',
		'AttributeKey=EventName,AttributeValue=RunInstances',
		'--max-items',
		'60',
		'--query',
		'Events[].CloudTrailEvent',
	);
	assert.equal((events as string[]).length, 60);
	assert.ok(
		(events as string[]).every((event) => (JSON.parse(event) as {eventName: string}).eventName === 'RunInstances'),
	);
});
