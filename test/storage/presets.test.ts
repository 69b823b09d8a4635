import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import type {ProblemError} from '../../source/problem.ts';
import type {Presets} from '../../source/operations/ports.ts';
import {openPresets, presetNameError} from '../../source/storage/presets.ts';
import fc from '../support/fast-check.ts';
import {runSaver, temporaryDirectory} from './processes.ts';

const criteria = [{ImageProviders: ['amazon']}];

test('presets are saved, listed by name, renamed, marked as used and removed', async (t) => {
	const file = path.join(await temporaryDirectory(t), 'deep', 'presets.json');
	const presets = openPresets(file, () => new Date('2026-01-02T03:04:05Z'));
	assert.deepEqual(await presets.list(), []);
	await presets.save({name: 'b.c', criteria}, {overwrite: false});
	await presets.save({name: 'a', description: 'First', criteria}, {overwrite: false});
	await presets.markUsed('a');
	await presets.rename('b.c', 'é');
	const createdAt = '2026-01-02T03:04:05.000Z';
	assert.deepEqual(await openPresets(file).list(), [
		{name: 'a', description: 'First', criteria, createdAt, lastUsedAt: createdAt},
		{name: 'é', criteria, createdAt},
	]);
	// The same letter, composed otherwise.
	await presets.remove('e\u{301}');
	assert.deepEqual(await namesOf(presets), ['a']);
});

test('the file and its directory are for their owner alone', async (t) => {
	const file = path.join(await temporaryDirectory(t), 'allowed-amis', 'presets.json');
	await openPresets(file).save({name: 'a', criteria}, {overwrite: false});
	const [fileStats, directoryStats] = [await fs.stat(file), await fs.stat(path.dirname(file))];
	assert.equal(fileStats.mode & 0o777, 0o600);
	assert.equal(directoryStats.mode & 0o777, 0o700);
});

test('a name that is taken is overwritten only when asked to, and keeps its date and use', async (t) => {
	const presets = openPresets(path.join(await temporaryDirectory(t), 'presets.json'));
	const first = await presets.save({name: 'a', description: 'First', criteria}, {overwrite: false});
	await presets.save({name: 'b', criteria}, {overwrite: false});
	await presets.markUsed('a');
	await assert.rejects(presets.save({name: 'a', criteria: []}, {overwrite: false}), rejection('storage', 'exists'));
	await assert.rejects(presets.rename('b', 'a'), rejection('storage', 'exists'));
	const kept = await presets.get('a');
	assert.deepEqual(kept.criteria, criteria);

	await presets.save({name: 'a', criteria: []}, {overwrite: true});
	const after = await presets.get('a');
	assert.deepEqual(after.criteria, []);
	assert.equal(after.createdAt, first.createdAt);
	assert.equal(after.description, 'First');
	assert.notEqual(after.lastUsedAt, undefined);
});

test('a description can be changed alone, and a removed preset put back as it was', async (t) => {
	const presets = openPresets(path.join(await temporaryDirectory(t), 'presets.json'));
	await presets.save({name: 'a', criteria}, {overwrite: false});
	await presets.markUsed('a');
	await presets.describe('a', '  For production ');
	const before = await presets.get('a');
	assert.equal(before.description, 'For production');
	assert.deepEqual(before.criteria, criteria);

	await presets.remove('a');
	await presets.restore(before);
	assert.deepEqual(await presets.get('a'), before);
	await assert.rejects(presets.restore(before), rejection('storage', 'exists'));

	await presets.describe('a', ' ');
	const {description: _, ...bare} = before;
	assert.deepEqual(await presets.get('a'), bare);
	await assert.rejects(presets.describe('x', 'y'), rejection('not-found'));
});

test('a name that is not there is not found, and the nearest ones are named', async (t) => {
	const presets = openPresets(path.join(await temporaryDirectory(t), 'presets.json'));
	await assert.rejects(presets.get('production'), {
		problem: {kind: 'not-found', what: 'There is no preset named "production".', next: 'None is saved yet.'},
	});
	await presets.save({name: 'production', criteria}, {overwrite: false});
	await assert.rejects(presets.get('prodction'), /Did you mean production\?/);
	await assert.rejects(presets.remove('x'), rejection('not-found'));
	await assert.rejects(presets.markUsed('x'), rejection('not-found'));
	await assert.rejects(presets.rename('x', 'y'), rejection('not-found'));
});

test('names that could trick an object, a path or a terminal are refused or harmless', async (t) => {
	const presets = openPresets(path.join(await temporaryDirectory(t), 'presets.json'));
	for (const name of [
		'',
		' ',
		' a',
		'a ',
		'.',
		'..',
		'../a',
		'a/b',
		String.raw`a\b`,
		'-a',
		'--help',
		'a\n',
		'a\u{1B}[31m',
		'a\u{202E}b',
		'a\0',
		'x'.repeat(65),
	]) {
		assert.notEqual(presetNameError(name), undefined, JSON.stringify(name));
		await assert.rejects(presets.save({name, criteria}, {overwrite: false}), rejection('storage', 'invalid-name'));
	}

	for (const name of [
		'__proto__',
		'constructor',
		'toString',
		'0',
		'a.b.c',
		'Prod 2026: EU',
		'プロダクション',
		'__internal__',
	]) {
		await presets.save({name, criteria}, {overwrite: false});
		const saved = await presets.get(name);
		assert.equal(saved.name, name);
	}

	const names = await namesOf(presets);
	assert.equal(names.length, 8);
	const {description} = await presets.save(
		{name: 'a', description: 'x\u{1B}]8;;http://a\u{7}y', criteria},
		{overwrite: false},
	);
	assert.equal(description, String.raw`x\u{1b}]8;;http://a\u{7}y`);
});

test('criteria come back as they were saved, parameters that this tool does not know included', async (t) => {
	const presets = openPresets(path.join(await temporaryDirectory(t), 'presets.json'));
	await fc.assert(
		fc.asyncProperty(
			fc.array(
				fc.dictionary(
					fc.string({minLength: 1}).filter((key) => key !== '__proto__'),
					fc.jsonValue(),
				),
			),
			async (any) => {
				await presets.save({name: 'a', criteria: any}, {overwrite: true});
				const {criteria: kept} = await presets.get('a');
				assert.equal(JSON.stringify(kept), JSON.stringify(any));
			},
		),
		{numRuns: 15},
	);
});

test('processes that save at once lose nothing', async (t) => {
	const file = path.join(await temporaryDirectory(t), 'presets.json');
	const names = ['a', 'b', 'c', 'd'].map((writer) => Array.from({length: 15}, (_, index) => `${writer}-${index}`));
	const results = await Promise.all(names.map(async (own) => runSaver(['presets', file, ...own])));
	assert.deepEqual(
		results.map(({stderr}) => stderr),
		['', '', '', ''],
	);
	const saved = await openPresets(file).list();
	assert.deepEqual(new Set(saved.map(({name}) => name)), new Set(names.flat()));
	assert.deepEqual(await fs.readdir(path.dirname(file)), ['presets.json']);
});

async function namesOf(presets: Presets): Promise<readonly string[]> {
	const list = await presets.list();
	return list.map(({name}) => name);
}

function rejection(kind: string, code?: string): (error: unknown) => boolean {
	return (error) => {
		const {problem} = error as ProblemError;
		assert.equal(problem.kind, kind);
		if (code !== undefined) {
			assert.equal(problem.code, code);
		}

		return true;
	};
}

test('what a person wrote into the file by hand is safe to print, and nested without end it is refused', async (t) => {
	const file = path.join(await temporaryDirectory(t), 'presets.json');
	const hostile = '\u{1B}]0;x\u{7}\u{9B}2J\u{202E}';
	const preset = {name: 'a', description: hostile, criteria, createdAt: hostile, lastUsedAt: hostile};
	await fs.writeFile(file, JSON.stringify({version: 1, presets: [preset]}));
	const [read] = await openPresets(file).list();
	assert.doesNotMatch(JSON.stringify(read), /\\u[\da-f]|[\u{7F}-\u{9F}\u{202E}]/iu);

	const deep = `${'[{"a":'.repeat(25_000)}1${'}]'.repeat(25_000)}`;
	await fs.writeFile(file, `{"version":1,"presets":[{"name":"a","createdAt":"","criteria":${deep}}]}`);
	await assert.rejects(openPresets(file).list(), /is broken: it nests more than 100 levels/);
});
