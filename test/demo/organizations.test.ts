import assert from 'node:assert/strict';
import {test} from 'node:test';
import {execa} from 'execa';
import {AssumeRoleCommand, GetCallerIdentityCommand, STSClient} from '@aws-sdk/client-sts';
import {
	DisableAllowedImagesSettingsCommand,
	EC2Client,
	EnableAllowedImagesSettingsCommand,
	GetAllowedImagesSettingsCommand,
} from '@aws-sdk/client-ec2';
import {ListAccountsForParentCommand, OrganizationsClient} from '@aws-sdk/client-organizations';
import {demoCredentials, type DemoServer} from '../../source/demo/server.ts';
import {rejection, serve, sts} from './endpoint.ts';

const environment = {
	AWS_CONFIG_FILE: '/dev/null',
	AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
	AWS_EC2_METADATA_DISABLED: 'true',
	AWS_ACCESS_KEY_ID: demoCredentials.accessKeyId,
	AWS_SECRET_ACCESS_KEY: demoCredentials.secretAccessKey,
	AWS_DEFAULT_REGION: 'us-east-1',
	AWS_PAGER: '',
} as const;

const {failed: hasNoCli} = await execa('aws', ['--version'], {reject: false, timeout: 30_000});
const {failed: hasNoBoto} = await execa('python3', ['-c', 'import boto3'], {reject: false, timeout: 30_000});

test('the AWS CLI finds the whole tree, page by page', async (t) => {
	if (hasNoCli) {
		t.skip('the AWS CLI is not installed');
		return;
	}

	const server = await serve(t, {accounts: 45});
	const aws = async (...words: string[]): Promise<unknown> => {
		const {stdout} = await execa('aws', ['organizations', ...words, '--output', 'json'], {
			env: {...environment, AWS_ENDPOINT_URL: server.url},
			timeout: 60_000,
		});
		return JSON.parse(stdout) as unknown;
	};

	assert.deepEqual(
		await aws('list-accounts', '--query', 'Accounts[].Id'),
		server.organization.data.members.map(({id}) => id),
	);
	const listed = server.requests.filter(({action}) => action === 'ListAccounts');
	assert.deepEqual(
		listed.map(({status, service}) => [service, status]),
		[
			['organizations', 200],
			['organizations', 200],
			['organizations', 200],
		],
		'20 a page',
	);
	const roots = await aws('list-roots', '--query', 'Roots[].Id');
	assert.deepEqual(roots, ['r-demo']);
	assert.deepEqual(
		await aws('list-organizational-units-for-parent', '--parent-id', 'r-demo', '--query', 'OrganizationalUnits[].Name'),
		['Security', 'Infrastructure', 'Workloads', 'Sandbox', 'Retired'],
	);
});

test('boto3 enters an account and reads it, and can change nothing there by a session that was narrowed down', async (t) => {
	if (hasNoBoto) {
		t.skip('boto3 is not installed');
		return;
	}

	const server = await serve(t);
	const script = `
import boto3, json, sys
from botocore.exceptions import ClientError
url = sys.argv[1]
org = boto3.client('organizations', endpoint_url=url)
accounts = [a for page in org.get_paginator('list_accounts').paginate() for a in page['Accounts']]
account = next(a['Id'] for a in accounts if a['Name'] == 'sandbox-1')
policy = {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': ['ec2:GetAllowedImagesSettings'], 'Resource': '*'}]}
keys = boto3.client('sts', endpoint_url=url).assume_role(RoleArn='arn:aws:iam::' + account + ':role/Admin', RoleSessionName='me', Policy=json.dumps(policy))['Credentials']
ec2 = boto3.client('ec2', endpoint_url=url, aws_access_key_id=keys['AccessKeyId'], aws_secret_access_key=keys['SecretAccessKey'], aws_session_token=keys['SessionToken'])
told = [ec2.get_allowed_images_settings()['ManagedBy']]
for call in (ec2.disable_allowed_images_settings, ec2.describe_regions):
    try:
        call()
        told.append('done')
    except ClientError as error:
        told.append(error.response['Error']['Code'])
print(json.dumps(told + [sorted({a['State'] for a in accounts})]))
`;
	const {stdout} = await execa('python3', ['-c', script, server.url], {env: environment, timeout: 60_000});
	assert.deepEqual(JSON.parse(stdout), [
		'declarative-policy',
		'UnauthorizedOperation',
		'UnauthorizedOperation',
		['ACTIVE', 'SUSPENDED'],
	]);
});

const onlyReading = JSON.stringify({
	Version: '2012-10-17',
	Statement: [{Effect: 'Allow', Action: ['ec2:Describe*', 'ec2:GetAllowedImagesSettings'], Resource: '*'}],
});

async function enter(
	server: DemoServer,
	account: string,
	role: string,
	options: {policy?: string; externalId?: string},
) {
	const {Credentials: keys, AssumedRoleUser: user} = await sts(server).send(
		new AssumeRoleCommand({
			RoleArn: `arn:aws:iam::${account}:role/${role}`,
			RoleSessionName: 'test',
			Policy: options.policy,
			ExternalId: options.externalId,
		}),
	);
	const credentials = {
		accessKeyId: keys?.AccessKeyId ?? '',
		secretAccessKey: keys?.SecretAccessKey ?? '',
		sessionToken: keys?.SessionToken ?? '',
	};
	const settings = {endpoint: server.url, region: 'eu-west-1', credentials, maxAttempts: 1};
	return {arn: user?.Arn, ec2: new EC2Client(settings), sts: new STSClient(settings), settings};
}

function memberOf(server: DemoServer, name: string): string {
	return server.organization.data.members.find((member) => member.name === name)?.id ?? '';
}

test("an administrator's session changes what its policy leaves it, and no more", async (t) => {
	const server = await serve(t);
	const account = memberOf(server, 'log-archive');
	const narrowed = await enter(server, account, 'Admin', {policy: onlyReading});
	const change = new EnableAllowedImagesSettingsCommand({AllowedImagesSettingsState: 'audit-mode'});
	const {State: state} = await narrowed.ec2.send(new GetAllowedImagesSettingsCommand({}));
	assert.equal(state, 'disabled');
	const refused = await rejection(narrowed.ec2.send(change));
	assert.equal(refused.name, 'UnauthorizedOperation');
	assert.match(refused.message, /because no session policy allows the ec2:EnableAllowedImagesSettings action/);

	const whole = await enter(server, account, 'Admin', {});
	await whole.ec2.send(change);
	assert.equal(server.organization.live(account)?.region('eu-west-1')?.settings.inForce.State, 'audit-mode');
	const {Arn: arn} = await whole.sts.send(new GetCallerIdentityCommand({}));
	assert.equal(arn, `arn:aws:sts::${account}:assumed-role/Admin/test`);
	assert.equal(arn, whole.arn);
});

test('who is not let in', async (t) => {
	const server = await serve(t);
	for (const [name, role, externalId] of [
		['acquired-startup', 'reader', undefined],
		['retired-poc', 'reader', undefined],
		['sandbox-1', 'no-such-role', undefined],
		['sandbox-1', 'partner-reader', undefined],
		['sandbox-1', 'partner-reader', 'a guess'],
	] as const) {
		const options = externalId === undefined ? {} : {externalId};
		const {name: code, status} = await rejection(enter(server, memberOf(server, name), role, options));
		assert.deepEqual([code, status], ['AccessDenied', 403], `${name} ${role}`);
	}

	await enter(server, memberOf(server, 'sandbox-1'), 'partner-reader', {externalId: 'demo-external-id'});
	const reader = await enter(server, memberOf(server, 'sandbox-1'), 'reader', {});
	const organizations = new OrganizationsClient(reader.settings);
	const asked = organizations.send(new ListAccountsForParentCommand({ParentId: 'r-demo'}));
	const refused = await rejection(asked);
	assert.equal(refused.name, 'AccessDeniedException');
});

test('a session ends when its time is over', async (t) => {
	let now = new Date();
	const server = await serve(t, {now: () => now});
	const {ec2} = await enter(server, memberOf(server, 'network'), 'reader', {});
	await ec2.send(new GetAllowedImagesSettingsCommand({}));
	now = new Date(now.getTime() + 3_600_001);
	const ended = await rejection(ec2.send(new GetAllowedImagesSettingsCommand({})));
	assert.equal(ended.name, 'RequestExpired');
});

test('a policy holds in the accounts below what it is attached to, and nobody there can change what it says', async (t) => {
	const server = await serve(t);
	const {organization} = server;
	const read = async (name: string) => {
		const {ec2} = await enter(server, memberOf(server, name), 'Admin', {});
		return ec2.send(new GetAllowedImagesSettingsCommand({}));
	};

	const [policy] = organization.policies;
	assert.ok(policy);
	const [below, beside] = [await read('sandbox-1'), await read('payments-test')];
	assert.deepEqual([below.ManagedBy, beside.ManagedBy], ['declarative-policy', 'account']);
	policy.targets.add('ou-demo-workloads');
	organization.policiesChanged();
	const {State: state, ManagedBy: manager, ImageCriteria: criteria} = await read('payments-test');
	assert.deepEqual([state, manager, criteria?.length], ['audit-mode', 'declarative-policy', 1]);
	const {ec2} = await enter(server, memberOf(server, 'payments-test'), 'Admin', {});
	const refused = await rejection(ec2.send(new DisableAllowedImagesSettingsCommand({})));
	assert.match(refused.message, /Declarative Policy.*#cloud-guardrails/);

	policy.targets.clear();
	organization.policiesChanged();
	const after = await read('sandbox-1');
	assert.equal(after.State, 'disabled', 'as it was before the policy');
});
