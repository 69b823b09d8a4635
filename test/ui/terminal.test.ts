import assert from 'node:assert/strict';
import {fileURLToPath} from 'node:url';
import process from 'node:process';
import {test} from 'node:test';
import {isInteractive} from '../../source/ui/terminal/interactive.ts';
import {openTerminal, type Terminal} from '../support/terminal.ts';

const fixture = fileURLToPath(new URL('../support/terminal-fixture.tsx', import.meta.url));
const command = [process.execPath, '--import', 'tsx', fixture].map((word) => `'${word}'`).join(' ');

/** The fixture under a shell, which then tells how it ended and what state it left the terminal in. */
async function openFixture(env: Readonly<Record<string, string>> = {}): Promise<Terminal> {
	const terminal = openTerminal({
		command: '/bin/sh',
		args: [
			'-c',
			String.raw`printf 'before\n'; ${command}; echo "ended with $?"; stty -a | tr ' ;' '\n\n' | grep -x -e '-\?icanon' -e '-\?echo' -e '-\?isig'; echo over; sleep 30`,
		],
		env,
		rows: 50,
	});
	await terminal.waitFor((screen) => screen.includes('fixture 80x50') && terminal.modes.bracketedPaste);
	return terminal;
}

async function assertGivenBack(terminal: Terminal): Promise<string> {
	const screen = await terminal.waitFor('over');
	assert.match(screen, /^before$/m, 'the normal screen is as it was');
	assert.deepEqual(terminal.modes, {alternateScreen: false, cursorHidden: false, bracketedPaste: false});
	for (const mode of ['icanon', 'echo', 'isig']) {
		assert.match(screen, new RegExp(`^${mode}$`, 'm'));
	}

	return screen;
}

function fixturePid(terminal: Terminal): number {
	return Number(/pid (\d+)/.exec(terminal.screen())?.[1]);
}

test('while it runs, the app has the alternate screen, no cursor, and pastes in brackets', async () => {
	await using terminal = await openFixture();
	assert.deepEqual(terminal.modes, {alternateScreen: true, cursorHidden: true, bracketedPaste: true});
	terminal.type('jjj');
	await terminal.waitFor('j | j | j');
	terminal.press('esc');
	await terminal.waitFor('j | esc');
	terminal.press('shift+tab', 'ctrl+left', 'pagedown', 'é');
	await terminal.waitFor('shift+tab | ctrl+left | pagedown | é');
	terminal.paste('two\nlines');
	await terminal.waitFor(String.raw`paste "two\nlines"`);
});

test('keys pressed before the first frame are neither lost nor echoed onto it', async () => {
	await using terminal = openTerminal({command: process.execPath, args: ['--import', 'tsx', fixture]});
	await terminal.waitFor(() => terminal.modes.alternateScreen);
	terminal.type('jkl');
	assert.match(await terminal.waitFor('| l'), /^fixture 80x24 pid \d+\nj \| k \| l$/);
});

test('quitting gives the terminal back and leaves the last words', async () => {
	await using terminal = await openFixture();
	terminal.press('q');
	const screen = await assertGivenBack(terminal);
	assert.match(screen, /last words\nended with 7/);
	assert.doesNotMatch(screen, /fixture/);
});

for (const [signal, status] of [
	['SIGTERM', 143],
	['SIGHUP', 129],
	['SIGINT', 130],
] as const) {
	test(`${signal} gives the terminal back`, async () => {
		await using terminal = await openFixture();
		process.kill(fixturePid(terminal), signal);
		const screen = await assertGivenBack(terminal);
		assert.match(screen, new RegExp(`ended with ${status}`));
	});
}

for (const [press, message] of [
	['b', /Something went wrong inside allowed-amis: thrown in render/],
	['h', /Something went wrong inside allowed-amis: thrown in a key handler/],
	['r', /nobody caught this \\u\{1b\}\[31m/],
] as const) {
	test(`a bug is told on the normal screen (${message.source})`, async () => {
		await using terminal = await openFixture();
		terminal.press(press);
		const screen = await assertGivenBack(terminal);
		assert.match(screen, message);
		assert.match(screen, /Please report it/);
		assert.match(screen, /at Fixture|terminal-fixture\.tsx/);
		assert.match(screen, /ended with 1\n/);
		assert.doesNotMatch(screen, /last words/);
	});
}

test('another program gets the terminal, all of its input, and gives it back', async () => {
	await using terminal = await openFixture();
	terminal.press('e');
	await terminal.waitFor('child here');
	assert.deepEqual(terminal.modes, {alternateScreen: false, cursorHidden: false, bracketedPaste: false});
	terminal.type('hello there\r');
	await terminal.waitFor('e | child got hello there');
	assert.deepEqual(terminal.modes, {alternateScreen: true, cursorHidden: true, bracketedPaste: true});
	terminal.press('j');
	await terminal.waitFor('| j');
});

test('Ctrl-C in another program is that program’s', async () => {
	await using terminal = await openFixture();
	terminal.press('e');
	await terminal.waitFor('child here');
	terminal.press('ctrl+c');
	await terminal.waitFor((screen) => screen.startsWith('fixture') && terminal.modes.bracketedPaste);
	terminal.press('j');
	assert.match(await terminal.waitFor('| j'), /^e \|.* \| j$/m);
});

test('the window may shrink to nothing and grow again', async () => {
	await using terminal = await openFixture();
	terminal.resize(2, 1);
	terminal.resize(100, 30);
	await terminal.waitFor('fixture 100x30');
	terminal.press('j');
	assert.equal(await terminal.waitFor(/^j$/m), `fixture 100x30 pid ${fixturePid(terminal)}\nj`);
});

/** The fixture as a job of an interactive shell: in a subshell, as `npm run` would have it, so that stopping the app alone is not enough. */
async function openJob(line = `(${command}; :)`): Promise<Terminal> {
	const terminal = openTerminal({command: '/bin/bash', args: ['--norc', '--noprofile', '-i'], env: {PS1: 'shell$ '}});
	await terminal.waitFor('shell$');
	terminal.type(`${line}\r`);
	await terminal.waitFor((screen) => screen.includes('fixture 80x24') && terminal.modes.bracketedPaste);
	return terminal;
}

async function assertComesBack(terminal: Terminal): Promise<void> {
	terminal.type('fg\r');
	await terminal.waitFor((screen) => screen.startsWith('fixture 80x24') && terminal.modes.bracketedPaste);
	terminal.press('k');
	await terminal.waitFor(/^(j \| )?k$/m);
	assert.deepEqual(terminal.modes, {alternateScreen: true, cursorHidden: true, bracketedPaste: true});
	terminal.press('q');
	await terminal.waitFor(/last words\nshell\$/);
}

test('Ctrl-Z stops the job, fg brings it back', async () => {
	await using terminal = await openJob();
	terminal.press('j', 'ctrl+z');
	await terminal.waitFor(/Stopped[\s\S]*shell\$$/);
	assert.equal(terminal.modes.alternateScreen, false);
	assert.equal(terminal.modes.cursorHidden, false);
	await assertComesBack(terminal);
});

test('SIGTSTP from elsewhere is Ctrl-Z', async () => {
	await using terminal = await openJob();
	process.kill(fixturePid(terminal), 'SIGTSTP');
	await terminal.waitFor(/Stopped[\s\S]*shell\$$/);
	assert.equal(terminal.modes.alternateScreen, false);
	assert.equal(terminal.modes.cursorHidden, false);
	await assertComesBack(terminal);
});

test('a job stopped without being asked takes the terminal back when it goes on', async () => {
	await using terminal = await openJob(command);
	process.kill(fixturePid(terminal), 'SIGSTOP');
	await terminal.waitFor(/Stopped[\s\S]*shell\$/);
	assert.equal(terminal.modes.alternateScreen, true, 'nobody could leave it');
	await assertComesBack(terminal);
});

test('Ctrl-Z where no shell could bring it back leaves the app running', async () => {
	await using terminal = openTerminal({command: process.execPath, args: ['--import', 'tsx', fixture]});
	await terminal.waitFor('fixture 80x24');
	terminal.press('ctrl+z', 'j');
	await terminal.waitFor(/^j$/m);
	terminal.press('q');
	assert.equal(await terminal.exitCode, 7);
});

test('the app ends when its terminal goes away', async () => {
	await using terminal = openTerminal({command: process.execPath, args: ['--import', 'tsx', fixture]});
	await terminal.waitFor('fixture 80x24');
	terminal.kill('SIGHUP');
	assert.deepEqual(await terminal.ended, {exitCode: 0, signal: 1});
});

test('where there is no terminal for it, the reason is given', () => {
	const tty = {isTTY: true};
	assert.equal(isInteractive({stdin: tty, stdout: tty, env: {TERM: 'xterm'}}), true);
	assert.equal(isInteractive({stdin: tty, stdout: tty, env: {CI: 'false'}}), true);
	assert.equal(isInteractive({stdin: {}, stdout: tty, env: {}}), 'standard input is not a terminal');
	assert.equal(isInteractive({stdin: tty, stdout: {}, env: {}}), 'standard output is not a terminal');
	assert.equal(isInteractive({stdin: tty, stdout: tty, env: {TERM: 'dumb'}}), 'TERM=dumb cannot move the cursor');
	assert.equal(isInteractive({stdin: tty, stdout: tty, env: {CI: '1'}}), 'CI is set');
});
