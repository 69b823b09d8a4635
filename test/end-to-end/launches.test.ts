import assert from 'node:assert/strict';
import test from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import {startApp} from './app.ts';

test('the review has a list of what launches, the worst first, with the way to its image and the reasons', async () => {
	await using app = await startApp({args: ['--region', 'us-west-2']});
	const {terminal} = app;
	await terminal.waitFor('permissions are there');
	terminal.press('enter');
	await terminal.waitFor('◆ us-west-2');
	terminal.press('enter');
	await terminal.waitFor('Scanned all of us-west-2');
	terminal.press('enter');
	await terminal.waitFor('d decide');
	terminal.press('L');
	await terminal.waitFor(/Launches +1 of \d+ · [1-9]\d* not allowed/);
	await terminal.waitFor(/✗ +group \S+ \(desired \d+\)/);
	await terminal.waitFor(/Auto Scaling group \S+ \(desired \d+\) → template \S+ \d+/);
	await terminal.waitFor('Not allowed: ');
	// One group is an image with all that launches it, one a list of its own; past both are the instances again.
	terminal.press('shift+tab');
	await terminal.waitFor('Launches by image');
	terminal.press('enter');
	await terminal.waitFor(/Launches of \S+ +1 of/);
	terminal.press('esc');
	await terminal.waitFor('Launches by image');
	terminal.press('shift+tab');
	await terminal.waitFor('By operator');
	terminal.press('tab');
	await terminal.waitFor('Launches by image');
	terminal.press('tab');
	await terminal.waitFor(/Launches +1 of/);
	// A suggestion is read first, and then added.
	terminal.press('1');
	await terminal.waitFor('Suggestion 1 is not on the screen in whole');
	terminal.press('z');
	await terminal.waitFor(/1 \+[\s\S]*launch sources? and \d+ offenders? fewer[\s\S]*lets in/);
	// What is drawn counts as read a moment later.
	for (let tries = 0; tries < 100 && !terminal.screen().includes('The draft allows it'); tries++) {
		terminal.press('1');
		await delay(200);
	}

	await terminal.waitFor('The draft allows it');

	terminal.press('e');
	await terminal.waitFor('Draft for us-west-2');
	terminal.press('esc');
	await terminal.waitFor('› Launches');
	await terminal.waitFor('The draft allows it');
	terminal.press('esc');
	await terminal.waitFor(/Launches +1 of/);
	assert.deepEqual(app.changes(), []);
});

test('a review of several Regions lists what launches in all of them together', async () => {
	const regions = ['us-west-2', 'us-east-2'];
	await using app = await startApp({
		args: ['review', ...regions.flatMap((region) => ['--region', region])],
		columns: 120,
		rows: 40,
	});
	const {terminal} = app;
	await terminal.waitFor(/By image +1 of/);
	terminal.press('L');
	await terminal.waitFor(/Launches +1 of \d+ .*2 Regions/);
	await terminal.waitFor(/Region +What launches/);
	terminal.press('esc');
	await terminal.waitFor('By image');
	assert.deepEqual(app.changes(), []);
});
