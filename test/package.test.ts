import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import process from 'node:process';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {execa} from 'execa';

const root = fileURLToPath(new URL('..', import.meta.url));

type Manifest = {
	readonly bin: Readonly<Record<string, string>>;
	readonly scripts: Readonly<Record<string, string>>;
	readonly dependencies: Readonly<Record<string, string>>;
};

type Lock = {
	readonly packages: Readonly<
		Record<string, {readonly dev?: boolean; readonly hasInstallScript?: boolean; readonly integrity?: string}>
	>;
};

async function readJson<Content>(name: string): Promise<Content> {
	return JSON.parse(await fs.readFile(new URL(`../${name}`, import.meta.url), 'utf8')) as Content;
}

test('the package holds the program, the example, the licence and the readme, and nothing else', async () => {
	const {stdout} = await execa('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {cwd: root});
	const [{files, size}] = JSON.parse(stdout) as readonly [
		{readonly files: ReadonlyArray<{readonly path: string}>; readonly size: number},
	];
	const paths = files.map(({path}) => path.toLowerCase());
	const expected = /^(?:dist\/[\w-]+\.js|package\.json|license|readme\.md|criteria\.example\.json)$/;
	assert.deepEqual(
		paths.filter((path) => !expected.test(path)),
		[],
	);
	for (const needed of ['dist/cli.js', 'license', 'criteria.example.json']) {
		assert.ok(paths.includes(needed), needed);
	}

	assert.ok(size < 2_000_000, `${size} bytes`);
});

test('installing it runs no script of ours, nor of what it depends on', async () => {
	const {scripts} = await readJson<Manifest>('package.json');
	assert.deepEqual(
		Object.keys(scripts).filter((name) => ['preinstall', 'install', 'postinstall'].includes(name)),
		[],
	);
	const {packages} = await readJson<Lock>('package-lock.json');
	const shipped = Object.entries(packages).filter(([name, {dev}]) => name !== '' && dev !== true);
	assert.deepEqual(
		shipped.filter(([, {hasInstallScript}]) => hasInstallScript === true).map(([name]) => name),
		[],
	);
	assert.deepEqual(
		shipped.filter(([, {integrity}]) => integrity === undefined).map(([name]) => name),
		[],
	);
});

type Audit = {readonly vulnerabilities?: Readonly<Record<string, unknown>>; readonly message?: string};

test('no advisory is known of anything that ships', async (t) => {
	const {stdout} = await execa('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=0'], {
		cwd: root,
		reject: false,
	});
	const {vulnerabilities, message} = JSON.parse(stdout) as Audit;
	if (vulnerabilities === undefined) {
		t.skip(`the registry answers no audits: ${message ?? 'no reason given'}`);
		return;
	}

	assert.deepEqual(Object.keys(vulnerabilities), []);
});

test('the program is executable, and what it depends on is what its source imports', async () => {
	const {bin, dependencies} = await readJson<Manifest>('package.json');
	const program = new URL(`../${bin['allowed-amis'] ?? ''}`, import.meta.url);
	const {mode} = await fs.stat(program);
	assert.notEqual(mode & 0o111, 0);
	assert.match(await fs.readFile(program, 'utf8'), /^#!\/usr\/bin\/env node\n/);

	const imported = new Set<string>();
	for await (const file of fs.glob('source/**/*.{ts,tsx}', {cwd: root})) {
		const text = await fs.readFile(new URL(`../${file}`, import.meta.url), 'utf8');
		for (const [, name = ''] of text.matchAll(/(?:from |import |import\()'((?:@[\w-]+\/)?[\w-]+)(?:\/[^']*)?'/g)) {
			imported.add(name);
		}
	}

	imported.delete('node');
	assert.deepEqual(
		[...imported].filter((name) => !Object.hasOwn(dependencies, name) && !name.startsWith('node:')).toSorted(),
		[],
	);
	assert.deepEqual(
		// Commander is what its typed face stands on.
		Object.keys(dependencies).filter((name) => !imported.has(name) && name !== 'commander'),
		[],
	);
	assert.ok(process.versions.node.localeCompare('22.12', undefined, {numeric: true}) >= 0);
});
