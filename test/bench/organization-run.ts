/** One run of a program over the demo organization, whose endpoint is a process of its own: how long it took, and with what. */
import {fork, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setInterval} from 'node:timers/promises';
import {execa} from 'execa';
import {environmentFor, program} from '../end-to-end/app.ts';
import {memoryOf, processorTimeOf} from './figures.ts';

/** How many accounts × Regions `org scan` reads at once, and how many threads boto3 has. */
export const concurrency = 64;

/** How often it is said on stderr how far a run is, in milliseconds. */
const tellEvery = 15_000;

export type Run = {
	readonly isDone: boolean;
	readonly seconds: number;
	/** Of the process itself, and of the endpoint meanwhile; in seconds. */
	readonly processor: number;
	readonly endpoint: number;
	/** MB. */
	readonly memory: number;
	readonly calls: number;
};

type Place = {readonly url: string; readonly folder: string; readonly env: Readonly<Record<string, string>>};

type Started = {readonly pid?: number | undefined; readonly exitCode: Promise<number | undefined>};

/** `org scan`, the program that ships. */
export function scan({folder, env}: Place): Started {
	const args = ['org', 'scan', '--role', 'reader', '--out', path.join(folder, 'out')];
	return started(process.execPath, [program, ...args, '--concurrency', String(concurrency)], env);
}

/** The same calls by boto3, with as many threads. */
export function byBoto({url, env}: Place): Started {
	return started(
		'python3',
		[path.join(import.meta.dirname, 'organization.py'), url, 'reader', String(concurrency)],
		env,
	);
}

function started(command: string, args: readonly string[], env: Readonly<Record<string, string>>): Started {
	const child = execa(command, args, {env, reject: false});
	const ended = async (): Promise<number | undefined> => {
		const {exitCode} = await child;
		return exitCode;
	};

	return {pid: child.pid, exitCode: ended()};
}

/** Runs a program over an organization of so many accounts, of which each answer takes so many milliseconds; what it prints goes to nobody. */
export async function measured(
	{accounts, latency}: {readonly accounts: number; readonly latency: number},
	start: (place: Place) => Started,
): Promise<Run> {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-bench-'));
	const server = fork(new URL('organization-endpoint.ts', import.meta.url), [String(accounts), String(latency)], {
		execArgv: process.execArgv,
	});
	try {
		const [{url}] = (await once(server, 'message')) as [{readonly url: string}];
		const env = {...environmentFor({url}, folder), AWS_REGION: 'us-east-1'};
		const begun = performance.now();
		const child = start({url, folder, env});
		const watching = new AbortController();
		const most = watch(child.pid ?? 0, watching.signal);
		const calls = countedCalls(server);
		const telling = tell(start.name, calls, watching.signal);
		const exitCode = await child.exitCode;
		const seconds = (performance.now() - begun) / 1000;
		watching.abort();
		await telling;
		const {processor, memory} = await most;
		const endpoint = (await processorTimeOf(server.pid ?? 0)) ?? NaN;
		// One account of the demo lets nobody in: `org scan` ends with 1.
		const made = await calls();
		const isDone = exitCode !== undefined && exitCode < 2 && made > accounts;
		return {isDone, seconds, processor, endpoint: endpoint / 1000, memory, calls: made};
	} finally {
		server.kill();
		await fs.rm(folder, {recursive: true, force: true});
	}
}

/** How many calls an endpoint has answered. */
function countedCalls(server: ChildProcess): () => Promise<number> {
	return async () => {
		server.send('calls');
		const [{calls}] = (await once(server, 'message')) as [{readonly calls: number}];
		return calls;
	};
}

/** Says on stderr now and then how far a run is. */
async function tell(name: string, calls: () => Promise<number>, signal: AbortSignal): Promise<void> {
	const begun = performance.now();
	try {
		for await (const _ of setInterval(tellEvery, undefined, {signal})) {
			const made = await calls();
			const seconds = Math.round((performance.now() - begun) / 1000);
			console.error(`  … ${name}: ${made.toLocaleString('en')} calls in ${seconds} s`);
		}
	} catch {
		// It has ended.
	}
}

/** The processor time and the memory that a process had used when it was seen last. */
async function watch(pid: number, signal: AbortSignal): Promise<{processor: number; memory: number}> {
	const used = {processor: 0, memory: 0};
	try {
		for await (const _ of setInterval(100, undefined, {signal})) {
			const [processor, memory] = await Promise.all([processorTimeOf(pid), memoryOf(pid)]);
			used.processor = Math.max(used.processor, (processor ?? 0) / 1000);
			// One that is ending tells nothing any more.
			if (memory !== undefined && !Number.isNaN(memory.most)) {
				used.memory = memory.most;
			}
		}
	} catch {
		// It has ended.
	}

	return used;
}
