import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {startDemoServer, type DemoServer, type DemoServerOptions} from '../../source/demo/server.ts';
import {openTerminal, type Terminal} from '../support/terminal.ts';

/** The program that ships. */
export const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** The app on a terminal of its own, against an endpoint of its own, with its files in a folder of their own. */
export type RunningApp = AsyncDisposable & {
	readonly terminal: Terminal;
	readonly server: DemoServer;
	readonly folder: string;
	/** Starts another one against the same endpoint and files, once the first has ended. */
	restart(...args: readonly string[]): Terminal;
	/** The same in another environment. */
	restartWith(more: {readonly env: Readonly<Record<string, string>>}, ...args: readonly string[]): Terminal;
	/** The mutating calls that the endpoint received, without dry runs: `Region action` and for Enable the state asked for. */
	changes(): readonly string[];
};

/** What a child process needs to talk to a demo endpoint and to nothing else. */
export function environmentFor(server: {readonly url: string}, folder: string): Readonly<Record<string, string>> {
	return {
		AWS_ENDPOINT_URL: server.url,
		AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
		AWS_SECRET_ACCESS_KEY: 'secret',
		AWS_EC2_METADATA_DISABLED: 'true',
		AWS_CONFIG_FILE: path.join(folder, 'none'),
		AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'none'),
		XDG_CONFIG_HOME: path.join(folder, 'config'),
		XDG_STATE_HOME: path.join(folder, 'state'),
	};
}

export async function startApp({
	args = [],
	columns = 80,
	rows = 24,
	env = {},
	demo = {},
}: {
	readonly args?: readonly string[];
	readonly columns?: number;
	readonly rows?: number;
	readonly env?: Readonly<Record<string, string>>;
	readonly demo?: DemoServerOptions;
} = {}): Promise<RunningApp> {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-test-'));
	const server = await startDemoServer({instances: 300, ...demo});
	const open = (more: readonly string[], other: Readonly<Record<string, string>> = {}): Terminal =>
		openTerminal({
			command: process.execPath,
			args: [program, ...more],
			cwd: folder,
			columns,
			rows,
			env: {...environmentFor(server, folder), ...env, ...other},
		});
	const terminals = [open(args)];
	return {
		terminal: terminals[0]!,
		server,
		folder,
		restart(...more) {
			const terminal = open(more);
			terminals.push(terminal);
			return terminal;
		},
		restartWith(other, ...more) {
			const terminal = open(more, other.env);
			terminals.push(terminal);
			return terminal;
		},
		changes: () =>
			server.requests
				.filter(({action, dryRun}) => !dryRun && /^(?:Enable|Disable|Replace)/.test(action))
				.map(({region, action, params}) =>
					[region, action, params.AllowedImagesSettingsState].filter(Boolean).join(' '),
				),
		async [Symbol.asyncDispose]() {
			for (const terminal of terminals) {
				await terminal[Symbol.asyncDispose]();
			}

			await server.close();
			await fs.rm(folder, {recursive: true, force: true});
		},
	};
}

/** Marks Regions in the list by filtering for each. */
export async function markRegions(terminal: Terminal, regions: readonly string[]): Promise<void> {
	for (const region of regions) {
		terminal.press('/');
		await terminal.waitFor('clear the filter');
		terminal.type(region);
		await terminal.waitFor((screen) => screen.includes(`/ ${region}`) && screen.includes(`▸ ◇ ${region}`));
		terminal.press('enter');
		await terminal.waitFor('space mark');
		terminal.press('space');
		await terminal.waitFor(`▸ ◆ ${region}`);
		terminal.press('esc');
		await terminal.waitFor((screen) => !screen.includes(`/ ${region}`));
	}
}

/** From the account screen through the Regions into the first one marked. */
export async function enterRegions(terminal: Terminal, regions: readonly string[]): Promise<void> {
	await terminal.waitFor('permissions are there');
	terminal.press('enter');
	await terminal.waitFor('us-west-2');
	await markRegions(terminal, regions);
	terminal.press('enter');
	await terminal.waitFor(`1 of ${regions.length}`);
}

/** Reads a fleet's plan to its end and carries it out; gives how many keys that takes. */
export async function carryOutPlan(terminal: Terminal): Promise<number> {
	const pages = await readTo(terminal, 'enter carry out the plan');
	const isWaiting = () => terminal.screen().includes('enter carry out the plan');
	for (let tries = 0; tries < 60 && isWaiting(); tries++) {
		terminal.press('enter');
		// A key pressed right after a frame may be too early.
		for (let turns = 0; turns < 50 && isWaiting(); turns++) {
			await setTimeout(20);
		}
	}

	return pages + 1;
}

/** Reads what is asked about to its end, however long it is, until the key that acts is there; gives how many pages were turned. */
export async function readTo(terminal: Terminal, words: string): Promise<number> {
	for (let pages = 0; ; pages++) {
		const before = await terminal.waitFor((screen) => screen.includes(words) || screen.includes('· enter reads on'));
		if (before.includes(words)) {
			return pages;
		}

		// A key that comes before the state has heard what is drawn scrolls nothing.
		for (let tries = 0; tries < 60 && terminal.screen() === before; tries++) {
			terminal.press('J');
			await setTimeout(500);
		}
	}
}
