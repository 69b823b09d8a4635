import assert from 'node:assert/strict';
import test from 'node:test';
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
	const screen = await terminal.waitFor(/launch sources in us-west-2 · [1-9]/, {timeout: 60_000});
	assert.match(screen, /not allowed\s+Auto Scaling group/);
	await terminal.waitFor(/By way of template \S+ \d+/);
	await terminal.waitFor('not allowed: ');
	terminal.press('esc');
	await terminal.waitFor('d decide');
	assert.deepEqual(app.changes(), []);
});
