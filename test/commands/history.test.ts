import assert from 'node:assert/strict';
import {once} from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import type {Context} from '../../source/commands/program/context.ts';
import {askAgain} from '../../source/commands/reading/unknown-changes.ts';
import {openHistory} from '../../source/storage/history.ts';
import {plannedChange} from '../storage/planned-change.ts';
import {makePlace} from './run.ts';

test('history shows what was changed, when, as whom and what came of it; a torn line is named and ends with 1', async (t) => {
	const {run, directory} = await makePlace(t);
	const empty = await run(['history']);
	assert.deepEqual([empty.exitCode, empty.stdout], [0, '']);

	const file = path.join(directory, 'state', 'allowed-amis', 'history.ndjson');
	const ledger = openHistory(file, () => new Date('2026-01-02T03:04:05Z'));
	const before = {State: 'disabled', ImageCriteria: [], ManagedBy: 'account'};
	const change = {
		account: '123456789012',
		arn: 'arn:aws:sts::123456789012:assumed-role/Admin/jane',
		region: 'us-east-1',
		kind: 'audit-mode',
		before,
		after: {...before, State: 'audit-mode'},
	} as const;
	const id = await ledger.begin(change);
	await ledger.complete(id, {status: 'done', answer: '{}', requestId: 'r-1'});
	const open = await ledger.begin({...change, undoes: id});
	await fs.appendFile(file, '{"v":1,"ty');

	const [table, json] = await Promise.all([run(['history']), run(['history', '--format', 'json'])]);
	assert.deepEqual([table.exitCode, json.exitCode], [1, 1]);
	assert.match(
		table.stdout,
		/2026-01-02 03:04:05 +123456789012 +Admin\/jane +us-east-1 +disabled -> audit-mode +done\n/,
	);
	assert.match(
		table.stdout,
		new RegExp(String.raw`^${open} .*\(undoes ${id}\) +not known whether it took effect$`, 'm'),
	);
	assert.match(table.stderr, /line 4: it is torn or not JSON/);
	const [first, second] = JSON.parse(json.stdout) as ReadonlyArray<Readonly<Record<string, unknown>>>;
	assert.deepEqual(first, {
		Id: id,
		Run: null,
		Time: '2026-01-02T03:04:05.000Z',
		Account: change.account,
		Arn: change.arn,
		Region: 'us-east-1',
		Change: 'audit-mode',
		Before: {State: 'disabled', ImageCriteria: [], ManagedBy: 'account'},
		After: {State: 'audit-mode', ImageCriteria: [], ManagedBy: 'account'},
		Undoes: null,
		Outcome: 'done',
		Answer: '{}',
		RequestId: 'r-1',
		Error: null,
		Resolved: null,
	});
	assert.deepEqual([second?.Outcome, second?.Undoes], ['unknown', id]);
	assert.doesNotMatch(table.stdout, /Run/);
});

test('a history of which no line can be read is not told as one in which nothing was changed', async (t) => {
	const {run, directory} = await makePlace(t);
	const folder = path.join(directory, 'state', 'allowed-amis');
	await fs.mkdir(folder, {recursive: true});
	await fs.writeFile(path.join(folder, 'history.ndjson'), 'torn\n');
	const {exitCode, stdout, stderr} = await run(['history']);
	assert.deepEqual([exitCode, stdout], [1, '']);
	assert.doesNotMatch(stderr, /Nothing was changed yet/);
	assert.match(stderr, /Of what was changed, nothing could be read\./);
	assert.match(stderr, /line 1: /);
});

test('where nobody answers about an open change, that is said; nobody stopped it', async (t) => {
	const {directory} = await makePlace(t);
	const ledger = openHistory(path.join(directory, 'history.ndjson'));
	await ledger.begin(plannedChange());
	// As the SDK does: whatever ends a call, it rejects with an AbortError.
	const cloud = {
		async identity(signal: AbortSignal): Promise<never> {
			await once(signal, 'abort');
			throw new DOMException('Request aborted', 'AbortError');
		},
	};
	const said = t.mock.method(process.stderr, 'write', () => true);
	await askAgain(
		{
			signal: new AbortController().signal,
			stores: async () => ({ledger}),
			openCloud: async () => cloud,
		} as unknown as Context,
		1,
	);
	const text = said.mock.calls.map((call) => String(call.arguments[0])).join('');
	said.mock.restore();
	assert.match(text, /their Regions could not be asked: There was no answer within 1 second\./);
});

test('history names the fleet run that a change belongs to', async (t) => {
	const {run, directory} = await makePlace(t);
	const ledger = openHistory(path.join(directory, 'state', 'allowed-amis', 'history.ndjson'));
	const alone = await ledger.begin(plannedChange());
	const inRun = await ledger.begin({...plannedChange(), run: '7b20c4e1'});
	for (const id of [alone, inRun]) {
		await ledger.complete(id, {status: 'done', answer: '{}'});
	}

	const [table, json] = await Promise.all([run(['history']), run(['history', '--format', 'json'])]);
	assert.match(table.stdout, /^ID +Run +Time/);
	assert.match(table.stdout, new RegExp(`^${inRun} +7b20c4e1 `, 'm'));
	assert.match(table.stdout, new RegExp(String.raw`^${alone} +\d{4}-`, 'm'));
	const entries = JSON.parse(json.stdout) as ReadonlyArray<{readonly Id: string; readonly Run: string | null}>;
	assert.deepEqual(
		entries.map(({Id: id, Run: fleetRun}) => [id, fleetRun]),
		[
			[alone, null],
			[inRun, '7b20c4e1'],
		],
	);
});
