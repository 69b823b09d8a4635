import assert from 'node:assert/strict';
import {test} from 'node:test';
import {changeActions, readActions} from '../../source/aws/client/actions.ts';
import {iamPolicy} from '../../source/aws/client/policy.ts';
import {cloudFor, collect, instancesIn, noAbort, type TestCloud} from './cloud-for.ts';
import {fakeEc2} from './fake-ec2.ts';

const region = 'us-east-1';

test('each permission is asked for with a dry run, or where there is none with a read, and nothing changes', async (t) => {
	const {server, cloud} = await cloudFor(t);
	server.faults.push({match: {action: 'DisableAllowedImagesSettings'}, fault: {type: 'deny'}});
	const before = server.settings(region);
	const checks = await cloud.permissions(region, noAbort);
	assert.deepEqual(
		checks.map(({action}) => action),
		[...readActions.filter((action) => action !== 'sts:GetCallerIdentity'), ...changeActions],
	);
	assert.deepEqual(
		checks
			.filter(({granted}) => granted !== true)
			.map(({action, granted, problem}) => [action, granted, problem?.kind]),
		[['ec2:DisableAllowedImagesSettings', false, 'denied']],
	);
	assert.ok(
		server.requests.every(({dryRun, service}) => dryRun || service === 'autoscaling' || service === 'cloudtrail'),
	);
	assert.deepEqual(server.settings(region), before);
});

test('a check that fails otherwise is not known', async (t) => {
	const {server, cloud} = await cloudFor(t, {}, {patience: {service: 1}});
	server.faults.push({match: {action: 'DescribeImages'}, fault: {type: 'http', status: 500}});
	const checks = await cloud.permissions(region, noAbort);
	const check = checks.find(({action}) => action === 'ec2:DescribeImages');
	assert.equal(check?.granted, undefined);
	assert.equal(check?.problem?.kind, 'service');
});

test('an endpoint that ignores DryRun gets no change to try it with', async (t) => {
	const {cloud, requests} = await fakeEc2(t, () => '');
	const checks = await cloud.permissions(region, noAbort);
	assert.ok(checks.every(({granted}) => granted === undefined));
	assert.ok(requests.every(({action}) => /^(?:Describe|Get|Lookup|$)/.test(action)));
});

test('the policies hold exactly the actions that a whole rollout calls', async (t) => {
	const {server, cloud} = await cloudFor(t);
	await cloud.identity(noAbort);
	await cloud.regions(noAbort);
	const instances = instancesIn(await collect(cloud.scan(region, noAbort)));
	const ids = [...new Set(instances.flatMap(({ImageMetadata: image}) => (image === undefined ? [] : [image.ImageId])))];
	await collect(cloud.evidence(region, ids, noAbort));
	await cloud.references(region, ids, noAbort);
	await cloud.settings(region, noAbort);
	const called = () =>
		[...new Set(server.requests.map(({service, action}) => `${service}:${action}`))].toSorted(byText);
	await readLaunches(cloud);
	assert.deepEqual(called(), actionsOf('read-only'));

	await cloud.enableAuditMode(region, noAbort);
	await cloud.replaceCriteria(region, [{ImageProviders: ['amazon']}], noAbort);
	await cloud.disable(region, noAbort);
	assert.deepEqual(called(), actionsOf('operator'));
});

/** Everything that `launches` and `watch` read. */
async function readLaunches({launches}: TestCloud): Promise<void> {
	const until = new Date();
	const since = new Date(until.getTime() - 60_000);
	await launches.managedVisibility(region, noAbort);
	await Promise.all(
		[
			launches.managedInstances(region, noAbort),
			launches.templates(region, noAbort),
			launches.currentVersions(region, noAbort),
			launches.groups(region, noAbort),
			launches.configurations(region, noAbort),
			launches.fleets(region, noAbort),
			launches.spotFleets(region, noAbort),
			launches.spotRequests(region, noAbort),
			launches.launchEvents(region, {since, until}, noAbort),
			launches.failedActivities(region, since, noAbort),
		].map(async (pages: AsyncIterable<unknown>) => collect(pages)),
	);
}

function actionsOf(kind: 'operator' | 'read-only'): string[] {
	return iamPolicy(kind)
		.Statement.flatMap(({Action}) => [...Action])
		.toSorted(byText);
}

function byText(left: string, right: string): number {
	return left.localeCompare(right);
}
