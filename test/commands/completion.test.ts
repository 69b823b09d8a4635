import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {wantedAt} from '../../source/commands/completion/wanted.ts';
import {commands} from '../../source/commands/registry.ts';
import {knownRegions} from '../../source/aws/client/configuration/known-regions.ts';
import {makePlace} from './run.ts';

/** The candidates at the end of a line. */
async function wordsAt(...line: readonly string[]): Promise<readonly string[]> {
	const {candidates, before, typed} = await wantedAt(line);
	return candidates.filter(({value}) => value.startsWith(typed)).map(({value}) => `${before}${value}`);
}

test('commands, subcommands, choices and the options of the command come from the commands themselves', async () => {
	assert.deepEqual(await wordsAt(''), [...Object.keys(commands), 'help']);
	assert.deepEqual(await wordsAt('help', 'w'), ['wizard', 'what-if', 'watch']);
	assert.deepEqual(await wordsAt('presets', 're'), ['rename', 'remove']);
	assert.deepEqual(await wordsAt('presets', 'h'), ['help']);
	assert.deepEqual(await wordsAt('help', 'presets', 're'), ['rename', 'remove']);
	assert.deepEqual(await wordsAt('presets', 'help', 's'), ['show', 'save']);
	assert.deepEqual(await wordsAt('help', 'presets', 'save', ''), []);
	assert.deepEqual(await wordsAt('help', 'scan', ''), []);
	assert.deepEqual(await wordsAt('--demo', '-r', 'all', 'org', 'v'), ['verify']);
	assert.deepEqual(await wordsAt('completion', ''), ['bash', 'zsh', 'fish']);
	assert.deepEqual(await wordsAt('scan', '-f', 'n'), ['ndjson']);
	assert.deepEqual(await wordsAt('scan', '--format=c'), ['--format=csv']);
	assert.deepEqual(await wordsAt('scan', '--format', '=', 'c'), ['csv'], 'as bash divides it');
	assert.deepEqual(await wordsAt('scan', '--format', '='), ['table', 'json', 'ndjson', 'csv', 'markdown', 'html']);
	assert.deepEqual(await wordsAt('scan', '--over'), ['--overwrite']);
	assert.deepEqual(await wordsAt('org', 'policy', '--me'), ['--message']);
	assert.deepEqual(await wordsAt('--ver'), ['--version']);
});

test('an option is offered once, those that may be repeated again, and none that the command makes no use of', async () => {
	assert.deepEqual(await wordsAt('scan', '--format', 'json', '--fo'), []);
	assert.deepEqual(await wordsAt('scan', '--region', 'us-east-1', '--reg'), ['--region']);
	assert.deepEqual(await wordsAt('validate', '--reg'), []);
	assert.deepEqual(await wordsAt('scan', '--', '--reg'), []);
	assert.deepEqual(await wordsAt('scan', 'no', 'such', 'argument', ''), []);
	assert.deepEqual(await wordsAt('no-such-command', 'x', ''), []);
});

test('what is looked up is told by the name that stands for it', async () => {
	const lookedUpAt = async (...line: readonly string[]) => {
		const {lookUp, before, typed} = await wantedAt(line);
		return [lookUp, before, typed];
	};

	assert.deepEqual(await lookedUpAt('scan', '-r', 'us'), ['region', '', 'us']);
	assert.deepEqual(await lookedUpAt('--profile=p'), ['profile', '--profile=', 'p']);
	assert.deepEqual(await lookedUpAt('presets', 'rename', ''), ['preset', '', '']);
	assert.deepEqual(await lookedUpAt('presets', 'rename', 'one', ''), [undefined, '', '']);
	assert.deepEqual(await lookedUpAt('presets', 'save', 'x', '--from-region', ''), ['region', '', '']);
	assert.deepEqual(await lookedUpAt('what-if', '--criteria', 'c'), ['file', '', 'c']);
	assert.deepEqual(await lookedUpAt('org', 'what-if', ''), ['dir', '', '']);
});

test('Regions, profiles and presets are completed without sending anything or changing a file', async (t) => {
	const {run, directory} = await makePlace(t);
	const config = path.join(directory, 'aws-config');
	await fs.writeFile(
		config,
		'[default]\nregion = us-gov-west-1\n[profile prod]\nregion = us-east-1\n[profile proxy]\ncredential_process = false\n',
	);
	const env = {AWS_CONFIG_FILE: config, AWS_REGION: '', AWS_DEFAULT_REGION: ''};
	const complete = async (...line: readonly string[]) => {
		const {stdout, stderr, exitCode} = await run(['complete', '--', ...line], {env});
		assert.deepEqual([stderr, exitCode], ['', 0]);
		return stdout.split('\n').filter((one) => one !== '');
	};

	assert.deepEqual(await complete('scan', '-p', 'pro'), ['prod\tus-east-1', 'proxy']);
	assert.deepEqual(await complete('scan', '--region=us-gov-'), [
		'--region=us-gov-east-1\tAWS GovCloud (US-East)',
		'--region=us-gov-west-1\tAWS GovCloud (US-West)',
	]);
	assert.deepEqual(await complete('scan', '--demo', '-r', 'us-w'), ['us-west-2']);
	assert.deepEqual(await complete('scan', '-r', 'al'), ['all\tevery Region']);
	assert.deepEqual(await complete('validate', 'x'), [':files']);
	assert.deepEqual(await complete('presets', 'show', ''), []);
	await run(['presets', 'save', 'Team base', '--criteria', '-', '--description', 'for\u{7}all'], {
		input: '[{"ImageProviders": ["amazon"]}]',
		env,
	});
	assert.deepEqual(await complete('what-if', '--preset', 'Te'), ['Team base\tfor\\u{7}all']);

	const entries = await fs.readdir(directory, {recursive: true});
	const file = path.join(directory, entries.find((one) => one.endsWith('presets.json')) ?? '');
	await fs.writeFile(file, '{broken');
	assert.deepEqual(await complete('presets', 'show', ''), []);
	assert.equal(await fs.readFile(file, 'utf8'), '{broken', 'it is for the command itself to tell of it');
});

test('the Regions are those that the SDK knows in a partition', () => {
	const names = knownRegions('eu-central-1').map(({name}) => name);
	for (const name of ['us-east-1', 'eu-central-2', 'ap-southeast-5', 'il-central-1', 'mx-central-1', 'af-south-1']) {
		assert.ok(names.includes(name), name);
	}

	assert.deepEqual(
		names.filter((name) => /gov|iso|^cn|global|us-east-9/.test(name)),
		[],
	);
	assert.deepEqual(
		knownRegions('cn-north-1').map(({name}) => name),
		['cn-north-1', 'cn-northwest-1'],
	);
});
