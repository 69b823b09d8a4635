import http from 'node:http';
import https from 'node:https';
import {isIP, type Socket} from 'node:net';
import {OverdueError} from './overdue-error.ts';
import type {Proxy} from './proxies.ts';

/** A way through a proxy that did not come about. */
export class ProxyError extends Error {
	override readonly name = 'ProxyError';
	readonly proxy: Proxy;
	/** The proxy's answer, where it gave one. */
	readonly status: number | undefined;
	/** Node's code of a failure without an answer. */
	readonly code: string | undefined;

	constructor(proxy: Proxy, message: string, {status, code, cause}: {status?: number; code?: string; cause?: unknown}) {
		super(message, {cause});
		this.proxy = proxy;
		this.status = status;
		this.code = code;
	}
}

export type TunnelOptions = {
	/** How long the proxy may take, in milliseconds. */
	readonly timeout: number;
	/** The certificates to trust where the proxy itself is spoken to over TLS. */
	readonly ca?: readonly string[] | undefined;
	readonly signal: AbortSignal;
};

/**
Asks a proxy to connect to a host (`CONNECT`), and gives the socket on which that host answers.
@see https://www.rfc-editor.org/rfc/rfc9110#name-connect
@throws `ProxyError`
*/
export async function openTunnel(
	proxy: Proxy,
	target: {readonly host: string; readonly port: number},
	{timeout, ca, signal}: TunnelOptions,
): Promise<Socket> {
	const {promise, resolve, reject} = Promise.withResolvers<Socket>();
	const authority = `${isIP(target.host) === 6 ? `[${target.host}]` : target.host}:${target.port}`;
	const {secure, host, port, authorization} = proxy;
	const options = {
		method: 'CONNECT',
		host,
		port,
		path: authority,
		setHost: false,
		headers: {host: authority, ...(authorization !== undefined && {'proxy-authorization': authorization})},
		agent: false,
		signal,
	} as const;
	const request = secure
		? https.request({...options, ...(isIP(host) === 0 && {servername: host}), ...(ca !== undefined && {ca: [...ca]})})
		: http.request(options);
	const timer = setTimeout(() => {
		request.destroy(new OverdueError('The proxy did not answer in time.', 'ETIMEDOUT'));
	}, timeout);
	request.once('connect', (response, socket: Socket, head) => {
		const status = response.statusCode ?? 0;
		if (status < 200 || status > 299) {
			socket.destroy();
			reject(new ProxyError(proxy, `The proxy answered with status ${status}.`, {status}));
			return;
		}

		if (head.length > 0) {
			socket.unshift(head);
		}

		resolve(socket);
	});
	// Whatever comes after the first outcome has nobody left to tell.
	request.on('error', (error: NodeJS.ErrnoException) => {
		const {message, code} = error;
		reject(new ProxyError(proxy, message, {cause: error, ...(code !== undefined && {code})}));
	});
	request.end();
	try {
		return await promise;
	} finally {
		clearTimeout(timer);
	}
}
