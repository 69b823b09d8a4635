import assert from 'node:assert/strict';
import {createServer} from 'node:net';
import {test} from 'node:test';
import {createCloud} from '../../../source/aws/cloud.ts';
import {problemFrom} from '../../../source/aws/client/errors/errors.ts';
import type {FailedCall} from '../../../source/aws/client/errors/failed-call.ts';
import {demoCredentials} from '../../../source/demo/server.ts';
import {ProblemError, type ProblemKind} from '../../../source/problem.ts';
import {cloudFor, impatient, noAbort, problemIn} from '../cloud-for.ts';
import {errorAnswer, fakeEc2, type FakeAnswer} from '../fake-ec2.ts';

const region = 'us-east-1';
const now = new Date().toUTCString();
const anHourAgo = new Date(Date.now() - 3_600_000).toUTCString();

const answers: ReadonlyArray<
	readonly [name: string, answer: FakeAnswer, kind: ProblemKind, what: RegExp, next: RegExp]
> = [
	[
		'a missing permission',
		errorAnswer(
			403,
			'UnauthorizedOperation',
			`You are not authorized. Encoded authorization failure message: ${'Ab1_-'.repeat(80)}`,
		),
		'denied',
		/^GetAllowedImagesSettings in us-east-1 was denied: ec2:GetAllowedImagesSettings is not allowed\. AWS said: You are not authorized\.$/,
		/allowed-amis iam-policy --read-only/,
	],
	[
		'an explicit deny',
		errorAnswer(
			403,
			'UnauthorizedOperation',
			'User: x is not authorized to perform: y with an explicit deny in a service control policy',
		),
		'denied',
		/explicit deny in a service control policy\. AWS said: User: x is not authorized/,
		/administrators of the organization/,
	],
	[
		'an expired token',
		errorAnswer(400, 'ExpiredToken', 'The security token is expired'),
		'expired',
		/credentials have expired/,
		/aws sso login/,
	],
	[
		'unknown keys',
		errorAnswer(401, 'AuthFailure', 'AWS was not able to validate the credentials', {date: now}),
		'expired',
		/does not accept these credentials/,
		/opted in/,
	],
	[
		'a wrong clock',
		errorAnswer(403, 'SignatureDoesNotMatch', 'Signature expired', {date: anHourAgo}),
		'unreachable',
		/clock is 60 minutes ahead of AWS's/,
		/Set the clock/,
	],
	[
		'a Region not opted in',
		errorAnswer(401, 'OptInRequired', 'You are not subscribed'),
		'denied',
		/not opted in/,
		/Enable the Region/,
	],
	[
		'lasting throttling',
		errorAnswer(503, 'RequestLimitExceeded', 'Request limit exceeded.'),
		'throttled',
		/stayed so/,
		/Wait a minute/,
	],
	['a broken service', errorAnswer(503, 'Unavailable', 'down'), 'service', /HTTP 503/, /health\.aws\.amazon\.com/],
	['a bare status', {status: 502, body: '<html>Bad Gateway</html>'}, 'service', /HTTP 502/, /few minutes/],
	[
		'a sign-in page',
		{status: 200, body: '<!doctype html><html><p>Please log in<br></html>'},
		'service',
		/not EC2's/,
		/endpoint URL/,
	],
	['no XML at all', {status: 200, body: 'hello'}, 'service', /not EC2's/, /endpoint URL/],
	[
		'any other refusal',
		errorAnswer(400, 'InvalidParameter', 'No \u{1B}[31mred\u{1B}[0m please'),
		'service',
		/No \\u\{1b\}\[31mred/,
		/--debug FILE/,
	],
];

for (const [name, answer, kind, what, next] of answers) {
	test(`what AWS answers: ${name}`, async (t) => {
		const {cloud} = await fakeEc2(t, () => answer, {
			patience: {throttled: 2, service: 2, unreachable: 2, longestSeconds: 0.01},
		});
		const problem = await problemIn(cloud.settings(region, noAbort));
		assert.equal(problem.kind, kind, problem.what);
		assert.match(problem.what, what);
		assert.match(problem.what, /GetAllowedImagesSettings in us-east-1/);
		assert.match(problem.next, next);
		assert.equal(problem.stack, undefined);
	});
}

function failure(properties: object, message = 'broken'): Error {
	return Object.assign(new Error(message), properties);
}

const call: FailedCall = {
	action: 'ec2:DescribeImages',
	region: 'eu-west-1',
	profile: 'prod',
	source: {
		type: 'role',
		profile: 'prod',
		roleArn: 'arn:aws:iam::111122223333:role/reader',
		source: {
			type: 'sso',
			profile: 'source',
			cachedAs: 'corp',
			region: 'eu-west-1',
			account: '111122223333',
			role: 'Reader',
		},
	},
};

const failures: ReadonlyArray<readonly [name: string, error: Error, kind: ProblemKind, what: RegExp, next: RegExp]> = [
	[
		'an unknown host',
		failure({code: 'ENOTFOUND', hostname: 'ec2.eu-west-1.amazonaws.com'}),
		'unreachable',
		/ec2\.eu-west-1\.amazonaws\.com could not be resolved/,
		/eu-west-1 is a Region/,
	],
	[
		'an untrusted certificate',
		failure({code: 'SELF_SIGNED_CERT_IN_CHAIN'}),
		'unreachable',
		/not trusted/,
		/NODE_EXTRA_CA_CERTS/,
	],
	[
		'two addresses refused',
		new AggregateError([failure({code: 'ECONNREFUSED', address: '::1', port: 9})], 'all failed'),
		'unreachable',
		/nothing answers at ::1:9/,
		/endpoint-url/,
	],
	['silence', failure({name: 'TimeoutError'}), 'unreachable', /did not answer in time/, /network/],
	['a cut line', failure({}, 'aborted'), 'unreachable', /was cut/, /network/],
	[
		'an ended sign-in',
		failure({name: 'CredentialsProviderError'}, 'The SSO session associated with this profile has expired.'),
		'expired',
		/sign-in of the profile source has ended/,
		/aws sso login --profile source/,
	],
	[
		'no HTTP',
		failure({code: 'HPE_INVALID_CONSTANT'}, 'Parse Error: Expected HTTP/'),
		'unreachable',
		/does not speak HTTP/,
		/endpoint URL/,
	],
	[
		'headers without an end',
		failure({code: 'HPE_HEADER_OVERFLOW'}, 'Parse Error: Header overflow'),
		'unreachable',
		/headers of the answer are longer/,
		/HTTPS_PROXY/,
	],
];

for (const [name, error, kind, what, next] of failures) {
	test(`without an answer: ${name}`, () => {
		const thrown = problemFrom(error, call);
		assert.ok(thrown instanceof ProblemError);
		assert.equal(thrown.problem.kind, kind);
		assert.match(thrown.problem.what, what);
		assert.match(thrown.problem.next, next);
	});
}

test('what is not known is a bug, with a stack that holds no secret', () => {
	const thrown = problemFrom(failure({}, 'oops my-secret-value'), {...call, secrets: ['my-secret-value']});
	assert.ok(thrown instanceof ProblemError);
	assert.equal(thrown.problem.kind, 'bug');
	assert.match(thrown.problem.stack ?? '', /at /);
	assert.doesNotMatch(JSON.stringify(thrown.problem), /my-secret/);
});

/** What should be done about credentials follows from where they come from, whichever way it came out that they have ended. */
for (const [source, next, signIn] of [
	[{type: 'environment'}, /AWS_ACCESS_KEY_ID/, undefined],
	[{type: 'instance'}, /--profile/, undefined],
	[{type: 'container'}, /task or pod/, undefined],
	[{type: 'process', profile: 'p', command: 'x'}, /credential_process of the profile p/, undefined],
	[{type: 'keys', profile: 'k', accessKeyId: 'a', secretAccessKey: 'b'}, /aws configure --profile k/, undefined],
	[
		{type: 'keys', profile: 'k', accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c'},
		/temporary keys for the profile k/,
		undefined,
	],
	[
		{type: 'web-identity', roleArn: 'r', tokenFile: '/t', setting: 'AWS_WEB_IDENTITY_TOKEN_FILE'},
		/token in \/t \(AWS_WEB_IDENTITY_TOKEN_FILE\)/,
		undefined,
	],
	[
		{type: 'login', profile: 'l', session: 'arn:aws:iam::111122223333:user/alice'},
		/aws login --profile l/,
		['aws', 'login', '--profile', 'l'],
	],
	[call.source, /aws sso login --profile source/, ['aws', 'sso', 'login', '--profile', 'source']],
] as const) {
	test(`ended credentials of kind ${source?.type ?? ''} lead on by their own way`, () => {
		const error = failure({name: 'ExpiredToken', Code: 'ExpiredToken', $metadata: {httpStatusCode: 400}});
		const thrown = problemFrom(error, {...call, source});
		assert.ok(thrown instanceof ProblemError);
		assert.equal(thrown.problem.kind, 'expired');
		assert.match(thrown.problem.next, next);
		assert.deepEqual(thrown.problem.signIn, signIn);
	});
}

test('an abort stays an abort', () => {
	const abort = new DOMException('Stopped.', 'AbortError');
	assert.equal(problemFrom(abort, call), abort);
});

test('an endpoint where nobody listens is named', async (t) => {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => {
		server.once('listening', resolve);
	});
	const {port} = server.address() as {port: number};
	server.close();
	const cloud = createCloud({...impatient, endpointUrl: `http://127.0.0.1:${port}`, credentials: demoCredentials});
	t.after(() => {
		cloud.close();
	});
	const problem = await problemIn(cloud.identity(noAbort));
	assert.equal(problem.kind, 'unreachable');
	assert.match(problem.what, new RegExp(String.raw`nothing answers at 127\.0\.0\.1:${port}`));
});

test('an endpoint that is no URL is refused at once', () => {
	assert.throws(() => createCloud({endpointUrl: 'localhost:4566'}), /not the URL of an endpoint/);
});

test('no secret reaches a message or the log, however it is quoted', async (t) => {
	const lines: string[] = [];
	const credentials = {
		accessKeyId: 'AKIAQUOTEDQUOTED0000',
		secretAccessKey: 'wJalrXUtnFEMI',
		sessionToken: 'short-session-token',
	};
	const quoting = Object.values(credentials).join(' | ');
	const {cloud} = await fakeEc2(
		t,
		({headers}) => errorAnswer(403, 'SignatureDoesNotMatch', `Got ${headers.authorization ?? ''} and ${quoting}`),
		{
			credentials,
			log(line) {
				lines.push(line);
			},
		},
	);
	const problem = await problemIn(cloud.settings(region, noAbort));
	const text = JSON.stringify(problem) + lines.join('\n');
	for (const secret of Object.values(credentials)) {
		assert.ok(!text.includes(secret), text);
	}

	assert.doesNotMatch(text, /Signature=[\da-f]/);

	assert.match(
		lines[0] ?? '',
		/^\d{4}-.* ec2:GetAllowedImagesSettings us-east-1 403 ".*" request=fake-request try=1 \d+ms$/,
	);
});

test('the log has a line for each try', async (t) => {
	const lines: string[] = [];
	const {server, cloud} = await cloudFor(
		t,
		{},
		{
			log(line) {
				lines.push(line);
			},
		},
	);
	server.faults.push({fault: {type: 'throttle'}, times: 1});
	await cloud.settings(region, noAbort);
	assert.deepEqual(
		lines.map((line) =>
			line
				.replace(/^\S+/, 'TIME')
				.replace(/request=[\d\-a-f]{36}/, 'request=ID')
				.replace(/ \d{1,9}ms$/, ' MS'),
		),
		[
			'TIME ec2:GetAllowedImagesSettings us-east-1 503 "RequestLimitExceeded: Request limit exceeded." request=ID try=1 MS',
			'TIME ec2:GetAllowedImagesSettings us-east-1 200 request=ID try=2 MS',
		],
	);
});
