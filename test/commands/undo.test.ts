import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {test, type TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import {startDemoServer} from '../../source/demo/server.ts';
import {openHistory} from '../../source/storage/history.ts';
import {plannedChange} from '../storage/planned-change.ts';
import {openTerminal} from '../support/terminal.ts';

const cli = fileURLToPath(new URL('../../source/cli.ts', import.meta.url));
const region = 'us-west-2';

/** A Region in which this tool has just replaced the criteria of `before`, and what runs `undo` on a terminal. */
async function changedRegion(t: TestContext, before: Partial<AllowedImagesSettings>) {
	const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-'));
	const server = await startDemoServer({instances: 50});
	t.after(async () => {
		await server.close();
		await fs.rm(directory, {recursive: true, force: true});
	});
	const ledger = openHistory(path.join(directory, 'state', 'allowed-amis', 'history.ndjson'));
	const after = server.settings(region);
	const id = await ledger.begin({
		account: '123456789012',
		arn: 'arn:aws:sts::123456789012:assumed-role/Admin/jane',
		region,
		kind: 'criteria',
		before: {...after, ...before},
		after,
	});
	await ledger.complete(id, {status: 'done', answer: '{"ReturnValue":true}'});
	return {
		id,
		server,
		ledger,
		undo: (...args: readonly string[]) =>
			openTerminal({
				command: process.execPath,
				args: ['--import', import.meta.resolve('tsx'), cli, 'undo', ...args],
				cwd: directory,
				env: {
					AWS_ENDPOINT_URL: server.url,
					AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
					AWS_SECRET_ACCESS_KEY: 'secret',
					AWS_EC2_METADATA_DISABLED: 'true',
					HOME: directory,
					XDG_CONFIG_HOME: path.join(directory, 'config'),
					XDG_STATE_HOME: path.join(directory, 'state'),
				},
			}),
		changes: () => server.requests.filter(({action}) => !/^(?:Describe|Get)/.test(action)).map(({action}) => action),
	};
}

test("undo shows what changes back, asks for the Region's name, and is history itself", async (t) => {
	const criteria = [{ImageProviders: ['amazon', '123456789012']}];
	const {id, server, ledger, undo, changes} = await changedRegion(t, {ImageCriteria: criteria});
	const applied = server.settings(region);
	await using mistyped = undo();
	await mistyped.waitFor(`Type ${region} to do it:`);
	assert.match(mistyped.screen(), /123456789012/);
	mistyped.type('us-west-1\r');
	assert.equal(await mistyped.exitCode, 1);
	assert.deepEqual(changes(), []);
	assert.deepEqual(server.settings(region), applied);

	await using confirmed = undo(id.slice(0, 6));
	await confirmed.waitFor(`Type ${region} to do it:`);
	confirmed.type(`${region}\r`);
	assert.equal(await confirmed.exitCode, 0, confirmed.screen());
	assert.deepEqual(server.settings(region), {...applied, ImageCriteria: criteria});
	assert.deepEqual(changes(), ['ReplaceImageCriteriaInAllowedImagesSettings']);
	const [, entry] = await ledger.entries();
	assert.equal(entry?.undoes, id);
	assert.equal(entry.outcome.status, 'done');
	assert.deepEqual(entry.before.ImageCriteria, applied.ImageCriteria);

	await using again = undo();
	await again.waitFor('There is no change to take back.');
	assert.equal(await again.exitCode, 2);
});

test('an ID that several changes begin with is not called unknown', async (t) => {
	const {id, ledger, undo} = await changedRegion(t, {});
	const ids = [id];
	// One of 16 first letters comes twice among 17.
	while (ids.length < 17) {
		ids.push(await ledger.begin(plannedChange()));
	}

	const first = ids.map((one) => one.charAt(0)).find((letter, index, all) => all.indexOf(letter) !== index);
	await using terminal = undo(first ?? '');
	await terminal.waitFor('changes in the history begin with');
	await terminal.waitFor('Give more of the ID.');
	assert.equal(await terminal.exitCode, 2);
});

test('undo never enforces again, and Ctrl-C at its question changes nothing', async (t) => {
	const enforced = await changedRegion(t, {State: 'enabled'});
	await using refused = enforced.undo();
	await refused.waitFor('This would enforce again, which blocks launches.');
	assert.equal(await refused.exitCode, 1);
	assert.deepEqual(enforced.changes(), []);

	const open = await changedRegion(t, {State: 'disabled'});
	await using interrupted = open.undo();
	await interrupted.waitFor(`Type ${region} to do it:`);
	interrupted.press('ctrl+c');
	assert.equal(await interrupted.exitCode, 130);
	assert.deepEqual(open.changes(), []);
});
