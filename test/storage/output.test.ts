import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {readInput} from '../../source/storage/input.ts';
import {checkOutput, writeOutput} from '../../source/storage/output.ts';
import {temporaryDirectory} from './processes.ts';

test('a file is written from its chunks, and not overwritten unless told', async (t) => {
	const directory = await temporaryDirectory(t);
	const file = path.join(directory, 'scan.json');
	await checkOutput(file, {overwrite: false});
	await writeOutput(file, ['[', ']'], {overwrite: false});
	assert.equal(await fs.readFile(file, 'utf8'), '[]');
	await assert.rejects(checkOutput(file, {overwrite: false}), /exists already/);
	await assert.rejects(writeOutput(file, ['x'], {overwrite: false}), /exists already/);
	assert.equal(await fs.readFile(file, 'utf8'), '[]');
	await writeOutput(file, ['new'], {overwrite: true});
	assert.equal(await fs.readFile(file, 'utf8'), 'new');
	assert.deepEqual(await fs.readdir(directory), ['scan.json']);
});

test('a file that appears while it is being written is not overwritten either', async (t) => {
	const file = path.join(await temporaryDirectory(t), 'scan.json');
	const chunks = async function* () {
		yield 'ours';
		await fs.writeFile(file, 'theirs');
	};

	await assert.rejects(writeOutput(file, chunks(), {overwrite: false}), /exists already/);
	assert.equal(await fs.readFile(file, 'utf8'), 'theirs');
	assert.deepEqual(await fs.readdir(path.dirname(file)), ['scan.json']);
});

test('an abort or a failing source leaves what was there, and nothing else', async (t) => {
	const directory = await temporaryDirectory(t);
	const file = path.join(directory, 'scan.json');
	await fs.writeFile(file, 'old');
	const controller = new AbortController();
	const chunks = async function* () {
		yield 'half';
		controller.abort();
		yield 'rest';
	};

	await assert.rejects(writeOutput(file, chunks(), {overwrite: true, signal: controller.signal}), {name: 'AbortError'});
	const failing = async function* () {
		yield 'half';
		throw new Error('no more');
	};

	await assert.rejects(writeOutput(file, failing(), {overwrite: true}), /no more/);
	assert.equal(await fs.readFile(file, 'utf8'), 'old');
	assert.deepEqual(await fs.readdir(directory), ['scan.json']);
});

test('a symbolic link is followed, a device is written to, a directory refused', async (t) => {
	const directory = await temporaryDirectory(t);
	await fs.writeFile(path.join(directory, 'real'), 'old');
	await fs.symlink('real', path.join(directory, 'link'));
	await writeOutput(path.join(directory, 'link'), ['new'], {overwrite: true});
	assert.equal(await fs.readFile(path.join(directory, 'real'), 'utf8'), 'new');
	const link = await fs.lstat(path.join(directory, 'link'));
	assert.ok(link.isSymbolicLink());
	await writeOutput('/dev/null', ['x'], {overwrite: false});
	await assert.rejects(writeOutput(directory, ['x'], {overwrite: true}), /it is a directory/);
	await assert.rejects(writeOutput('/dev/full', ['x'], {overwrite: true}), /the disk is full/);
	await assert.rejects(writeOutput(path.join(directory, 'no', 'such'), ['x'], {overwrite: true}), /it does not exist/);
});

test('a file that is not there is not found, and the nearest names are given', async (t) => {
	const directory = await temporaryDirectory(t);
	await fs.writeFile(path.join(directory, 'criteria.json'), '[]');
	assert.equal(await readInput(path.join(directory, 'criteria.json')), '[]');
	await assert.rejects(
		readInput(path.join(directory, 'critera.json')),
		/There is no file .*Did you mean criteria\.json\?/,
	);
	await assert.rejects(readInput(directory), /it is a directory/);
});
