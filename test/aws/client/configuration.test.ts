import assert from 'node:assert/strict';
import process from 'node:process';
import {test, type TestContext} from 'node:test';
import {createCloud} from '../../../source/aws/cloud.ts';
import type {CloudOptions} from '../../../source/aws/cloud-options.ts';
import {demoCredentials, startDemoServer} from '../../../source/demo/server.ts';
import type {Problem} from '../../../source/problem.ts';
import {impatient, noAbort, problemIn} from '../cloud-for.ts';
import {
	account,
	assumed,
	awsFiles,
	callerIdentity,
	startAuthority,
	startProxy,
	startService,
	underEnvironment,
	type Asked,
} from './surroundings.ts';

const keys = {AWS_ACCESS_KEY_ID: 'AKIADEMODEMODEMODEMO', AWS_SECRET_ACCESS_KEY: 'secret-of-the-environment'};
const profileKeys = 'aws_access_key_id = AKIAPRODPRODPRODPROD\naws_secret_access_key = s3cret-s3cret\n';

async function problemUnder(
	t: TestContext,
	variables: Record<string, string>,
	config = '',
	options: CloudOptions = {},
): Promise<Problem> {
	underEnvironment(t, {...(await awsFiles(t, config)), ...variables});
	const cloud = createCloud({...impatient, ...options});
	try {
		return await problemIn(cloud.identity(noAbort));
	} finally {
		cloud.close();
	}
}

/** Mistakes in the environment: each is one sentence that names the variable. */
const inEnvironment: ReadonlyArray<readonly [variables: Record<string, string>, what: RegExp, next: RegExp]> = [
	[
		{AWS_USE_FIPS_ENDPOINT: 'true', AWS_ENDPOINT_URL: 'http://127.0.0.1:1'},
		/^AWS_USE_FIPS_ENDPOINT asks for AWS's FIPS endpoints, and AWS_ENDPOINT_URL names another/,
		/unset AWS_ENDPOINT_URL, or set AWS_USE_FIPS_ENDPOINT to false/,
	],
	[
		{AWS_USE_DUALSTACK_ENDPOINT: 'TRUE', AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1'},
		/^AWS_USE_DUALSTACK_ENDPOINT asks for AWS's dual-stack endpoints, and AWS_ENDPOINT_URL_STS names another/,
		/unset AWS_ENDPOINT_URL_STS/,
	],
	[{AWS_USE_FIPS_ENDPOINT: 'yes'}, /^AWS_USE_FIPS_ENDPOINT is "yes"\.$/, /true or false/],
	[{AWS_USE_DUALSTACK_ENDPOINT: '1'}, /^AWS_USE_DUALSTACK_ENDPOINT is "1"\.$/, /true or false/],
	[{AWS_REGION: 'us-east-1 '}, /^AWS_REGION is "us-east-1 ", with a blank at its end\.$/, /Write us-east-1\.$/],
	[{AWS_REGION: ' us-east-1'}, /with a blank at its beginning/, /Write us-east-1\.$/],
	[{AWS_REGION: 'us east 1'}, /with a blank in it/, /Write us-east-1\.$/],
	[
		{AWS_DEFAULT_REGION: 'us-east-1,eu-west-1'},
		/^AWS_DEFAULT_REGION is "us-east-1,eu-west-1", which is not the name of a Region/,
		/one Region/,
	],
	[{AWS_REGION: 'https://us-east-1'}, /^AWS_REGION is/, /one Region/],
	[{AWS_REGION: '-'}, /^AWS_REGION is/, /one Region/],
	[
		{AWS_ENDPOINT_URL: 'localhost:4566'},
		/^AWS_ENDPOINT_URL is "localhost:4566", which is not the URL of an endpoint/,
		/https:\/\/ or http:\/\//,
	],
	[{AWS_ENDPOINT_URL_EC2: 'http://local host'}, /^AWS_ENDPOINT_URL_EC2 is/, /https:\/\//],
	[{AWS_ENDPOINT_URL_STS: 'ftp://localhost'}, /^AWS_ENDPOINT_URL_STS is/, /https:\/\//],
	[
		{AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'perhaps'},
		/^AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is "perhaps"/,
		/true or false/,
	],
];

for (const [variables, what, next] of inEnvironment) {
	test(`one sentence, no bug: ${JSON.stringify(variables)}`, async (t) => {
		const problem = await problemUnder(t, {...keys, ...variables});
		assert.equal(problem.kind, 'configuration', problem.what);
		assert.match(problem.what, what);
		assert.match(problem.next, next);
		assert.equal(problem.stack, undefined);
	});
}

/** Mistakes in the files: each is one sentence that names the setting and its profile, by AWS_PROFILE as by --profile. */
const inFiles: ReadonlyArray<readonly [name: string, config: string, what: RegExp, next: RegExp]> = [
	[
		'an SSO session that is not there',
		`[profile p]\nsso_session = copr\nsso_account_id = ${account}\nsso_role_name = R\n[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://a.awsapps.com/start\n`,
		/^sso_session of the profile p is copr, and there is no section \[sso-session copr\] in .*config\.$/,
		/Did you mean corp\?/,
	],
	[
		'an SSO session that says too little',
		`[profile p]\nsso_session = corp\nsso_account_id = ${account}\nsso_role_name = R\n[sso-session corp]\nsso_region = us-east-1\n`,
		/^The profile p signs in with IAM Identity Center, and this is missing: sso_start_url in \[sso-session corp\]\.$/,
		/aws configure sso --profile p/,
	],
	[
		'half a profile of SSO',
		'[profile p]\nsso_start_url = https://a.awsapps.com/start\nsso_region = us-east-1\n',
		/missing: sso_account_id in the profile p, sso_role_name in the profile p\.$/,
		/aws configure sso --profile p/,
	],
	[
		'a source profile that is not there',
		`[profile p]\nrole_arn = arn:aws:iam::${account}:role/r\nsource_profile = bsae\n[profile base]\n${profileKeys}`,
		/^source_profile of the profile p is bsae, and there is no such profile\.$/,
		/Did you mean base\?/,
	],
	[
		'a source profile without credentials',
		`[profile p]\nrole_arn = arn:aws:iam::${account}:role/r\nsource_profile = base\n[profile base]\nregion = us-east-1\n`,
		/^source_profile of the profile p is base, and that profile says nothing of credentials\.$/,
		/profile base/,
	],
	[
		'source profiles in a circle',
		`[profile p]\nrole_arn = arn:aws:iam::${account}:role/r\nsource_profile = q\n[profile q]\nrole_arn = arn:aws:iam::${account}:role/q\nsource_profile = p\n`,
		/leads round in a circle: p → q → p/,
		/credentials of its own/,
	],
	[
		'two sources for one role',
		`[profile p]\nrole_arn = arn:aws:iam::${account}:role/r\nsource_profile = base\ncredential_source = Environment\n[profile base]\n${profileKeys}`,
		/^source_profile of the profile p stands beside credential_source/,
		/Take one of them out/,
	],
	[
		'a role without a source',
		`[profile p]\nrole_arn = arn:aws:iam::${account}:role/r\n`,
		/^role_arn of the profile p is set, and nothing says with which credentials/,
		/source_profile = NAME/,
	],
	[
		'an unknown credential source',
		`[profile p]\nrole_arn = arn:aws:iam::${account}:role/r\ncredential_source = Enviroment\n`,
		/^credential_source of the profile p is "Enviroment"\.$/,
		/Environment, EcsContainer or Ec2InstanceMetadata/,
	],
	[
		'a duration that is none',
		`[profile p]\nrole_arn = arn:aws:iam::${account}:role/r\nsource_profile = base\nduration_seconds = 1h\n[profile base]\n${profileKeys}`,
		/^duration_seconds of the profile p is "1h"\.$/,
		/900 and 43200/,
	],
	[
		'half a pair of keys',
		'[profile p]\naws_access_key_id = AKIA\n',
		/^aws_access_key_id of the profile p is set and aws_secret_access_key is not\.$/,
		/both/,
	],
	[
		'a web identity without a role',
		'[profile p]\nweb_identity_token_file = /token\n',
		/^web_identity_token_file of the profile p is set and role_arn is not\.$/,
		/role_arn/,
	],
	[
		'a services section that is not there',
		`[profile p]\n${profileKeys}services = mine\n`,
		/^services of the profile p is "mine", and there is no section \[services mine\] in .*config\.$/,
		/Write that section/,
	],
	[
		'an endpoint that is none',
		`[profile p]\n${profileKeys}endpoint_url = localhost:1\n`,
		/^endpoint_url of the profile p is "localhost:1"/,
		/https:\/\//,
	],
	[
		'a FIPS endpoint beside one of its own',
		`[profile p]\n${profileKeys}use_fips_endpoint = true\nservices = mine\n[services mine]\nec2 =\n  endpoint_url = http://127.0.0.1:1\n`,
		/^use_fips_endpoint of the profile p asks for AWS's FIPS endpoints, and endpoint_url of ec2 in \[services mine\] names another/,
		/set use_fips_endpoint of the profile p to false/,
	],
	[
		'a bundle of certificates that is not there',
		`[profile p]\n${profileKeys}ca_bundle = /not/there\n`,
		/^ca_bundle of the profile p names \/not\/there, which isn't there\.$/,
		/PEM/,
	],
	[
		'a Region that is none',
		`[profile p]\n${profileKeys}region = us_east_1\n`,
		/^region of the profile p is "us_east_1"/,
		/one Region/,
	],
];

for (const [name, config, what, next] of inFiles) {
	test(`one sentence, no bug: ${name}`, async (t) => {
		const [byName, byVariable] = [
			await problemUnder(t, {}, config, {profile: 'p'}),
			await problemUnder(t, {AWS_PROFILE: 'p'}, config),
		];
		assert.equal(byName.kind, 'configuration', byName.what);
		assert.match(byName.what, what);
		assert.match(byName.next, next);
		const withoutFolder = ({what: words}: Problem): string => words.replace(/\bin \/[^ ]{1,200}$/, 'in config');
		assert.equal(withoutFolder(byVariable), withoutFolder(byName));
	});
}

/** Settings of a profile, and the hosts that are asked then. */
const honoured: ReadonlyArray<readonly [name: string, settings: string, more: string, hosts: readonly string[]]> = [
	['none', profileKeys, '', ['sts.us-east-1.amazonaws.com:443', 'ec2.us-east-1.amazonaws.com:443']],
	[
		'region',
		`${profileKeys}region = eu-west-1\n`,
		'',
		['sts.eu-west-1.amazonaws.com:443', 'ec2.us-east-1.amazonaws.com:443'],
	],
	[
		'use_fips_endpoint',
		`${profileKeys}use_fips_endpoint = true\n`,
		'',
		['sts-fips.us-east-1.amazonaws.com:443', 'ec2-fips.us-east-1.amazonaws.com:443'],
	],
	[
		'use_dualstack_endpoint',
		`${profileKeys}use_dualstack_endpoint = true\n`,
		'',
		['sts.us-east-1.api.aws:443', 'ec2.us-east-1.api.aws:443'],
	],
	[
		'endpoint_url',
		`${profileKeys}endpoint_url = https://all.us-east-1.amazonaws.com\n`,
		'',
		['all.us-east-1.amazonaws.com:443', 'all.us-east-1.amazonaws.com:443'],
	],
	[
		'services',
		`${profileKeys}endpoint_url = https://all.us-east-1.amazonaws.com\nservices = mine\n`,
		'[services mine]\nsts =\n  endpoint_url = https://own-sts.us-east-1.amazonaws.com\n',
		['own-sts.us-east-1.amazonaws.com:443', 'all.us-east-1.amazonaws.com:443'],
	],
	[
		'ignore_configured_endpoint_urls',
		`${profileKeys}endpoint_url = https://all.us-east-1.amazonaws.com\nignore_configured_endpoint_urls = true\n`,
		'',
		['sts.us-east-1.amazonaws.com:443', 'ec2.us-east-1.amazonaws.com:443'],
	],
	[
		'role_arn, with an endpoint of STS of its own',
		`role_arn = arn:aws:iam::${account}:role/r\nsource_profile = base\nservices = mine\n`,
		`[profile base]\n${profileKeys}[services mine]\nsts =\n  endpoint_url = https://own-sts.us-east-1.amazonaws.com\n`,
		['own-sts.us-east-1.amazonaws.com:443', 'own-sts.us-east-1.amazonaws.com:443', 'ec2.us-east-1.amazonaws.com:443'],
	],
];

for (const [name, settings, more, hosts] of honoured) {
	test(`a profile's settings mean the same with --profile as with AWS_PROFILE: ${name}`, async (t) => {
		const {caFile, key, cert} = await startAuthority(t);
		const service = await startService(t, answer, {key, cert});
		// What the default profile says is nobody else's.
		const config = `[default]\nendpoint_url = http://127.0.0.1:1\nuse_fips_endpoint = true\nregion = ap-south-1\nca_bundle = /not/there\n[profile p]\nca_bundle = ${caFile}\n${settings}${more}`;
		const asked: Array<readonly string[]> = [];
		for (const [variables, options] of [
			[{}, {profile: 'p'}],
			[{AWS_PROFILE: 'p'}, {}],
			// A profile by name wins over the variable.
			[{AWS_PROFILE: 'default'}, {profile: 'p'}],
		] as const) {
			const proxy = await startProxy(t, service.port);
			underEnvironment(t, {
				...(await awsFiles(t, config)),
				...variables,
				HTTPS_PROXY: `127.0.0.1:${proxy.port}`,
			});
			const cloud = createCloud({...impatient, ...options});
			const {profile} = await cloud.identity(noAbort);
			await cloud.settings('us-east-1', noAbort);
			cloud.close();
			assert.equal(profile, 'p');
			// Kept-alive connections to the same host are used again.
			asked.push([...new Set(proxy.asked)]);
		}

		const expected = [...new Set(hosts)];
		assert.deepEqual(asked, [expected, expected, expected]);
	});
}

function answer({params}: Asked) {
	switch (params.get('Action')) {
		case 'AssumeRole': {
			return assumed('AssumeRole');
		}

		case 'GetAllowedImagesSettings': {
			return {
				status: 200,
				body: '<GetAllowedImagesSettingsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><state>disabled</state><managedBy>account</managedBy><imageCriterionSet/></GetAllowedImagesSettingsResponse>',
			};
		}

		default: {
			return callerIdentity();
		}
	}
}

test('nothing of the machine reaches the demo', async (t) => {
	const server = await startDemoServer({instances: 20});
	t.after(async () => server.close());
	underEnvironment(t, {
		...(await awsFiles(t, '[default]\nuse_fips_endpoint = true\n')),
		AWS_USE_DUALSTACK_ENDPOINT: 'true',
		AWS_REGION: 'us-east-1 ',
		AWS_CA_BUNDLE: '/not/there',
		AWS_PROFILE: 'not-there',
		HTTP_PROXY: 'socks5://127.0.0.1:1',
	});
	const cloud = createCloud({...impatient, endpointUrl: server.url, credentials: demoCredentials, isolated: true});
	const {profile} = await cloud.identity(noAbort);
	cloud.close();
	assert.equal(profile, undefined);
});

test('two clouds with a profile each keep their settings apart, and leave the environment as it is', async (t) => {
	const [one, two] = await Promise.all([startDemoServer({instances: 20}), startDemoServer({instances: 20})]);
	t.after(async () => Promise.all([one.close(), two.close()]).then(() => undefined));
	underEnvironment(
		t,
		await awsFiles(
			t,
			`[profile one]\n${profileKeys}region = eu-west-1\nendpoint_url = ${one.url}\n[profile two]\n${profileKeys}region = us-west-2\nendpoint_url = ${two.url}\n`,
		),
	);
	const before = {...process.env};
	const clouds = ['one', 'two'].map((profile) => createCloud({...impatient, profile}));
	const identities = await Promise.all(clouds.map(async (cloud) => cloud.identity(noAbort)));
	for (const cloud of clouds) {
		cloud.close();
	}

	assert.deepEqual(
		identities.map(({profile}) => profile),
		['one', 'two'],
	);
	assert.deepEqual(
		[one, two].map(({requests}) => requests.map(({region}) => region)),
		[['eu-west-1'], ['us-west-2']],
	);
	assert.deepEqual({...process.env}, before);
});
