import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {openHistory} from '../../source/storage/history.ts';
import {openPresets} from '../../source/storage/presets.ts';
import {runSaver, temporaryDirectory} from './processes.ts';

/** Runs a saver killed at its first, second, third… file operation, until it gets through; `check` looks at what each one left behind. */
async function killAtEachStep(
	directory: string,
	run: (target: string) => readonly string[],
	check: (target: string, stdout: string) => Promise<void>,
	prepare: (target: string) => Promise<void> = async () => undefined,
): Promise<number> {
	for (let at = 0; ; at++) {
		assert.ok(at < 100, 'it never finishes');
		const target = path.join(directory, String(at), 'file.json');
		await fs.mkdir(path.dirname(target));
		await prepare(target);
		const {signal, stdout, stderr} = await runSaver(run(target), {at, directory: path.dirname(target)});
		if (signal === null) {
			assert.equal(stderr, '');
			assert.match(stdout, /finished/);
			return at;
		}

		assert.equal(signal, 'SIGKILL');
		await check(target, stdout);
	}
}

test('a save killed at any step leaves the presets of before or after it, and the next save works', async (t) => {
	const directory = await temporaryDirectory(t);
	const seen = new Set<string>();
	const steps = await killAtEachStep(
		directory,
		(target) => ['presets', target, 'added'],
		async (target) => {
			const presets = openPresets(target);
			const names = await presets.list();
			assert.ok(names.some(({name}) => name === 'kept'));
			seen.add(names.map(({name}) => name).join(' '));

			// The lock and the temporary file of the dead are no hindrance, and don't stay.
			await presets.save({name: 'next', criteria: []}, {overwrite: false});
			assert.deepEqual(await fs.readdir(path.dirname(target)), ['file.json']);
		},
		async (target) => {
			await openPresets(target).save({name: 'kept', criteria: []}, {overwrite: false});
		},
	);
	assert.deepEqual(seen, new Set(['kept', 'added kept']));
	assert.ok(steps >= 8, `only ${steps} steps were seen`);
});

test('an entry is in the history once begin has resolved, whenever the process is killed after it', async (t) => {
	const directory = await temporaryDirectory(t);
	const statuses = new Set<string>();
	await killAtEachStep(
		directory,
		(target) => ['history', target, 'us-east-1'],
		async (target, stdout) => {
			const history = await openHistory(target).read();
			assert.equal(history.problem, undefined);
			const [entry] = history.entries;
			const begun = /begun (?<id>\w+)/.exec(stdout)?.groups?.id;
			if (begun !== undefined) {
				assert.equal(entry?.id, begun);
			}

			if (stdout.includes('completed')) {
				assert.equal(entry?.outcome.status, 'done');
			}

			statuses.add(entry?.outcome.status ?? 'nothing');
		},
	);
	assert.deepEqual(statuses, new Set(['nothing', 'unknown', 'done']));
});

test('a file being written is there whole or not at all, whenever the process is killed', async (t) => {
	const directory = await temporaryDirectory(t);
	const seen = new Set<string>();
	await killAtEachStep(
		directory,
		(target) => ['output', target, 'new ', 'text'],
		async (target) => {
			seen.add(await fs.readFile(target, 'utf8'));
		},
		async (target) => {
			await fs.writeFile(target, 'old text');
		},
	);
	assert.ok(seen.has('old text'));
	assert.ok(
		[...seen].every((text) => text === 'old text' || text === 'new text'),
		[...seen].join('|'),
	);
});
