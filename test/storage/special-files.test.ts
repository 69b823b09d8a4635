/** Files of this tool's own that are something else: pipes, and places on a file system that is read-only. */
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {execa} from 'execa';
import {openDebugLog} from '../../source/storage/debug-log.ts';
import {openHistory} from '../../source/storage/history.ts';
import {OrganizationFolder} from '../../source/storage/organization-folder.ts';
import {openPresets} from '../../source/storage/presets.ts';
import {plannedChange} from './planned-change.ts';
import {temporaryDirectory} from './processes.ts';

const criteria = [{ImageProviders: ['amazon']}];

test('a pipe in the place of a file is called so at once, and nothing waits at it', async (t) => {
	const directory = await temporaryDirectory(t);
	const pipe = path.join(directory, 'pipe');
	await execa('mkfifo', [pipe]);
	const isPipe = /it is a pipe, not a regular file/;
	assert.throws(() => openDebugLog(pipe), isPipe);
	await assert.rejects(openPresets(pipe).list(), isPipe);
	await assert.rejects(openPresets(pipe).save({name: 'a', criteria}, {overwrite: false}), isPipe);
	await assert.rejects(openHistory(pipe).entries(), isPipe);
	await assert.rejects(openHistory(pipe).begin(plannedChange()), isPipe);
	await fs.rename(pipe, path.join(directory, 'summary.json'));
	await assert.rejects(new OrganizationFolder(directory).readSummary(), isPipe);
	await fs.rename(path.join(directory, 'summary.json'), pipe);
	const stats = await fs.stat(pipe);
	assert.ok(stats.isFIFO());
});

test('a log is for its owner alone, even where it was there and open to others', async (t) => {
	const file = path.join(await temporaryDirectory(t), 'debug.log');
	await fs.writeFile(file, 'before\n');
	await fs.chmod(file, 0o644);
	const log = openDebugLog(file);
	log.write('after');
	log.close();
	const {mode} = await fs.stat(file);
	assert.equal(mode & 0o777, 0o600);
	assert.equal(await fs.readFile(file, 'utf8'), 'before\nafter\n');
});

test('a log to a device leaves the device as open as it is', async (t) => {
	const device = path.join(await temporaryDirectory(t), 'null');
	const {failed} = await execa('mknod', ['-m', '666', device, 'c', '1', '3'], {reject: false});
	if (failed) {
		t.skip('nobody but root may make one');
		return;
	}

	const log = openDebugLog(device);
	log.write('nowhere');
	log.close();
	const {mode} = await fs.stat(device);
	assert.equal(mode & 0o777, 0o666);
});

test('a file system that is read-only is called so', async (t) => {
	const directory = path.join(await temporaryDirectory(t), 'read-only');
	await fs.mkdir(directory);
	const {failed} = await execa('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', directory], {reject: false});
	if (failed) {
		t.skip('nobody but root may mount one');
		return;
	}

	await using unmounting = new AsyncDisposableStack();
	unmounting.defer(async () => {
		await execa('umount', [directory]);
	});
	const readOnly = /the file system is read-only/;
	for (const place of [directory, path.join(directory, 'config', 'allowed-amis')]) {
		await assert.rejects(
			openPresets(path.join(place, 'presets.json')).save({name: 'a', criteria}, {overwrite: false}),
			readOnly,
		);
		await assert.rejects(openHistory(path.join(place, 'history.ndjson')).begin(plannedChange()), readOnly);
	}

	assert.throws(() => openDebugLog(path.join(directory, 'debug.log')), readOnly);
});
