/** What launches in the demo account, found by the real SDK over real HTTP. */
import assert from 'node:assert/strict';
import {test, type TestContext} from 'node:test';
import type {ImageCriteria} from '../../source/criteria/criterion.ts';
import type {DemoServer, DemoServerOptions} from '../../source/demo/server.ts';
import type {Fault} from '../../source/demo/protocol/faults.ts';
import {findLaunches, type FindOptions} from '../../source/operations/launches/find-launches.ts';
import type {Launch, RegionLaunches} from '../../source/operations/launches/launch.ts';
import {cloudFor, noAbort} from '../aws/cloud-for.ts';
import {nightlyLaunches} from '../support/nightly-launches.ts';

const region = 'us-east-1';
const account = '123456789012';
const criteria: ImageCriteria = [{ImageProviders: ['amazon', 'aws-marketplace']}];
const audit = {State: 'audit-mode', ImageCriteria: criteria} as const;

async function find(
	t: TestContext,
	{
		settings = audit,
		prepare,
		...options
	}: Partial<FindOptions> & {
		settings?: Parameters<DemoServer['setSettings']>[1];
		prepare?: (server: DemoServer) => void;
		server?: DemoServerOptions;
	} = {},
): Promise<RegionLaunches & {server: DemoServer}> {
	const {server, cloud} = await cloudFor(
		t,
		{instances: 200, ...options.server},
		{patience: {service: 1, throttled: 20}},
	);
	server.setSettings(region, settings);
	prepare?.(server);
	const found = await findLaunches(region, {cloud, account, days: 14, now: new Date(), signal: noAbort, ...options});
	return {...found, server};
}

function brief({launches}: RegionLaunches, wanted: (launch: Launch) => boolean): string[] {
	return launches
		.filter((launch) => wanted(launch))
		.map((launch) => `${launch.type} ${launch.name ?? launch.id} ${String(launch.allowed)}`);
}

test('every kind of source is found, the worst first, with AWS’s own verdict', async (t) => {
	const found = await find(t);
	assert.deepEqual(found.gaps, []);
	assert.deepEqual(
		brief(found, ({type, allowed}) => allowed === false && type !== 'instance' && type !== 'recent-launch'),
		[
			'auto-scaling-group spark-workers false',
			'auto-scaling-group ci-runners false',
			'auto-scaling-group ci-runners false',
			'auto-scaling-group jumpbox false',
			'auto-scaling-group spark-nightly false',
			'ec2-fleet render-farm false',
			...found.launches
				.filter(({type}) => type === 'spot-fleet')
				.slice(0, 2)
				.map(({id}) => `spot-fleet ${id} false`),
			...found.launches.filter(({type}) => type === 'spot-request').map(({id}) => `spot-request ${id} false`),
			'managed-instance workspace-1 false',
			'managed-instance workspace-2 false',
			'launch-template ci-runner false',
			'launch-template ingest false',
			'launch-template spark-history false',
			'launch-template spark-next false',
			'launch-template spark-next false',
			'launch-template spark-workers false',
			'launch-template spark-workers false',
			'launch-configuration jumpbox-2023 false',
			'ssm-parameter /ci/runner/ami false',
			'ssm-parameter /team-data/spark/ami false',
			'image-recipe ci-runner/1.0.3 false',
		],
	);
	assert.ok(found.launches.every(({verdictBy, allowed}) => verdictBy === 'aws' || allowed === null));
	const [first] = found.launches;
	assert.ok(first);
	assert.deepEqual(first.reasons, ['criterion 1: provider 444455556666 is none of amazon, aws-marketplace']);
});

test('the way to an image is told: group, template version, parameter', async (t) => {
	const {launches, server} = await find(t);
	const orders = launches.find(({id}) => id === 'orders-worker');
	const template = server.account.regions
		.find(({name}) => name === region)
		?.launchTemplates.find(({name}) => name === 'worker');
	assert.ok(orders);
	assert.ok(template);
	assert.deepEqual(orders.chain, [
		{type: 'template', id: template.id, name: 'worker', version: 1, asked: '$Latest'},
		{type: 'parameter', name: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'},
	]);
	assert.match(orders.imageId, /^ami-/);
	assert.equal(orders.evidence?.OwnerId, '137112412989');
	const jumpbox = launches.find(({id}) => id === 'jumpbox');
	assert.deepEqual(jumpbox?.chain, [{type: 'configuration', name: 'jumpbox-2023'}]);
	const override = launches.filter(({id}) => id === 'ci-runners').map(({chain}) => chain[0]);
	assert.deepEqual(
		override.map((link) => link?.type === 'template' && `${link.name} ${link.version} ${link.asked}`),
		['ci-runner 2 $Latest', 'ingest 1 1'],
	);
});

test('a job that runs at night only is seen by what CloudTrail recorded, with who made it', async (t) => {
	const began = Date.now();
	const {launches, recent, server} = await find(t);
	const nightly = launches.find(({type, by}) => type === 'recent-launch' && by?.[0]?.includes('nightly-batch'));
	assert.equal(nightly?.evidence?.Name, 'Flatcar-stable-4230.2.3-hvm');
	assert.ok(nightlyLaunches(server.account, region, began, Date.now()).includes(nightly.launches ?? 0));
	assert.deepEqual(nightly.by, ['arn:aws:sts::123456789012:assumed-role/nightly-batch/scheduler']);
	assert.equal(nightly.allowed, false);
	assert.ok(
		launches.every(({type, imageId}) => type !== 'instance' || imageId !== nightly.imageId),
		'it runs no more',
	);
	assert.equal(recent?.reached, recent?.since);
});

test('instances are counted by image, those that a service manages one by one, whether or not a scan lists them', async (t) => {
	const {launches, server} = await find(t);
	const data = server.account.regions.find(({name}) => name === region);
	assert.ok(data);
	const alive = data.instances.filter(({state}) => state !== 'terminated');
	const counted = launches.reduce((sum, {type, launches: count = 0}) => (type === 'instance' ? sum + count : sum), 0);
	assert.equal(counted, alive.filter(({operator}) => operator === undefined).length);
	const managed = launches.filter(({type}) => type === 'managed-instance').map(({id}) => id);
	const expected = [...alive.filter(({operator}) => operator !== undefined), ...data.launches.hiddenInstances];
	assert.deepEqual(managed.toSorted(), expected.map(({id}) => id).toSorted());
});

test('other criteria than the applied ones are judged here, and said to be', async (t) => {
	const own: ImageCriteria = [{ImageProviders: ['444455556666']}];
	const found = await find(t, {criteria: own});
	const spark = found.launches.find(({id}) => id === 'spark-workers');
	assert.deepEqual([spark?.allowed, spark?.verdictBy], [true, 'allowed-amis']);
	assert.deepEqual(spark?.reasons, ['criterion 1: provider is 444455556666']);
	const web = found.launches.find(({id}) => id === 'web-prod');
	assert.equal(web?.allowed, true, 'own images are never restricted');
	const same = await find(t, {criteria});
	assert.ok(same.launches.every(({verdictBy, allowed}) => verdictBy === 'aws' || allowed === null));
});

test('where Allowed AMIs is off and has no criteria, nothing is called allowed', async (t) => {
	const {launches} = await find(t, {settings: {State: 'disabled', ImageCriteria: []}});
	assert.ok(launches.length > 0);
	assert.ok(launches.every(({allowed}) => allowed === null));
});

test('in an enforced Region an image that AWS hides is not allowed, and one that is gone is not known', async (t) => {
	const {launches} = await find(t, {settings: {...audit, State: 'enabled'}});
	const nightly = launches.find(({id}) => id === 'spark-nightly');
	assert.equal(nightly?.allowed, false);
	assert.match(nightly.reasons[0] ?? '', /hides it in this enforced Region/);
	const history = launches.find(({name, type}) => name === 'spark-history' && type === 'launch-template');
	assert.equal(history?.evidence?.ImageAllowed ?? history?.allowed, false, 'the scan still tells of it');
	const gone = await find(t, {settings: {...audit, State: 'enabled'}, criteria: [{ImageProviders: ['111122223333']}]});
	assert.equal(gone.launches.find(({id}) => id === 'spark-nightly')?.allowed, null);
});

/** Each permission, with what is named where it is missing and what is missing then. */
const permissions: ReadonlyArray<readonly [action: string, named: RegExp, missing: readonly string[]]> = [
	['GetAllowedImagesSettings', /The Region's criteria/, []],
	['DescribeInstanceImageMetadata', /^Instances in/, ['instance']],
	['DescribeInstances', /Instances that AWS services manage/, ['managed-instance']],
	['DescribeImages', /What only DescribeImages tells/, []],
	['DescribeImageReferences', /SSM parameters and Image Builder recipes/, ['ssm-parameter', 'image-recipe']],
	['DescribeLaunchTemplates', /^Launch templates$/, []],
	// Images that templates alone name aren't known then, nor what else refers to them.
	['DescribeLaunchTemplateVersions', /Versions of launch templates/, ['launch-template', 'ssm-parameter']],
	['DescribeFleets', /EC2 Fleets/, ['ec2-fleet']],
	['DescribeSpotFleetRequests', /Spot Fleets/, ['spot-fleet']],
	['DescribeSpotInstanceRequests', /Spot requests/, ['spot-request']],
	['DescribeAutoScalingGroups', /Auto Scaling groups/, ['auto-scaling-group']],
	['DescribeLaunchConfigurations', /Launch configurations/, ['launch-configuration']],
	['LookupEvents', /CloudTrail/, ['recent-launch']],
];

for (const [action, named, missing] of permissions) {
	test(`without ${action} the rest is found, and what is missing is named`, async (t) => {
		const whole = await find(t);
		const found = await find(t, {
			prepare(server) {
				server.faults.push({match: {action}, fault: {type: 'deny'}});
			},
		});
		assert.ok(found.gaps.length > 0);
		for (const {what, problem} of found.gaps) {
			assert.match(what, named);
			assert.equal(problem.kind, 'denied');
			assert.match(`${problem.what} ${problem.next}`, new RegExp(String.raw`:${action}\b`));
		}

		// Every source that is not of the kinds that are missing is still there, if with an image that is not known.
		const idsOf = ({launches}: RegionLaunches) =>
			new Set(
				launches
					.filter(({type}) => !missing.includes(type))
					.map(
						({type, id}) =>
							`${type === 'managed-instance' ? 'instance' : type} ${type === 'managed-instance' ? '' : id}`,
					),
			);
		assert.deepEqual(
			[...idsOf(whole).difference(idsOf(found))].filter((id) => !id.startsWith('instance ')),
			[],
		);
		// What is not known counts as allowed nowhere.
		const verdicts = new Map(
			whole.launches.map(({type, id, imageId, allowed}) => [`${type} ${id} ${imageId}`, allowed]),
		);
		for (const {type, id, imageId, allowed} of found.launches) {
			if (allowed === true && type !== 'instance') {
				assert.equal(verdicts.get(`${type} ${id} ${imageId}`), true);
			}
		}
	});
}

const faults: readonly Fault[] = [
	{type: 'http', status: 500},
	{type: 'garbage'},
	{type: 'cut', afterBytes: 60},
	{type: 'empty-page'},
	{type: 'repeat-token'},
];

for (const fault of faults) {
	test(`a source that breaks (${fault.type}) hides no other`, async (t) => {
		const broken = ['DescribeAutoScalingGroups', 'DescribeFleets', 'LookupEvents'];
		const found = await find(t, {
			prepare(server) {
				server.faults.push(...broken.map((action) => ({match: {action}, fault})));
			},
		});
		if (fault.type !== 'repeat-token') {
			assert.deepEqual(found.gaps.map(({what}) => what).toSorted(), [
				'Auto Scaling groups',
				'EC2 Fleets',
				'Launches that CloudTrail recorded',
			]);
		}

		assert.ok(found.launches.some(({type}) => type === 'launch-configuration'));
	});
}

test('throttling is waited out', async (t) => {
	const found = await find(t, {
		prepare(server) {
			server.faults.push({match: {service: 'autoscaling'}, fault: {type: 'throttle'}, times: 5});
		},
	});
	assert.deepEqual(found.gaps, []);
});

test('stopped while CloudTrail is read, what was got is kept, and up to when is said', async (t) => {
	const stop = new AbortController();
	const found = await find(t, {
		days: 90,
		stop: stop.signal,
		onProgress(words) {
			if (words.startsWith('CloudTrail')) {
				stop.abort();
			}
		},
	});
	const [gap] = found.gaps;
	assert.equal(found.gaps.length, 1);
	assert.ok(found.recent);
	assert.ok(found.recent.reached > found.recent.since);
	assert.ok(gap?.problem.what.includes(found.recent.reached));
	assert.ok(found.launches.some(({type}) => type === 'recent-launch'));
	assert.ok(found.launches.some(({type}) => type === 'auto-scaling-group'));
});

test('what launches without CloudTrail is told while that is read, and comes to the same in the end', async (t) => {
	const {cloud, server} = await cloudFor(t, {instances: 200}, {patience: {service: 1, throttled: 20}});
	server.setSettings(region, audit);
	const asked = {cloud, account, days: 14, now: new Date(), signal: noAbort};
	const whole = await findLaunches(region, asked);
	const told: Array<{readonly found: RegionLaunches; readonly isBeforeCloudTrail: boolean}> = [];
	let isRead = false;
	const release = Promise.withResolvers<undefined>();
	const slow = {
		...cloud,
		launches: {
			...cloud.launches,
			async *launchEvents(...options: Parameters<typeof cloud.launches.launchEvents>) {
				await release.promise;
				isRead = true;
				yield* cloud.launches.launchEvents(...options);
			},
		},
	};
	const found = await findLaunches(region, {
		...asked,
		cloud: slow,
		onStanding(standing) {
			told.push({found: standing, isBeforeCloudTrail: !isRead});
			release.resolve(undefined);
		},
	});
	assert.deepEqual(found, whole);
	assert.deepEqual(
		told.map(({isBeforeCloudTrail}) => isBeforeCloudTrail),
		[true],
	);
	const [first] = told;
	assert.equal(first?.found.recent, undefined);
	assert.deepEqual(
		first?.found.launches,
		whole.launches.filter(({type}) => type !== 'recent-launch'),
	);
});
