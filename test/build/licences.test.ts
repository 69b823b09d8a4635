import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import type {Metafile} from 'esbuild';
import {licencesOf} from '../../build/licences.ts';

/** A bundle of one file from each of the packages, which are there with these files. */
async function bundleOf(t: TestContext, packages: Readonly<Record<string, Readonly<Record<string, string>>>>) {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'licences-'));
	t.after(async () => fs.rm(folder, {recursive: true}));
	const inputs: Metafile['outputs'][string]['inputs'] = {};
	for (const [name, files] of Object.entries(packages)) {
		const directory = path.join(folder, 'node_modules', name);
		await fs.mkdir(path.join(directory, 'dist'), {recursive: true});
		for (const [file, text] of Object.entries(files)) {
			await fs.writeFile(path.join(directory, file), text);
		}

		inputs[`${directory}/dist/index.js`] = {bytesInOutput: 10};
	}

	return {outputs: {'dist/cli.js': {bytes: 10, imports: [], exports: [], inputs}}};
}

const manifest = (name: string, more = {}) => JSON.stringify({name, version: '1.2.3', license: 'MIT', ...more});

test('each package is named with its version and its texts, the same text once', async (t) => {
	const {outputs} = await bundleOf(t, {
		a: {'package.json': manifest('a'), LICENSE: 'do what you like\r\n', 'NOTICE.md': 'by A'},
		b: {'package.json': manifest('b'), 'licence.txt': 'the same\n'},
		'@c/d': {'package.json': manifest('@c/d'), 'LICENSE.md': 'the same'},
	});
	const text = await licencesOf({inputs: {}, outputs});
	const rule = '='.repeat(80);
	assert.equal(
		text,
		`allowed-amis contains parts of these packages, under the licences that follow.

${rule}
@c/d 1.2.3 (MIT), b 1.2.3 (MIT)

the same

${rule}
a 1.2.3 (MIT)

do what you like

by A
`,
	);
});

test('a package without a text goes by that of its repository; without any, nothing is built', async (t) => {
	const repository = {type: 'git', url: 'https://example.com/mono.git'};
	const sister = {'package.json': manifest('sister', {repository}), LICENSE: 'of all of us'};
	const silent = {'package.json': manifest('silent', {repository})};
	const {outputs} = await bundleOf(t, {sister, silent});
	assert.match(
		await licencesOf({inputs: {}, outputs}),
		/^silent 1\.2\.3 \(MIT\), sister 1\.2\.3 \(MIT\)\n\nof all of us$/m,
	);
	const alone = await bundleOf(t, {silent});
	await assert.rejects(
		licencesOf({inputs: {}, outputs: alone.outputs}),
		/^Error: No licence text comes with silent 1\.2\.3 \(MIT\), /,
	);
});
