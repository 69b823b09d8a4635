import assert from 'node:assert/strict';
import type {Buffer} from 'node:buffer';
import {PassThrough} from 'node:stream';
import {text} from 'node:stream/consumers';
import {test} from 'node:test';
import {runDemoServer} from '../../source/commands/demo-server.ts';
import {serve} from './endpoint.ts';

test('the first line is the URL, the next the variables to copy, and the signal ends it', async () => {
	const stdout = new PassThrough();
	const stderr = new PassThrough();
	const stopping = new AbortController();
	const ended = runDemoServer({instances: 20}, {stdout, stderr}, stopping.signal);
	const [chunk] = (await stdout.take(1).toArray()) as [Buffer];
	const lines = chunk.toString().split('\n');
	const [url = ''] = lines;
	assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
	assert.ok(lines.includes(`export AWS_ENDPOINT_URL=${url}`));
	assert.ok(lines.some((line) => line.startsWith('export AWS_ACCESS_KEY_ID=')));
	assert.ok(lines.some((line) => line.startsWith('export AWS_SECRET_ACCESS_KEY=')));
	assert.ok(lines.includes('export AWS_REGION=us-east-1'));
	const {status} = await fetch(url);
	assert.equal(status, 400);
	stopping.abort();
	assert.equal(await ended, 0);
	await assert.rejects(fetch(url), /fetch failed/);
});

test('a port in use is one sentence and exit code 1', async (t) => {
	const {port} = await serve(t, {instances: 0});
	const stderr = new PassThrough();
	const code = await runDemoServer(
		{port, instances: 0},
		{stdout: new PassThrough(), stderr},
		new AbortController().signal,
	);
	stderr.end();
	assert.equal(code, 1);
	assert.equal(
		await text(stderr),
		`Port ${port} is in use by another program. Choose another with --port, or leave it out for any free one.\n`,
	);
});
