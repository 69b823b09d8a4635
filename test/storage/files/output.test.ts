import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {execa} from 'execa';
import {readInput} from '../../../source/storage/files/input.ts';
import {checkOutput, writeOutput} from '../../../source/storage/files/output.ts';
import {temporaryDirectory} from '../processes.ts';

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

test('a symbolic link is followed; what is no regular file, or no name of one, is refused before anything is written', async (t) => {
	const directory = await temporaryDirectory(t);
	const inside = (name: string): string => path.join(directory, name);
	await fs.writeFile(inside('real'), 'old');
	await fs.symlink('real', inside('link'));
	await fs.symlink('link', inside('link-to-link'));
	await writeOutput(inside('link-to-link'), ['new'], {overwrite: true});
	assert.equal(await fs.readFile(inside('real'), 'utf8'), 'new');
	for (const name of ['link', 'link-to-link']) {
		const stats = await fs.lstat(inside(name));
		assert.ok(stats.isSymbolicLink());
	}

	await fs.symlink('nowhere', inside('dangling'));
	await fs.symlink('dangling', inside('to-dangling'));
	await fs.symlink('/dev/stdout', inside('to-stdout'));
	await fs.symlink('circle', inside('circle'));
	await execa('mkfifo', [inside('pipe')]);
	const refusals: ReadonlyArray<readonly [file: string, message: RegExp]> = [
		['', /is empty/],
		[' ', /is empty/],
		['-', /"-" is a stream/],
		['/dev/stdout', /\/dev\/stdout is a stream of this process/],
		['/dev/fd/1', /is a stream/],
		['/proc/self/fd/1', /is a stream/],
		[inside('to-stdout'), /to-stdout is a stream/],
		['/dev/null', /is not a regular file/],
		[inside('pipe'), /pipe is not a regular file/],
		[inside('dangling'), /dangling is a link to .*nowhere, which does not exist/],
		[inside('to-dangling'), /to-dangling is a link to .*nowhere, which does not exist/],
		[inside('circle'), /symbolic links go in a circle/],
		[directory, /it is a directory/],
		[path.join(directory, 'no', 'such'), /There is no folder .*no\./],
		[path.join(directory, 'real', 'such'), /a part of its path is not a directory/],
	];
	for (const [file, message] of refusals) {
		await assert.rejects(checkOutput(file, {overwrite: true}), message, file);
		await assert.rejects(writeOutput(file, ['x'], {overwrite: true}), message, file);
	}

	assert.equal(await fs.readFile(inside('real'), 'utf8'), 'new');
});

test('a folder that does not exist is called so, with the nearest there is', async (t) => {
	const directory = await temporaryDirectory(t);
	await fs.mkdir(path.join(directory, 'reports'));
	await assert.rejects(checkOutput(path.join(directory, 'report', 'scan.json'), {overwrite: false}), {
		problem: {
			kind: 'not-found',
			what: `There is no folder ${path.join(directory, 'report')}.`,
			next: 'Did you mean reports?',
		},
	});
});

test('a file that is overwritten keeps its mode, a new one gets what the umask gives', async (t) => {
	const directory = await temporaryDirectory(t);
	const modeOf = async (name: string): Promise<number> => {
		const {mode} = await fs.stat(path.join(directory, name));
		return mode & 0o777;
	};

	for (const mode of [0o600, 0o640, 0o755, 0o666]) {
		const name = `scan-${mode}`;
		await fs.writeFile(path.join(directory, name), 'old');
		await fs.chmod(path.join(directory, name), mode);
		await writeOutput(path.join(directory, name), ['new'], {overwrite: true});
		assert.equal(await modeOf(name), mode);
	}

	await writeOutput(path.join(directory, 'new'), ['new'], {overwrite: true});
	await fs.writeFile(path.join(directory, 'as by a shell'), '');
	assert.equal(await modeOf('new'), await modeOf('as by a shell'));
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
