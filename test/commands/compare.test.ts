import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import os from 'node:os';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {execa} from 'execa';

const cli = fileURLToPath(new URL('../../source/cli.ts', import.meta.url));

function instance(id: string, isAllowed: boolean) {
	return {
		InstanceId: id,
		AvailabilityZone: 'us-east-1a',
		State: {Code: 16, Name: 'running'},
		ImageMetadata: {ImageId: 'ami-1', OwnerId: '111111111111', ImageAllowed: isAllowed},
		Region: 'us-east-1',
	};
}

test('two saved scans tell which offenders are new, resolved or still there', async () => {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-compare-'));
	const write = async (name: string, instances: readonly unknown[]) =>
		fs.writeFile(path.join(folder, name), JSON.stringify(instances));
	await write('before.json', [instance('i-resolved', false), instance('i-stays', false), instance('i-fine', true)]);
	await write('after.json', [
		instance('i-resolved', true),
		instance('i-stays', false),
		instance('i-new', false),
		instance('i-fine', true),
	]);
	const run = async (...args: readonly string[]) =>
		execa(process.execPath, ['--import', 'tsx', cli, 'review', ...args], {
			reject: false,
			env: {XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder},
		});

	const {stdout, exitCode} = await run(
		'--from',
		path.join(folder, 'after.json'),
		'--since',
		path.join(folder, 'before.json'),
	);
	assert.equal(exitCode, 0);
	assert.match(stdout, /1 new, 1 resolved, 1 still there/);
	assert.match(stdout, /New offenders \(1\)\n[^\n]+\n.*i-new/);
	assert.match(stdout, /Resolved \(as they were\) \(1\)\n[^\n]+\n.*i-resolved/);
	assert.match(stdout, /Still there \(1\)\n[^\n]+\n.*i-stays/);
	assert.doesNotMatch(stdout, /i-fine/);

	const wrong = await run('--since', path.join(folder, 'before.json'));
	assert.equal(wrong.exitCode, 2);
	assert.match(wrong.stderr, /--from/);
	await fs.rm(folder, {recursive: true});
});
