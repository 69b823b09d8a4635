import assert from 'node:assert/strict';
import test from 'node:test';
import {enterRegions, readTo, startApp} from './app.ts';

test('killed in the middle, the next start goes on where the Region is', async () => {
	await using app = await startApp();
	const first = app.terminal;
	await enterRegions(first, ['us-east-1']);
	await first.waitFor('us-east-1 reports disabled');
	await readTo(first, 'enter turn on audit mode');
	first.press('enter');
	await first.waitFor('"audit-mode"');
	first.kill('SIGKILL');
	await first.ended;

	// Audit mode is on and there are no criteria: the criteria are next.
	const second = app.restart();
	await enterRegions(second, ['us-east-1']);
	await second.waitFor('Start from');
	second.press('4');
	await second.waitFor('from Amazon and the Marketplace');
	second.press('enter');
	await second.waitFor('Replace the criteria of us-east-1');
	await readTo(second, 'enter apply ');
	second.press('enter');
	await second.waitFor('"ReturnValue": true');
	second.kill('SIGKILL');
	await second.ended;

	// There are criteria: the scan is next, and esc leads back to them.
	const third = app.restart();
	await enterRegions(third, ['us-east-1']);
	await third.waitFor('Scanned all of us-east-1');
	third.press('esc');
	await third.waitFor('Start from');
	third.press('ctrl+c', 'ctrl+c');
	assert.equal(await third.exitCode, 130);
	assert.deepEqual(app.changes(), [
		'us-east-1 EnableAllowedImagesSettings audit-mode',
		'us-east-1 ReplaceImageCriteriaInAllowedImagesSettings',
	]);
});

test('without colours, the same screens say the same', async () => {
	await using app = await startApp({env: {NO_COLOR: '1'}});
	const {terminal} = app;
	await enterRegions(terminal, ['us-west-2']);
	await terminal.waitFor('Scanned all of us-west-2');
	const colours = Array.from({length: terminal.rows}, (_, row) => terminal.cells(row))
		.flat()
		.filter(({foreground, background}) => foreground.mode !== 'default' || background.mode !== 'default');
	assert.deepEqual(colours, []);
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
});

test('a window too small says so, and nothing is lost when it grows again', async () => {
	await using app = await startApp();
	const {terminal} = app;
	await enterRegions(terminal, ['us-west-2']);
	await terminal.waitFor('Scanned all of us-west-2');
	terminal.resize(40, 10);
	await terminal.waitFor('at least');
	terminal.resize(2, 1);
	terminal.resize(80, 24);
	await terminal.waitFor('Scanned all of us-west-2');
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
});
