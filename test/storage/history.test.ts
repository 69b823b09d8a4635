import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {readHistory} from '../../source/storage/history-lines.ts';
import {openHistory} from '../../source/storage/history.ts';
import fc from '../support/fast-check.ts';
import {plannedChange} from './planned-change.ts';
import {runSaver, temporaryDirectory} from './processes.ts';

const criteria = [{ImageProviders: ['amazon']}];

test('an entry is unknown until it is completed, and says what a later reading showed', async (t) => {
	const file = path.join(await temporaryDirectory(t), 'state', 'history.ndjson');
	const ledger = openHistory(file, () => new Date('2026-01-02T03:04:05Z'));
	assert.deepEqual(await ledger.entries(), []);
	const id = await ledger.begin(plannedChange());
	const other = await ledger.begin({...plannedChange('eu-west-1'), undoes: id});
	const expected = {...plannedChange(), id, at: '2026-01-02T03:04:05.000Z'};
	assert.deepEqual(await openHistory(file).entries(), [
		{...expected, outcome: {status: 'unknown'}},
		{...expected, id: other, region: 'eu-west-1', undoes: id, outcome: {status: 'unknown'}},
	]);

	await ledger.complete(id, {status: 'done', answer: '{"ReturnValue":true}', requestId: 'r-1'});
	await ledger.resolve(other, 'took effect');
	const [first, second] = await ledger.entries();
	assert.deepEqual(first?.outcome, {status: 'done', answer: '{"ReturnValue":true}', requestId: 'r-1'});
	assert.deepEqual([second?.outcome.status, second?.resolved], ['unknown', 'took effect']);
	const [fileStats, directoryStats] = [await fs.stat(file), await fs.stat(path.dirname(file))];
	assert.equal(fileStats.mode & 0o777, 0o600);
	assert.equal(directoryStats.mode & 0o777, 0o700);
});

test('what was written is never written over', async (t) => {
	const file = path.join(await temporaryDirectory(t), 'history.ndjson');
	const ledger = openHistory(file);
	let before = '';
	for (const step of [
		async () => ledger.begin(plannedChange()),
		async () => ledger.complete('x', {status: 'unknown'}),
		async () => ledger.resolve('x', 'took effect'),
	]) {
		await step();
		const after = await fs.readFile(file, 'utf8');
		assert.ok(after.startsWith(before));
		assert.ok(after.endsWith('\n'));
		before = after;
	}
});

test('a torn last line is reported, and costs no other entry, nor the next one', async (t) => {
	const file = path.join(await temporaryDirectory(t), 'history.ndjson');
	const ledger = openHistory(file);
	const first = await ledger.begin(plannedChange());
	await fs.appendFile(file, '{"v":1,"type":"begin","id":"to');
	const second = await ledger.begin(plannedChange('eu-west-1'));
	const {entries, problem} = await ledger.read();
	assert.deepEqual(
		entries.map(({id}) => id),
		[first, second],
	);
	assert.match(problem?.what ?? '', /line 2: it is torn or not JSON/);
	assert.match(await fs.readFile(file, 'utf8'), /"id":"to\n/);
});

test('a history cut off at any byte gives the entries whose lines are whole', async (t) => {
	const file = path.join(await temporaryDirectory(t), 'history.ndjson');
	const ledger = openHistory(file);
	for (const region of ['us-east-1', 'eu-west-1']) {
		await ledger.complete(await ledger.begin(plannedChange(region)), {
			status: 'failed',
			problem: {kind: 'service', what: 'No.', next: 'Try.'},
		});
	}

	const text = await fs.readFile(file, 'utf8');
	const whole = readHistory(text);
	for (let length = 0; length <= text.length; length++) {
		const {entries, damage} = readHistory(text.slice(0, length));
		const lines = text.slice(0, length).split('\n');
		const begun = lines.filter(
			(line) => line.includes('"begin"') && line.endsWith('}') && line !== lines.at(-1),
		).length;
		assert.ok(entries.length >= begun);
		assert.ok(damage.length <= 1);
		for (const [index, entry] of entries.entries()) {
			assert.equal(entry.id, whole.entries[index]?.id);
			assert.ok(entry.outcome.status === 'unknown' || entry.outcome.status === 'failed');
		}
	}
});

test('whatever is in the file, reading it never fails and loses no whole entry', async (t) => {
	const file = path.join(await temporaryDirectory(t), 'history.ndjson');
	const ledger = openHistory(file);
	await ledger.begin(plannedChange());
	const line = await fs.readFile(file, 'utf8');
	fc.assert(
		fc.property(
			fc.array(fc.oneof(fc.string(), fc.json(), fc.constant('{"v":1,"type":"complete"}'), fc.constant('{"v":9}'))),
			(noise) => {
				const before = noise.filter((text) => !text.includes('\n'));
				const {entries} = readHistory(`${before.join('\n')}\n${line}${before.join('\n')}`);
				assert.equal(entries.length, 1);
			},
		),
	);
});

test('processes that append at once lose nothing', async (t) => {
	const file = path.join(await temporaryDirectory(t), 'history.ndjson');
	const regions = ['a', 'b', 'c'].map((writer) => Array.from({length: 20}, (_, index) => `${writer}-${index}`));
	await Promise.all(regions.map(async (own) => runSaver(['history', file, ...own])));
	const {entries, problem} = await openHistory(file).read();
	assert.equal(problem, undefined);
	assert.deepEqual(new Set(entries.map(({region}) => region)), new Set(regions.flat()));
	assert.ok(entries.every(({outcome}) => outcome.status === 'done'));
});

test('neither secrets nor stack traces nor terminal escapes get in or out', async (t) => {
	const file = path.join(await temporaryDirectory(t), 'history.ndjson');
	const ledger = openHistory(file);
	const id = await ledger.begin(plannedChange());
	await ledger.complete(id, {
		status: 'failed',
		problem: {
			kind: 'bug',
			what: `AKIAIOSFODNN7EXAMPLE aws_secret_access_key=wJalrXUtnFEMIK7MDENG/bPxRfiCYEXAMPLEKEY ${'A'.repeat(300)}`,
			next: 'x-amz-security-token: FwoGZXIvYXdzEBYaD',
			stack: 'at secret.ts',
		},
	});
	const text = await fs.readFile(file, 'utf8');
	for (const secret of ['IOSFODNN7EXAMPLE', 'wJalrX', 'FwoGZX', 'secret.ts', 'AAAAAAAA']) {
		assert.ok(!text.includes(secret), secret);
	}

	const hostile = '\u{1B}]0;x\u{7}\u{9B}2J\u{202E}';
	const settings = {State: hostile, ManagedBy: hostile, ImageCriteria: criteria};
	const begin = {
		v: 1,
		type: 'begin',
		id: hostile,
		at: hostile,
		kind: 'criteria',
		account: hostile,
		arn: hostile,
		region: hostile,
		before: settings,
		after: settings,
		undoes: hostile,
	};
	await fs.writeFile(file, JSON.stringify(begin));
	const [entry] = await ledger.entries();
	assert.notStrictEqual(entry, undefined);
	assert.doesNotMatch(JSON.stringify(entry), /\\u[\da-f]|[\u{7F}-\u{9F}\u{202E}]/iu);
	// What an undo sends is to the letter.
	assert.deepEqual(entry?.before.ImageCriteria, criteria);
	await fs.writeFile(file, JSON.stringify({...begin, undoes: 7}));
	assert.deepEqual(await ledger.entries(), []);
});

test('a full disk is reported, and the entries before it stay readable', async () => {
	// Every write to this device fails as on a full disk.
	await assert.rejects(openHistory('/dev/full').begin(plannedChange()), {
		problem: {
			kind: 'storage',
			code: 'ENOSPC',
			what: 'Cannot write the history to /dev/full: the disk is full.',
			next: 'Free some space and try again; what was there before is unharmed.',
		},
	});
});
