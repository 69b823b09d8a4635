import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
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
