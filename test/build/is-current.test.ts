import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {isCurrent} from '../../build/is-current.ts';

test('a build is made again where it is missing, or anything that it is made of was touched since', async (t) => {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'is-current-'));
	t.after(async () => fs.rm(folder, {recursive: true}));
	let now = 1_700_000_000;
	const touch = async (file: string) => {
		await fs.mkdir(path.dirname(path.join(folder, file)), {recursive: true});
		await fs.writeFile(path.join(folder, file), '');
		now += 10;
		await fs.utimes(path.join(folder, file), now, now);
	};

	// What is written in a folder touches the folder, now.
	const settle = async () => {
		for (const one of ['source', 'source/deep', 'source/deep/er', 'build']) {
			await fs.utimes(path.join(folder, one), 1_700_000_000, 1_700_000_000);
		}
	};

	for (const file of ['source/deep/er/file.ts', 'build/build.ts', 'package.json', 'package-lock.json']) {
		await touch(file);
	}

	await settle();
	assert.equal(await isCurrent(folder, 'dist/last'), false, 'it is missing');
	await touch('dist/last');
	assert.equal(await isCurrent(folder, 'dist/last'), true);
	for (const file of ['source/deep/er/file.ts', 'build/build.ts', 'package.json', 'package-lock.json']) {
		await touch(file);
		await settle();
		assert.equal(await isCurrent(folder, 'dist/last'), false, file);
		await touch('dist/last');
		assert.equal(await isCurrent(folder, 'dist/last'), true, file);
	}

	await touch('test/file.ts');
	assert.equal(await isCurrent(folder, 'dist/last'), true);
	await fs.rm(path.join(folder, 'source/deep/er/file.ts'));
	assert.equal(await isCurrent(folder, 'dist/last'), false, 'a file was taken out');
});
