import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {execa} from 'execa';
import {environmentFor, program, startApp} from './app.ts';

test('a review lists the offenders of all Regions, drills in, filters and exports, and sends nothing that changes', async () => {
	await using app = await startApp({args: ['review'], columns: 120, rows: 40});
	const {terminal, folder} = app;
	// What runs most of what would break comes first: images, by name.
	await terminal.waitFor(/By image {2}1 of \d+ · incomplete scan/);
	await terminal.waitFor(/Image +Offenders/);
	await terminal.waitFor('READ-ONLY');
	terminal.press('enter');
	await terminal.waitFor(/Review › ami-.*\n.*Instances not allowed/);
	terminal.press('esc');
	await terminal.waitFor('By image');
	terminal.press('shift+tab');
	await terminal.waitFor('Instances not allowed');
	terminal.press('/');
	await terminal.waitFor('clear the filter');
	terminal.type('region:eu-west-1 !state:stopped');
	await terminal.waitFor(/1 of \d ·/);
	terminal.press('enter');
	await terminal.waitFor('tab group');
	terminal.press(':');
	await terminal.waitFor('a number from 1 to');
	terminal.type('3');
	terminal.press('enter');
	await terminal.waitFor(/ {2}3 of \d ·/);
	// Words after it are looked for among all that can be done.
	terminal.press(':');
	await terminal.waitFor('a number from 1 to');
	terminal.type('write to');
	await terminal.waitFor(/what can be done here[\s\S]*write to a file/);
	terminal.press('esc');
	await terminal.waitFor('type to search');
	terminal.press('esc');
	await terminal.waitFor('tab group');
	terminal.press('w');
	await terminal.waitFor('Write what is listed to');
	terminal.type('offenders.csv');
	terminal.press('enter');
	await terminal.waitFor(/Wrote \d+ rows to offenders.csv/);
	const csv = await fs.readFile(path.join(folder, 'offenders.csv'), 'utf8');
	assert.match(csv, /^Region,InstanceId,/);
	assert.doesNotMatch(csv, /us-west-2|,stopped,/);

	// An existing file is not overwritten without asking.
	terminal.press('w');
	await terminal.waitFor('Write what is listed to');
	terminal.type('offenders.csv');
	terminal.press('enter');
	await terminal.waitFor('Overwrite it?');
	terminal.press('n');
	await terminal.waitFor('Write what is listed to');
	terminal.press('esc');
	await terminal.waitFor('tab group');
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
	assert.deepEqual(app.changes(), []);
});

test('a Region that there is none of is told at once, and the Regions are listed again when asked for', async () => {
	await using app = await startApp({args: ['review', '-r', 'us-esat-1'], columns: 100, rows: 24});
	const {terminal, server} = app;
	await terminal.waitFor(
		/Nothing was scanned: [\s\S]*There is no Region us-esat-1\.[\s\S]*R lists the Regions again\./,
	);
	assert.doesNotMatch(terminal.screen(), /still scanning/);
	const listed = () => server.requests.filter(({action}) => action === 'DescribeRegions').length;
	const before = listed();
	terminal.press('R');
	await terminal.waitFor((screen) => listed() > before && screen.includes('There is no Region us-esat-1.'));
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
});

test('an order, columns and a value to filter by are chosen from lists, and a filter is completed', async () => {
	await using app = await startApp({args: ['review', '-r', 'us-west-2'], columns: 120, rows: 40});
	const {terminal} = app;
	await terminal.waitFor(/By image {2}1 of \d+ · instances: \d+ not allowed/);
	terminal.press('s');
	await terminal.waitFor(/Sort by\n|Sort by +$/m);
	terminal.press('end');
	await terminal.waitFor(/▸ +image ID/);
	terminal.press('enter');
	await terminal.waitFor((screen) => screen.includes('Image ID ▲') && screen.includes('/ filter'));
	terminal.press('t');
	await terminal.waitFor('Columns, as far as there is room');
	terminal.press('end');
	await terminal.waitFor(/▸ +✓ +image ID/);
	terminal.press('enter');
	await terminal.waitFor((screen) => !screen.includes('Image ID ▲') && /▸ +image ID/.test(screen));
	terminal.press('esc');
	await terminal.waitFor('/ filter');
	terminal.press('=');
	await terminal.waitFor('Filter by a value of this line');
	terminal.press('down');
	await terminal.waitFor(/▸ provider:\d{12}/);
	const [, provider] = /▸ (provider:\d{12})/.exec(terminal.screen()) ?? [];
	terminal.press('enter');
	await terminal.waitFor(`/ ${provider}`);
	terminal.press('esc');
	await terminal.waitFor((screen) => !screen.includes(`/ ${provider}`));
	terminal.press('/');
	await terminal.waitFor('tab complete');
	terminal.type('prov');
	await terminal.waitFor('tab provider:');
	terminal.press('tab');
	await terminal.waitFor(/^ \/ provider:/m);
	terminal.press('esc');
	await terminal.waitFor('/ filter');
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
	assert.deepEqual(app.changes(), []);
});

test('from the review to the criteria and back, what was fetched is still there', async () => {
	await using app = await startApp({args: ['--region', 'us-west-2'], columns: 120, rows: 40});
	const {terminal, server} = app;
	await terminal.waitFor('permissions are there');
	terminal.press('enter');
	await terminal.waitFor('◆ us-west-2');
	terminal.press('enter');
	await terminal.waitFor('Scanned all of us-west-2');
	terminal.press('enter');
	await terminal.waitFor('Used by: r asks');
	terminal.press('r');
	await terminal.waitFor(/Used by \d+ instances?/);
	const asked = () =>
		server.requests.filter(({action}) => /^(?:DescribeImageReferences|DescribeInstanceImage)/.test(action));
	const before = asked().length;
	terminal.press('e');
	await terminal.waitFor('Start from');
	terminal.press('1');
	await terminal.waitFor('Draft for us-west-2');
	terminal.press('esc');
	await terminal.waitFor((screen) => screen.includes('› Review') && /Used by \d+ instances?/.test(screen));
	assert.equal(asked().length, before);
	assert.deepEqual(app.changes(), []);
});

test('a saved scan is browsed without asking AWS anything', async () => {
	await using app = await startApp({args: ['review', '--from', 'scan.json'], columns: 100, rows: 30});
	// The file is not there yet: one clear sentence, exit 2, nothing drawn.
	assert.equal(await app.terminal.exitCode, 2);
	assert.match(app.terminal.screen(), /scan\.json/);
	await execa(
		process.execPath,
		[program, 'scan', '--region', 'us-west-2', '--format', 'json', '--output', 'scan.json'],
		{
			cwd: app.folder,
			env: environmentFor(app.server, app.folder),
		},
	);
	const asked = app.server.requests.length;
	const terminal = app.restart('review', '--from', 'scan.json');
	await terminal.waitFor(/1 of \d+ · from a file/);
	terminal.press('r');
	await terminal.waitFor('a saved scan asks nothing of AWS');
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
	assert.equal(app.server.requests.length, asked);
});
