import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {copyPlan, copySequence, copyToClipboard} from '../../source/commands/program/desktop/clipboard.ts';

const commandsIn = (env: Readonly<Record<string, string>>, platform: NodeJS.Platform = 'linux') =>
	copyPlan(env, platform).programs.map(({command}) => command);

test('each desktop has its program, and one that the person does not sit at has none', () => {
	assert.deepEqual(commandsIn({}, 'darwin'), ['pbcopy']);
	assert.deepEqual(commandsIn({SSH_CONNECTION: '1 2 3 4'}, 'darwin'), []);
	assert.deepEqual(commandsIn({}, 'win32'), ['clip']);
	assert.deepEqual(commandsIn({WSL_DISTRO_NAME: 'Ubuntu'}), ['clip.exe']);
	assert.deepEqual(commandsIn({WAYLAND_DISPLAY: 'wayland-0'}), ['wl-copy']);
	assert.deepEqual(commandsIn({WAYLAND_DISPLAY: 'wayland-0', SSH_TTY: '/dev/pts/1'}), []);
	assert.deepEqual(commandsIn({DISPLAY: ':0'}), ['xclip', 'xsel']);
	// A display that SSH forwards is the person's own.
	assert.deepEqual(commandsIn({DISPLAY: 'localhost:10.0', SSH_TTY: '/dev/pts/1'}), ['xclip', 'xsel']);
	assert.deepEqual(commandsIn({DISPLAY: '', WAYLAND_DISPLAY: ''}), []);
});

test('the terminal is asked by OSC 52, through screen in pieces, and not at all by way of tmux or with too much', () => {
	const encoded = Buffer.from('ami-1').toString('base64');
	assert.equal(copySequence('ami-1', 'plain'), `\u{1B}]52;c;${encoded}\u{7}`);
	assert.equal(copySequence('ami-1', copyPlan({TMUX: '/tmp/tmux'}, 'linux').sequence), undefined);
	const inScreen = copySequence('i-0'.repeat(1000), copyPlan({STY: '1.pts'}, 'linux').sequence) ?? '';
	const pieces = inScreen.split('\u{1B}\\').filter((piece) => piece !== '');
	assert.ok(pieces.every((piece) => piece.startsWith('\u{1B}P') && piece.length < 768));
	assert.equal(pieces.map((piece) => piece.slice(2)).join(''), copySequence('i-0'.repeat(1000), 'plain'));
	assert.equal(copySequence('x'.repeat(100_000), 'plain'), undefined);
});

test('copying is claimed only where a program took the text', async (t) => {
	const written: string[] = [];
	t.mock.method(process.stdout, 'write', (chunk: string) => {
		if (chunk.includes(']52;')) {
			written.push(chunk);
		}

		return true;
	});
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-clipboard-'));
	try {
		const taken = path.join(folder, 'taken');
		await fs.writeFile(path.join(folder, 'xclip'), '#!/bin/sh\nexit 1\n', {mode: 0o755});
		await fs.writeFile(path.join(folder, 'xsel'), `#!/bin/sh\n/bin/cat > ${taken}\n`, {mode: 0o755});
		assert.deepEqual(await copyToClipboard('ami-1', {DISPLAY: ':0', PATH: folder}, 'linux'), {
			isSure: true,
			how: 'to the clipboard, by xsel',
		});
		assert.equal(await fs.readFile(taken, 'utf8'), 'ami-1');
		const overSsh = await copyToClipboard('ami-1', {SSH_TTY: '/dev/pts/1', PATH: folder}, 'linux');
		assert.equal(overSsh.isSure, false);
		assert.match(overSsh.how, /over SSH \(OSC 52\)/);
		const inTmux = await copyToClipboard('ami-1', {TMUX: '/tmp/tmux', PATH: folder}, 'linux');
		assert.equal(inTmux.isSure, false);
		assert.equal(written.length, 2);
	} finally {
		await fs.rm(folder, {recursive: true, force: true});
	}
});
