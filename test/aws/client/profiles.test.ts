import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {describeProfiles, signInFor} from '../../../source/aws/client/credentials/profiles.ts';
import {problemIn} from '../cloud-for.ts';
import {account, awsFiles, underEnvironment} from './surroundings.ts';

const config = `
[default]
region = eu-west-1
[profile keys]
aws_access_key_id = AKIA
aws_secret_access_key = secret-secret
aws_account_id = ${account}
[profile sso]
sso_session = corp
sso_account_id = ${account}
sso_role_name = Reader
region = us-east-1
[profile old-sso]
sso_start_url = https://old.awsapps.com/start
sso_region = us-east-1
sso_account_id = 444455556666
sso_role_name = Admin
[profile role]
role_arn = arn:aws:iam::777788889999:role/path/deployer
source_profile = sso
mfa_serial = arn:aws:iam::${account}:mfa/alice
[profile login]
login_session = arn:aws:iam::${account}:user/alice
[profile process]
credential_process = /bin/helper --token secret-secret
[profile web]
web_identity_token_file = /token
role_arn = arn:aws:iam::${account}:role/web
[profile broken]
sso_session = copr
sso_account_id = ${account}
sso_role_name = Reader
[sso-session corp]
sso_region = us-east-1
sso_start_url = https://corp.awsapps.com/start
`;

test('each profile is told with what it is: kind, account, role, sign-in', async (t) => {
	const files = await awsFiles(t, config);
	underEnvironment(t, files);
	const until = new Date(Date.now() + 3_600_000).toISOString();
	const folder = path.join(files.HOME, '.aws', 'sso', 'cache');
	await mkdir(folder, {recursive: true});
	const name = createHash('sha1').update('corp').digest('hex');
	await writeFile(path.join(folder, `${name}.json`), JSON.stringify({accessToken: 'token', expiresAt: until}));

	const profiles = await describeProfiles();
	const ssoLogin = ['aws', 'sso', 'login', '--profile', 'sso'];
	assert.deepEqual(
		profiles.filter(({kind}) => kind !== 'broken'),
		[
			{name: 'default', kind: 'none', region: 'eu-west-1'},
			{name: 'keys', kind: 'keys', account},
			{name: 'login', kind: 'login', account, signIn: ['aws', 'login', '--profile', 'login'], signedIn: 'ended'},
			{
				name: 'old-sso',
				kind: 'sso',
				account: '444455556666',
				role: 'Admin',
				signIn: ['aws', 'sso', 'login', '--profile', 'old-sso'],
				signedIn: 'ended',
			},
			{name: 'process', kind: 'process'},
			{
				name: 'role',
				kind: 'role',
				account: '777788889999',
				role: 'deployer',
				mfaSerial: `arn:aws:iam::${account}:mfa/alice`,
				signIn: ssoLogin,
				signedIn: {until},
			},
			{name: 'sso', kind: 'sso', region: 'us-east-1', account, role: 'Reader', signIn: ssoLogin, signedIn: {until}},
			{name: 'web', kind: 'web-identity', account, role: 'web'},
		],
	);
	const broken = profiles.find(({kind}) => kind === 'broken');
	assert.match(broken?.problem?.what ?? '', /^sso_session of the profile broken is copr/);
	assert.doesNotMatch(JSON.stringify(profiles), /secret/);
});

test('the sign-in of a role is that of its source; where there is none, what to do instead is said', async (t) => {
	underEnvironment(t, await awsFiles(t, config));
	assert.deepEqual(await signInFor('role'), ['aws', 'sso', 'login', '--profile', 'sso']);
	assert.deepEqual(await signInFor('login'), ['aws', 'login', '--profile', 'login']);
	const problem = await problemIn(signInFor('process'));
	assert.match(problem.what, /profile process has no sign-in/);
	assert.match(problem.next, /credential_process of the profile process/);
});
