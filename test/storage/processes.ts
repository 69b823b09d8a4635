import {spawn} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {text} from 'node:stream/consumers';
import type {TestContext} from 'node:test';
import {fileURLToPath, pathToFileURL} from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

/** A directory of this test's own, gone after it. */
export async function temporaryDirectory(context: TestContext): Promise<string> {
	const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-'));
	context.after(async () => fs.rm(directory, {recursive: true, force: true}));
	return directory;
}

/** Runs saver.ts in a process of its own; with `killAt` it kills itself right before that file operation under `directory`. */
export async function runSaver(
	parameters: readonly string[],
	kill?: {readonly at: number; readonly directory: string},
): Promise<{readonly signal: string | null; readonly stdout: string; readonly stderr: string}> {
	const child = spawn(
		process.execPath,
		[
			...(kill === undefined ? [] : ['--import', pathToFileURL(path.join(here, 'kill-at.ts')).href]),
			path.join(here, 'saver.ts'),
			...parameters,
		],
		{
			stdio: ['ignore', 'pipe', 'pipe'],
			env: {...process.env, ...(kill !== undefined && {KILL_AT: String(kill.at), KILL_IN: kill.directory})},
		},
	);
	const closed = once(child, 'close') as Promise<[code: number | null, signal: string | null]>;
	const [stdout, stderr, [, signal]] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
	return {signal, stdout, stderr};
}
