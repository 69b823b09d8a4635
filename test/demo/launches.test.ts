import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
	AutoScalingClient,
	DescribeAutoScalingGroupsCommand,
	DescribeLaunchConfigurationsCommand,
	DescribeScalingActivitiesCommand,
	paginateDescribeAutoScalingGroups,
} from '@aws-sdk/client-auto-scaling';
import {CloudTrailClient, LookupEventsCommand, paginateLookupEvents} from '@aws-sdk/client-cloudtrail';
import {
	DescribeFleetsCommand,
	DescribeInstanceImageMetadataCommand,
	DescribeInstancesCommand,
	DescribeLaunchTemplateVersionsCommand,
	DescribeLaunchTemplatesCommand,
	DescribeSpotFleetRequestsCommand,
	DescribeSpotInstanceRequestsCommand,
	GetManagedResourceVisibilityCommand,
	paginateDescribeInstances,
} from '@aws-sdk/client-ec2';
import {demoCredentials, type DemoServer} from '../../source/demo/server.ts';
import {ec2, rejection, serve} from './endpoint.ts';

const region = 'us-east-1';
const options = {credentials: demoCredentials, region, maxAttempts: 1};
const scaling = ({url}: DemoServer) => new AutoScalingClient({...options, endpoint: url});
const trail = ({url}: DemoServer) => new CloudTrailClient({...options, endpoint: url, maxAttempts: 4});

test('managed instances are hidden from a scan and shown where they are asked for', async (t) => {
	const server = await serve(t, {instances: 60});
	const client = ec2(server);
	const {Visibility: visibility} = await client.send(new GetManagedResourceVisibilityCommand({}));
	assert.deepEqual(visibility, {DefaultVisibility: 'hidden'});

	const managed = {Filters: [{Name: 'operator.managed', Values: ['true']}], IncludeManagedResources: true};
	const {Reservations: reservations = []} = await client.send(new DescribeInstancesCommand(managed));
	const instances = reservations.flatMap(({Instances: inner = []}) => inner);
	const hidden = instances.filter(({Operator: operator}) => operator?.HiddenByDefault);
	assert.deepEqual(
		hidden.map(({Operator: operator}) => operator?.Principal),
		[...Array.from({length: 6}, () => 'eks.amazonaws.com'), 'workspaces.amazonaws.com', 'workspaces.amazonaws.com'],
	);

	const {InstanceImageMetadata: listed = []} = await client.send(new DescribeInstanceImageMetadataCommand({}));
	const scanned = new Set(listed.map(({InstanceId: id}) => id));
	assert.ok(hidden.every(({InstanceId: id}) => !scanned.has(id)));

	const {Reservations: unasked = []} = await client.send(
		new DescribeInstancesCommand({Filters: [{Name: 'operator.principal', Values: ['workspaces.amazonaws.com']}]}),
	);
	assert.equal(unasked.length, 0);

	let paged = 0;
	for await (const page of paginateDescribeInstances({client, pageSize: 5}, {IncludeManagedResources: true})) {
		paged += page.Reservations?.length ?? 0;
	}

	const expected = server.account.regions.find(({name}) => name === region);
	assert.equal(paged, (expected?.instances.length ?? 0) + 8);
});

test('once the account makes managed resources visible, a scan lists them too', async (t) => {
	const {account} = await serve(t, {instances: 60});
	const server = await serve(t, {
		account: {
			...account,
			regions: account.regions.map((one) => ({...one, launches: {...one.launches, visibility: 'visible' as const}})),
		},
	});
	let scanned = 0;
	let token: string | undefined;
	do {
		// A page may be empty and still lead on.
		const page = await ec2(server).send(new DescribeInstanceImageMetadataCommand({NextToken: token}));
		scanned += page.InstanceImageMetadata?.filter(({Operator: operator}) => operator?.HiddenByDefault).length ?? 0;
		token = page.NextToken;
	} while (token !== undefined);

	assert.equal(scanned, 8);
});

test('fleets, Spot requests and templates that services manage are served', async (t) => {
	const server = await serve(t, {instances: 30});
	const client = ec2(server);
	const {Fleets: fleets = []} = await client.send(
		new DescribeFleetsCommand({Filters: [{Name: 'type', Values: ['maintain']}]}),
	);
	assert.deepEqual(
		fleets.map(({FleetState: state, Type: type, Tags: tags}) => [state, type, tags?.[0]?.Value]),
		[
			['active', 'maintain', 'render-farm'],
			['deleted_running', 'maintain', 'retired'],
		],
	);
	const overrides = fleets[0]?.LaunchTemplateConfigs?.[0]?.Overrides ?? [];
	assert.match(overrides[1]?.ImageId ?? '', /^ami-/);

	const {SpotFleetRequestConfigs: spotFleets = []} = await client.send(new DescribeSpotFleetRequestsCommand({}));
	assert.deepEqual(
		spotFleets.map(({SpotFleetRequestState: state, SpotFleetRequestConfig: config}) => [
			state,
			config?.LaunchSpecifications?.length ?? 0,
			config?.LaunchTemplateConfigs?.[0]?.LaunchTemplateSpecification?.LaunchTemplateName,
		]),
		[
			['active', 2, undefined],
			['active', 0, 'ingest'],
			['cancelled', 1, undefined],
		],
	);

	const {SpotInstanceRequests: requests = []} = await client.send(
		new DescribeSpotInstanceRequestsCommand({Filters: [{Name: 'type', Values: ['persistent']}]}),
	);
	assert.deepEqual(
		requests.map(({State: state}) => state),
		['open'],
	);

	const {LaunchTemplates: seen = []} = await client.send(new DescribeLaunchTemplatesCommand({}));
	const {LaunchTemplates: all = []} = await client.send(
		new DescribeLaunchTemplatesCommand({IncludeManagedResources: true}),
	);
	assert.deepEqual([seen.length, all.length], [8, 9]);
	assert.deepEqual(all.at(-1)?.Operator, {Managed: true, Principal: 'ecs.amazonaws.com', HiddenByDefault: true});

	const {LaunchTemplateVersions: versions = []} = await client.send(
		new DescribeLaunchTemplateVersionsCommand({LaunchTemplateName: 'worker', ResolveAlias: true}),
	);
	assert.match(versions[0]?.LaunchTemplateData?.ImageId ?? '', /^ami-/);
});

test('Auto Scaling answers in pages, and names what each group launches', async (t) => {
	const server = await serve(t, {instances: 30});
	const client = scaling(server);
	const groups = [];
	for await (const page of paginateDescribeAutoScalingGroups({client, pageSize: 3}, {})) {
		groups.push(...(page.AutoScalingGroups ?? []));
	}

	assert.deepEqual(
		groups.map((group) => [
			group.AutoScalingGroupName,
			group.DesiredCapacity,
			group.LaunchTemplate?.Version ??
				group.LaunchConfigurationName ??
				group.MixedInstancesPolicy?.LaunchTemplate?.Overrides?.[1]?.LaunchTemplateSpecification?.LaunchTemplateName,
		]),
		[
			['web-prod', 12, '$Latest'],
			['api-prod', 6, '$Default'],
			['orders-worker', 4, '$Latest'],
			['spark-workers', 12, '$Default'],
			['spark-nightly', 0, '$Latest'],
			['ci-runners', 3, 'ingest'],
			['legacy-billing', 1, 'legacy-billing-2019'],
			['jumpbox', 0, 'jumpbox-2023'],
		],
	);
	const {AutoScalingGroups: named = []} = await client.send(
		new DescribeAutoScalingGroupsCommand({AutoScalingGroupNames: ['spark-nightly', 'nobody']}),
	);
	assert.equal(named.length, 1);
	const {LaunchConfigurations: configurations = []} = await client.send(new DescribeLaunchConfigurationsCommand({}));
	assert.equal(configurations.length, 3);
	assert.ok(configurations.every(({ImageId: id, CreatedTime: at}) => id?.startsWith('ami-') && at instanceof Date));
});

test('CloudTrail answers two calls a second, the newest events first, with the record as JSON text', async (t) => {
	const server = await serve(t, {instances: 30});
	const refused = await Promise.all(
		Array.from({length: 8}, async () => {
			try {
				await new CloudTrailClient({...options, endpoint: server.url}).send(new LookupEventsCommand({}));
				return '';
			} catch (error) {
				return (error as Error).name;
			}
		}),
	);
	assert.ok(refused.filter((name) => name === 'ThrottlingException').length >= 4);

	const since = new Date(Date.now() - 5 * 86_400_000);
	const launches = {
		LookupAttributes: [{AttributeKey: 'EventName' as const, AttributeValue: 'RunInstances'}],
		StartTime: since,
	};
	const events = [];
	for await (const page of paginateLookupEvents({client: trail(server), pageSize: 20}, launches)) {
		events.push(...(page.Events ?? []));
	}

	assert.ok(events.length > 20);
	const times = events.map(({EventTime: at}) => at?.getTime() ?? 0);
	assert.deepEqual(
		times,
		times.toSorted((left, right) => right - left),
	);
	assert.ok(times.every((time) => time >= since.getTime()));
	const nightly = events
		.map(
			({CloudTrailEvent: text = ''}) =>
				JSON.parse(text) as {userIdentity: {arn: string}; responseElements: {instancesSet: {items: object[]}}},
		)
		.find(({userIdentity}) => userIdentity.arn.includes('nightly-batch'));
	assert.equal(nightly?.responseElements.instancesSet.items.length, 3);
});

test('after enforcing, a group whose image is blocked fails again and again, and stops once it is allowed', async (t) => {
	let now = new Date('2026-06-01T12:00:00.000Z');
	const server = await serve(t, {instances: 30, now: () => now});
	const wait = (seconds: number) => {
		now = new Date(now.getTime() + seconds * 1000);
	};

	const failed = async () => {
		const {Activities: activities = []} = await scaling(server).send(new DescribeScalingActivitiesCommand({}));
		return activities.filter(({StatusCode: code}) => code === 'Failed');
	};

	const refused = async () => {
		const {Events: events = []} = await trail(server).send(new LookupEventsCommand({}));
		return events
			.map(({CloudTrailEvent: text = ''}) => JSON.parse(text) as {errorCode?: string; errorMessage?: string})
			.filter(({errorCode}) => errorCode !== undefined);
	};

	assert.deepEqual([await failed(), await refused()], [[], []]);
	server.setSettings(region, {State: 'enabled', ImageCriteria: [{ImageProviders: ['amazon', 'aws-marketplace']}]});
	wait(40);
	const activities = await failed();
	assert.equal(activities.length, 3);
	assert.equal(activities[0]?.AutoScalingGroupName, 'spark-workers');
	assert.match(activities[0]?.StatusMessage ?? '', /^The image id '\[ami-\w+\]' does not exist\. Launching EC2/);
	const events = await refused();
	assert.deepEqual(
		events.map(({errorCode}) => errorCode),
		['Client.InvalidAMIID.NotFound', 'Client.InvalidAMIID.NotFound'],
		'CloudTrail comes later',
	);

	server.setSettings(region, {State: 'audit-mode'});
	wait(3600);
	const later = await failed();
	assert.equal(later.length, 3);
});

test('each service refuses in its own words', async (t) => {
	const server = await serve(t, {instances: 30, faults: [{fault: {type: 'deny'}}]});
	const names = [
		await rejection(scaling(server).send(new DescribeAutoScalingGroupsCommand({}))),
		await rejection(trail(server).send(new LookupEventsCommand({}))),
		await rejection(ec2(server).send(new DescribeFleetsCommand({}))),
	].map(({name, status}) => [name, status]);
	assert.deepEqual(names, [
		['AccessDenied', 403],
		['AccessDeniedException', 400],
		['UnauthorizedOperation', 403],
	]);
	server.faults[0] = {fault: {type: 'throttle'}, match: {service: 'autoscaling'}};
	const {name} = await rejection(scaling(server).send(new DescribeAutoScalingGroupsCommand({})));
	assert.equal(name, 'Throttling');
	server.faults[0] = {fault: {type: 'empty-page'}, match: {service: 'autoscaling'}, times: 1};
	const page = await scaling(server).send(new DescribeAutoScalingGroupsCommand({}));
	assert.deepEqual(page.AutoScalingGroups ?? [], []);
	assert.notEqual(page.NextToken, undefined);
});
