import assert from 'node:assert/strict';
import {test} from 'node:test';
import {codeOf, post, serve} from './endpoint.ts';

type Refusal = {
	readonly what: string;
	readonly parameters: Readonly<Record<string, string>>;
	readonly from?: {region?: string; service?: string; authorization?: string};
	readonly status: number;
	readonly code: string;
};

const refusals: readonly Refusal[] = [
	{what: 'no action', parameters: {}, status: 400, code: 'MissingAction'},
	{what: 'an unknown action', parameters: {Action: 'RunAway'}, status: 400, code: 'InvalidAction'},
	{
		what: 'an unknown STS action',
		parameters: {Action: 'GetFederationToken'},
		from: {service: 'sts'},
		status: 400,
		code: 'InvalidAction',
	},
	{
		what: 'no signature',
		parameters: {Action: 'DescribeRegions'},
		from: {authorization: ''},
		status: 400,
		code: 'MissingParameter',
	},
	{
		what: 'a Region that nobody has',
		parameters: {Action: 'DescribeImages'},
		from: {region: 'xx-nowhere-1'},
		status: 401,
		code: 'AuthFailure',
	},
	{
		what: 'a Region that is not opted in',
		parameters: {Action: 'GetAllowedImagesSettings'},
		from: {region: 'ap-east-1'},
		status: 401,
		code: 'AuthFailure',
	},
	{
		what: 'an unknown parameter',
		parameters: {Action: 'GetAllowedImagesSettings', Foo: '1'},
		status: 400,
		code: 'UnknownParameter',
	},
	{
		what: 'a dry run with the permission',
		parameters: {Action: 'EnableAllowedImagesSettings', AllowedImagesSettingsState: 'enabled', DryRun: 'true'},
		status: 412,
		code: 'DryRunOperation',
	},
	{
		what: 'a dry run under a declarative policy, which checks the permission alone',
		parameters: {Action: 'DisableAllowedImagesSettings', DryRun: 'true'},
		from: {region: 'eu-central-1'},
		status: 412,
		code: 'DryRunOperation',
	},
	{
		what: 'a dry run without the permission',
		parameters: {Action: 'DescribeInstanceImageMetadata', DryRun: 'true'},
		from: {region: 'ap-southeast-2'},
		status: 403,
		code: 'UnauthorizedOperation',
	},
	{
		what: 'a call without the permission',
		parameters: {Action: 'GetAllowedImagesSettings'},
		from: {region: 'ap-southeast-2'},
		status: 403,
		code: 'UnauthorizedOperation',
	},
	{
		what: 'a boolean that is none',
		parameters: {Action: 'DescribeRegions', AllRegions: 'perhaps'},
		status: 400,
		code: 'InvalidParameterValue',
	},
	{
		what: 'no state to enable',
		parameters: {Action: 'EnableAllowedImagesSettings'},
		status: 400,
		code: 'MissingParameter',
	},
	{
		what: 'a state that does not exist',
		parameters: {Action: 'EnableAllowedImagesSettings', AllowedImagesSettingsState: 'disabled'},
		status: 400,
		code: 'InvalidParameterValue',
	},
	{
		what: 'an unknown Region name',
		parameters: {Action: 'DescribeRegions', 'RegionName.1': 'mars-1'},
		status: 400,
		code: 'InvalidParameterValue',
	},
	{
		what: 'an unknown zone name',
		parameters: {Action: 'DescribeAvailabilityZones', 'ZoneName.1': 'us-east-1z'},
		status: 400,
		code: 'InvalidParameterValue',
	},
	{
		what: 'an unknown filter',
		parameters: {
			Action: 'DescribeInstanceImageMetadata',
			'Filter.1.Name': 'image-id',
			'Filter.1.Value.1': 'ami-1',
		},
		status: 400,
		code: 'InvalidParameterValue',
	},
	{
		what: 'too large a page',
		parameters: {Action: 'DescribeInstanceImageMetadata', MaxResults: '1001'},
		status: 400,
		code: 'InvalidParameterValue',
	},
	{
		what: 'a token of no page',
		parameters: {Action: 'DescribeInstanceImageMetadata', NextToken: 'made-up'},
		status: 400,
		code: 'InvalidNextToken',
	},
	{
		what: 'a malformed instance ID',
		parameters: {Action: 'DescribeInstanceImageMetadata', 'InstanceId.1': 'web-1'},
		status: 400,
		code: 'InvalidInstanceID.Malformed',
	},
	{
		what: 'an unknown instance ID',
		parameters: {Action: 'DescribeInstanceImageMetadata', 'InstanceId.1': 'i-00000000000000000'},
		status: 400,
		code: 'InvalidInstanceID.NotFound',
	},
	{
		what: 'a malformed image ID',
		parameters: {Action: 'DescribeImages', 'ImageId.1': 'debian'},
		status: 400,
		code: 'InvalidAMIID.Malformed',
	},
	{
		what: 'an unknown image ID',
		parameters: {Action: 'DescribeImages', 'ImageId.1': 'ami-00000000000000000'},
		status: 400,
		code: 'InvalidAMIID.NotFound',
	},
	{
		what: 'references of no image',
		parameters: {Action: 'DescribeImageReferences', IncludeAllResourceTypes: 'true'},
		status: 400,
		code: 'MissingParameter',
	},
	{
		what: 'references of no resource type',
		parameters: {Action: 'DescribeImageReferences', 'ImageId.1': 'ami-00000000000000000'},
		status: 400,
		code: 'MissingParameter',
	},
	{
		what: 'references of eleven images',
		parameters: {
			Action: 'DescribeImageReferences',
			IncludeAllResourceTypes: 'true',
			...Object.fromEntries(Array.from({length: 11}, (_, index) => [`ImageId.${index + 1}`, 'ami-00000000000000000'])),
		},
		status: 400,
		code: 'InvalidParameterValue',
	},
	{
		what: 'an unknown launch template',
		parameters: {Action: 'DescribeLaunchTemplates', 'LaunchTemplateId.1': 'lt-00000000000000000'},
		status: 400,
		code: 'InvalidLaunchTemplateId.NotFound',
	},
	{
		what: 'an unknown launch template version',
		parameters: {
			Action: 'DescribeLaunchTemplateVersions',
			LaunchTemplateName: 'web-prod',
			'LaunchTemplateVersion.1': '99',
		},
		status: 400,
		code: 'InvalidLaunchTemplateId.VersionNotFound',
	},
	{
		what: 'numbered versions of no launch template in particular',
		parameters: {Action: 'DescribeLaunchTemplateVersions', 'LaunchTemplateVersion.1': '1'},
		status: 400,
		code: 'InvalidParameterValue',
	},
];

for (const {what, parameters, from, status, code} of refusals) {
	test(`${what}: ${code}`, async (t) => {
		const server = await serve(t, {instances: 30});
		const answer = await post(server, parameters, from);
		assert.equal(codeOf(answer), code);
		assert.equal(answer.status, status);
		assert.match(answer.body, from?.service === 'sts' ? /^<ErrorResponse / : /<Response><Errors><Error>/);
		assert.equal(server.requests.at(-1)?.errorCode, code);
	});
}

test('the requests that came in are remembered with what became of them', async (t) => {
	const server = await serve(t, {instances: 30});
	await post(server, {Action: 'DescribeRegions', DryRun: 'false'}, {region: 'eu-west-1'});
	await post(server, {Action: 'GetCallerIdentity'}, {service: 'sts'});
	const seen = server.requests.map(({action, region, service, status, dryRun}) => ({
		action,
		region,
		service,
		status,
		dryRun,
	}));
	assert.deepEqual(seen, [
		{action: 'DescribeRegions', region: 'eu-west-1', service: 'ec2', status: 200, dryRun: false},
		{action: 'GetCallerIdentity', region: 'us-east-1', service: 'sts', status: 200, dryRun: false},
	]);
});

test('a Region that throttles lets whoever tries again through', async (t) => {
	const server = await serve(t, {instances: 300});
	const from = {region: 'ap-northeast-1'};
	const statuses = [];
	for (let call = 0; call < 4; call++) {
		const {status} = await post(server, {Action: 'GetAllowedImagesSettings'}, from);
		statuses.push(status);
	}

	assert.deepEqual(statuses, [503, 200, 503, 200]);
});

test('closing ends idle and unanswered connections at once', async (t) => {
	const server = await serve(t, {instances: 30, faults: [{match: {action: 'DescribeImages'}, fault: {type: 'stall'}}]});
	await post(server, {Action: 'DescribeRegions'});
	const unanswered = assert.rejects(post(server, {Action: 'DescribeImages'}), /fetch failed/);
	while (server.requests.length < 2) {
		await new Promise((resolve) => {
			setImmediate(resolve);
		});
	}

	await server.close();
	await unanswered;
	await assert.rejects(post(server, {Action: 'DescribeRegions'}), /fetch failed/);
});
