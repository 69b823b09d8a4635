/** What is loaded before there is something to see: told from the modules themselves, since times depend on the machine. */
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {after, test} from 'node:test';
import {execa} from 'execa';
import {openTerminal} from './support/terminal.ts';

const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-startup-'));
after(async () => {
	await fs.rm(folder, {recursive: true, force: true});
});
const root = path.join(import.meta.dirname, '..');
const program = [
	'--import',
	'tsx',
	'--import',
	path.join(root, 'test/support/loaded-modules.ts'),
	path.join(root, 'source/cli.ts'),
];
let runs = 0;

function environment(): {readonly file: string; readonly env: Readonly<Record<string, string>>} {
	const file = path.join(folder, `loaded-${runs++}`);
	const env = {
		PATH: process.env.PATH ?? '',
		TERM: 'xterm-256color',
		HOME: folder,
		XDG_CONFIG_HOME: folder,
		XDG_STATE_HOME: folder,
		AWS_CONFIG_FILE: '/dev/null',
		AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
		LOADED_MODULES: file,
	};
	return {file, env};
}

/** The packages that were loaded before something was written, and the rooms of source/. */
async function loadedIn(
	file: string,
): Promise<{readonly packages: ReadonlySet<string>; readonly rooms: ReadonlySet<string>}> {
	const text = await fs.readFile(file, 'utf8');
	const [before = ''] = text.split('drawn\n', 1);
	const names = (pattern: RegExp) => new Set(before.matchAll(pattern).map(([, name]) => name ?? ''));
	return {
		packages: names(/\/node_modules\/((?:@[^/]+\/)?[^/]+)\//g),
		rooms: names(/\/source\/([^\n/]+)\//g),
	};
}

for (const args of [['--demo'], [], ['review', '--read-only']]) {
	test(`the first frame needs Ink alone: allowed-amis ${args.join(' ')}`, async () => {
		const {file, env} = environment();
		await using terminal = openTerminal({command: process.execPath, args: [...program, ...args], cwd: root, env});
		await terminal.waitFor(/allowed-amis/);
		const {packages, rooms} = await loadedIn(file);
		assert.ok(packages.has('ink'));
		const heavy = packages
			.values()
			.filter((name) => /^(?:@aws-sdk|@smithy|zod|ajv|conf|execa|yaml|jsonc-parser|p-queue)(?:\/|$)/.test(name))
			.toArray();
		assert.deepEqual(heavy, []);
		assert.deepEqual(rooms.intersection(new Set(['aws', 'criteria', 'demo', 'inventory', 'rollout'])), new Set());
	});
}

for (const args of [['--version'], ['--help'], ['help']]) {
	test(`what needs no command loads none: allowed-amis ${args.join(' ')}`, async () => {
		const {file, env} = environment();
		await execa(process.execPath, [...program, ...args], {cwd: root, env, extendEnv: false});
		const {packages, rooms} = await loadedIn(file);
		assert.deepEqual(
			packages.difference(new Set(['tsx', 'esbuild', 'get-tsconfig'])),
			new Set(['commander', '@commander-js/extra-typings']),
		);
		assert.deepEqual(rooms.difference(new Set(['commands', 'storage', 'ui'])), new Set());
	});
}
