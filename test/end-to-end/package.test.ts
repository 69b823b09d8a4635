import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {execa} from 'execa';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-package-'));
after(async () => {
	await fs.rm(folder, {recursive: true, force: true});
});

/** A folder with nothing in it but a manifest. */
async function emptyFolder(name: string, manifest = {}): Promise<string> {
	const made = path.join(folder, name);
	await fs.mkdir(made);
	await fs.writeFile(path.join(made, 'package.json'), JSON.stringify(manifest));
	return made;
}

/** Packs the package as it would be published, and installs it. */
async function installPackage(): Promise<{readonly place: string; readonly said: string}> {
	const packed = await execa('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {cwd: root});
	const [{filename}] = JSON.parse(packed.stdout) as readonly [{readonly filename: string}];
	const place = await emptyFolder('installed');
	const {all} = await execa('npm', ['install', '--no-audit', '--no-fund', '--offline', path.join(folder, filename)], {
		cwd: place,
		all: true,
	});
	return {place, said: all};
}

const {place, said} = await installPackage();

test('installed, it is one package of about 3 MB, and npm has nothing to say about it', async () => {
	assert.match(said, /^\s*added 1 package in \S+\s*$/);
	const modules = path.join(place, 'node_modules');
	const names = await fs.readdir(modules);
	assert.deepEqual(
		names.filter((name) => !name.startsWith('.')),
		['allowed-amis'],
	);
	const files = await fs.readdir(path.join(modules, 'allowed-amis'), {recursive: true, withFileTypes: true});
	const sizes = await Promise.all(
		files
			.filter((file) => file.isFile())
			.map(async (file) => {
				const {size} = await fs.stat(path.join(file.parentPath, file.name));
				return size;
			}),
	);
	const megabytes = sizes.reduce((sum, size) => sum + size, 0) / 1_000_000;
	assert.ok(megabytes < 4.5, `${megabytes} MB`);
});

/** The Node.js that the npm package `node` brings in a version, or why it could not be had. */
async function nodeOf(version: string): Promise<{readonly node: string} | {readonly why: string}> {
	if (process.versions.node.startsWith(version)) {
		return {node: process.execPath};
	}

	const home = await emptyFolder(`node-${version}`, {allowScripts: {node: true}});
	const {exitCode, stderr} = await execa(
		'npm',
		['install', '--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries=1', `node@${version}`],
		{cwd: home, reject: false},
	);
	return exitCode === 0
		? {node: path.join(home, 'node_modules/node/bin', path.basename(process.execPath))}
		: {why: stderr};
}

for (const version of ['22.12.0', '24', '26']) {
	test(`it runs on Node.js ${version}`, async (t) => {
		const had = await nodeOf(version);
		if ('why' in had) {
			t.skip(`npm has no such Node.js for this machine, or no network: ${had.why}`);
			return;
		}

		const program = path.join(place, 'node_modules/allowed-amis/dist/cli.js');
		const env = {HOME: folder, XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder};
		const run = async (...args: readonly string[]) => execa(had.node, [program, ...args], {env, cwd: folder});
		const ran = await execa(had.node, ['--version']);
		assert.ok(ran.stdout.startsWith(`v${version}`), ran.stdout);
		const {stdout: named} = await run('--version');
		assert.match(named, /^\d+\.\d+\.\d+ \((?:build \S+, )?Node \d+\.\d+\.\d+\)$/);
		const scanned = await run('scan', '--demo', '--region', 'us-west-2', '--format', 'json');
		assert.equal(scanned.stderr.includes('Warning'), false, scanned.stderr);
		assert.ok((JSON.parse(scanned.stdout) as unknown[]).length > 100);
		const status = await run('status', '--demo', '--region', 'us-west-2', '--format', 'json');
		assert.match(status.stdout, /"State": "audit-mode"/);
	});
}
