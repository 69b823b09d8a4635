/** Keys that arrive before a person can have seen what they do: they enforce nothing. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {setTimeout} from 'node:timers/promises';
import {enterRegions, startApp} from './app.ts';

const phrase = /type block \d+ images? in us-west-2/;

test('everything from the scan to the words, in one write, enforces nothing', async () => {
	await using app = await startApp();
	const {terminal} = app;
	// us-west-2 is in audit mode with criteria: the wizard goes on where the Region is.
	await enterRegions(terminal, ['us-west-2']);
	const scanned = await terminal.waitFor(/Scanned all of us-west-2[\s\S]*of [1-9]\d* AMIs/);
	const images = Number(/of (\d+) AMIs/.exec(scanned)?.[1]);
	terminal.type(`\rd3block ${images} image${images === 1 ? '' : 's'} in us-west-2\r`);
	// The first key is meant for the screen that was there; the others are not.
	await terminal.waitFor('d decide');
	await setTimeout(1000);
	assert.deepEqual(app.changes(), []);
	assert.doesNotMatch(terminal.screen(), /What now|To confirm/);
	terminal.press('d');
	await terminal.waitFor('What now in us-west-2?');
	terminal.press('3');
	await terminal.waitFor('Nothing happens until the words are there.');
	assert.deepEqual(app.changes(), []);
});

test('words typed while what enforcing does is looked up are not taken', async () => {
	await using app = await startApp({
		demo: {faults: [{match: {action: 'DescribeImageReferences'}, fault: {type: 'delay', milliseconds: 3000}}]},
	});
	const {terminal} = app;
	await enterRegions(terminal, ['us-west-2']);
	const scanned = await terminal.waitFor(/Scanned all of us-west-2[\s\S]*of [1-9]\d* AMIs/);
	const images = Number(/of (\d+) AMIs/.exec(scanned)?.[1]);
	terminal.press('enter');
	await terminal.waitFor('d decide');
	terminal.press('d');
	await terminal.waitFor('What now in us-west-2?');
	terminal.press('3');
	await terminal.waitFor('can be typed once all of this is here');
	terminal.type(`block ${images} image${images === 1 ? '' : 's'} in us-west-2`);
	terminal.press('enter');
	await terminal.waitFor('Auto Scaling group');
	await terminal.waitFor('Nothing happens until the words are there.');
	assert.deepEqual(app.changes(), []);
});

test('in a window of 60 by 16 all of the panel can be read by scrolling, and only then the words count', async () => {
	await using app = await startApp({columns: 60, rows: 16, args: ['--region', 'us-west-2']});
	const {terminal, server} = app;
	await terminal.waitFor('permissions are there');
	terminal.press('enter');
	await terminal.waitFor('◆ us-west-2');
	terminal.press('enter');
	await terminal.waitFor('Scanned all of us-west-2');
	terminal.press('enter');
	await terminal.waitFor('d decide');
	terminal.press('d');
	await terminal.waitFor('What now in us-west-2?');
	terminal.press('3');
	await terminal.waitFor('read on to the end');
	await terminal.waitFor(/lines 1 to \d+ of/);
	terminal.type('x');
	let read = terminal.screen();
	for (let page = 0; page < 12 && !phrase.test(terminal.screen()); page++) {
		const before = terminal.screen();
		// A key that comes before the state has heard what is drawn scrolls nothing; and a frame can come in pieces.
		for (let tries = 0; tries < 60 && terminal.screen() === before; tries++) {
			terminal.press('pagedown');
			await setTimeout(1000);
		}

		read += terminal.screen();
	}

	// Sentences wrap, between the sides of the panel.
	const said = read.replaceAll(/[\s│┃]+/g, ' ');
	for (const part of ['Account 123456789012', 'Blocks ', 'Auto Scaling group', 'fails from then']) {
		assert.ok(said.includes(part), part);
	}

	// A frame can come in pieces, and the words wrap.
	const screen = await terminal.waitFor('Nothing happens until');
	const [, words = ''] = /type (block \d+ images? in us-west-2)/.exec(screen.replaceAll(/\s+/g, ' ')) ?? [];
	assert.notEqual(words, '', screen);
	terminal.type(words);
	await terminal.waitFor('These are the words.');
	terminal.press('enter');
	await terminal.waitFor('us-west-2: enforced. It reports enabled.');
	assert.equal(server.settings('us-west-2').State, 'enabled');
});
