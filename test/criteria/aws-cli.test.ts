import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {tmpdir} from 'node:os';
import {test} from 'node:test';
import {execa} from 'execa';
import {readCriteria} from '../../source/criteria/validation/check.ts';
import {startDemoServer} from '../../source/demo/server.ts';

const {failed: isMissing} = await execa('aws', ['--version'], {reject: false, timeout: 120_000});
// The parameters that every release of the AWS CLI with Allowed AMIs knows; older ones refuse watermarks and scan results before they send anything.
const golden = fileURLToPath(new URL('../fixtures/criteria/aws-cli.json', import.meta.url));

test('the AWS CLI takes an export as it is, and what it prints reads back as the same criteria', async (t) => {
	if (isMissing) {
		t.skip('the AWS CLI is not installed');
		return;
	}

	const server = await startDemoServer();
	t.after(async () => server.close());
	const aws = async (...words: string[]) =>
		execa('aws', ['ec2', ...words, '--output', 'json'], {
			env: {
				PATH: process.env.PATH ?? '',
				HOME: tmpdir(),
				AWS_PAGER: '',
				AWS_CONFIG_FILE: '/dev/null',
				AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
				AWS_EC2_METADATA_DISABLED: 'true',
				AWS_ENDPOINT_URL: server.url,
				AWS_ACCESS_KEY_ID: 'x',
				AWS_SECRET_ACCESS_KEY: 'y',
				AWS_DEFAULT_REGION: 'us-east-1',
			},
			extendEnv: false,
			timeout: 300_000,
		});

	await aws('enable-allowed-images-settings', '--allowed-images-settings-state', 'audit-mode');
	const {stdout: answer} = await aws(
		'replace-image-criteria-in-allowed-images-settings',
		'--cli-input-json',
		`file://${golden}`,
	);
	assert.deepEqual(JSON.parse(answer), {ReturnValue: true});

	// The endpoint settles a few reads after a change, as AWS does.
	let printed = '';
	do {
		({stdout: printed} = await aws('get-allowed-images-settings'));
	} while (!printed.includes('abcdefg1234567890'));

	const {source, criteria} = readCriteria(printed);
	assert.equal(source, 'settings');
	assert.deepEqual(criteria, readCriteria(readFileSync(golden, 'utf8')).criteria);
});
