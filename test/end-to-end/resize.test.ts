import assert from 'node:assert/strict';
import test from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {startApp} from './app.ts';

test('a window that is dragged about while things move shows in the end what it showed before', async () => {
	await using app = await startApp();
	const {terminal} = app;
	await terminal.waitFor('permissions are there');
	terminal.press('enter');
	// All Regions are counted, beside the number of their criteria: from here on nothing changes by itself.
	const counted = ['ap-northeast-1', 'eu-central-1', 'eu-west-1', 'us-east-1', 'us-east-2', 'us-west-2'];
	await terminal.waitFor((screen) =>
		counted.every((region) => new RegExp(String.raw`${region} +[a-z][a-z -]+ \d+ +[\d,]+(?: |$)`, 'm').test(screen)),
	);
	terminal.press('home');
	const before = await terminal.waitFor('▸ ◇ ap-east-1');
	for (let burst = 0; burst < 8; burst++) {
		for (let round = 0; round < 20; round++) {
			terminal.resize(20 + ((burst * 11 + round * 37) % 110), 3 + ((burst * 7 + round * 17) % 45));
			terminal.press(round % 2 === 0 ? 'down' : 'up');
			await sleep((burst + round) % 5);
		}

		terminal.resize(60, 5 + burst);
		terminal.resize(80, 24);
		terminal.press('home');
		await terminal.waitFor((screen) => screen === before);
	}

	assert.equal(terminal.screen(), before);
});
