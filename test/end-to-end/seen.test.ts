/** What can't be seen isn't acted on, and what is prepared isn't forgotten: on a terminal of 60 by 16. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import {startApp} from './app.ts';

test('at 60 by 16 a suggestion is read before it is added, its draft comes first in the decision, and is not lost', async () => {
	await using app = await startApp({columns: 60, rows: 16, args: ['--region', 'us-west-2']});
	const {terminal} = app;
	await terminal.waitFor('permissions are there');
	terminal.press('enter');
	await terminal.waitFor('◆ us-west-2');
	terminal.press('enter');
	await terminal.waitFor('Scanned all of us-west-2');
	terminal.press('enter');
	await terminal.waitFor(/lines 1 to \d+ of \d{2}/);
	terminal.press('1');
	await terminal.waitFor('Suggestion 1 is not on the screen in whole');
	terminal.press('z');
	await terminal.waitFor('z back to the list');
	// On to the first suggestion, whole.
	for (let page = 0; page < 8 && !/1 \+[\s\S]*lets in[\s\S]*2 \+/.test(terminal.screen()); page++) {
		const before = terminal.screen();
		// A key that comes before the state has heard what is drawn scrolls nothing.
		for (let tries = 0; tries < 60 && terminal.screen() === before; tries++) {
			terminal.press('J');
			await delay(1000);
		}
	}

	for (let tries = 0; tries < 20 && !terminal.screen().includes('In the draft'); tries++) {
		terminal.press('1');
		await terminal.waitFor(/In the draft|not on the screen/);
		if (terminal.screen().includes('In the draft')) {
			continue;
		}

		terminal.press('J');
		await terminal.waitFor((screen) => !screen.includes('not on the screen'));
	}

	terminal.press('esc');
	await terminal.waitFor(/draft: 1 change · \d+ → \d+ offenders?/);
	terminal.press('e');
	await terminal.waitFor('Draft for us-west-2');
	terminal.press('esc');
	await terminal.waitFor('› Review');
	terminal.press('d');
	await terminal.waitFor('▸ 1  Apply the draft and scan again');
	await terminal.waitFor(/3 {2}Revise the criteria[\s\S]*4 {2}Enforce what is in force, without the draft/);
	terminal.press('4');
	await terminal.waitFor('Enforce in us-west-2 · account 123456789012');
	terminal.press('esc');
	await terminal.waitFor('What now in us-west-2?');
	terminal.press('q');
	await terminal.waitFor('would be lost');
	terminal.press('n');
	await terminal.waitFor('What now in us-west-2?');
	terminal.press('q');
	await terminal.waitFor('would be lost');
	terminal.press('y');
	assert.equal(await terminal.exitCode, 0);
	assert.deepEqual(app.changes(), []);
});
