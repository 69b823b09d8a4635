/** How soon the program answers: commands as processes of their own, and the first frame of the demo on a terminal. */
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {execa} from 'execa';
import {environmentFor, program} from '../end-to-end/app.ts';
import {openTerminal} from '../support/terminal.ts';
import {startEndpoint} from './endpoint.ts';
import {record, type Figure} from './report.ts';

const rounds = 11;
const floor = 'node -e 0';
const cli = 'aws --version';
/** How many times as long it may take as a peer. */
const wanted: Readonly<Record<string, Readonly<Record<string, number>>>> = {
	'--version': {[floor]: 1.4, [cli]: 0.1},
	'--help': {[floor]: 1.4, [cli]: 0.1},
	'the first frame of --demo': {[cli]: 0.3},
};

export async function bench(): Promise<void> {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-bench-'));
	try {
		using endpoint = await startEndpoint(300);
		const env = environmentFor(endpoint, folder);
		const node = async (...args: readonly string[]) => execa(process.execPath, args, {cwd: folder, env});
		console.log(`startup: from the start of the process, ${rounds} times each in turn`);
		await inTurn({
			[floor]: async () => node('-e', '0'),
			'--version': async () => node(program, '--version'),
			'--help': async () => node(program, '--help'),
			'status --no-counts of one Region': async () => node(program, 'status', '--region', 'us-east-1', '--no-counts'),
			'the first frame of --demo': async () => firstFrame(folder, env, /allowed-amis/),
			'the account of --demo, resolved': async () => firstFrame(folder, env, /123456789012/),
			[cli]: async () => execa('aws', ['--version'], {env}),
			'aws ec2 get-allowed-images-settings': async () =>
				execa('aws', ['ec2', 'get-allowed-images-settings', '--region', 'us-east-1'], {env}),
		});
	} finally {
		await fs.rm(folder, {recursive: true, force: true});
	}
}

async function firstFrame(folder: string, env: Readonly<Record<string, string>>, shown: RegExp): Promise<void> {
	await using terminal = openTerminal({command: process.execPath, args: [program, '--demo'], cwd: folder, env});
	await terminal.waitFor(shown);
}

/** Each once around, so that what else the machine does is spread over all of them. */
async function inTurn(ways: Readonly<Record<string, () => Promise<unknown>>>): Promise<void> {
	const times = new Map<string, Array<number | undefined>>(Object.keys(ways).map((name) => [name, []]));
	for (let round = 0; round <= rounds; round++) {
		for (const [name, run] of Object.entries(ways)) {
			times.get(name)?.push(await timeOf(run));
		}
	}

	// The first time fills the caches.
	const measured = new Map(
		[...times].map(([name, all]) => [name, all.slice(1).filter((time) => time !== undefined)] as const),
	);
	const peers = new Map<string, Figure | undefined>();
	for (const [name, all] of measured) {
		if (!Object.hasOwn(wanted, name)) {
			peers.set(name, record(`startup: ${name}`, 'ms', all));
		}
	}

	for (const [name, comparisons] of Object.entries(wanted)) {
		for (const [peer, most] of Object.entries(comparisons)) {
			record(`startup: ${name}`, 'ms', measured.get(name) ?? [], {against: peers.get(peer), wanted: `≤ ${most} ×`});
		}
	}
}

/** In milliseconds; `undefined` if there is no such program. */
async function timeOf(run: () => Promise<unknown>): Promise<number | undefined> {
	const start = performance.now();
	try {
		await run();
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
			return undefined;
		}

		throw error;
	}

	return performance.now() - start;
}
