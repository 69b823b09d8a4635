import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import test from 'node:test';
import {commands as registry} from '../source/commands/registry.ts';
import {formatIssue, readCriteria} from '../source/criteria/validation/check.ts';
import {exampleCriteria} from '../source/criteria/example.ts';
import {commandReference, file} from './support/command-reference.ts';
import {keyPage, file as keyFile} from './support/key-table.ts';

async function readmeText(): Promise<string> {
	return fs.readFile(new URL('../readme.md', import.meta.url), 'utf8');
}

test('the page of keys is what the registry says', async () => {
	assert.equal(await fs.readFile(keyFile, 'utf8'), keyPage());
});

test('every command in the readme exists, and every command is in the readme', async () => {
	const text = await readmeText();
	const named = new Set(text.matchAll(/^allowed-amis ([a-z][-a-z]+)/gm).map(([, name]) => name));
	// The wizard is what runs without a command.
	assert.deepEqual(new Set(Object.keys(registry)).difference(new Set(['wizard'])), named);
});

test('the page of commands is what the program says of itself', async () => {
	assert.equal(await fs.readFile(file, 'utf8'), await commandReference());
});

test('every picture in the readme is there', async () => {
	const text = await readmeText();
	const pictures = text
		.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)
		.map(([, path]) => path ?? '')
		.toArray();
	assert.ok(pictures.length > 0);
	for (const path of pictures) {
		const picture = await fs.readFile(new URL(`../${path}`, import.meta.url), 'utf8');
		assert.match(picture, /^<svg/);
	}
});

test('criteria.example.json is valid as it is', async () => {
	const text = await fs.readFile(new URL('../criteria.example.json', import.meta.url), 'utf8');
	assert.deepEqual(readCriteria(text).errors, []);
	assert.deepEqual(readCriteria(text).criteria, [{ImageProviders: ['amazon', 'aws-marketplace', '123456789012']}]);
});

test('what the wizard offers to begin with holds no account of a stranger', () => {
	assert.doesNotMatch(JSON.stringify(exampleCriteria), /\d{12}/);
});

test('what the readme says of a wrong account ID is what validate says', async () => {
	const text = await readmeText();
	const said = /^allowed-amis: error: (.+)$/m.exec(text)?.[1];
	const criteria =
		'{"ImageCriteria": [{},\n\n\n\n\n\n\n\n{"ImageProviders": ["amazon", "aws-marketplace", "12345678901"]}]}';
	const {errors} = readCriteria(criteria);
	assert.ok(errors.some((issue) => formatIssue(issue) === said));
});

test('every environment variable that the program reads is in the readme', async () => {
	const text = await readmeText();
	const read = new Set<string>();
	for await (const part of fs.glob('source/**/*.{ts,tsx}')) {
		const source = await fs.readFile(part, 'utf8');
		for (const [, name = ''] of source.matchAll(/\benv(?:\?\.|\.|\['|\?\.\[')([A-Z][\dA-Z_]+)/g)) {
			read.add(name);
		}
	}

	assert.ok(read.size > 30, `${String(read.size)} variables`);
	assert.deepEqual(
		[...read].filter((name) => !new RegExp(String.raw`\b${name}\b`).test(text)),
		[],
	);
});
