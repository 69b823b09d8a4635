import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {ownAnswer, WrongAnswerError} from '../../source/aws/client/errors/foreign-answers.ts';
import {outlineOf} from '../../source/aws/client/errors/xml-outline.ts';
import type {Enforcement} from '../../source/operations/change/enforcement.ts';
import fc from '../support/fast-check.ts';
import {collect, instancesIn, noAbort, problemIn, type TestCloud} from './cloud-for.ts';
import {errorAnswer, fakeEc2, type FakeAnswer, type FakeRequest} from './fake-ec2.ts';

const region = 'us-east-1';
const audit = {State: 'audit-mode', ImageCriteria: [], ManagedBy: 'account'} as const;
const ec2 = 'xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"';

const rowXml = (id: string, zone = `${region}a`) =>
	`<item><instanceId>${id}</instanceId><availabilityZone>${zone}</availabilityZone></item>`;

/** What an endpoint in order says, as the content of its answer. */
const contents: Readonly<Record<string, string>> = {
	DescribeRegions: `<regionInfo><item><regionName>${region}</regionName><optInStatus>opt-in-not-required</optInStatus></item></regionInfo>`,
	DescribeAvailabilityZones: `<availabilityZoneInfo><item><zoneName>${region}a</zoneName><optInStatus>opt-in-not-required</optInStatus></item></availabilityZoneInfo>`,
	GetAllowedImagesSettings: '<state>audit-mode</state><imageCriterionSet/><managedBy>account</managedBy>',
	DescribeInstanceImageMetadata: `<instanceImageMetadataSet>${rowXml('i-1')}</instanceImageMetadataSet>`,
	DescribeImages: '<imagesSet><item><imageId>ami-1</imageId></item></imagesSet>',
	DescribeImageReferences: '<imageReferenceSet/>',
	DescribeLaunchTemplates: '<launchTemplates/>',
	EnableAllowedImagesSettings: '<allowedImagesSettingsState>audit-mode</allowedImagesSettingsState>',
	DisableAllowedImagesSettings: '<allowedImagesSettingsState>disabled</allowedImagesSettingsState>',
	ReplaceImageCriteriaInAllowedImagesSettings: '<return>true</return>',
	GetCallerIdentity:
		'<GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/jane</Arn><Account>123456789012</Account></GetCallerIdentityResult>',
};

function whole(action: string, content = contents[action] ?? ''): string {
	return `<?xml version="1.0" encoding="UTF-8"?>\n<${action}Response ${ec2}><requestId>r</requestId>${content}</${action}Response>`;
}

/** Bodies that come with HTTP 200 in place of the one that was asked for. */
const wrongBodies: ReadonlyArray<readonly [name: string, body: (action: string) => string, why: RegExp]> = [
	[
		'an error of EC2',
		() => '<Response><Errors><Error><Code>InternalError</Code></Error></Errors><RequestID>r</RequestID></Response>',
		/an error \(InternalError\)/,
	],
	[
		'an error of another service',
		() => '<ErrorResponse><Error><Code>Throttling</Code></Error><RequestId>r</RequestId></ErrorResponse>',
		/an error \(Throttling\)/,
	],
	['an error with nothing in it', () => '<ErrorResponse><Error/></ErrorResponse>', /an error/],
	[
		'an error in the right element',
		(action) =>
			whole(action, `<Errors><Error><Code>UnauthorizedOperation</Code></Error></Errors>${contents[action] ?? ''}`),
		/an error \(UnauthorizedOperation\)/,
	],
	[
		"another call's answer",
		(action) => whole(action === 'DescribeRegions' ? 'DescribeImages' : 'DescribeRegions'),
		/answers Describe(?:Regions|Images)/,
	],
	['an answer with nothing in it', (action) => whole(action, ''), /has no \w+/],
	['an empty element', (action) => `<${action}Response/>`, /has no \w+/],
	['nothing', () => '', /empty/],
	['blanks', () => '\n \n', /something else/],
	['a sign-in page', () => '<!DOCTYPE html><html><body>Sign in<br></body></html>', /web page/],
	['a web page in perfect XML', () => '<html><body>Sign in</body></html>', /web page/],
	['JSON', () => '{"Regions":[]}', /something else/],
	['half of it', (action) => whole(action).slice(0, -20), /broken/],
	['two of them', (action) => whole(action) + whole(action).replace(/^.*\n/, ''), /broken/],
	['text after it', (action) => `${whole(action)}x`, /broken/],
	['it in a comment', (action) => `<!--${whole(action)}-->`, /something else/],
	[
		'it in a namespace of its own',
		(action) => whole(action).replaceAll(`${action}Response`, `a:${action}Response`),
		/something else|broken/,
	],
	['it within another', (action) => `<Envelope>${whole(action).replace(/^.*\n/, '')}</Envelope>`, /something else/],
];

type Ask = {readonly action: string; ask(cloud: TestCloud): Promise<unknown>};

const reads: readonly Ask[] = [
	{action: 'DescribeRegions', ask: async (cloud) => cloud.regions(noAbort)},
	{action: 'GetAllowedImagesSettings', ask: async (cloud) => cloud.settings(region, noAbort)},
	{action: 'DescribeImages', ask: async (cloud) => collect(cloud.evidence(region, ['ami-1'], noAbort))},
	{action: 'DescribeImageReferences', ask: async (cloud) => cloud.references(region, ['ami-1'], noAbort)},
	{action: 'DescribeLaunchTemplates', ask: async (cloud) => collect(cloud.launches.templates(region, noAbort))},
	{action: 'GetCallerIdentity', ask: async (cloud) => cloud.identity(noAbort)},
];

const changes: readonly Ask[] = [
	{action: 'EnableAllowedImagesSettings', ask: async (cloud) => cloud.enableAuditMode(region, noAbort, audit)},
	{action: 'DisableAllowedImagesSettings', ask: async (cloud) => cloud.disable(region, noAbort, audit)},
	{
		action: 'ReplaceImageCriteriaInAllowedImagesSettings',
		ask: async (cloud) => cloud.replaceCriteria(region, [], noAbort, audit),
	},
];

/** An endpoint whose answers to one action are others than they should be, as often as it is said. */
async function endpointWhere(
	t: Parameters<typeof fakeEc2>[0],
	action: string,
	body: string,
	times = Infinity,
): Promise<{cloud: TestCloud; asked: () => number}> {
	let asked = 0;
	const {cloud} = await fakeEc2(
		t,
		(request): FakeAnswer => {
			asked += request.action === action ? 1 : 0;
			return {
				status: 200,
				body: request.action === action && asked <= times ? body : whole(request.action),
			};
		},
		{patience: {service: 3, unreachable: 2, throttled: 2, longestSeconds: 0.01}},
	);
	return {cloud, asked: () => asked};
}

for (const {action, ask} of reads) {
	test(`${action}: a wrong answer is asked for again, then named, and never taken for "none"`, async (t) => {
		for (const [name, body, why] of wrongBodies) {
			const {cloud, asked} = await endpointWhere(t, action, body(action));
			const problem = await problemIn(ask(cloud));
			assert.equal(problem.kind, 'service', name);
			assert.match(problem.what, /answer that is not (?:EC2|STS)'s own \(HTTP 200\)/, name);
			assert.match(problem.what, why, name);
			assert.equal(asked(), 3, name);

			const mended = await endpointWhere(t, action, body(action), 2);
			await ask(mended.cloud);
			assert.equal(mended.asked(), 3, name);
		}
	});
}

for (const {action, ask} of changes) {
	test(`${action}: a wrong answer is no "done", and is not sent a second time`, async (t) => {
		for (const [name, body, why] of wrongBodies) {
			const {cloud, asked} = await endpointWhere(t, action, body(action));
			const problem = await problemIn(ask(cloud));
			// Not one of the kinds that say "AWS refused, nothing was changed".
			assert.equal(problem.kind, 'service', name);
			assert.match(problem.what, why, name);
			assert.match(problem.next, /may have taken effect/, name);
			assert.equal(asked(), 1, name);
		}
	});
}

test('a change is done only when the answer says so', async (t) => {
	const answers: ReadonlyArray<readonly [action: string, content: string, ask: Ask['ask'] | undefined]> = [
		...['false', '', '1', 'maybe'].map(
			(value) => ['ReplaceImageCriteriaInAllowedImagesSettings', `<return>${value}</return>`, changes[2]?.ask] as const,
		),
		...['enabled', 'disabled', '', 'unknown'].map(
			(state) =>
				[
					'EnableAllowedImagesSettings',
					`<allowedImagesSettingsState>${state}</allowedImagesSettingsState>`,
					changes[0]?.ask,
				] as const,
		),
		[
			'EnableAllowedImagesSettings',
			'<allowedImagesSettingsState>audit-mode</allowedImagesSettingsState>',
			async (cloud) => cloud.enforce({region, settings: audit} as unknown as Enforcement, noAbort),
		],
		[
			'DisableAllowedImagesSettings',
			'<allowedImagesSettingsState>enabled</allowedImagesSettingsState>',
			changes[1]?.ask,
		],
	];
	for (const [action, content, ask] of answers) {
		assert.ok(ask);
		const {cloud, asked} = await endpointWhere(t, action, whole(action, content));
		const problem = await problemIn(ask(cloud));
		assert.equal(problem.kind, 'service', content);
		assert.match(problem.next, /may have taken effect/, content);
		assert.equal(asked(), 1, content);
	}
});

test('settings without a state, or without criteria where they decide, are no settings', async (t) => {
	for (const content of [
		'<managedBy>account</managedBy><imageCriterionSet/>',
		'<state/><imageCriterionSet/>',
		'<state>audit-mode</state><managedBy>account</managedBy>',
		'<state>enabled</state>',
	]) {
		const {cloud, asked} = await endpointWhere(
			t,
			'GetAllowedImagesSettings',
			whole('GetAllowedImagesSettings', content),
		);
		const {what} = await problemIn(cloud.settings(region, noAbort));
		assert.match(what, /has no (?:state|imageCriterionSet)/, content);
		assert.equal(asked(), 3);
	}

	const {cloud} = await endpointWhere(
		t,
		'GetAllowedImagesSettings',
		whole('GetAllowedImagesSettings', '<state>disabled</state>'),
	);
	assert.deepEqual(await cloud.settings(region, noAbort), {State: 'disabled', ImageCriteria: [], ManagedBy: 'account'});
});

test('a refusal that is not in the form of the service is no refusal of AWS', async (t) => {
	for (const status of [302, 400, 403, 404, 407]) {
		const {cloud} = await fakeEc2(t, () => ({status, body: '<html><body>blocked by policy</body></html>'}));
		for (const {ask} of changes) {
			const problem = await problemIn(ask(cloud));
			assert.equal(problem.kind, 'service', String(status));
			assert.match(problem.what, new RegExp(String.raw`not EC2's own \(HTTP ${status}\): it is a web page`));
			assert.match(problem.next, /may have taken effect/);
		}
	}

	const {cloud} = await fakeEc2(t, () => errorAnswer(403, 'UnauthorizedOperation', 'no'));
	const {kind} = await problemIn(cloud.disable(region, noAbort, audit));
	assert.equal(kind, 'denied');
});

/** An endpoint with three pages of instances, of which one is not what it should be. */
function threePages(wrongPage: number, body: string, times = Infinity): (request: FakeRequest) => FakeAnswer {
	let wrong = 0;
	return ({action, params}) => {
		if (action !== 'DescribeInstanceImageMetadata') {
			return contents[action] ?? '';
		}

		const page = Number(params.get('NextToken') ?? '1');
		if (page === wrongPage && wrong++ < times) {
			return {status: 200, body};
		}

		const next = page < 3 ? `<nextToken>${page + 1}</nextToken>` : '';
		return `<instanceImageMetadataSet>${rowXml(`i-${page}a`)}${rowXml(`i-${page}b`)}</instanceImageMetadataSet>${next}`;
	};
}

test('a page that is something else fails the scan, whichever page it is; nothing is taken for the end', async (t) => {
	for (const page of [1, 2, 3]) {
		for (const [name, body, why] of wrongBodies) {
			const {cloud, requests} = await fakeEc2(t, threePages(page, body('DescribeInstanceImageMetadata')), {
				patience: {service: 2, unreachable: 2, throttled: 2, longestSeconds: 0.01},
			});
			const events = await collect(cloud.scan(region, noAbort));
			const failed = events.find((event) => event.type === 'zone-failed');
			assert.match(failed?.problem.what ?? '', why, `${name} as page ${page}`);
			assert.ok(events.every((event) => event.type !== 'zone-done'));
			assert.equal(instancesIn(events).length, 2 * (page - 1));
			// Each of the pages, and the wrong one twice.
			assert.equal(requests.filter(({action}) => action === 'DescribeInstanceImageMetadata').length, page + 1);
		}
	}
});

test('a page that was something else once is asked for again', async (t) => {
	const {cloud} = await fakeEc2(t, threePages(3, '<ErrorResponse><Error/></ErrorResponse>', 2));
	const events = await collect(cloud.scan(region, noAbort));
	assert.equal(instancesIn(events).length, 6);
	assert.ok(events.some((event) => event.type === 'waiting' && event.reason === 'service'));
	assert.ok(events.some((event) => event.type === 'zone-done'));
});

test('what is no part of an answer may stand around it', async (t) => {
	const {cloud} = await fakeEc2(t, ({action}) => ({
		status: 200,
		body: `\u{FEFF}<?xml version="1.0"?>\n<!-- <ErrorResponse> --><?proxy was="here"?>\n${whole(action).replace(/^.*\n/, '')}\n<!-- end -->\n`,
	}));
	const [regions, settings, identity] = await Promise.all([
		cloud.regions(noAbort),
		cloud.settings(region, noAbort),
		cloud.identity(noAbort),
	]);
	assert.equal(regions.length, 1);
	assert.equal(settings.State, 'audit-mode');
	assert.equal(identity.account, '123456789012');
	const events = await collect(cloud.scan(region, noAbort));
	assert.deepEqual(
		instancesIn(events).map(({InstanceId}) => InstanceId),
		['i-1'],
	);
	assert.equal(events.at(-1)?.type, 'zone-done');
});

test('an answer that comes byte by byte is the same answer', async (t) => {
	const {cloud} = await fakeEc2(t, ({action}, response) => {
		response.writeHead(200, {'content-type': 'text/xml'});
		for (const byte of Buffer.from(whole(action))) {
			response.write(Buffer.from([byte]));
		}

		response.end();
		return undefined;
	});
	const regions = await cloud.regions(noAbort);
	assert.equal(regions.length, 1);
	assert.equal(instancesIn(await collect(cloud.scan(region, noAbort))).length, 1);
});

test('of an answer that is cut anywhere nothing is taken', () => {
	for (const action of Object.keys(contents)) {
		const bytes = Buffer.from(whole(action));
		const service = action === 'GetCallerIdentity' ? 'sts' : 'ec2';
		const check = (body: Buffer) => ownAnswer(`${service}:${action}`, {statusCode: 200, headers: {}}, body);
		assert.deepEqual(check(bytes), bytes);
		for (let length = 0; length < bytes.length; length++) {
			assert.throws(() => check(bytes.subarray(0, length)), WrongAnswerError);
		}
	}
});

test('an outline is given of what is well-formed only, in reasonable time', () => {
	const tree = fc.letrec<{element: string}>((tie) => ({
		element: fc
			.tuple(
				fc.constantFrom('a', 'b-c', 'd:e'),
				fc.constantFrom('', ' x="1"', ' y=\'>\' z = "/>"'),
				fc.array(
					fc.oneof(
						{maxDepth: 3},
						fc.constantFrom('text', '&lt;', '<!-- <a> -->', '<![CDATA[<a>]]>', '<?p <a>?>'),
						tie('element'),
					),
					{maxLength: 4},
				),
			)
			.map(([name, attributes, inner]) =>
				inner.length === 0 ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner.join('')}</${name} >`,
			),
	})).element;
	fc.assert(
		fc.property(tree, fc.nat(), (xml, at) => {
			assert.notEqual(outlineOf(xml), undefined);
			assert.equal(outlineOf(xml.slice(0, at % xml.length)), undefined);
			assert.equal(outlineOf(xml + xml), undefined);
		}),
		{numRuns: 500},
	);
	for (const hostile of [
		'<a '.repeat(50_000),
		`<a${' b="c"'.repeat(50_000)}`,
		'<a>'.repeat(50_000),
		'<!--'.repeat(50_000),
	]) {
		assert.equal(outlineOf(hostile), undefined);
	}
});
