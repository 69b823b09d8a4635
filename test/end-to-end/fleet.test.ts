import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {execa} from 'execa';
import {environmentFor, program, startApp} from './app.ts';

test('six Regions go from start to scanned under one preset in few keys; the clean ones are enforced together, and nothing else', async () => {
	await using app = await startApp({args: ['--version'], columns: 120, rows: 40, demo: {instances: 600}});
	await app.terminal.exitCode;
	const criteria = {ImageCriteria: [{ImageProviders: ['amazon', 'aws-marketplace', '444455556666']}]};
	await fs.writeFile(path.join(app.folder, 'criteria.json'), JSON.stringify(criteria));
	await execa(process.execPath, [program, 'presets', 'save', 'base', '--criteria', 'criteria.json'], {
		cwd: app.folder,
		env: environmentFor(app.server, app.folder),
	});
	const terminal = app.restart();
	let presses = 0;
	const press = (key: string): void => {
		presses++;
		terminal.press(key);
	};

	await terminal.waitFor('permissions are there');
	press('enter');
	// All Regions are read: what is denied is not marked by "all".
	await terminal.waitFor((screen) => /ap-southeast-2 +denied/.test(screen) && /us-west-2 +audit-mode/.test(screen));
	press('a');
	// One under a policy is not marked by "all", but by itself.
	await terminal.waitFor('5 together');
	for (const key of ['down', 'down', 'down', 'space']) {
		press(key);
	}

	await terminal.waitFor('6 together');
	press('f');
	await terminal.waitFor(/▸ preset +base/);
	press('enter');
	await terminal.waitFor(
		(screen) => screen.includes('in 5 of 6 Regions') && !screen.includes('its settings were not read'),
	);
	assert.match(terminal.screen(), /eu-central-1 +enabled +left out: a policy of the organization manages it/);
	press('enter');
	await terminal.waitFor(/5 scanned/, {timeout: 60_000});
	assert.ok(presses <= 12, `${presses} key presses`);
	assert.ok(
		app.changes().every((change) => !change.endsWith('enabled')),
		'a plan enforces nothing',
	);

	press('E');
	await terminal.waitFor('To confirm, type enforce 1 Region');
	terminal.type('enforce 2 Regions');
	press('enter');
	await terminal.waitFor('That is not it');
	assert.ok(app.changes().every((change) => !change.endsWith('enabled')));
	terminal.press('esc');
	await terminal.waitFor('5 scanned');
	press('E');
	await terminal.waitFor('To confirm, type enforce 1 Region');
	terminal.type('enforce 1 Region');
	await terminal.waitFor('These are the words.');
	press('enter');
	await terminal.waitFor(/us-east-2 .*enforced/);
	assert.deepEqual(
		app.changes().filter((change) => change.endsWith('enabled')),
		['us-east-2 EnableAllowedImagesSettings enabled'],
	);
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
});
