/** What a test of credentials, proxies and certificates needs around it: an environment, files, and servers on loopback that a test describes. */
import {execFileSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import net, {type AddressInfo, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {text} from 'node:stream/consumers';

type Test = {after(done: () => Promise<void> | void): void};

/** Runs a test under these variables of the environment and none of AWS's or a proxy's; puts all back. */
export function underEnvironment(t: Test, variables: NodeJS.ProcessEnv): void {
	const before = {...process.env};
	for (const name of Object.keys(process.env)) {
		if (/^aws_|_proxy$|^node_extra/i.test(name)) {
			Reflect.deleteProperty(process.env, name);
		}
	}

	Object.assign(process.env, {AWS_EC2_METADATA_DISABLED: 'true', ...variables});
	t.after(() => {
		for (const name of Object.keys(process.env)) {
			Reflect.deleteProperty(process.env, name);
		}

		Object.assign(process.env, before);
	});
}

/** A folder of this test's own. */
export async function folderFor(t: Test): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'allowed-amis-aws-'));
	t.after(async () => rm(folder, {recursive: true}));
	return folder;
}

/** Writes a configuration file, and gives the variables that point to it and to a home of its own. */
export async function awsFiles(
	t: Test,
	config: string,
): Promise<{AWS_CONFIG_FILE: string; AWS_SHARED_CREDENTIALS_FILE: string; HOME: string}> {
	const folder = await folderFor(t);
	const file = path.join(folder, 'config');
	await writeFile(file, config);
	return {AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'none'), HOME: folder};
}

/** Listens on a free port of loopback until the test ends; whoever is connected then is cut. */
export async function listen(t: Test, server: net.Server): Promise<number> {
	const sockets = new Set<Socket>();
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket
			.on('error', () => undefined)
			.on('close', () => {
				sockets.delete(socket);
			});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.after(() => {
		for (const socket of sockets) {
			socket.destroy();
		}

		server.close();
	});
	return (server.address() as AddressInfo).port;
}

/** A proxy that notes who is asked for, and connects all of them to one port of loopback. */
export async function startProxy(
	t: Test,
	to: number,
	options: {readonly authorization?: string} = {},
): Promise<{readonly port: number; readonly asked: string[]}> {
	const asked: string[] = [];
	const server = http.createServer().on('connect', (request, socket: Socket) => {
		socket.on('error', () => undefined);
		if (options.authorization !== undefined && request.headers['proxy-authorization'] !== options.authorization) {
			socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
			return;
		}

		asked.push(request.url ?? '');
		const upstream = net.connect(to, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
			upstream.pipe(socket).pipe(upstream);
		});
		upstream.on('error', () => {
			socket.destroy();
		});
		socket.on('close', () => {
			upstream.destroy();
		});
	});
	return {port: await listen(t, server), asked};
}

export type Asked = {
	readonly host: string;
	readonly method: string;
	readonly path: string;
	readonly headers: http.IncomingHttpHeaders;
	readonly body: string;
	/** Of a request of the query protocol. */
	readonly params: URLSearchParams;
};

export type Answered = {readonly status: number; readonly body: string; readonly headers?: Record<string, string>};

/** A service over HTTP, or with `tls` over HTTPS, that answers what a test says. */
export async function startService(
	t: Test,
	answer: (asked: Asked) => Answered | undefined,
	tls?: {readonly key: string; readonly cert: string},
): Promise<{readonly port: number; readonly asked: Asked[]}> {
	const asked: Asked[] = [];
	const listener = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
		const body = await text(request);
		const one: Asked = {
			host: request.headers.host ?? '',
			method: request.method ?? '',
			path: request.url ?? '',
			headers: request.headers,
			body,
			params: new URLSearchParams(body),
		};
		asked.push(one);
		const answered = answer(one);
		if (answered !== undefined) {
			response.writeHead(answered.status, {'x-amzn-requestid': 'fake', ...answered.headers}).end(answered.body);
		}
	};

	const handler: http.RequestListener = (request, response) => {
		void listener(request, response);
	};

	return {
		port: await listen(t, tls === undefined ? http.createServer(handler) : https.createServer(tls, handler)),
		asked,
	};
}

/** A certificate authority of the test's own, and a certificate of it for all hosts of AWS. */
export async function startAuthority(t: Test): Promise<{ca: string; caFile: string; key: string; cert: string}> {
	const folder = await folderFor(t);
	const at = (name: string): string => path.join(folder, name);
	const openssl = (...args: string[]): void => {
		execFileSync('openssl', args, {stdio: 'ignore', cwd: folder});
	};

	const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30'];
	openssl(
		'req',
		'-x509',
		...made,
		'-keyout',
		'ca.key',
		'-out',
		'ca.pem',
		'-subj',
		'/CN=Test CA',
		'-addext',
		'basicConstraints=critical,CA:TRUE',
	);
	openssl('req', ...made.slice(0, -2), '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=aws.test');
	await writeFile(at('ext'), `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')},IP:127.0.0.1\n`);
	openssl(
		'x509',
		'-req',
		'-in',
		'server.csr',
		'-CA',
		'ca.pem',
		'-CAkey',
		'ca.key',
		'-CAcreateserial',
		'-days',
		'30',
		'-extfile',
		'ext',
		'-out',
		'server.pem',
	);
	const read = async (name: string): Promise<string> => readFile(at(name), 'utf8');
	return {
		ca: await read('ca.pem'),
		caFile: at('ca.pem'),
		key: await read('server.key'),
		cert: await read('server.pem'),
	};
}

const hosts = [
	'*.amazonaws.com',
	'*.us-east-1.amazonaws.com',
	'*.eu-west-1.amazonaws.com',
	'*.sso.us-east-1.amazonaws.com',
	'*.sso.eu-west-1.amazonaws.com',
	'*.signin.aws.amazon.com',
	'*.us-east-1.api.aws',
];

export const account = '111122223333';

/** STS's answer of keys, as for AssumeRole. */
export function assumed(
	action: string,
	{role = 'reader', seconds = 3600}: {role?: string; seconds?: number} = {},
): Answered {
	return stsAnswer(
		action,
		`<Credentials><AccessKeyId>ASIASESSIONSESSION00</AccessKeyId><SecretAccessKey>secret-of-the-session</SecretAccessKey><SessionToken>token-of-the-session</SessionToken><Expiration>${new Date(Date.now() + seconds * 1000).toISOString()}</Expiration></Credentials><AssumedRoleUser><AssumedRoleId>AROA:x</AssumedRoleId><Arn>arn:aws:sts::${account}:assumed-role/${role}/x</Arn></AssumedRoleUser>`,
	);
}

export function callerIdentity(arn = `arn:aws:iam::${account}:user/alice`): Answered {
	return stsAnswer('GetCallerIdentity', `<Arn>${arn}</Arn><UserId>AIDA</UserId><Account>${account}</Account>`);
}

export function stsAnswer(action: string, result: string): Answered {
	return {
		status: 200,
		headers: {'content-type': 'text/xml'},
		body: `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>fake</RequestId></ResponseMetadata></${action}Response>`,
	};
}

export function stsError(status: number, code: string, message: string): Answered {
	const escaped = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	return {
		status,
		headers: {'content-type': 'text/xml'},
		body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped}</Message></Error><RequestId>fake</RequestId></ErrorResponse>`,
	};
}
