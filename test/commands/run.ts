import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type {TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import {execa} from 'execa';

/** The program that ships: it starts several times sooner than from its source. */
export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export type Outcome = {readonly exitCode: number | undefined; readonly stdout: string; readonly stderr: string};
export type Run = (
	args: readonly string[],
	options?: {readonly input?: string; readonly env?: Readonly<Record<string, string>>},
) => Promise<Outcome>;

/** A directory of this test's own, and what runs the command line in it as a process of its own, without a terminal. */
export type Place = {
	readonly directory: string;
	readonly run: Run;
	readonly start: (args: readonly string[], env?: Readonly<Record<string, string>>) => Running;
};

/** Nothing of the machine's own AWS settings, presets and history is seen in there. */
export async function makePlace(t: TestContext, endpoint?: string): Promise<Place> {
	const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-'));
	t.after(async () => fs.rm(directory, {recursive: true, force: true}));
	const env = environment(directory, endpoint);
	return {
		directory,
		async run(args, {input = '', env: more = {}} = {}) {
			const {exitCode, stdout, stderr} = await execa(process.execPath, [cli, ...args], {
				...options(directory, {...env, ...more}),
				input,
			});
			return {exitCode, stdout, stderr};
		},
		start: (args, more = {}) => start(args, directory, {...env, ...more}),
	};
}

/** A command that runs; in an object, as its promise must not be awaited on the way. */
export type Running = ReturnType<typeof start>;

function start(args: readonly string[], directory: string, env: Readonly<Record<string, string>>) {
	return {
		child: execa(process.execPath, [cli, ...args], {...options(directory, env), buffer: false}),
	};
}

function options(directory: string, env: Readonly<Record<string, string>>) {
	return {
		cwd: directory,
		env,
		extendEnv: false,
		reject: false,
		stripFinalNewline: false,
		timeout: 300_000,
	} as const;
}

function environment(directory: string, endpoint: string | undefined): Readonly<Record<string, string>> {
	return {
		PATH: process.env.PATH ?? '',
		HOME: directory,
		XDG_CONFIG_HOME: path.join(directory, 'config'),
		XDG_STATE_HOME: path.join(directory, 'state'),
		AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
		AWS_SECRET_ACCESS_KEY: 'secret',
		AWS_EC2_METADATA_DISABLED: 'true',
		...(endpoint !== undefined && {AWS_ENDPOINT_URL: endpoint}),
	};
}
