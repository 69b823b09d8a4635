/** What `org policy` prints, judged by those who would run it: a shell, Terraform and a linter of CloudFormation. */
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {test, type TestContext} from 'node:test';
import {execa} from 'execa';
import {declarativePolicy} from '../../../source/criteria/formats/declarative-policy.ts';
import {awsCliCommands} from '../../../source/operations/organization/policy/aws-cli.ts';
import {cloudFormation, cloudFormationCommands} from '../../../source/operations/organization/policy/cloudformation.ts';
import {terraform} from '../../../source/operations/organization/policy/terraform.ts';
import {wavesOf} from '../../../source/operations/organization/policy/waves.ts';

const root = {id: 'r-ab12', name: 'Root'};
const waves = wavesOf(
	[
		{account: '111122223333', name: 'prod', path: [root], instances: 50, isRead: true},
		{
			account: '444455556666',
			// eslint-disable-next-line no-template-curly-in-string -- what would be a template in Terraform
			name: "O'Hara ${x}",
			path: [root, {id: 'ou-ab12-test1234', name: 'Test'}],
			instances: 4,
			isRead: true,
		},
	],
	true,
);

// Quotes, dollars and braces are what shells and HCL trip over.
// eslint-disable-next-line no-template-curly-in-string -- the same
const message = 'Ask "us": it\'s ${not} %{allowed}, $(really) `not`.';

function policyIn(state: 'audit-mode' | 'enabled'): string {
	const made = declarativePolicy([{ImageProviders: ['amazon', '444455556666']}], {state, message});
	assert.strictEqual(made.type, 'policy');
	return made.text;
}

const texts = {audit: policyIn('audit-mode'), enabled: policyIn('enabled')};
const place = {folder: "my folder's", role: 'reader', waves};

async function makeDirectory(t: TestContext): Promise<string> {
	const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'policy-'));
	t.after(async () => fs.rm(directory, {recursive: true}));
	return directory;
}

async function has(command: string, version: string): Promise<boolean> {
	const {failed} = await execa(command, [version], {reject: false, timeout: 120_000});
	return !failed;
}

test('an ID that a folder made up is one word of the shell, whatever is in it', () => {
	const evil = {id: 'ou-1; touch pwned', name: 'test'};
	const top = {id: 'r-1 $(touch pwned)', name: 'Root'};
	const made = wavesOf([{account: '111122223333', path: [top, evil], instances: 1, isRead: true}], true);
	const lines = [...awsCliCommands(texts, {...place, waves: made})].filter((line) => line.includes('pwned'));
	assert.deepEqual(
		lines.map((line) => /--(?:root|target)-id (?<id>'[^']*')(?:\s|$)/.exec(line)?.groups?.id),
		[`'${top.id}'`, `'${evil.id}'`, `'${top.id}'`],
	);
});

test('a shell runs the commands of the AWS CLI as they are: pilot, test unit, the rest; all audit before any enforces', async (t) => {
	const directory = await makeDirectory(t);
	const log = path.join(directory, 'log');
	for (const name of ['aws', 'allowed-amis']) {
		const told = name === 'aws' ? 'case "$2" in create-policy) echo "p-$6";; esac' : ':';
		await fs.writeFile(
			path.join(directory, name),
			`#!/bin/sh\nfor word in ${name} "$@"; do printf '%s\\037' "$word" >> '${log}'; done\nprintf '\\n' >> '${log}'\n${told}\n`,
			{mode: 0o755},
		);
	}

	await execa('sh', ['-eu'], {
		input: [...awsCliCommands(texts, place)].join(''),
		env: {PATH: `${directory}:${process.env.PATH ?? ''}`},
	});
	const logged = await fs.readFile(log, 'utf8');
	const calls = logged
		.trimEnd()
		.split('\n')
		.map((line) => line.split('\u{1F}').slice(0, -1));
	const shown = calls.map(([program, , action, ...args]) => {
		const valueOf = (flag: string) => args[args.indexOf(flag) + 1] ?? '';
		return program === 'allowed-amis'
			? [action, ...args].join(' ')
			: {
					'enable-policy-type': `enable type at ${valueOf('--root-id')}`,
					'create-policy': `create ${valueOf('--name')} ${valueOf('--content') === texts.audit ? 'auditing' : 'otherwise'}`,
					'attach-policy': `attach ${valueOf('--policy-id')} to ${valueOf('--target-id')}`,
					'update-policy': `update ${valueOf('--policy-id')} ${valueOf('--content') === texts.enabled ? 'enforcing' : 'otherwise'}`,
				}[action ?? ''];
	});
	const verified = (state: string) => `verify my folder's --role reader --state ${state}`;
	assert.deepEqual(shown, [
		'enable type at r-ab12',
		'create allowed-amis-pilot auditing',
		'attach p-allowed-amis-pilot to 444455556666',
		verified('audit-mode'),
		'create allowed-amis-test auditing',
		'attach p-allowed-amis-test to ou-ab12-test1234',
		verified('audit-mode'),
		'create allowed-amis auditing',
		'attach p-allowed-amis to r-ab12',
		verified('audit-mode'),
		'update p-allowed-amis-pilot enforcing',
		verified('enabled'),
		'update p-allowed-amis-test enforcing',
		verified('enabled'),
		'update p-allowed-amis enforcing',
		verified('enabled'),
	]);
});

test('Terraform reads the configuration: the very policy, and the pilot alone until somebody goes on', async (t) => {
	const text = [...terraform(texts, place)].join('');
	assert.deepEqual(text.match(/^# {3}\d\. .*$/gm), [
		'#   1. { pilot = "audit_mode", test = "none", rest = "none" }',
		'#   2. { pilot = "audit_mode", test = "audit_mode", rest = "none" }',
		'#   3. { pilot = "audit_mode", test = "audit_mode", rest = "audit_mode" }',
		'#   4. { pilot = "enabled", test = "audit_mode", rest = "audit_mode" }',
		'#   5. { pilot = "enabled", test = "enabled", rest = "audit_mode" }',
		'#   6. { pilot = "enabled", test = "enabled", rest = "enabled" }',
	]);
	assert.equal(text.match(/^resource "aws_organizations_policy" /gm)?.length, 3);
	assert.equal(text.match(/^resource "aws_organizations_policy_attachment" /gm)?.length, 3);
	if (!(await has('terraform', 'version'))) {
		t.diagnostic('terraform is not installed: the configuration was not read by it');
		return;
	}

	const directory = await makeDirectory(t);
	await fs.writeFile(path.join(directory, 'policy.tf'), text);
	const {exitCode, stderr} = await execa('terraform', ['fmt', '-check', '-diff', 'policy.tf'], {
		cwd: directory,
		reject: false,
	});
	assert.equal(exitCode, 0, stderr);

	// Its own evaluation of the variable and the texts, without the provider, which would have to be downloaded.
	const [settings = ''] = text.split(/^# Wave 1/m, 1);
	await fs.writeFile(path.join(directory, 'policy.tf'), settings);
	const evaluated = await execa('terraform', ['console'], {
		cwd: directory,
		input: 'jsonencode([var.allowed_amis, local.allowed_amis_policies])\n',
	});
	const [defaults, policies] = JSON.parse(JSON.parse(evaluated.stdout) as string) as [object, object];
	assert.deepEqual(defaults, {pilot: 'audit_mode', test: 'none', rest: 'none'});
	assert.deepEqual(policies, {none: '', audit_mode: texts.audit, enabled: texts.enabled});
});

type Template = {
	Parameters: Record<string, {AllowedValues: readonly string[]; Default: string}>;
	Resources: Record<string, {Type: string; Properties: {Content: unknown; TargetIds: readonly string[]}}>;
};

test('CloudFormation: a template that passes a linter, whose parameters take the waves step by step', async (t) => {
	const audit = JSON.parse(cloudFormation({audit: texts.audit}, place)) as Template;
	const enabled = JSON.parse(cloudFormation(texts, place)) as Template;
	assert.deepEqual(
		Object.values(audit.Resources).map(({Type, Properties}) => [Type, Properties.TargetIds, Properties.Content]),
		[['444455556666'], ['ou-ab12-test1234'], ['r-ab12']].map((targets) => [
			'AWS::Organizations::Policy',
			targets,
			JSON.parse(texts.audit) as unknown,
		]),
	);
	assert.deepEqual(audit.Parameters.PilotState?.AllowedValues, ['none', 'audit_mode']);
	assert.deepEqual(
		Object.values(enabled.Parameters).map(({Default: value}) => value),
		['audit_mode', 'none', 'none'],
	);
	const withState = (policy: string, state: unknown) =>
		JSON.parse(policy, (key, value: unknown): unknown => (key === 'state' ? {'@@assign': state} : value)) as unknown;
	assert.deepEqual(
		enabled.Resources.Wave1Pilot?.Properties.Content,
		withState(texts.enabled, {Ref: 'PilotState'}),
		'nothing but the state is a parameter',
	);
	assert.deepEqual(
		[...cloudFormationCommands(texts, place)].map((line) => line.split('--parameter-overrides ', 2)[1]?.trim()),
		[
			'PilotState=audit_mode TestState=none RestState=none',
			'PilotState=audit_mode TestState=audit_mode RestState=none',
			'PilotState=audit_mode TestState=audit_mode RestState=audit_mode',
			'PilotState=enabled TestState=audit_mode RestState=audit_mode',
			'PilotState=enabled TestState=enabled RestState=audit_mode',
			'PilotState=enabled TestState=enabled RestState=enabled',
		],
	);
	if (!(await has('cfn-lint', '--version'))) {
		t.diagnostic('cfn-lint is not installed: the template was not linted');
		return;
	}

	const directory = await makeDirectory(t);
	for (const [index, made] of [cloudFormation({audit: texts.audit}, place), cloudFormation(texts, place)].entries()) {
		const file = path.join(directory, `policy-${index}.json`);
		await fs.writeFile(file, made);
		const {exitCode, stdout} = await execa('cfn-lint', [file], {reject: false, timeout: 120_000});
		assert.equal(exitCode, 0, stdout);
	}
});
