import assert from 'node:assert/strict';
import {once} from 'node:events';
import {test} from 'node:test';
import {serve} from '../demo/endpoint.ts';
import {makePlace} from './run.ts';

test('the first line is the URL, the next the variables to copy, and Ctrl-C ends it', async (t) => {
	const {start} = await makePlace(t);
	const {child} = start(['demo-server', '--instances', '20']);
	const [chunk] = (await once(child.stdout, 'data')) as [Uint8Array];
	const lines = new TextDecoder().decode(chunk).split('\n');
	const [url = ''] = lines;
	assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
	assert.ok(lines.includes(`export AWS_ENDPOINT_URL=${url}`));
	assert.ok(lines.some((line) => line.startsWith('export AWS_ACCESS_KEY_ID=')));
	assert.ok(lines.some((line) => line.startsWith('export AWS_SECRET_ACCESS_KEY=')));
	assert.ok(lines.includes('export AWS_REGION=us-east-1'));
	const {status} = await fetch(url);
	assert.equal(status, 400);
	child.kill('SIGINT');
	const {exitCode} = await child;
	assert.equal(exitCode, 130);
	await assert.rejects(fetch(url), /fetch failed/);
});

test('a port in use is one sentence and exit code 1', async (t) => {
	const {port} = await serve(t, {instances: 0});
	const {run} = await makePlace(t);
	const {exitCode, stdout, stderr} = await run(['demo-server', '--port', String(port), '--instances', '0']);
	assert.deepEqual([exitCode, stdout], [1, '']);
	assert.equal(
		stderr,
		`allowed-amis: Port ${port} is in use by another program.\n  Choose another with --port, or leave it out for any free one.\n`,
	);
});
