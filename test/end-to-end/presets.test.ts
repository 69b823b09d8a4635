import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {execa} from 'execa';
import {enterRegions, environmentFor, markRegions, program, startApp, type RunningApp} from './app.ts';

const many = {
	Presets: [
		{Name: 'base', Description: 'For all accounts', ImageCriteria: [{ImageProviders: ['amazon']}]},
		{
			Name: 'golden',
			Description: 'Sealed \u{1B}[31mred\u{202E}',
			ImageCriteria: [{ImageWatermarks: [{WatermarkKey: '123456789012:golden-*'}]}],
		},
	],
};

async function presetsOf({server, folder}: RunningApp): Promise<ReadonlyArray<Readonly<Record<string, unknown>>>> {
	const {stdout} = await execa(process.execPath, [program, 'presets', 'list', '--format', 'json'], {
		env: environmentFor(server, folder),
	});
	const {Presets: list} = JSON.parse(stdout) as {Presets: ReadonlyArray<Readonly<Record<string, unknown>>>};
	return list;
}

test('presets are imported, compared, renamed, described, exported, removed and brought back, with the keyboard alone', async () => {
	await using app = await startApp({args: ['presets']});
	const {terminal, folder} = app;
	await fs.writeFile(path.join(folder, 'many.json'), JSON.stringify(many));
	await terminal.waitFor('No preset is saved yet');

	// From a Region: its settings are read, and nothing else is asked of it.
	terminal.press('n');
	await terminal.waitFor("Save a Region's criteria");
	terminal.type('us-west-2');
	await terminal.waitFor('aws ec2 get-allowed-images-settings --region us-west-2');
	terminal.press('enter');
	await terminal.waitFor('Save the criteria of us-west-2 as a preset');
	terminal.press('ctrl+u');
	terminal.type('base');
	terminal.press('enter');
	await terminal.waitFor('Saved "base".');

	// By its name, in the list of all that can be done, as in the wizard.
	terminal.press('?');
	await terminal.waitFor('Presets: what can be done here');
	terminal.type('import');
	await terminal.waitFor(/▸ i +import\n/);
	terminal.press('enter');
	await terminal.waitFor('Import a file');
	terminal.type('many.json');
	terminal.press('enter');
	await terminal.waitFor('There is a preset "base" already');
	terminal.press('n');
	await terminal.waitFor('Imported 1 of 2 presets: 1 left as it was.');
	terminal.press('enter');
	await terminal.waitFor('enter open');
	assert.doesNotMatch(terminal.screen(), /\u{202E}/u);

	terminal.press('home', 'space', 'down', 'space', 'c');
	await terminal.waitFor('From "base" (-) to "golden" (+)');
	terminal.press('esc');
	await terminal.waitFor('◆ golden');

	terminal.press('r');
	await terminal.waitFor('Rename "golden"');
	terminal.type('-1');
	terminal.press('enter');
	await terminal.waitFor('Renamed "golden" to "golden-1".');
	terminal.press('d');
	await terminal.waitFor('What is "golden-1" for?');
	terminal.press('ctrl+u');
	terminal.type('Sealed images');
	terminal.press('enter');
	await terminal.waitFor('Changed what "golden-1" says.');

	// Terraform knows no watermarks, and it is said before anything is written.
	terminal.press('e');
	await terminal.waitFor('not possible for these criteria');
	terminal.press('3');
	await terminal.waitFor(/ImageWatermarks\s+has\s+no\s+counterpart/);
	terminal.press('1');
	await terminal.waitFor('File: golden-1.json');
	terminal.press('enter');
	await terminal.waitFor('Wrote golden-1.json.');
	assert.deepEqual(JSON.parse(await fs.readFile(path.join(folder, 'golden-1.json'), 'utf8')), {
		ImageCriteria: many.Presets[1]?.ImageCriteria,
	});

	terminal.press('x');
	await terminal.waitFor('Remove "golden-1"?');
	terminal.press('y');
	await terminal.waitFor('Removed "golden-1".');
	const left = await presetsOf(app);
	assert.deepEqual(
		left.map(({Name}) => Name),
		['base'],
	);
	terminal.press('u');
	await terminal.waitFor('"golden-1" is back as it was.');
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
	assert.equal(terminal.modes.alternateScreen, false);
	const [, golden] = await presetsOf(app);
	assert.deepEqual([golden?.Name, golden?.Description], ['golden-1', 'Sealed images']);
	assert.deepEqual(app.changes(), []);
	assert.deepEqual([...new Set(app.server.requests.map(({action}) => action))].toSorted(), [
		'DescribeRegions',
		'GetAllowedImagesSettings',
	]);
});

test('a preset that a draft starts from was used then', async () => {
	await using app = await startApp({args: ['presets', 'list']});
	assert.equal(await app.terminal.exitCode, 0);
	await fs.writeFile(path.join(app.folder, 'base.json'), '[{"ImageProviders":["amazon"]}]');
	const saved = app.restart('presets', 'save', 'base', '--criteria', 'base.json');
	assert.equal(await saved.exitCode, 0);
	const [before] = await presetsOf(app);
	assert.equal(before?.LastUsedAt, undefined);

	const wizard = app.restart();
	await enterRegions(wizard, ['us-east-1']);
	await wizard.waitFor('us-east-1 reports disabled');
	await wizard.waitFor('enter turn on audit mode');
	wizard.press('enter');
	await wizard.waitFor('"audit-mode"');
	wizard.press('enter');
	await wizard.waitFor('Start from');
	wizard.press('2');
	await wizard.waitFor('base');
	wizard.press('enter');
	await wizard.waitFor('from preset "base"');
	wizard.press('ctrl+c', 'ctrl+c');
	await wizard.ended;
	const [after] = await presetsOf(app);
	assert.equal(typeof after?.LastUsedAt, 'string');
});

test('esc goes back as far as the list and no further: only q leaves it', async () => {
	await using app = await startApp({args: ['presets']});
	const {terminal, folder} = app;
	await fs.writeFile(path.join(folder, 'many.json'), JSON.stringify(many));
	await terminal.waitFor('No preset is saved yet');
	terminal.press('i');
	await terminal.waitFor('Import a file');
	terminal.type('many.json');
	terminal.press('enter');
	await terminal.waitFor('Imported 2 of 2 presets');
	terminal.press('esc');
	await terminal.waitFor('enter open');
	terminal.press('space');
	await terminal.waitFor('◆');
	terminal.press('esc');
	await terminal.waitFor((screen) => !screen.includes('◆'));
	terminal.press('esc');
	await terminal.waitFor('nothing is marked, and q quits');
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
});

test('a preset is applied to Regions: the wizard goes on with it, and nothing is sent before its plan is confirmed', async () => {
	await using app = await startApp({args: ['presets']});
	const {terminal, folder} = app;
	await fs.writeFile(path.join(folder, 'many.json'), JSON.stringify(many));
	await terminal.waitFor('No preset is saved yet');
	terminal.press('i');
	await terminal.waitFor('Import a file');
	terminal.type('many.json');
	terminal.press('enter');
	await terminal.waitFor('Imported 2 of 2 presets');
	terminal.press('esc');
	await terminal.waitFor('Where it is applied is not read yet');
	terminal.press('R');
	await terminal.waitFor(/Applied in none of the \d+ Regions of 123456789012/);
	terminal.press('A');
	await terminal.waitFor('to apply: preset "golden"');
	await terminal.waitFor('permissions are there');
	terminal.press('enter');
	await terminal.waitFor('us-west-2');
	await markRegions(terminal, ['us-east-2', 'us-west-2']);
	await terminal.waitFor('f plans it for 2 Regions');
	terminal.press('f');
	await terminal.waitFor('Fleet: the plan');
	await terminal.waitFor('preset "golden"');
	assert.deepEqual(app.changes(), []);
	terminal.press('ctrl+c', 'ctrl+c');
	await terminal.ended;
	assert.deepEqual(app.changes(), []);
});
