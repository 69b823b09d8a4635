import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {ProblemError} from '../../../source/problem.ts';
import {openPreferences} from '../../../source/storage/preferences.ts';
import {openPresets} from '../../../source/storage/presets.ts';
import {temporaryDirectory} from '../processes.ts';

const criteria = [{ImageProviders: ['amazon']}];

for (const [what, text] of [
	['torn', '{"version":1,"presets":[{"na'],
	['empty', ''],
	['not an object', '[]'],
	['without a version', '{"presets":[]}'],
	['of another shape', '{"version":1,"presets":[{"name":"a"}]}'],
	[
		'with a name nobody may save',
		String.raw`{"version":1,"presets":[{"name":"\u001b[2J","criteria":[],"createdAt":""}]}`,
	],
] as const) {
	test(`a file that is ${what} is reported and kept aside, not reset`, async (t) => {
		const directory = await temporaryDirectory(t);
		const file = path.join(directory, 'presets.json');
		await fs.writeFile(file, text);
		const presets = openPresets(file);
		const error: unknown = await presets
			.save({name: 'a', criteria}, {overwrite: false})
			.catch((error: unknown) => error);
		assert.ok(error instanceof ProblemError);
		assert.equal(error.problem.code, 'broken');
		assert.ok(!error.message.includes('\u{1B}'));
		const [aside, ...others] = await fs.readdir(directory);
		assert.deepEqual(others, []);
		assert.match(aside ?? '', /^presets\.broken-.*\.json$/);
		assert.ok(error.problem.next.includes(aside ?? '-'));
		assert.equal(await fs.readFile(path.join(directory, aside ?? ''), 'utf8'), text);

		// A person knows now; the next time it starts anew.
		await presets.save({name: 'a', criteria}, {overwrite: false});
		const names = await presets.list();
		assert.equal(names.length, 1);
	});
}

test('reading alone notices a broken file as well', async (t) => {
	const directory = await temporaryDirectory(t);
	const file = path.join(directory, 'presets.json');
	await fs.writeFile(file, '{');
	await assert.rejects(openPresets(file).list(), /is broken.*It was kept as/);
	assert.deepEqual(await openPresets(file).list(), []);
});

test("a newer version's file is left alone", async (t) => {
	const file = path.join(await temporaryDirectory(t), 'presets.json');
	const text = '{"version":2,"presets":{"new":"shape"}}';
	await fs.writeFile(file, text);
	await assert.rejects(openPresets(file).list(), /was written by a newer allowed-amis \(format 2; this one knows 1\)/);
	await assert.rejects(openPresets(file).save({name: 'a', criteria}, {overwrite: true}), /newer/);
	assert.equal(await fs.readFile(file, 'utf8'), text);
});

test('preferences are kept beside each other, those of others untouched', async (t) => {
	const file = path.join(await temporaryDirectory(t), 'preferences.json');
	const preferences = openPreferences(file);
	assert.deepEqual(await preferences.read(), {});
	// What another version keeps there stays.
	await fs.writeFile(file, '{"version":1,"profile":"prod"}', {mode: 0o600});
	// Another running copy chose another column meanwhile.
	await preferences.save({columns: {'instance zone': false, 'group bar': false}});
	await openPreferences(file).save({columns: {'instance launched': true, 'group bar': true}});
	const {columns} = await preferences.read();
	assert.deepEqual(columns, {'instance zone': false, 'instance launched': true, 'group bar': true});
	assert.match(await fs.readFile(file, 'utf8'), /"profile":\s*"prod"/);
	const {mode} = await fs.stat(file);
	assert.equal(mode & 0o777, 0o600);
});

test('a lock left behind by a dead process is taken over at once, a live one is waited for', async (t) => {
	const file = path.join(await temporaryDirectory(t), 'presets.json');
	const presets = openPresets(file);
	const dead = execFile(process.execPath, ['-e', '0']);
	const gone = new Promise((resolve) => {
		dead.once('close', resolve);
	});
	await gone;
	await fs.writeFile(`${file}.lock`, `${dead.pid} ${os.hostname()}\n`);
	await presets.save({name: 'a', criteria}, {overwrite: false});

	await fs.writeFile(`${file}.lock`, `${process.pid} ${os.hostname()}\n`);
	let isSaved = false;
	const saving = presets.save({name: 'b', criteria}, {overwrite: false}).then(() => {
		isSaved = true;
	});
	await new Promise((resolve) => {
		setTimeout(resolve, 100);
	});
	assert.equal(isSaved, false);
	await fs.rm(`${file}.lock`);
	await saving;
	const both = await presets.list();
	assert.equal(both.length, 2);
});

test('an old lock counts as left behind whoever made it', async (t) => {
	const file = path.join(await temporaryDirectory(t), 'presets.json');
	const lock = `${file}.lock`;
	await fs.writeFile(lock, `${process.pid} another-machine\n`);
	const longAgo = new Date(Date.now() - 60_000);
	await fs.utimes(lock, longAgo, longAgo);
	await openPresets(file).save({name: 'a', criteria}, {overwrite: false});
	assert.deepEqual(await fs.readdir(path.dirname(file)), ['presets.json']);
});

test('a place that cannot be written to is reported with what to do', async (t) => {
	const directory = await temporaryDirectory(t);
	await fs.writeFile(path.join(directory, 'file'), '');
	const presets = openPresets(path.join(directory, 'file', 'presets.json'));
	assert.deepEqual(await presets.list(), []);
	await assert.rejects(presets.save({name: 'a', criteria}, {overwrite: false}), /Cannot save .*presets\.json: .*\. /);

	// Where not even root may make a directory.
	const full = openPresets('/sys/allowed-amis/presets.json');
	await assert.rejects(full.save({name: 'a', criteria}, {overwrite: false}), (error: ProblemError) => {
		assert.equal(error.problem.kind, 'storage');
		assert.notEqual(error.problem.next, '');
		return true;
	});
});
