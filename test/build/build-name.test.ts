import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import {execa} from 'execa';
import {buildName} from '../../build/build-name.ts';
import {versionInWords} from '../../source/commands/program/version.ts';

async function emptyFolder(t: TestContext): Promise<string> {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'build-name-'));
	t.after(async () => fs.rm(folder, {recursive: true}));
	return folder;
}

test('a build is called by its commit, and says where files differ from it', async (t) => {
	const folder = await emptyFolder(t);
	const git = async (...args: readonly string[]) =>
		execa('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {cwd: folder});
	await git('init', '--quiet');
	await fs.writeFile(path.join(folder, 'package.json'), '{}');
	assert.equal(await buildName(folder, {}), '', 'nothing is committed');
	await git('add', '.');
	assert.equal(await buildName(folder, {}), '', 'nothing is committed yet');
	await git('commit', '--quiet', '--message', 'first');
	const {stdout: commit} = await git('rev-parse', 'HEAD');
	const name = await buildName(folder, {});
	assert.match(name, /^[\da-f]{10}$/);
	assert.ok(commit.startsWith(name));
	await fs.writeFile(path.join(folder, 'notes.txt'), 'not part of it');
	assert.equal(await buildName(folder, {}), name);
	await fs.writeFile(path.join(folder, 'package.json'), '{"a": 1}');
	assert.equal(await buildName(folder, {}), `${name}-changed`);
	assert.equal(await buildName(folder, {ALLOWED_AMIS_BUILD: '2026.11.25'}), '2026.11.25');
});

test('unpacked without its repository, or into that of somebody else, a build has no name', async (t) => {
	const folder = await emptyFolder(t);
	await fs.writeFile(path.join(folder, 'package.json'), '{}');
	assert.equal(await buildName(folder, {}), '');
	await execa('git', ['init', '--quiet'], {cwd: folder});
	assert.equal(await buildName(folder, {}), '');
});

test('the version says which build it is', () => {
	assert.match(versionInWords('1a2b3c4d5e'), /^\d+\.\d+\.\d+ \(build 1a2b3c4d5e, Node \d+\.\d+\.\d+\)$/);
	assert.match(versionInWords(''), /^\d+\.\d+\.\d+ \(Node \d+\.\d+\.\d+\)$/);
});
