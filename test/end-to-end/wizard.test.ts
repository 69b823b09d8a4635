import assert from 'node:assert/strict';
import test from 'node:test';
import {enterRegions, readTo, startApp} from './app.ts';

test('two Regions are walked from disabled to enabled with the keyboard alone', async () => {
	await using app = await startApp();
	const {terminal, server} = app;
	await enterRegions(terminal, ['us-east-1', 'us-east-2']);

	await terminal.waitFor('us-east-1 reports disabled');
	await readTo(terminal, 'enter turn on audit mode');
	terminal.press('enter');
	await terminal.waitFor('"audit-mode"');
	terminal.press('enter');
	await terminal.waitFor('Start from');
	terminal.press('4');
	await terminal.waitFor('from Amazon and the Marketplace');
	terminal.press('enter');
	await terminal.waitFor('Replace the criteria of us-east-1');
	assert.deepEqual(app.changes(), ['us-east-1 EnableAllowedImagesSettings audit-mode']);
	await readTo(terminal, 'enter apply ');
	terminal.press('enter');
	await terminal.waitFor('"ReturnValue": true');
	terminal.press('enter');
	// A frame can come in pieces: all of what is read has to be there.
	const scanned = await terminal.waitFor(/Scanned all of us-east-1[\s\S]* [1-9]\d* not allowed \([\s\S]*of \d+ AMIs/);
	const offenders = Number(/ (\d+) not allowed \(/.exec(scanned)?.[1]);
	const images = Number(/of (\d+) AMIs/.exec(scanned)?.[1]);
	assert.ok(offenders > 0, scanned);
	terminal.press('enter');
	await terminal.waitFor(/1 of \d+ /);
	await terminal.waitFor('Not allowed: it does not meet the only criterion');
	terminal.press('d');
	await terminal.waitFor('What now in us-east-1?');
	terminal.press('3');
	await terminal.waitFor(`type block ${images} image`);
	await terminal.waitFor('Auto Scaling group');
	assert.equal(server.settings('us-east-1').State, 'audit-mode');
	terminal.type(`block ${images} images in us-east-1`);
	await terminal.waitFor('These are the words.');
	terminal.press('enter');
	await terminal.waitFor('us-east-1: enforced. It reports enabled.');
	assert.equal(server.settings('us-east-1').State, 'enabled');

	terminal.press('enter');
	await terminal.waitFor('us-east-2 reports disabled');
	await readTo(terminal, 'enter turn on audit mode');
	terminal.press('enter');
	await terminal.waitFor('"audit-mode"');
	terminal.press('enter');
	await terminal.waitFor('Start from');
	terminal.press('4');
	await terminal.waitFor('from Amazon and the Marketplace');
	terminal.press('enter');
	await terminal.waitFor('Replace the criteria of us-east-2');
	await readTo(terminal, 'enter apply ');
	terminal.press('enter');
	await terminal.waitFor('"ReturnValue": true');
	terminal.press('enter');
	await terminal.waitFor('Scanned all of us-east-2');
	terminal.press('enter');
	await terminal.waitFor('Press o to see them all');
	terminal.press('d');
	await terminal.waitFor('What now in us-east-2?');
	terminal.press('3');
	// Without offenders the Region's name is enough.
	await terminal.waitFor('type us-east-2');
	terminal.type('us-east-2');
	terminal.press('enter');
	await terminal.waitFor('us-east-2: enforced. It reports enabled.');

	assert.deepEqual(app.changes(), [
		'us-east-1 EnableAllowedImagesSettings audit-mode',
		'us-east-1 ReplaceImageCriteriaInAllowedImagesSettings',
		'us-east-1 EnableAllowedImagesSettings enabled',
		'us-east-2 EnableAllowedImagesSettings audit-mode',
		'us-east-2 ReplaceImageCriteriaInAllowedImagesSettings',
		'us-east-2 EnableAllowedImagesSettings enabled',
	]);
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
	assert.equal(terminal.modes.alternateScreen, false);
	assert.match(terminal.screen(), /us-east-1: enforced(?:, (?:being )?proven)?; it reports enabled/);
});

test('a mistyped confirmation enforces nothing', async () => {
	await using app = await startApp();
	const {terminal, server} = app;
	// us-west-2 is in audit mode with criteria: the wizard goes on where the Region is.
	await enterRegions(terminal, ['us-west-2']);
	await terminal.waitFor('Scanned all of us-west-2');
	terminal.press('enter');
	await terminal.waitFor('d decide');
	terminal.press('d');
	await terminal.waitFor('What now in us-west-2?');
	terminal.press('3');
	await terminal.waitFor('To confirm, type');
	for (const wrong of ['us-west-2', 'block 999 images in us-west-2', 'yes', '']) {
		terminal.type(wrong);
		terminal.press('enter');
		await terminal.waitFor('nothing was sent');
		terminal.press('ctrl+u');
		await terminal.waitFor('Nothing happens until the words are there.');
	}

	terminal.press('esc');
	await terminal.waitFor('What now in us-west-2?');
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
	assert.deepEqual(app.changes(), []);
	assert.equal(server.settings('us-west-2').State, 'audit-mode');
});

test('settings changed by somebody else right before enforcing send nothing, and go back to the scan', async () => {
	await using app = await startApp();
	const {terminal, server} = app;
	await enterRegions(terminal, ['us-west-2']);
	const scanned = await terminal.waitFor(/Scanned all of us-west-2[\s\S]*of [1-9]\d* AMIs/);
	const images = Number(/of (\d+) AMIs/.exec(scanned)?.[1]);
	terminal.press('enter');
	await terminal.waitFor('d decide');
	terminal.press('d');
	await terminal.waitFor('What now');
	terminal.press('3');
	await terminal.waitFor('To confirm, type');
	server.setSettings('us-west-2', {ImageCriteria: [{ImageProviders: ['amazon']}]});
	terminal.type(`block ${images} image${images === 1 ? '' : 's'} in us-west-2`);
	terminal.press('enter');
	await terminal.waitFor('Somebody changed the settings since the scan. Nothing was sent.');
	assert.deepEqual(app.changes(), []);
	terminal.press('ctrl+c', 'ctrl+c');
	assert.equal(await terminal.exitCode, 130);
});

test('a policy-managed Region can be reviewed only, a denied one says so, and both leave the others working', async () => {
	await using app = await startApp();
	const {terminal} = app;
	await terminal.waitFor('permissions are there');
	terminal.press('enter');
	await terminal.waitFor('enabled by policy');
	await terminal.waitFor(/ap-southeast-2\s+denied/);
	terminal.press('/');
	await terminal.waitFor('clear the filter');
	terminal.type('ap-southeast-2');
	await terminal.waitFor('▸ ◇ ap-southeast-2');
	terminal.press('enter');
	await terminal.waitFor('r retry failed');
	terminal.press('space');
	await terminal.waitFor("ap-southeast-2 can't be worked on");
	terminal.press('esc');
	await terminal.waitFor((screen) => !screen.includes('/ ap-southeast-2'));
	terminal.press('/');
	await terminal.waitFor('clear the filter');
	terminal.type('eu-central-1');
	await terminal.waitFor('▸ ◇ eu-central-1');
	terminal.press('enter');
	await terminal.waitFor('space mark');
	terminal.press('enter');
	await terminal.waitFor('Scanned all of eu-central-1');
	terminal.press('enter');
	await terminal.waitFor('d decide');
	terminal.press('d');
	await terminal.waitFor('not possible: a declarative policy manages this Region');
	terminal.press('3');
	await terminal.waitFor('a declarative policy manages this Region');
	assert.deepEqual(app.changes(), []);
});
