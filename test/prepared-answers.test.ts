import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {execa} from 'execa';
import {program} from './end-to-end/app.ts';
import {openTerminal} from './support/terminal.ts';

/** Asked twice, the program itself answers. */
const questions = [
	['--version', '--version'],
	['-V', '--version'],
	['--help', '--help'],
	['-h', '--help'],
] as const;

for (const [question, long] of questions) {
	test(`what is prepared for ${question} is what the program says`, async () => {
		const [prepared, said] = await Promise.all([
			execa(process.execPath, [program, question]),
			execa(process.execPath, [program, long, long]),
		]);
		assert.equal(prepared.stdout, said.stdout);
		assert.equal(prepared.stderr, said.stderr);
	});
}

async function shown(columns: number, ...args: readonly string[]): Promise<string> {
	await using terminal = openTerminal({command: process.execPath, args: [program, ...args], columns, rows: 60});
	assert.equal(await terminal.exitCode, 0);
	return terminal.output;
}

for (const columns of [60, 80, 100, 300]) {
	test(`in a terminal of ${columns} columns, too`, async () => {
		const [prepared, said] = await Promise.all([shown(columns, '--help'), shown(columns, '--help', '--help')]);
		assert.match(prepared, /Usage: allowed-amis/);
		assert.equal(prepared, said);
	});
}

async function sizeOf(url: string): Promise<number> {
	const {size} = await fs.stat(new URL(url));
	return size;
}

test('nothing of the program is loaded for it', async () => {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-at-hand-'));
	try {
		const file = path.join(folder, 'loaded');
		const hooks = ['--import', 'tsx', '--import', path.join(import.meta.dirname, 'support/loaded-modules.ts')];
		for (const question of ['--version', '--help']) {
			await fs.rm(file, {force: true});
			await execa(process.execPath, [...hooks, program, question], {env: {LOADED_MODULES: file}});
			const text = await fs.readFile(file, 'utf8');
			const loaded = text.split('\n').filter((url) => url.includes('/dist/'));
			const sizes = await Promise.all(loaded.map(async (url) => sizeOf(url)));
			// The entry, and the few helpers of the bundler that every file of the bundle shares.
			assert.ok(loaded.length <= 2, loaded.join(', '));
			assert.ok(sizes.reduce((sum, size) => sum + size, 0) < 5000, sizes.join(', '));
		}
	} finally {
		await fs.rm(folder, {recursive: true, force: true});
	}
});
