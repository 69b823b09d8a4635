import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {chmod, mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {test, type TestContext} from 'node:test';
import {createCloud} from '../../../source/aws/cloud.ts';
import type {Problem} from '../../../source/problem.ts';
import {impatient, noAbort, problemIn} from '../cloud-for.ts';
import {
	account,
	assumed,
	awsFiles,
	callerIdentity,
	folderFor,
	startAuthority,
	startProxy,
	startService,
	stsError,
	underEnvironment,
	type Answered,
	type Asked,
} from './surroundings.ts';

/** The scheme apart, as no TLS is meant. */
const plainHttp = 'http://';

const later = new Date(Date.now() + 3_600_000).toISOString();
const earlier = new Date(Date.now() - 3_600_000).toISOString();

/** The token that `aws sso login` leaves behind. */
async function signedIn(home: string, session: string, token: object): Promise<void> {
	const folder = path.join(home, '.aws', 'sso', 'cache');
	await mkdir(folder, {recursive: true});
	const name = createHash('sha1').update(session).digest('hex');
	await writeFile(path.join(folder, `${name}.json`), JSON.stringify(token));
}

const ssoProfile = `
[profile prod]
sso_session = corp
sso_account_id = ${account}
sso_role_name = Reader
region = eu-west-1
[profile assuming]
role_arn = arn:aws:iam::${account}:role/reader
source_profile = prod
external_id = external-id-of-corp
[sso-session corp]
sso_region = eu-west-1
sso_start_url = https://corp.awsapps.com/start
`;

/** The portal, the OIDC service and STS behind one certificate, as they answer when all is well. */
function allWell({host, path: at, params}: Asked): Answered {
	if (host.startsWith('portal.sso.') && at.startsWith('/federation/credentials')) {
		return {
			status: 200,
			body: JSON.stringify({
				roleCredentials: {
					accessKeyId: 'ASIAFROMTHEPORTAL000',
					secretAccessKey: 'secret-from-the-portal',
					sessionToken: 'token-from-the-portal',
					expiration: Date.now() + 3_600_000,
				},
			}),
		};
	}

	if (host.startsWith('oidc.')) {
		return {status: 200, body: JSON.stringify({accessToken: 'renewed-token', expiresIn: 3600})};
	}

	const action = params.get('Action') ?? '';
	return action.startsWith('AssumeRole') ? assumed(action) : callerIdentity();
}

/** A world behind a proxy: nothing of AWS can be reached but through it. */
async function behindProxy(t: TestContext, config: string, answer: (asked: Asked) => Answered | undefined = allWell) {
	const {caFile, key, cert} = await startAuthority(t);
	const service = await startService(t, answer, {key, cert});
	const proxy = await startProxy(t, service.port);
	const files = await awsFiles(t, config);
	underEnvironment(t, {...files, AWS_CA_BUNDLE: caFile, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`});
	return {home: files.HOME, service, proxy};
}

async function problemOfProfile(profile?: string): Promise<Problem> {
	const cloud = createCloud({...impatient, ...(profile !== undefined && {profile})});
	try {
		return await problemIn(cloud.identity(noAbort));
	} finally {
		cloud.close();
	}
}

test('SSO, the renewal of its token, roles and web identities go through the proxy like every other call', async (t) => {
	const {home, proxy} = await behindProxy(
		t,
		`${ssoProfile}[profile web]\nrole_arn = arn:aws:iam::${account}:role/web\nweb_identity_token_file = TOKEN\nregion = eu-west-1\n`,
	);
	await signedIn(home, 'corp', {
		accessToken: 'old-token',
		expiresAt: earlier,
		clientId: 'client',
		clientSecret: 'client-secret',
		refreshToken: 'refresh-token',
	});
	const cloud = createCloud({...impatient, profile: 'assuming', region: 'eu-west-1'});
	const identity = await cloud.identity(noAbort);
	cloud.close();
	assert.equal(identity.account, account);
	assert.deepEqual(proxy.asked, [
		'oidc.eu-west-1.amazonaws.com:443',
		'portal.sso.eu-west-1.amazonaws.com:443',
		'sts.us-east-1.amazonaws.com:443',
	]);
});

test("a profile's endpoints of SSO count with --profile, and the portal and the renewal have one each", async (t) => {
	const {home, proxy} = await behindProxy(
		t,
		`${ssoProfile.replaceAll('corp\n', 'corp3\n').replace('sso-session corp]', 'sso-session corp3]').replace('[profile assuming]', 'services = mine\n[profile assuming]')}[services mine]\nsso =\n  endpoint_url = https://portal.sso.us-east-1.amazonaws.com\nsso_oidc =\n  endpoint_url = https://oidc.us-east-1.amazonaws.com\n`,
	);
	await signedIn(home, 'corp3', {
		accessToken: 'old-token',
		expiresAt: earlier,
		clientId: 'client',
		clientSecret: 'client-secret',
		refreshToken: 'refresh-token',
	});
	const cloud = createCloud({...impatient, profile: 'prod'});
	await cloud.identity(noAbort);
	cloud.close();
	assert.deepEqual(proxy.asked.slice(0, 2), [
		'oidc.us-east-1.amazonaws.com:443',
		'portal.sso.us-east-1.amazonaws.com:443',
	]);
});

test('a profile of SSO whose sign-in has ended is told by its own name, also from a role', async (t) => {
	const {proxy} = await behindProxy(t, ssoProfile);
	for (const profile of ['prod', 'assuming']) {
		const problem = await problemOfProfile(profile);
		assert.equal(problem.kind, 'expired');
		assert.match(problem.what, /sign-in of the profile prod has ended/);
		assert.match(problem.next, /aws sso login --profile prod$/);
		assert.deepEqual(problem.signIn, ['aws', 'sso', 'login', '--profile', 'prod']);
	}

	assert.deepEqual(proxy.asked, []);
});

/** What a portal or STS may answer, and what is said of it. */
const refusals: ReadonlyArray<
	readonly [
		name: string,
		answer: (asked: Asked) => Answered | undefined,
		kind: Problem['kind'],
		says: RegExp,
		next: RegExp,
	]
> = [
	[
		'the portal knows the token no more, and quotes it',
		({host}) =>
			host.startsWith('portal')
				? {
						status: 401,
						headers: {'x-amzn-errortype': 'UnauthorizedException'},
						body: '{"message":"Session token the-token-of-the-sign-in not found or invalid"}',
					}
				: undefined,
		'expired',
		/GetRoleCredentials in eu-west-1, for the profile prod,.*Session token … not found or invalid/,
		/aws sso login --profile prod/,
	],
	[
		'the portal gives no such role',
		({host}) =>
			host.startsWith('portal')
				? {status: 403, headers: {'x-amzn-errortype': 'ForbiddenException'}, body: '{"message":"No access"}'}
				: undefined,
		'denied',
		/No access/,
		/role Reader.*account 111122223333/,
	],
	[
		'STS refuses the role, and quotes the external ID',
		(asked) =>
			asked.params.get('Action') === 'AssumeRole'
				? stsError(
						403,
						'AccessDenied',
						`User: arn:aws:sts::${account}:assumed-role/Reader/jane is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${account}:role/reader with external-id-of-corp`,
					)
				: allWell(asked),
		'denied',
		/AssumeRole in .*, for the profile assuming,.*is not authorized to perform: sts:AssumeRole.*with …/,
		/trust/,
	],
	[
		'a sign-in page stands in for STS',
		(asked) =>
			asked.params.get('Action') === 'AssumeRole' ? {status: 200, body: '<!doctype html><p>Log in'} : allWell(asked),
		'service',
		/not STS's own/,
		/sign-in page/,
	],
];

for (const [name, answer, kind, says, next] of refusals) {
	test(`on the way to credentials: ${name}`, async (t) => {
		const {home} = await behindProxy(t, ssoProfile, answer);
		await signedIn(home, 'corp', {accessToken: 'the-token-of-the-sign-in', expiresAt: later});
		const problem = await problemOfProfile('assuming');
		assert.equal(problem.kind, kind, problem.what);
		assert.match(problem.what, says);
		assert.match(problem.next, next);
		assert.doesNotMatch(JSON.stringify(problem), /the-token-of-the-sign-in|external-id-of-corp/);
	});
}

test('an external ID of two characters is not quoted back either', async (t) => {
	const {home} = await behindProxy(t, ssoProfile.replace('external-id-of-corp', 'x7'), (asked) =>
		asked.params.get('Action') === 'AssumeRole'
			? stsError(403, 'AccessDenied', `No trust in "${asked.params.get('ExternalId')}" (x7), ask for x7.`)
			: allWell(asked),
	);
	await signedIn(home, 'corp', {accessToken: 'the-token-of-the-sign-in', expiresAt: later});
	const problem = await problemOfProfile('assuming');
	assert.match(problem.what, /No trust in "…" \(…\), ask for …\./);
	assert.doesNotMatch(JSON.stringify(problem), /x7/);
});

test('a portal that cannot be reached is a matter of the network, not of the sign-in', async (t) => {
	const {home, service} = await behindProxy(t, ssoProfile);
	await signedIn(home, 'corp', {accessToken: 'token-of-the-sign-in', expiresAt: later});
	underEnvironment(t, {...process.env, HTTPS_PROXY: 'http://127.0.0.1:1'});
	const problem = await problemOfProfile('prod');
	assert.equal(problem.kind, 'unreachable');
	assert.match(problem.what, /GetRoleCredentials in eu-west-1.*nothing answers at the proxy 127\.0\.0\.1:1/);
	assert.doesNotMatch(problem.next, /sign in/i);
	assert.equal(service.asked.length, 0);
});

test('a renewal of the sign-in that the network cuts off is a matter of the network, too', async (t) => {
	const {home} = await behindProxy(
		t,
		ssoProfile.replaceAll('corp\n', 'corp2\n').replace('sso-session corp]', 'sso-session corp2]'),
	);
	await signedIn(home, 'corp2', {
		accessToken: 'old-token',
		expiresAt: earlier,
		clientId: 'client',
		clientSecret: 'client-secret',
		refreshToken: 'refresh-token',
	});
	underEnvironment(t, {...process.env, HTTPS_PROXY: 'http://127.0.0.1:1'});
	// The second time the SDK doesn't even try.
	for (const again of [false, true]) {
		const problem = await problemOfProfile('prod');
		assert.equal(problem.kind, 'unreachable', `${String(again)}: ${problem.what}`);
	}
});

test("a certificate that isn't trusted is named with the setting that would trust it", async (t) => {
	const {home} = await behindProxy(t, ssoProfile);
	await signedIn(home, 'corp', {accessToken: 'token-of-the-sign-in', expiresAt: later});
	const {AWS_CA_BUNDLE: _, ...environment} = process.env;
	underEnvironment(t, environment);
	const problem = await problemOfProfile('prod');
	assert.equal(problem.kind, 'unreachable');
	assert.match(problem.what, /connection is not trusted \([A-Z_]+\)/);
	assert.match(problem.next, /AWS_CA_BUNDLE/);
});

test('aws login: who has not signed in is told how', async (t) => {
	const files = await awsFiles(t, `[profile alice]\nlogin_session = arn:aws:iam::${account}:user/alice\n`);
	underEnvironment(t, files);
	const problem = await problemOfProfile('alice');
	assert.equal(problem.kind, 'expired');
	assert.match(problem.what, /sign-in of the profile alice has ended or never was/);
	assert.doesNotMatch(problem.what, /ENOENT/);
	assert.match(problem.next, /aws login --profile alice$/);
	assert.deepEqual(problem.signIn, ['aws', 'login', '--profile', 'alice']);
});

/** Token files and addresses that the environment names, and that can't be used. */
const missing: ReadonlyArray<readonly [name: string, variables: Record<string, string>, what: RegExp]> = [
	[
		'a token of a web identity that is not there',
		{AWS_WEB_IDENTITY_TOKEN_FILE: '/not/there', AWS_ROLE_ARN: `arn:aws:iam::${account}:role/web`},
		/^AWS_WEB_IDENTITY_TOKEN_FILE names \/not\/there, which isn't there\.$/,
	],
	[
		'a folder for a token of a web identity',
		{AWS_WEB_IDENTITY_TOKEN_FILE: '/', AWS_ROLE_ARN: `arn:aws:iam::${account}:role/web`},
		/^AWS_WEB_IDENTITY_TOKEN_FILE names \/, which can't be read \(EISDIR\)\.$/,
	],
	[
		'a token of a container that is not there',
		{
			AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1/creds',
			AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/not/there',
		},
		/^AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names \/not\/there/,
	],
	[
		'an address of a container that is none',
		{AWS_CONTAINER_CREDENTIALS_FULL_URI: '169.254.170.2/creds'},
		/^AWS_CONTAINER_CREDENTIALS_FULL_URI is "169\.254\.170\.2\/creds", which is no URL\.$/,
	],
	[
		'an address of a container that is not of this machine',
		{AWS_CONTAINER_CREDENTIALS_FULL_URI: `${plainHttp}somewhere.example/creds`},
		/^AWS_CONTAINER_CREDENTIALS_FULL_URI is "http:\/\/somewhere\.example\/creds", which the SDK does not accept/,
	],
	[
		'half of a pair of keys',
		{AWS_ACCESS_KEY_ID: 'AKIA'},
		/^AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not\.$/,
	],
	[
		'a bundle of certificates that is not there',
		{AWS_CA_BUNDLE: '/not/there'},
		/^AWS_CA_BUNDLE names \/not\/there, which isn't there\.$/,
	],
	['a folder for a bundle of certificates', {AWS_CA_BUNDLE: '/'}, /^AWS_CA_BUNDLE names \/, which is a folder\.$/],
	[
		'no certificate in the bundle',
		{AWS_CA_BUNDLE: '/etc/hostname'},
		/^AWS_CA_BUNDLE names \/etc\/hostname, which holds no certificate\.$/,
	],
];

for (const [name, variables, what] of missing) {
	test(`the environment names ${name}: one sentence, no bug`, async (t) => {
		underEnvironment(t, {...(await awsFiles(t, '')), ...variables});
		const problem = await problemOfProfile();
		assert.equal(problem.kind, 'configuration', problem.what);
		assert.match(problem.what, what);
		assert.equal(problem.stack, undefined);
	});
}

test('a container whose endpoint says no: its status is said, its token is not', async (t) => {
	const {port} = await startService(t, () => ({
		status: 403,
		body: '{"Code":"Denied","Message":"for secret-container-token"}',
	}));
	underEnvironment(t, {
		...(await awsFiles(t, '')),
		AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/creds`,
		AWS_CONTAINER_AUTHORIZATION_TOKEN: 'secret-container-token',
	});
	const problem = await problemOfProfile();
	assert.equal(problem.kind, 'expired');
	assert.match(problem.what, /status: 403/);
	assert.match(problem.next, /task or pod/);
	assert.doesNotMatch(JSON.stringify(problem), /secret-container/);
});

test('a web identity gets its role, and its token stays out of what STS quotes', async (t) => {
	const folder = await folderFor(t);
	const file = path.join(folder, 'token');
	await writeFile(file, 'the-token-of-the-web-identity\n');
	let isRefused = false;
	const sts = await startService(t, ({params}) => {
		if (params.get('Action') === 'GetCallerIdentity') {
			return callerIdentity();
		}

		return isRefused
			? stsError(
					400,
					'InvalidIdentityToken',
					`Couldn't retrieve verification key for ${params.get('WebIdentityToken')}`,
				)
			: assumed('AssumeRoleWithWebIdentity');
	});
	underEnvironment(t, {
		...(await awsFiles(t, '')),
		AWS_WEB_IDENTITY_TOKEN_FILE: file,
		AWS_ROLE_ARN: `arn:aws:iam::${account}:role/web`,
		AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${sts.port}`,
	});
	const cloud = createCloud(impatient);
	await cloud.identity(noAbort);
	cloud.close();
	assert.equal(sts.asked[0]?.params.get('WebIdentityToken'), 'the-token-of-the-web-identity');
	assert.equal(sts.asked[0].headers.authorization, undefined);

	isRefused = true;
	const problem = await problemOfProfile();
	assert.equal(problem.kind, 'expired');
	assert.match(problem.what, /verification key for …/);
	assert.match(problem.next, /token in .* \(AWS_WEB_IDENTITY_TOKEN_FILE\)/);
	assert.doesNotMatch(JSON.stringify(problem), /the-token-of/);
});

async function processProfile(t: TestContext, script: string): Promise<void> {
	const folder = await folderFor(t);
	const file = path.join(folder, 'helper');
	await writeFile(file, `#!/bin/sh\n${script}\n`);
	await chmod(file, 0o755);
	underEnvironment(t, await awsFiles(t, `[profile helped]\ncredential_process = ${file} --password hunter2hunter2\n`));
}

/** What a `credential_process` may do, and what is said of it. */
const helpers: ReadonlyArray<readonly [name: string, script: string, what: RegExp]> = [
	[
		'ends with 3 and a reason, secrets in it',
		'echo "Your vault is locked, hunter2hunter2; token=abcdefgh" >&2; exit 3',
		/credential_process of the profile helped ended with 3\. It said: Your vault is locked, …; token=…/,
	],
	['ends with 1 and says nothing', 'exit 1', /ended with 1\. It said nothing on stderr\./],
	['is ended by a signal', 'kill -9 $$', /ended with (?:SIGKILL|137)/],
	['prints nothing', 'exit 0', /printed nothing/],
	['prints no JSON', 'echo ASIA secret-secret-secret', /did not print JSON/],
	[
		'prints another version',
		'echo \'{"Version":2,"SecretAccessKey":"secret-secret-secret"}\'',
		/did not print "Version": 1/,
	],
	['prints no secret', 'echo \'{"Version":1,"AccessKeyId":"AKIA"}\'', /printed no SecretAccessKey/],
	[
		'prints keys that have ended',
		`echo '{"Version":1,"AccessKeyId":"AKIA","SecretAccessKey":"secret-secret-secret","Expiration":"${earlier}"}'`,
		/have ended already/,
	],
	['prints without an end', 'yes secret-secret-secret', /printed more than keys and was stopped/],
	["isn't there", 'exec /not/there/at/all', /ended with 12[67]\. It said: .*not found/],
];

for (const [name, script, what] of helpers) {
	test(`a credential_process that ${name} is told in its own words, without secrets`, async (t) => {
		await processProfile(t, script);
		const problem = await problemOfProfile('helped');
		assert.equal(problem.kind, 'expired');
		assert.match(problem.what, what);
		assert.doesNotMatch(JSON.stringify(problem), /secret-secret|hunter2|abcdefgh|aws sso login/);
		assert.equal(problem.signIn, undefined);
	});
}
