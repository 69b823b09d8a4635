/** A checkout under an old Node.js starts a second process: whatever the first is told, the second hears, once, and it never stays alone. */
import assert from 'node:assert/strict';
import {spawn as spawnProcess, type ChildProcessByStdio} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import type {Readable} from 'node:stream';
import {test, type TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import {spawn as spawnInTerminal} from '@lydell/node-pty';

const at = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
// The program is started as the launcher was, but for what Node.js itself was told: that comes from here.
const env = {...process.env, NODE_OPTIONS: `--import ${import.meta.resolve('tsx')}`};
const args = [at('launcher.ts'), at('counts-interrupts.ts')];

type Launcher = {
	readonly process: ChildProcessByStdio<null, Readable, null>;
	readonly program: number;
	readonly said: (what: string) => Promise<void>;
};

/** Resolves once `text()` holds `what`, as often as something arrives. */
async function until(stream: Readable, text: () => string, what: string): Promise<void> {
	while (!text().includes(what)) {
		await once(stream, 'data');
	}
}

async function launch(t: TestContext): Promise<Launcher> {
	const launcher = spawnProcess(process.execPath, args, {
		env,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	t.after(() => launcher.kill('SIGKILL'));
	let text = '';
	launcher.stdout.setEncoding('utf8').on('data', (piece: string) => {
		text += piece;
	});
	const said = async (what: string) => until(launcher.stdout, () => text, what);
	await said('ready');
	await said('\n');
	return {process: launcher, program: Number(/ready (\d+)/.exec(text)?.[1]), said};
}

test('a signal that reaches the first process alone is handed on', async (t) => {
	const launcher = await launch(t);
	for (const name of ['SIGINT', 'SIGQUIT', 'SIGUSR2', 'SIGCONT'] as const) {
		launcher.process.kill(name);

		await launcher.said(name);
	}

	launcher.process.kill('SIGTERM');
	const [code] = (await once(launcher.process, 'close')) as [number];
	assert.equal(code, 143);
});

test('the second process ends when the first is killed and can say nothing', async (t) => {
	const launcher = await launch(t);
	launcher.process.kill('SIGKILL');
	// Both hold the pipe: it ends only once both are gone.
	await Promise.all([launcher.said('SIGHUP'), once(launcher.process.stdout, 'end')]);
	assert.ok(launcher.process.stdout.readableEnded);
});

test('a signal that ends the second process is told as shells tell it', async (t) => {
	const launcher = await launch(t);
	process.kill(launcher.program, 'SIGKILL');
	const [code] = (await once(launcher.process, 'close')) as [number];
	assert.equal(code, 137);
});

test('Ctrl-C in a terminal, which reaches both, is heard once', async (t) => {
	const terminal = spawnInTerminal(process.execPath, args, {env, cols: 80, rows: 24});
	t.after(() => {
		terminal.kill('SIGKILL');
	});
	const ended = new Promise<number>((resolve) => {
		terminal.onExit(({exitCode}) => {
			resolve(exitCode);
		});
	});
	let text = '';
	const waiting = new Map<string, () => void>();
	terminal.onData((piece) => {
		text += piece;
		for (const [what, resolve] of waiting) {
			if (text.includes(what)) {
				resolve();
			}
		}
	});
	const said = async (what: string) =>
		new Promise<void>((resolve) => {
			waiting.set(what, resolve);
			if (text.includes(what)) {
				resolve();
			}
		});

	await said('ready');
	terminal.write('\u{3}');
	await said('SIGINT');
	// Whatever would still be handed on is handed on before this: both go the same way, in order.
	await new Promise((resolve) => {
		setTimeout(resolve, 1500);
	});
	process.kill(terminal.pid, 'SIGTERM');
	assert.equal(await ended, 143);
	assert.equal(text.match(/SIGINT/g)?.length, 1, text);
});
