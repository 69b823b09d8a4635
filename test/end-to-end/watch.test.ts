import assert from 'node:assert/strict';
import test from 'node:test';
import {enterRegions, startApp} from './app.ts';

test('a Region is enforced knowing what will fail, proven, its first refused launch arrives, and one key and one answer lead back', async () => {
	await using app = await startApp();
	const {terminal, server} = app;
	await enterRegions(terminal, ['us-east-1']);
	await terminal.waitFor('us-east-1 reports disabled');
	terminal.press('enter');
	await terminal.waitFor('"audit-mode"');
	terminal.press('enter');
	await terminal.waitFor('Start from');
	terminal.press('4');
	await terminal.waitFor('from Amazon and the Marketplace');
	terminal.press('enter');
	await terminal.waitFor('Replace the criteria of us-east-1');
	terminal.press('enter');
	await terminal.waitFor('"ReturnValue": true');
	terminal.press('enter');
	await terminal.waitFor('Scanned all of us-east-1');
	terminal.press('enter');
	await terminal.waitFor('d decide');
	terminal.press('d');
	await terminal.waitFor('What now in us-east-1?');
	terminal.press('3');
	// By name, within the panel, the words to type in sight.
	const panel = await terminal.waitFor(/Auto Scaling group [\w-]+ \(desired \d+\) · ami-[\s\S]*Nothing happens until/);
	const [, words = ''] = /type (block \d+ images in us-east-1)/.exec(panel) ?? [];
	assert.notEqual(words, '', panel);
	terminal.type(words);
	await terminal.waitFor('These are the words.');
	terminal.press('enter');
	await terminal.waitFor('us-east-1: enforced. It reports enabled.');
	await terminal.waitFor(/Proven: AWS hides \d+ images that were to be blocked, and shows \d+ that/);

	terminal.press('W');
	await terminal.waitFor('CloudTrail up to 15 minutes late');
	await terminal.waitFor(/refused in us-east-1 since[\s\S]*Auto Scaling group /, {timeout: 60_000});
	assert.equal(server.settings('us-east-1').State, 'enabled');
	terminal.press('a');
	await terminal.waitFor('This loosens the Region');
	assert.equal(server.settings('us-east-1').State, 'enabled');
	terminal.press('y');
	await terminal.waitFor('"audit-mode"');
	assert.equal(server.settings('us-east-1').State, 'audit-mode');
	terminal.press('q');
});
