import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import {startDemoServer} from '../../source/demo/server.ts';
import {openHistory} from '../../source/storage/history.ts';
import {makePlace} from '../commands/run.ts';

const before = {State: 'audit-mode', ImageCriteria: [], ManagedBy: 'account'};
const change = {
	account: '123456789012',
	arn: 'arn:aws:sts::123456789012:assumed-role/Admin/jane',
	region: 'us-east-1',
	kind: 'enabled',
	before,
	after: {...before, State: 'enabled'},
} as const;

test('a change without an answer stays not known until its Region reports it, however late, also where a falsehood was recorded', async (t) => {
	const server = await startDemoServer({instances: 10});
	t.after(async () => server.close());
	const {run, directory} = await makePlace(t, server.url);
	const file = path.join(directory, 'state', 'allowed-amis', 'history.ndjson');
	const ledger = openHistory(file);
	const id = await ledger.begin(change);
	server.setSettings('us-east-1', before);
	const resolutions = async (): Promise<unknown> => {
		const {stdout} = await run(['history', '--format', 'json']);
		return (JSON.parse(stdout) as ReadonlyArray<{readonly Resolved: unknown}>).map(({Resolved}) => Resolved);
	};

	assert.deepEqual(await resolutions(), [null]);
	// What an earlier version recorded of a Region that still reported what was before.
	await fs.appendFile(
		file,
		`${JSON.stringify({v: 1, type: 'resolve', id, at: '2026-01-01T00:00:00.000Z', resolved: 'did not take effect'})}\n`,
	);
	assert.deepEqual(await resolutions(), [null]);
	server.setSettings('us-east-1', change.after);
	assert.deepEqual(await resolutions(), ['took effect']);
	const [entry] = await ledger.entries();
	assert.equal(entry?.resolved, 'took effect');
});

test('without anybody to ask, the history is shown as it is on disk, and says so', async (t) => {
	const server = await startDemoServer({instances: 10});
	t.after(async () => server.close());
	const {run, directory} = await makePlace(t, server.url);
	await openHistory(path.join(directory, 'state', 'allowed-amis', 'history.ndjson')).begin(change);
	server.faults.push({match: {action: 'GetCallerIdentity'}, fault: {type: 'deny'}});
	const {stdout, stderr, exitCode} = await run(['history']);
	assert.equal(exitCode, 0);
	assert.match(stdout, /not known whether it took effect/);
	assert.match(stderr, /could not be asked/);
});
