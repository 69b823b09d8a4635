import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import {test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {attended} from '../../../source/aws/client/attended.ts';
import {createCloud} from '../../../source/aws/cloud.ts';
import {demoCredentials} from '../../../source/demo/server.ts';
import {makePlace} from '../../commands/run.ts';
import {impatient, noAbort, problemIn} from '../cloud-for.ts';
import {awsFiles, folderFor, listen, underEnvironment} from './surroundings.ts';

const quick = {...impatient, credentials: demoCredentials, timeouts: {connect: 300, silence: 300}};

test('an endpoint that never answers is asked twice, and named', async (t) => {
	let connections = 0;
	const port = await listen(
		t,
		net.createServer(() => {
			connections++;
		}),
	);
	const cloud = createCloud({...quick, endpointUrl: `http://127.0.0.1:${port}`});
	const problem = await problemIn(cloud.settings('us-east-1', noAbort));
	cloud.close();
	assert.equal(problem.kind, 'unreachable');
	assert.match(problem.what, /GetAllowedImagesSettings in us-east-1: no answer from AWS in time/);
	assert.equal(connections, 2);
});

test('an endpoint that takes the connection and never speaks TLS is given up', async (t) => {
	const port = await listen(t, net.createServer());
	const cloud = createCloud({...quick, endpointUrl: `https://127.0.0.1:${port}`});
	const problem = await problemIn(cloud.settings('us-east-1', noAbort));
	cloud.close();
	assert.equal(problem.kind, 'unreachable');
	assert.match(problem.what, /no answer from AWS in time \(ETIMEDOUT\)/);
});

test('an answer that comes in drops is given up', async (t) => {
	const port = await listen(
		t,
		net.createServer((socket) => {
			socket.on('error', () => undefined);
			socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\ncontent-length: 1000000\r\n\r\n');
			const drops = setInterval(() => {
				socket.write('<');
			}, 50);
			socket.on('close', () => {
				clearInterval(drops);
			});
		}),
	);
	const cloud = createCloud({...quick, endpointUrl: `http://127.0.0.1:${port}`});
	const problem = await problemIn(cloud.settings('us-east-1', noAbort));
	cloud.close();
	assert.equal(problem.kind, 'unreachable');
	assert.match(problem.what, /came in too slowly/);
});

test('a wait that lasts is told, again and again, with what is waited for at that time', async (t) => {
	t.mock.timers.enable({apis: ['setInterval']});
	const told: string[] = [];
	const {promise, resolve} = Promise.withResolvers<string>();
	let waitingFor = 'DescribeRegions in us-east-1';
	const outcome = attended(async () => promise, {
		signal: noAbort,
		waitingFor: () => waitingFor,
		notice(text) {
			told.push(text);
		},
	});
	t.mock.timers.tick(5000);
	waitingFor = 'the credential_process of the profile prod';
	t.mock.timers.tick(5000);
	resolve('done');
	assert.equal(await outcome, 'done');
	t.mock.timers.tick(60_000);
	assert.deepEqual(
		told.map((text) => text.replace(/\(\d+ s\)/, '(n s)')),
		[
			'Still waiting for DescribeRegions in us-east-1 (n s)',
			'Still waiting for the credential_process of the profile prod (n s)',
		],
	);
});

test('whoever stops waiting does not wait for credentials, and their process ends', async (t) => {
	const folder = await folderFor(t);
	const pids = path.join(folder, 'pids');
	// The shell's own child outlives the shell unless it is looked for.
	const script = `sleep 600 & echo $$ $! > ${pids}; wait`;
	underEnvironment(t, await awsFiles(t, `[profile hung]\ncredential_process = sh -c '${script}'\n`));
	const stop = new AbortController();
	const cloud = createCloud({...impatient, profile: 'hung'});
	const outcome = cloud.identity(stop.signal);
	const running = await pidsIn(pids);
	stop.abort();
	await assert.rejects(outcome, {name: 'AbortError'});
	cloud.close();
	await allEnded(running);
});

test('Ctrl-C ends a command that waits for a credential_process, and that process with all it started', async (t) => {
	const {start, directory} = await makePlace(t);
	const pids = path.join(directory, 'pids');
	const config = path.join(directory, 'aws-config');
	await writeFile(config, `[profile hung]\ncredential_process = sh -c 'sleep 600 & echo $$ $! > ${pids}; wait'\n`);
	const {child} = start(['status', '--profile', 'hung'], {AWS_CONFIG_FILE: config});
	const running = await pidsIn(pids);
	child.kill('SIGINT');
	const {exitCode} = await child;
	assert.equal(exitCode, 130);
	await allEnded(running);
});

async function pidsIn(file: string): Promise<readonly number[]> {
	for (;;) {
		try {
			const text = await readFile(file, 'utf8');
			const pids = text.trim().split(' ').map(Number);
			if (pids.length === 2) {
				return pids;
			}
		} catch {
			// It has not been written yet.
		}

		await sleep(20);
	}
}

async function allEnded(pids: readonly number[]): Promise<void> {
	while (pids.some((pid) => isRunning(pid))) {
		await sleep(20);
	}
}

/** One that has ended stays in the list of processes until somebody asks what became of it. */
function isRunning(pid: number): boolean {
	const {stdout} = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], {encoding: 'utf8'});
	return !/^Z?$/.test(stdout.trim().slice(0, 1));
}
