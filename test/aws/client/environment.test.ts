import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createCloud} from '../../../source/aws/cloud.ts';
import {Configuration} from '../../../source/aws/client/configuration/configuration.ts';
import {homeRegion} from '../../../source/aws/client/configuration/home-region.ts';
import {describeProfiles} from '../../../source/aws/client/credentials/profiles.ts';
import {demoCredentials, startDemoServer} from '../../../source/demo/server.ts';
import {impatient, noAbort, problemIn} from '../cloud-for.ts';
import {awsFiles, startProxy, underEnvironment} from './surroundings.ts';

/** The scheme apart, as the endpoints here speak no TLS. */
const plainHttp = 'http://';

const keys = {AWS_ACCESS_KEY_ID: 'AKIADEMODEMODEMODEMO', AWS_SECRET_ACCESS_KEY: 'secret-of-the-environment'};

test('AWS_ENDPOINT_URL serves EC2 and STS alike, AWS_REGION names the home Region', async (t) => {
	const server = await startDemoServer({instances: 20});
	underEnvironment(t, {...(await awsFiles(t, '')), ...keys, AWS_ENDPOINT_URL: server.url, AWS_REGION: 'eu-west-1'});
	const cloud = createCloud(impatient);
	const {account, profile} = await cloud.identity(noAbort);
	assert.equal(account, '123456789012');
	assert.equal(profile, undefined);
	await cloud.regions(noAbort);
	assert.deepEqual(
		server.requests.map(({service, region}) => `${service} ${region}`),
		['sts eu-west-1', 'ec2 eu-west-1'],
	);
	cloud.close();
	await server.close();
});

test('the variables for one service alone win over the common one', async (t) => {
	const [sts, ec2] = await Promise.all([startDemoServer({instances: 20}), startDemoServer({instances: 20})]);
	underEnvironment(t, {
		...(await awsFiles(t, '')),
		...keys,
		AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
		AWS_ENDPOINT_URL_STS: sts.url,
		AWS_ENDPOINT_URL_EC2: ec2.url,
	});
	const cloud = createCloud(impatient);
	await cloud.identity(noAbort);
	await cloud.settings('us-east-1', noAbort);
	assert.equal(sts.requests.length, 1);
	assert.equal(ec2.requests.length, 1);
	cloud.close();
	await Promise.all([sts.close(), ec2.close()]);
});

test('a profile brings its keys and its Region; its name is shown', async (t) => {
	const server = await startDemoServer({instances: 20});
	const files = await awsFiles(
		t,
		'[profile prod]\naws_access_key_id = AKIAPRODPRODPRODPROD\naws_secret_access_key = s3cret\nregion = us-west-2\n[sso-session corp]\nsso_region = us-east-1\n',
	);
	// Keys in the environment give way to a profile that is asked for, silently.
	underEnvironment(t, {...files, ...keys});
	const profiles = await describeProfiles();
	assert.deepEqual(
		profiles.map(({name}) => name),
		['prod'],
	);
	const cloud = createCloud({...impatient, profile: 'prod', endpointUrl: server.url});
	const {profile} = await cloud.identity(noAbort);
	assert.equal(profile, 'prod');
	assert.equal(server.requests[0]?.region, 'us-west-2');
	cloud.close();
	await server.close();
});

test('the endpoints of a profile that is asked for by name count, for each service its own', async (t) => {
	const [sts, ec2] = await Promise.all([startDemoServer({instances: 20}), startDemoServer({instances: 20})]);
	const profile = 'aws_access_key_id = AKIAPRODPRODPRODPROD\naws_secret_access_key = s3cret-s3cret\n';
	const files = await awsFiles(
		t,
		`[profile local]\n${profile}services = mine\nendpoint_url = ${ec2.url}\n[services mine]\nsts =\n  endpoint_url = ${sts.url}\n`,
	);
	underEnvironment(t, files);
	const cloud = createCloud({...impatient, profile: 'local'});
	await cloud.identity(noAbort);
	await cloud.settings('us-east-1', noAbort);
	assert.deepEqual([sts.requests.length, ec2.requests.length], [1, 1]);
	cloud.close();
	await Promise.all([sts.close(), ec2.close()]);
});

const homes: ReadonlyArray<readonly [variables: Record<string, string>, asked: string | undefined, home: RegExp]> = [
	[{}, undefined, /^us-east-1$/],
	[{}, 'eu-west-1', /^us-east-1$/],
	[{}, 'us-gov-east-1', /^us-gov-west-1$/],
	[{}, 'cn-north-1', /^cn-/],
	[{}, 'us-esat-1', /^us-east-1$/],
	[{AWS_DEFAULT_REGION: 'eu-west-1'}, undefined, /^eu-west-1$/],
	[{AWS_DEFAULT_REGION: 'eu-west-1'}, 'us-east-2', /^eu-west-1$/],
	[{AWS_DEFAULT_REGION: 'eu-west-1'}, 'us-gov-east-1', /^us-gov-west-1$/],
	[{AWS_DEFAULT_REGION: 'eu-west-1', AWS_REGION: 'cn-north-1'}, undefined, /^cn-north-1$/],
];

for (const [variables, asked, home] of homes) {
	test(`the home Region with ${JSON.stringify(variables)}, asked for ${asked ?? 'none'}`, async (t) => {
		underEnvironment(t, {...(await awsFiles(t, '')), ...variables});
		assert.match(homeRegion(await Configuration.read({}), asked), home);
	});
}

test('an unknown profile is told with the nearest name, before anything is sent', async (t) => {
	underEnvironment(t, {...(await awsFiles(t, '[profile production]\nregion = us-east-1\n')), AWS_PROFILE: 'prodution'});
	const problem = await problemIn(createCloud(impatient).identity(noAbort));
	assert.equal(problem.kind, 'not-found');
	assert.match(problem.next, /production/);
});

test('no credentials at all: a sentence and three ways on', async (t) => {
	underEnvironment(t, await awsFiles(t, ''));
	const problem = await problemIn(createCloud({...impatient, endpointUrl: 'http://127.0.0.1:1'}).identity(noAbort));
	assert.equal(problem.kind, 'expired');
	assert.match(problem.what, /No AWS credentials were found/);
	assert.match(problem.next, /--profile.*aws sso login.*--demo/);
});

test('calls go through HTTP_PROXY, except to NO_PROXY and loopback', async (t) => {
	const server = await startDemoServer({instances: 20});
	const {port, asked} = await startProxy(t, server.port);
	t.after(async () => server.close());
	underEnvironment(t, {
		HTTP_PROXY: `http://127.0.0.1:${port}`,
		NO_PROXY: 'direct.example',
	});

	const proxied = createCloud({
		...impatient,
		endpointUrl: `${plainHttp}ec2.us-east-1.example`,
		credentials: demoCredentials,
	});
	const settings = await proxied.settings('us-east-1', noAbort);
	assert.equal(settings.State, 'disabled');
	assert.deepEqual(asked, ['ec2.us-east-1.example:80']);
	proxied.close();

	const loopback = createCloud({...impatient, endpointUrl: server.url, credentials: demoCredentials});
	await loopback.settings('us-east-1', noAbort);
	loopback.close();

	const direct = createCloud({...impatient, endpointUrl: `${plainHttp}direct.example`, credentials: demoCredentials});
	const problem = await problemIn(direct.settings('us-east-1', noAbort));
	assert.equal(problem.kind, 'unreachable');
	direct.close();
	assert.equal(asked.length, 1);
});
