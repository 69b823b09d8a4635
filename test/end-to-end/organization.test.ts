import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {execa} from 'execa';
import {environmentFor, program, startApp} from './app.ts';

test('a scan of an organization is browsed: the grid with what is unread, a cell, the images, a filter, an export, the plan', async () => {
	await using app = await startApp({args: ['--version'], columns: 120, rows: 40});
	await app.terminal.exitCode;
	await fs.writeFile(path.join(app.folder, 'criteria.json'), '[{"ImageProviders":["amazon"]}]');
	await execa(process.execPath, [program, 'org', 'scan', '--role', 'reader', '--out', 'organization-scan'], {
		cwd: app.folder,
		env: environmentFor(app.server, app.folder),
		// One account lets nobody in.
		reject: false,
	});
	const before = app.server.requests.length;
	const terminal = app.restart('org', 'organization-scan', '--criteria', 'criteria.json');
	await terminal.waitFor('would be blocked');
	const grid = terminal.screen();
	assert.match(grid, /READ-ONLY/);
	// The account that lets nobody in is hatched from end to end, and never empty.
	const closed = grid.split('\n').find((line) => line.includes('acquired-s')) ?? assert.fail();
	assert.match(closed, /╱/);
	assert.doesNotMatch(closed, /·/);
	// Nothing is known of it, and so nothing is counted.
	assert.match(closed, / - +\d+ /);

	terminal.type('/');
	await terminal.waitFor('keep the filter');
	terminal.type('golden');
	await terminal.waitFor((screen) => screen.includes('golden-images') && !screen.includes('acquired-s'));
	terminal.press('enter');
	await terminal.waitFor('tab grid, images, plan');
	terminal.press('enter');
	// The same is said beside the grid already.
	await terminal.waitFor('esc back');
	await terminal.waitFor(/111122223333 golden-images .*, af-south-1\n.*The account has no such Region/);
	terminal.press('right');
	await terminal.waitFor(/golden-images .*, ap-northeast-1\s/);
	await terminal.waitFor('disabled, managed by account. Nothing is restricted there.');
	terminal.press('esc');
	await terminal.waitFor('tab grid, images, plan');
	terminal.press('esc');
	await terminal.waitFor('acquired-s');

	terminal.press('2');
	await terminal.waitFor(/▸ not allowed/);
	terminal.press('enter');
	await terminal.waitFor('esc back');
	await terminal.waitFor('is none of amazon');
	terminal.press('esc');
	await terminal.waitFor(/▸ not allowed/);
	terminal.press('w');
	await terminal.waitFor('organization-images.csv');
	terminal.press('enter');
	await terminal.waitFor('Wrote organization-images.csv');
	const csv = await fs.readFile(path.join(app.folder, 'organization-images.csv'), 'utf8');
	assert.match(csv, /^ImageId,ImageName,OwnerId,Region,Accounts,Instances,After,Reasons\r\nami-/);

	terminal.press('3');
	await terminal.waitFor('No enforcing policy yet');
	assert.match(terminal.screen(), /1 {2}pilot account: .*\n.*2 {2}test unit: Test \(ou-demo-workloadstest\)/);
	terminal.press('end');
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
	assert.equal(app.server.requests.length, before, 'browsing asks nothing');
});
