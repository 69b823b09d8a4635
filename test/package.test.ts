import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {execa} from 'execa';
import {parse} from 'yaml';
import {problemOf} from '../source/problem.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

type Manifest = {
	readonly name: string;
	readonly version: string;
	readonly bin: Readonly<Record<string, string>>;
	readonly scripts: Readonly<Record<string, string>>;
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly optionalDependencies?: Readonly<Record<string, string>>;
	readonly peerDependencies?: Readonly<Record<string, string>>;
	readonly devDependencies: Readonly<Record<string, string>>;
};

async function readManifest(folder: string): Promise<Manifest> {
	return JSON.parse(await fs.readFile(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** The packages whose licences go with the bundle, each as `name version`. */
async function bundledPackages(): Promise<readonly string[]> {
	const text = await fs.readFile(path.join(root, 'dist/third-party-licences.txt'), 'utf8');
	return text
		.matchAll(/(?<=^={80}\n).+/gm)
		.flatMap(([titles]) => titles.split(', '))
		.map((title) => title.replace(/ \(.*\)$/, ''))
		.toArray();
}

test('the package holds the program, the example, the pictures, the licences and the readme, and nothing else', async () => {
	const {stdout} = await execa('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {cwd: root});
	const [{files, size}] = JSON.parse(stdout) as readonly [
		{readonly files: ReadonlyArray<{readonly path: string}>; readonly size: number},
	];
	const paths = files.map((file) => file.path.toLowerCase());
	const expected =
		/^(?:dist\/[\w-]+\.js|dist\/answers\.json|dist\/third-party-licences\.txt|media\/\w+\.svg|package\.json|license|readme\.md|criteria\.example\.json)$/;
	assert.deepEqual(
		paths.filter((one) => !expected.test(one)),
		[],
	);
	for (const needed of [
		'dist/cli.js',
		'dist/answers.json',
		'dist/third-party-licences.txt',
		'license',
		'criteria.example.json',
	]) {
		assert.ok(paths.includes(needed), needed);
	}

	assert.ok(size < 2_000_000, `${size} bytes`);
});

test('what it is made of is bundled: it depends on nothing and runs no script where it is installed', async () => {
	const {dependencies, optionalDependencies, peerDependencies, scripts} = await readManifest(root);
	assert.deepEqual(
		{dependencies, optionalDependencies, peerDependencies},
		{
			dependencies: undefined,
			optionalDependencies: undefined,
			peerDependencies: undefined,
		},
	);
	// npm warns of a `prepare`, too, where it installs a file or a folder.
	const run = new Set(['preinstall', 'install', 'postinstall', 'prepare']);
	assert.deepEqual(
		Object.keys(scripts).filter((name) => run.has(name)),
		[],
	);
});

test('the licence of each package that the source imports goes with the bundle, in the version that is bundled', async () => {
	const {devDependencies} = await readManifest(root);
	const bundled = new Set(await bundledPackages());
	const imported = new Set<string>();
	for await (const file of fs.glob('source/**/*.{ts,tsx}', {cwd: root})) {
		const text = await fs.readFile(path.join(root, file), 'utf8');
		for (const [, name = ''] of text.matchAll(
			/^(?:import|export)(?! type)[^']*?from '((?:@[\w-]+\/)?[\w-]+)(?:\/[^']*)?';$/gm,
		)) {
			imported.add(name);
		}
	}

	imported.delete('node');
	// This one is types over Commander, and leaves nothing of its own in the bundle.
	imported.delete('@commander-js/extra-typings');
	imported.add('commander');
	assert.ok(imported.size > 10, [...imported].join(', '));
	for (const name of [...imported, 'yoga-layout', 'react-reconciler']) {
		assert.ok(Object.hasOwn(devDependencies, name) || !imported.has(name), `${name} is not in package.json`);
		const {version} = await readManifest(path.join(root, 'node_modules', name));
		assert.ok(bundled.has(`${name} ${version}`), `${name} ${version}`);
	}
});

type Audit = {readonly vulnerabilities?: Readonly<Record<string, unknown>>; readonly message?: string};

test('no advisory is known of anything that is bundled', async (t) => {
	const {stdout} = await execa('npm', ['audit', '--json', '--fetch-retries=0'], {cwd: root, reject: false});
	const {vulnerabilities, message} = JSON.parse(stdout) as Audit;
	if (vulnerabilities === undefined) {
		t.skip(`the registry answers no audits: ${message ?? 'no reason given'}`);
		return;
	}

	const bundled = await bundledPackages();
	const names = new Set(bundled.map((title) => title.slice(0, title.lastIndexOf(' '))));
	assert.deepEqual(
		Object.keys(vulnerabilities).filter((name) => names.has(name)),
		[],
	);
});

test('the program is executable', async () => {
	const {bin} = await readManifest(root);
	const program = path.join(root, bin['allowed-amis'] ?? '');
	const {mode} = await fs.stat(program);
	assert.ok(process.platform === 'win32' || (mode & 0o111) !== 0);
	assert.match(await fs.readFile(program, 'utf8'), /^#!\/usr\/bin\/env node\n/);
	assert.ok(process.versions.node.localeCompare('22.12', undefined, {numeric: true}) >= 0);
});

test('it says where it is developed, and a bug where to report it', async () => {
	const manifest = JSON.parse(await fs.readFile(path.join(root, 'package.json'), 'utf8')) as {
		readonly repository: {readonly url: string};
		readonly homepage: string;
		readonly bugs: string;
		readonly author: string;
	};
	const home = manifest.repository.url.replace(/^git\+(.+)\.git$/, '$1');
	assert.match(home, /^https:\/\/github\.com\/[\w-]+\/[\w-]+$/);
	assert.deepEqual([manifest.homepage, manifest.bugs], [`${home}#readme`, `${home}/issues`]);
	assert.notEqual(manifest.author, '');
	assert.ok(problemOf(new TypeError('a bug')).next.includes(`report it at ${manifest.bugs} `));
	for (const file of ['security.md', '.github/ISSUE_TEMPLATE/config.yml']) {
		const text = await fs.readFile(path.join(root, file), 'utf8');
		assert.ok(text.includes(`${home}/security/advisories/new`), file);
	}
});

test('the workflow runs what .ci/run runs, on Linux, macOS and Windows, and what is on GitHub can be read', async () => {
	const read = new Map<string, unknown>();
	for await (const file of fs.glob('.github/**/*.yml', {cwd: root})) {
		read.set(file.split(path.sep).join('/'), parse(await fs.readFile(path.join(root, file), 'utf8')));
	}

	assert.ok(read.size > 3);
	const {jobs} = read.get('.github/workflows/test.yml') as {
		readonly jobs: {
			readonly test: {
				readonly strategy: {readonly matrix: {readonly os: readonly string[]}};
				readonly steps: ReadonlyArray<{readonly run?: string}>;
			};
		};
	};
	assert.deepEqual(jobs.test.strategy.matrix.os, ['ubuntu-latest', 'macos-latest', 'windows-latest']);
	assert.deepEqual(
		jobs.test.steps.map(({run}) => run).filter((run) => run !== undefined),
		['bash .ci/run'],
	);
	await fs.access(path.join(root, '.ci/run'));
});
