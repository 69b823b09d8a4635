import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import {openHistory} from '../../source/storage/history.ts';
import {environmentFor, startApp} from './app.ts';

test('in a window of 80 columns every change still says when it was, where, as whom and what came of it', async () => {
	await using app = await startApp({args: ['--version'], columns: 80});
	await app.terminal.exitCode;
	const state = environmentFor(app.server, app.folder).XDG_STATE_HOME ?? assert.fail();
	const ledger = openHistory(
		path.join(state, 'allowed-amis', 'history.ndjson'),
		() => new Date('2026-01-02T03:04:05Z'),
	);
	const before = {State: 'disabled', ImageCriteria: [], ManagedBy: 'account'};
	const id = await ledger.begin({
		account: '123456789012',
		arn: 'arn:aws:sts::123456789012:assumed-role/Administrator/jane.doe@example.com',
		region: 'ap-northeast-1',
		kind: 'audit-mode',
		before,
		after: {...before, State: 'audit-mode'},
		run: '7b20c4e1',
	});
	await ledger.complete(id, {
		status: 'failed',
		problem: {kind: 'denied', what: 'jane may not call ec2:EnableAllowedImagesSettings.', next: 'Ask for it.'},
	});
	const history = app.restart('history', '--no-pager');
	assert.equal(await history.exitCode, 0);
	assert.match(history.screen(), /2026-01-02 03:04:05 UTC, ap-northeast-1: disabled -> audit-mode/);
	assert.match(history.screen(), /failed: jane may not call ec2:EnableAllowedImagesSettings\./);
	assert.match(
		history.screen(),
		new RegExp(String.raw`ID ${id}, run 7b20c4e1, account 123456789012, as\s+Administrator/jane\.doe`),
	);
});
