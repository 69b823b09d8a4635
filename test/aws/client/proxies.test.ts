import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import net from 'node:net';
import process from 'node:process';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {execa} from 'execa';
import fc from '../../support/fast-check.ts';
import {isExempt, Proxies} from '../../../source/aws/client/network/proxies.ts';
import {createCloud} from '../../../source/aws/cloud.ts';
import {ProblemError, type Problem} from '../../../source/problem.ts';
import {impatient, noAbort, problemIn} from '../cloud-for.ts';
import {
	callerIdentity,
	listen,
	startAuthority,
	startProxy,
	startService,
	underEnvironment,
	awsFiles,
	account,
} from './surroundings.ts';

const keys = {AWS_ACCESS_KEY_ID: 'AKIADEMODEMODEMODEMO', AWS_SECRET_ACCESS_KEY: 'secret-of-the-environment'};

test('HTTPS_PROXY without a scheme is a plain proxy: CONNECT, then TLS with whom was asked for', async (t) => {
	const {caFile, key, cert} = await startAuthority(t);
	const sts = await startService(t, () => callerIdentity(), {key, cert});
	const proxy = await startProxy(t, sts.port);
	underEnvironment(t, {
		...(await awsFiles(t, '')),
		...keys,
		AWS_CA_BUNDLE: caFile,
		HTTPS_PROXY: `127.0.0.1:${proxy.port}`,
	});
	const cloud = createCloud(impatient);
	const identity = await cloud.identity(noAbort);
	cloud.close();
	assert.equal(identity.account, account);
	assert.deepEqual(proxy.asked, ['sts.us-east-1.amazonaws.com:443']);
	assert.match(sts.asked[0]?.headers['user-agent'] ?? '', /\ballowed-amis\/\d/);
});

test('user and password go to the proxy, decoded, and into no message', async (t) => {
	const {caFile, key, cert} = await startAuthority(t);
	const sts = await startService(t, () => callerIdentity(), {key, cert});
	const authorization = `Basic ${Buffer.from('jane:p@ss w%rd').toString('base64')}`;
	const proxy = await startProxy(t, sts.port, {authorization});
	underEnvironment(t, {
		...(await awsFiles(t, '')),
		...keys,
		AWS_CA_BUNDLE: caFile,
		https_proxy: `http://jane:p%40ss%20w%25rd@127.0.0.1:${proxy.port}`,
	});
	const cloud = createCloud(impatient);
	await cloud.identity(noAbort);
	cloud.close();
	assert.equal(proxy.asked.length, 1);

	underEnvironment(t, {...process.env, https_proxy: `http://jane:another-secret@127.0.0.1:${proxy.port}`});
	const refused = createCloud(impatient);
	const problem = await problemIn(refused.identity(noAbort));
	refused.close();
	assert.equal(problem.kind, 'unreachable');
	assert.match(problem.what, /the proxy 127\.0\.0\.1:\d+ \(https_proxy\) wants a user and a password \(407\)/);
	assert.doesNotMatch(JSON.stringify(problem), /jane|another-secret/);
});

/** What can't be the address of a proxy that can be used, and what is said of it. None of it may be quoted: a password could stand there. */
const unusable: ReadonlyArray<readonly [value: string, what: RegExp]> = [
	['http://user:100%pure@127.0.0.1:1', /^HTTPS_PROXY has a % in its user or password/],
	['http://proxy corp:8080', /^HTTPS_PROXY is not the address of a proxy\.$/],
	['proxy corp:8080', /^HTTPS_PROXY is not the address of a proxy\.$/],
	['http://user:se#cret@proxy:8080', /^HTTPS_PROXY is not the address of a proxy\.$/],
	['http://', /^HTTPS_PROXY is not the address of a proxy\.$/],
	['http://proxy:99999', /^HTTPS_PROXY is not the address of a proxy\.$/],
	['http://proxy:port', /^HTTPS_PROXY is not the address of a proxy\.$/],
	[
		'socks5://secret:secret@127.0.0.1:1080',
		/^HTTPS_PROXY names a SOCKS proxy \(socks5:\/\/\), which is not supported\.$/,
	],
	['SOCKS4A://127.0.0.1', /^HTTPS_PROXY names a SOCKS proxy \(socks4a:\/\/\)/],
	['ftp://secret@127.0.0.1', /^HTTPS_PROXY names a proxy of a kind that is not supported \(ftp:\/\/\)\.$/],
	['file:///etc/secret', /^HTTPS_PROXY names a proxy of a kind that is not supported \(file:\/\/\)\.$/],
];

for (const [value, what] of unusable) {
	test(`HTTPS_PROXY=${value}: one sentence that names it`, () => {
		const problem = problemBy(() => new Proxies({HTTPS_PROXY: value}).to('https', 'sts.amazonaws.com', 443));
		assert.equal(problem.kind, 'configuration');
		assert.match(problem.what, what);
		assert.match(problem.next, /http:\/\/HOST:PORT/);
		assert.doesNotMatch(problem.what + problem.next, /secret|pure|corp/);
		assert.equal(problem.stack, undefined);
	});
}

test('an unusable proxy ends a call with its sentence, not as a bug', async (t) => {
	underEnvironment(t, {...(await awsFiles(t, '')), ...keys, HTTPS_PROXY: 'http://proxy corp:8080'});
	const cloud = createCloud(impatient);
	const problem = await problemIn(cloud.identity(noAbort));
	cloud.close();
	assert.equal(problem.kind, 'configuration');
	assert.match(problem.what, /^HTTPS_PROXY/);
});

test('anything may stand in the variable, and it is a proxy or a sentence', () => {
	const values = fc.tuple(fc.constantFrom('', 'http://', 'https://'), fc.string({unit: 'binary', maxLength: 40}));
	for (const [scheme, text] of fc.sample(values, {seed: 20_260_101, numRuns: 2000})) {
		const value = scheme + text;
		const {proxy, problem} = outcomeOf(() => new Proxies({ALL_PROXY: value}).to('https', 'a.example', 443));
		const isProxy = proxy !== undefined && proxy.host !== '' && proxy.port > 0;
		assert.ok(isProxy || problem?.kind === 'configuration' || value.trim() === '', JSON.stringify(value));
	}
});

test('a small name wins, then the scheme, then ALL_PROXY; empty is none', () => {
	const to = (environment: Record<string, string>, scheme: 'http' | 'https' = 'https') =>
		new Proxies(environment).to(scheme, 'ec2.example', 443)?.host;
	assert.equal(to({HTTPS_PROXY: 'upper:1', https_proxy: 'lower:1'}), 'lower');
	assert.equal(to({ALL_PROXY: 'all:1', HTTPS_PROXY: 'own:1'}), 'own');
	assert.equal(to({ALL_PROXY: 'all:1', HTTP_PROXY: 'http:1'}), 'all');
	assert.equal(to({HTTPS_PROXY: '', all_proxy: ' all:1 '}), 'all');
	assert.equal(to({HTTPS_PROXY: '  '}), undefined);
	assert.equal(to({HTTP_PROXY: 'http:1'}, 'http'), 'http');
	const {port, secure} = new Proxies({HTTPS_PROXY: 'https://secure'}).to('https', 'a', 443) ?? {};
	assert.deepEqual([port, secure], [443, true]);
	assert.equal(new Proxies({HTTPS_PROXY: '[::1]:8080'}).to('https', 'a', 443)?.host, '::1');
});

const exemptions: ReadonlyArray<readonly [noProxy: string, host: string, port: number, isExempt: boolean]> = [
	['amazonaws.com', 'ec2.us-east-1.amazonaws.com', 443, true],
	['amazonaws.com', 'amazonaws.com', 443, true],
	['amazonaws.com', 'notamazonaws.com', 443, false],
	['amazonaws.com', 'amazonaws.com.cn', 443, false],
	['.amazonaws.com', 'sts.amazonaws.com', 443, true],
	['*.amazonaws.com', 'sts.amazonaws.com', 443, true],
	['AmazonAWS.com', 'STS.amazonaws.COM', 443, true],
	['amazonaws.com:443', 'sts.amazonaws.com', 443, true],
	['amazonaws.com:8443', 'sts.amazonaws.com', 443, false],
	['a.example, b.example c.example', 'x.c.example', 443, true],
	['*', 'anything', 1, true],
	['', 'anything', 1, false],
	[',,', 'anything', 1, false],
	['.', 'anything', 1, false],
	['10.0.0.0/8', '10.20.30.40', 443, true],
	['10.0.0.0/8', '11.20.30.40', 443, false],
	['10.0.0.0/8', 'ten.example', 443, false],
	['10.0.0.0/40', '10.20.30.40', 443, false],
	['10.20.30.40', '10.20.30.40', 443, true],
	['30.40', '10.20.30.40', 443, false],
	['fd00::/8', 'fd00::1', 443, true],
	['fd00::1', 'fd00::1', 443, true],
	['[fd00::1]', 'fd00::1', 443, true],
	['[fd00::1]:443', 'fd00::1', 443, true],
	['[fd00::1]:80', 'fd00::1', 443, false],
	['amazonaws.com.', 'sts.amazonaws.com.', 443, true],
];

for (const [noProxy, host, port, expected] of exemptions) {
	test(`NO_PROXY=${noProxy} and ${host}:${port}: ${expected ? 'direct' : 'by way of the proxy'}`, () => {
		assert.equal(isExempt(host, port, noProxy), expected);
	});
}

/** Proxies that fail, each in its way, and what is said of them. The process has nothing left to wait for afterwards. */
const failing: ReadonlyArray<
	readonly [
		name: string,
		serve: ((socket: net.Socket) => unknown) | undefined,
		url: (port: number) => string,
		what: RegExp,
	]
> = [
	[
		'hangs',
		() => undefined,
		(port) => `http://127.0.0.1:${port}`,
		/the proxy 127\.0\.0\.1:\d+ \(HTTPS_PROXY\) did not answer in time/,
	],
	[
		'hangs before TLS',
		() => undefined,
		(port) => `https://127.0.0.1:${port}`,
		/the proxy 127\.0\.0\.1:\d+ \(HTTPS_PROXY\) did not answer in time/,
	],
	[
		'hangs, and has no scheme',
		() => undefined,
		(port) => `127.0.0.1:${port}`,
		/\(HTTPS_PROXY\) did not answer in time/,
	],
	[
		'says no',
		(socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'),
		(port) => `http://127.0.0.1:${port}`,
		/did not connect to AWS \(it answered with 403\)/,
	],
	[
		'speaks no HTTP',
		(socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
		(port) => `http://127.0.0.1:${port}`,
		/does not speak HTTP \(HPE_/,
	],
	[
		'sends endless headers',
		(socket) => socket.end(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`),
		(port) => `http://127.0.0.1:${port}`,
		/does not speak HTTP \(HPE_HEADER_OVERFLOW\)/,
	],
	['hangs up', (socket) => socket.destroy(), (port) => `http://127.0.0.1:${port}`, /hung up \(ECONNRESET\)/],
	[
		'connects, and nothing comes of it',
		(socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n'),
		(port) => `http://127.0.0.1:${port}`,
		/did not answer in time|no answer from AWS in time/,
	],
	[
		'is no TLS proxy',
		(socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
		(port) => `https://127.0.0.1:${port}`,
		/could not be used \(ERR_SSL|EPROTO/,
	],
	["isn't there", undefined, () => 'http://127.0.0.1:1', /nothing answers at the proxy 127\.0\.0\.1:1 \(HTTPS_PROXY\)/],
	['is of an unknown kind', undefined, () => 'socks5://127.0.0.1:1', /SOCKS/],
];

for (const [name, serve, url, what] of failing) {
	test(`a proxy that ${name} is named, and nothing keeps the process`, async (t) => {
		const port =
			serve === undefined
				? 0
				: await listen(
						t,
						net.createServer((socket) => {
							socket.on('error', () => undefined);
							socket.once('data', () => {
								serve(socket);
							});
						}),
					);
		const {problem, left} = await leftBehind({...keys, ...(await awsFiles(t, '')), HTTPS_PROXY: url(port)});
		assert.match(problem.what, what);
		assert.notEqual(problem.kind, 'bug');
		assert.match(problem.next, /HTTPS_PROXY|NO_PROXY|network/);
		assert.deepEqual(left, []);
	});
}

async function leftBehind(env: Record<string, string>): Promise<{problem: Problem; left: readonly string[]}> {
	const script = fileURLToPath(new URL('left-behind.ts', import.meta.url));
	const {stdout} = await execa(process.execPath, ['--import', import.meta.resolve('tsx'), script], {
		env: {PATH: process.env.PATH ?? '', AWS_EC2_METADATA_DISABLED: 'true', ...env},
		extendEnv: false,
		timeout: 60_000,
	});
	return JSON.parse(stdout) as {problem: Problem; left: readonly string[]};
}

/** What a call gives, or the `Problem` that it throws; anything else that is thrown is a failure of the test. */
function outcomeOf<Result>(run: () => Result): {readonly proxy?: Result; readonly problem?: Problem} {
	try {
		return {proxy: run()};
	} catch (error) {
		if (error instanceof ProblemError) {
			return {problem: error.problem};
		}

		throw error;
	}
}

function problemBy(run: () => unknown): Problem {
	const {problem} = outcomeOf(run);
	if (problem === undefined) {
		throw new Error('It was expected to throw.');
	}

	return problem;
}
