/**
How long `org scan` takes over hundreds of accounts, where each answer does: against the arithmetic (calls × latency ÷ concurrency, and the own
processor time), and against boto3 making the same calls with a pool of as many threads. The endpoint is a process of its own. Then what memory
a scan of 500 accounts takes.
*/
import {fork} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setInterval} from 'node:timers/promises';
import {execa} from 'execa';
import {environmentFor, program} from '../end-to-end/app.ts';
import {memoryOf, processorTimeOf} from './figures.ts';
import {record} from './report.ts';

const concurrency = 64;

export async function bench({
	accounts = 300,
	latency = 100,
	rounds = 2,
	most = 500,
}: {
	readonly accounts?: number;
	readonly latency?: number;
	readonly rounds?: number;
	/** How many accounts the memory is measured with. */
	readonly most?: number;
} = {}): Promise<void> {
	console.log(`organization: ${accounts} accounts at ${latency} ms a call, ${concurrency} at once`);
	const ours: Run[] = [];
	const theirs: Run[] = [];
	for (let round = 0; round < rounds; round++) {
		ours.push(await measured({accounts, latency}, scan));
		const boto = await measured({accounts, latency}, byBoto);
		if (boto.isDone) {
			theirs.push(boto);
		}
	}

	// What it would take if nothing but waiting and computing had to be done, one after the other.
	const arithmetic = record(
		'calls × latency ÷ concurrency + own processor time',
		's',
		ours.map(({calls, processor}) => (calls * latency) / 1000 / concurrency + processor),
	);
	const boto = record(
		'org scan: boto3, as many threads',
		's',
		theirs.map(({seconds}) => seconds),
	);
	const times = ours.map(({seconds}) => seconds);
	record('org scan', 's', times, {against: arithmetic, wanted: '≤ 1.2 ×'});
	record('org scan', 's', times, {against: boto, wanted: '≤ 0.5 ×'});
	record(
		'calls of org scan',
		'calls',
		ours.map(({calls}) => calls),
	);
	record(
		'calls of boto3',
		'calls',
		theirs.map(({calls}) => calls),
	);
	record(
		'processor time of org scan',
		's',
		ours.map(({processor}) => processor),
	);
	record(
		'processor time of boto3',
		's',
		theirs.map(({processor}) => processor),
	);
	record(
		'processor time of the endpoint beside org scan',
		's',
		ours.map(({endpoint}) => endpoint),
	);
	const large = await measured({accounts: most, latency: 0}, scan);
	record(`resident at most, org scan of ${most} accounts × 17 Regions`, 'MB', [large.memory], {wanted: '< 300 MB'});
}

type Run = {
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

function scan({folder, env}: Place): Started {
	const args = ['org', 'scan', '--role', 'reader', '--out', path.join(folder, 'out')];
	return started(process.execPath, [program, ...args, '--concurrency', String(concurrency)], env);
}

function byBoto({url, env}: Place): Started {
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

async function measured(
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
		const exitCode = await child.exitCode;
		const seconds = (performance.now() - begun) / 1000;
		watching.abort();
		const {processor, memory} = await most;
		const endpoint = (await processorTimeOf(server.pid ?? 0)) ?? NaN;
		server.send('calls');
		const [{calls}] = (await once(server, 'message')) as [{readonly calls: number}];
		// One account of the demo lets nobody in: `org scan` ends with 1.
		const isDone = exitCode !== undefined && exitCode < 2 && calls > accounts;
		return {isDone, seconds, processor, endpoint: endpoint / 1000, memory, calls};
	} finally {
		server.kill();
		await fs.rm(folder, {recursive: true, force: true});
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
