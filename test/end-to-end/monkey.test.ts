import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {setTimeout} from 'node:timers/promises';
import {seed} from '../support/seed.ts';
import {startApp} from './app.ts';

const keys = [
	'enter',
	'enter',
	'enter',
	'enter',
	'esc',
	'up',
	'down',
	'space',
	'tab',
	'a',
	'b',
	'c',
	'd',
	'e',
	'g',
	'i',
	'j',
	'k',
	'n',
	'o',
	'r',
	's',
	'u',
	'v',
	'x',
	'y',
	'1',
	'2',
	'3',
	'4',
	'/',
	'?',
	'*',
	'home',
	'end',
	'pagedown',
	'backspace',
	'delete',
	'ctrl+u',
	'D',
	'R',
	'S',
] as const;

/** How many keys it presses. Bounded in count, so that it ends on any machine. */
const presses = Number(process.env.MONKEY_PRESSES ?? 1500);

test('a monkey at the keyboard enforces nothing, and leaves the app alive', async (t) => {
	t.diagnostic(`seed ${seed}`);
	await using app = await startApp({env: {EDITOR: 'true'}, demo: {settleReads: 0}});
	const {terminal, server} = app;
	await terminal.waitFor('permissions are there');
	const random = numbersFrom(seed);
	for (let press = 0; press < presses; press++) {
		terminal.press(keys[Math.floor(random() * keys.length)] ?? 'enter');
		if (press % 25 !== 0) {
			continue;
		}

		// Catches up with the app now and then, so that keys meet different screens.
		const before = terminal.output.length;
		await terminal.waitFor(() => terminal.output.length > before, {timeout: 500}).catch(() => undefined);
		terminal.resize(60 + Math.floor(random() * 70), 14 + Math.floor(random() * 30));
	}

	terminal.resize(80, 24);
	const enforced = app.changes().filter((change) => change.endsWith(' enabled'));
	assert.deepEqual(enforced, []);
	const states = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1'].map((region) => server.settings(region).State);
	assert.ok(!states.includes('enabled'), states.join(', '));
	// Whatever screen it is on, Ctrl-C twice ends it and gives the terminal back.
	// (An Esc right before makes Alt-Ctrl-C of the first one, as in any terminal: so it is pressed until the app has ended.)
	let ended: Awaited<typeof terminal.ended> | undefined;
	for (let press = 0; press < 120 && ended === undefined; press++) {
		terminal.press('ctrl+c');
		ended = await Promise.race([terminal.ended, setTimeout(500, undefined)]);
	}

	assert.equal(ended?.exitCode, 130);
	assert.deepEqual(terminal.modes, {alternateScreen: false, cursorHidden: false, bracketedPaste: false});
});

/** Park and Miller's generator: small, and with a seed, so that a failure can be seen again. */
function numbersFrom(start: number): () => number {
	let state = (start % 2_147_483_646) + 1;
	return () => {
		state = (state * 16_807) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}
