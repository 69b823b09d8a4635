import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {test, type TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import type {ImageCriteria} from '../../source/criteria/criterion.ts';
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import {startDemoServer} from '../../source/demo/server.ts';
import type {ChangeKind} from '../../source/operations/ports.ts';
import {openHistory} from '../../source/storage/history.ts';
import {openTerminal} from '../support/terminal.ts';

const cli = fileURLToPath(new URL('../../source/cli.ts', import.meta.url));
const run = 'aaaa0001';
const before: AllowedImagesSettings = {State: 'disabled', ImageCriteria: [], ManagedBy: 'account'};
const criteria: ImageCriteria = [{ImageProviders: ['amazon']}];
const audit = {...before, State: 'audit-mode'};
const applied = {...audit, ImageCriteria: criteria};

/**
An account in which a fleet run has changed these Regions from `disabled`, as far as each says: `audit-mode`, then criteria. The last change of
`us-west-2` was not heard of any more: the process was killed.
*/
async function fleetRun(t: TestContext) {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-'));
	const server = await startDemoServer({instances: 50});
	t.after(async () => {
		await server.close();
		await fs.rm(folder, {recursive: true, force: true});
	});
	const ledger = openHistory(path.join(folder, 'state', 'allowed-amis', 'history.ndjson'));
	const change = async (
		region: string,
		kind: ChangeKind,
		[from, to]: readonly [AllowedImagesSettings, AllowedImagesSettings],
		{outcome = 'done', as = run}: {readonly outcome?: 'done' | 'failed' | 'killed'; readonly as?: string} = {},
	): Promise<string> => {
		const id = await ledger.begin({
			account: '123456789012',
			arn: 'arn:aws:sts::123456789012:assumed-role/Admin/jane',
			region,
			kind,
			before: from,
			after: to,
			run: as,
		});
		if (outcome !== 'killed') {
			const problem = {kind: 'denied', what: 'No.', next: 'Ask.'} as const;
			await ledger.complete(id, outcome === 'done' ? {status: 'done', answer: '{}'} : {status: 'failed', problem});
		}

		server.setSettings(region, outcome === 'failed' ? from : to);
		return id;
	};

	const ids = {
		east: [
			await change('us-east-2', 'audit-mode', [before, audit]),
			await change('us-east-2', 'criteria', [audit, applied]),
		],
		west: [
			await change('us-west-2', 'audit-mode', [before, audit]),
			await change('us-west-2', 'criteria', [audit, applied], {outcome: 'killed'}),
		],
	};
	return {
		ids,
		server,
		ledger,
		change,
		undo: (...args: readonly string[]) =>
			openTerminal({
				command: process.execPath,
				args: ['--import', import.meta.resolve('tsx'), cli, 'undo', ...args],
				cwd: folder,
				columns: 120,
				rows: 50,
				env: {
					AWS_ENDPOINT_URL: server.url,
					AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
					AWS_SECRET_ACCESS_KEY: 'secret',
					AWS_EC2_METADATA_DISABLED: 'true',
					HOME: folder,
					XDG_CONFIG_HOME: path.join(folder, 'config'),
					XDG_STATE_HOME: path.join(folder, 'state'),
				},
			}),
		/** The mutating calls of a Region, in order. */
		changes: (region?: string) =>
			server.requests
				.filter((request) => !/^(?:Describe|Get)/.test(request.action) && [undefined, request.region].includes(region))
				.map(({action, params}) => params.AllowedImagesSettingsState ?? action.replace('AllowedImagesSettings', '')),
	};
}

test('undo --run takes back every Region of a run after one confirmation, the killed one too, and tells what became of each', async (t) => {
	const {ids, server, ledger, change, undo, changes} = await fleetRun(t);
	// What was refused left nothing to take back.
	await change('ap-northeast-1', 'audit-mode', [before, audit], {outcome: 'failed'});
	await using mistyped = undo('--run', run);
	await mistyped.waitFor('Type "undo 2 Regions" to do all of it, or "each"');
	assert.match(mistyped.screen(), /us-east-2\n +- state: audit-mode\n +\+ state: disabled\n/);
	assert.doesNotMatch(mistyped.screen(), /ap-northeast-1/);
	mistyped.type('undo 3 Regions\r');
	assert.equal(await mistyped.exitCode, 1);
	assert.deepEqual(changes(), []);
	// Nor any word that means something to JavaScript alone.
	for (const word of ['constructor', '__proto__', 'toString']) {
		await using odd = undo('--run', run);
		await odd.waitFor('Type "undo 2 Regions"');
		odd.type(`${word}\r`);
		assert.equal(await odd.exitCode, 1, word);
		assert.match(odd.screen(), /That was not it; nothing was changed\./, word);
	}

	assert.deepEqual(changes(), []);

	await using confirmed = undo('--run', run.slice(0, 4));
	await confirmed.waitFor('Type "undo 2 Regions"');
	confirmed.type('undo 2 Regions\r');
	assert.equal(await confirmed.exitCode, 0, confirmed.screen());
	assert.match(confirmed.screen(), /us-east-2 is back to disabled\./);
	assert.match(confirmed.screen(), /us-west-2 is back to disabled\./);
	assert.match(confirmed.screen(), /2 of 2 Regions are as they were before run aaaa0001\./);
	for (const region of ['us-east-2', 'us-west-2']) {
		assert.deepEqual(server.settings(region), before, region);
		assert.deepEqual(changes(region), ['ReplaceImageCriteriaIn', 'Disable'], region);
	}

	const entries = await ledger.entries();
	const undone = (region: string) => entries.filter((one) => one.region === region).flatMap(({undoes}) => undoes ?? []);
	assert.deepEqual(undone('us-east-2'), ids.east.toReversed());
	assert.deepEqual(undone('us-west-2'), ids.west.toReversed());
	assert.equal(entries.find(({id}) => id === ids.west[1])?.resolved, 'took effect');

	await using again = undo('--run', run);
	await again.waitFor('Every Region of it is back already; nothing to do.');
	assert.equal(await again.exitCode, 0);
});

test('undo --run asks for each Region where one wants it; a Region that cannot go back hinders no other, and none is enforced', async (t) => {
	const {server, ledger, change, undo, changes} = await fleetRun(t);
	const enforced = {...applied, State: 'enabled'};
	await change('ap-northeast-1', 'audit-mode', [enforced, applied]);
	// Somebody else took it over since.
	server.setSettings('us-west-2', {ManagedBy: 'declarative-policy'});
	await change('us-east-1', 'enabled', [applied, enforced]);
	await change('us-east-1', 'criteria', [enforced, {...enforced, ImageCriteria: []}], {as: 'bbbb0002'});
	await using each = undo('--run', run);
	await each.waitFor('Type "undo 2 Regions"');
	const plan = each.screen();
	assert.match(plan, /ap-northeast-1: This would enforce again, which blocks launches\./);
	assert.match(plan, /Taking it back changes 2 Regions like this:/);
	assert.match(plan, /us-west-2: A declarative policy manages this Region now\./);
	assert.match(plan, /us-east-1\n[^~]*Changed since, and taken back with it: criteria \([\da-f]{8}\);/);
	each.type('each\r');
	await each.waitFor('Type us-east-2 to take it back there');
	each.type('us-east-1\r');
	await each.waitFor('us-east-2 was left as it is.');
	await each.waitFor('Type us-east-1 to take it back there');
	each.type('us-east-1\r');
	assert.equal(await each.exitCode, 1, each.screen());
	assert.match(each.screen(), /us-east-1 is back to audit-mode\./);
	assert.match(each.screen(), /1 of 4 Regions are as they were/);
	assert.deepEqual(server.settings('us-east-1'), applied);
	assert.deepEqual(changes(), ['audit-mode', 'ReplaceImageCriteriaIn']);
	assert.deepEqual(server.settings('us-east-2'), applied);
	const entries = await ledger.entries();
	assert.ok(entries.every(({kind, undoes}) => undoes === undefined || kind !== 'enabled'));

	await using stopped = undo('--run', run);
	await stopped.waitFor('Type "undo 1 Region"');
	stopped.type('each\r');
	await stopped.waitFor('Type us-east-2 to take it back there');
	stopped.press('ctrl+c');
	assert.equal(await stopped.exitCode, 130);
	assert.match(stopped.screen(), /us-east-2 was left as it is\./);
	assert.equal(changes().length, 2);
});

test('undo --run names what is wrong with its run before anything is asked', async (t) => {
	const {undo, change, changes} = await fleetRun(t);
	await change('ap-northeast-1', 'audit-mode', [before, audit], {outcome: 'failed', as: 'cccc0003'});
	for (const [args, said] of [
		[['--run', 'aaaa0002'], /There is no run aaaa0002 in the history\.\n.*aaaa0001/],
		[['--run', 'cccc0003'], /All that run cccc0003 asked for was refused/],
		[['--run', run, 'dddd0004'], /either one change or a whole run/],
		[['--run', run, '--read-only'], /--read-only forbids that/],
	] as const) {
		await using refused = undo(...args);
		assert.equal(await refused.exitCode, 2);
		assert.match(refused.screen(), said);
	}

	assert.deepEqual(changes(), []);
});
