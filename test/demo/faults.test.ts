import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
	DescribeInstanceImageMetadataCommand,
	EnableAllowedImagesSettingsCommand,
	GetAllowedImagesSettingsCommand,
} from '@aws-sdk/client-ec2';
import {GetCallerIdentityCommand} from '@aws-sdk/client-sts';
import type {FaultRule} from '../../source/demo/protocol/faults.ts';
import {codeOf, ec2, post, rejection, serve, sts} from './endpoint.ts';

/**
EC2's own throttling: 100 non-mutating calls at once and 20 a second, 50 mutating ones and 5 a second, for each Region and action.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/throttling.html
*/
const ec2Throttling: readonly FaultRule[] = [
	...['EnableAllowedImagesSettings', 'DisableAllowedImagesSettings', 'ReplaceImageCriteriaInAllowedImagesSettings'].map(
		(action): FaultRule => ({match: {action}, fault: {type: 'token-bucket', capacity: 50, perSecond: 5}}),
	),
	{fault: {type: 'token-bucket', capacity: 100, perSecond: 20}},
];

const get = {Action: 'GetAllowedImagesSettings'};
const scan = {Action: 'DescribeInstanceImageMetadata'};

test('a rule matches by action, Region, zone, parameters and call, and happens so many times', async (t) => {
	const server = await serve(t, {instances: 30});
	const statusOf = async (parameters: Record<string, string>, region = 'us-east-1') => {
		const {status} = await post(server, parameters, {region});
		return status;
	};

	const zone = (name: string) => ({...scan, 'Filter.1.Name': 'availability-zone', 'Filter.1.Value.1': name});

	server.faults.push({
		match: {action: 'GetAllowedImagesSettings', region: 'us-east-1', fromCall: 2},
		fault: {type: 'throttle'},
		times: 2,
	});
	assert.deepEqual(
		[await statusOf(get, 'eu-west-1'), await statusOf(scan)],
		[200, 200],
		'another Region or action is left alone',
	);
	assert.deepEqual(
		[await statusOf(get), await statusOf(get), await statusOf(get), await statusOf(get)],
		[200, 503, 503, 200],
	);

	server.faults[0] = {match: {zone: 'us-east-1b'}, fault: {type: 'http', status: 500, body: 'no'}};
	assert.deepEqual([await statusOf(zone('us-east-1a')), await statusOf(zone('us-east-1b'))], [200, 500]);

	server.faults[0] = {match: {parameters: {MaxResults: '7'}}, fault: {type: 'deny'}};
	assert.deepEqual(
		[await statusOf({...scan, MaxResults: '8'}), await statusOf({...scan, MaxResults: '7'})],
		[200, 403],
	);
});

const refusals: ReadonlyArray<readonly [fault: FaultRule['fault'], status: number, code: string | undefined]> = [
	[{type: 'throttle'}, 503, 'RequestLimitExceeded'],
	[{type: 'deny'}, 403, 'UnauthorizedOperation'],
	[{type: 'expired'}, 400, 'RequestExpired'],
	[
		{type: 'error', code: 'InternalError', message: 'An internal error has occurred', status: 500},
		500,
		'InternalError',
	],
	[{type: 'http', status: 503, body: '<html>Service Unavailable</html>'}, 503, undefined],
	[{type: 'garbage'}, 200, undefined],
];

for (const [fault, status, code] of refusals) {
	test(`the fault ${fault.type} answers ${status} ${code ?? 'without a code'} and changes nothing`, async (t) => {
		const server = await serve(t, {instances: 30});
		server.faults.push({match: {action: 'GetAllowedImagesSettings'}, fault});
		const answer = await post(server, get);
		assert.equal(answer.status, status);
		assert.equal(codeOf(answer), code);
	});
}

test('expired credentials are said in the words of STS there', async (t) => {
	const server = await serve(t, {instances: 30, faults: [{fault: {type: 'expired'}}]});
	const {name, status} = await rejection(sts(server).send(new GetCallerIdentityCommand({})));
	assert.deepEqual([name, status], ['ExpiredToken', 403]);
});

test('a cut answer leaves a change done and the caller in the dark', async (t) => {
	const server = await serve(t, {instances: 30});
	server.faults.push({match: {action: 'EnableAllowedImagesSettings'}, fault: {type: 'cut', afterBytes: 0}});
	await rejection(ec2(server).send(new EnableAllowedImagesSettingsCommand({AllowedImagesSettingsState: 'audit-mode'})));
	assert.equal(server.settings('us-east-1').State, 'audit-mode');

	server.faults.push({match: {action: 'DescribeInstanceImageMetadata'}, fault: {type: 'cut', afterBytes: 300}});
	await rejection(ec2(server).send(new DescribeInstanceImageMetadataCommand({})));
});

test('a stalled change is not done, unless the fault says so', async (t) => {
	const server = await serve(t, {instances: 30});
	const enable = {Action: 'EnableAllowedImagesSettings', AllowedImagesSettingsState: 'audit-mode'};
	server.faults.push({match: {region: 'us-east-1'}, fault: {type: 'stall'}}, {fault: {type: 'stall', done: true}});
	const unanswered = [post(server, enable), post(server, enable, {region: 'us-east-2'})].map(async (answer) =>
		assert.rejects(answer, /fetch failed/),
	);
	while (server.settings('us-east-2').State !== 'audit-mode' || server.requests.length < 2) {
		await new Promise((resolve) => {
			setImmediate(resolve);
		});
	}

	assert.equal(server.settings('us-east-1').State, 'disabled');
	assert.deepEqual(
		server.requests.map(({status}) => status),
		[0, 0],
	);
	await server.close();
	await Promise.all(unanswered);
});

test('an empty page leads on to the same rows, and a repeated token never ends', async (t) => {
	const server = await serve(t, {instances: 300});
	const client = ec2(server);
	const page = async (NextToken?: string) =>
		client.send(new DescribeInstanceImageMetadataCommand({MaxResults: 10, NextToken}));
	server.faults.push({match: {action: 'DescribeInstanceImageMetadata'}, fault: {type: 'empty-page'}, times: 2});
	const first = await page();
	const second = await page(first.NextToken);
	assert.deepEqual([first.InstanceImageMetadata, second.InstanceImageMetadata], [[], []]);
	const third = await page(second.NextToken);
	assert.equal(
		third.InstanceImageMetadata?.[0]?.InstanceId,
		server.account.regions.find(({name}) => name === 'us-east-1')?.instances[0]?.id,
	);

	server.faults.push({match: {action: 'DescribeInstanceImageMetadata'}, fault: {type: 'repeat-token'}});
	const fourth = await page(third.NextToken);
	assert.equal(fourth.NextToken, third.NextToken);
	assert.equal(fourth.InstanceImageMetadata?.length, 10);
});

test('settings may hold a state and a criterion field of the future', async (t) => {
	const server = await serve(t, {instances: 30});
	server.faults.push({fault: {type: 'unknown-state', state: 'super-enabled'}, times: 1});
	const {State} = await ec2(server, 'eu-west-1').send(new GetAllowedImagesSettingsCommand({}));
	assert.equal(State, 'super-enabled');
	server.faults.push({fault: {type: 'unknown-criterion', name: 'ImageColour', value: 'blue'}});
	const {body} = await post(server, get, {region: 'eu-west-1'});
	assert.match(body, /<imageColour>blue<\/imageColour><\/item><\/imageCriterionSet>/);
	const {body: bare} = await post(server, get);
	assert.match(bare, /<imageCriterionSet><item><imageColour>blue<\/imageColour><\/item><\/imageCriterionSet>/);
});

test('the token bucket gives what it holds, then its rate, for each Region and action', async (t) => {
	let time = 0;
	const server = await serve(t, {
		instances: 30,
		now: () => new Date(time),
		faults: [{fault: {type: 'token-bucket', capacity: 3, perSecond: 2}}],
	});
	const burst = async (region = 'us-east-1') => {
		const answers = [];
		for (let call = 0; call < 5; call++) {
			const {status} = await post(server, get, {region});
			answers.push(status);
		}

		return answers.filter((status) => status === 200).length;
	};

	assert.deepEqual([await burst(), await burst(), await burst('us-east-2')], [3, 0, 3]);
	time = 1000;
	assert.equal(await burst(), 2);
});

test("EC2's own limits are 50 changes and 100 reads at once", async (t) => {
	const server = await serve(t, {instances: 30, now: () => new Date(0), faults: [...ec2Throttling]});
	const granted = async (parameters: Record<string, string>, calls: number) => {
		const answers = await Promise.all(Array.from({length: calls}, async () => post(server, parameters)));
		return answers.filter(({status}) => status === 200).length;
	};

	assert.equal(await granted({Action: 'DisableAllowedImagesSettings'}, 60), 50);
	assert.equal(await granted(get, 120), 100);
});

test('a delay comes before whatever else is wrong', async (t) => {
	const server = await serve(t, {instances: 30});
	server.faults.push({fault: {type: 'delay', milliseconds: 1}}, {fault: {type: 'throttle'}});
	const {status} = await post(server, get);
	assert.equal(status, 503);
});
