import http from 'node:http';
import https from 'node:https';
import type {Socket} from 'node:net';
import type {Duplex} from 'node:stream';
import type {Proxies, Proxy} from './proxies.ts';
import {OverdueError} from './overdue-error.ts';
import {openTunnel} from './tunnel.ts';

/** How long a call may take to connect, and how long the line may stay silent, in milliseconds. */
export type Timeouts = {readonly connect: number; readonly silence: number};

export const defaultTimeouts: Timeouts = {connect: 10_000, silence: 30_000};

/** The sockets that all clients share. */
export type Connection = {readonly httpAgent: http.Agent; readonly httpsAgent: https.Agent; close(): void};

export type ConnectionOptions = {
	readonly proxies: Proxies;
	/** The certificates to trust in place of Node's own. */
	readonly ca?: readonly string[] | undefined;
	/** How long it may take until a connection stands: by way of the proxy, and with TLS. In milliseconds. */
	readonly timeout: number;
};

/**
Opens the pool of kept-alive sockets, each on the way that the environment names for its host: the SDK's sign-in and role calls go to hosts of
their own. All Regions of a custom endpoint share one host, so the pool is as wide as a scan of every zone of every Region.
*/
export function openConnection(options: ConnectionOptions): Connection {
	const pool = {keepAlive: true, maxSockets: 256, maxFreeSockets: 64, ...(options.ca && {ca: [...options.ca]})};
	const closing = new AbortController();
	const httpAgent = new RoutedHttpAgent(pool, options, closing.signal);
	const httpsAgent = new RoutedHttpsAgent(pool, options, closing.signal);
	return {
		httpAgent,
		httpsAgent,
		close() {
			closing.abort();
			httpAgent.destroy();
			httpsAgent.destroy();
		},
	};
}

type Connected = (error: Error | null, stream: Duplex) => void;

/** An agent is told of a failure without a stream, whatever its type says. */
type Failed = (error: Error) => void;

class RoutedHttpAgent extends http.Agent {
	readonly #options: ConnectionOptions;
	readonly #closing: AbortSignal;

	constructor(pool: http.AgentOptions, options: ConnectionOptions, closing: AbortSignal) {
		super(pool);
		this.#options = options;
		this.#closing = closing;
	}

	override createConnection(options: http.ClientRequestArgs, connected?: Connected): Duplex | null | undefined {
		return connect(
			'http',
			options,
			this.#options,
			this.#closing,
			connected,
			(socket) => socket ?? super.createConnection(options),
		);
	}
}

class RoutedHttpsAgent extends https.Agent {
	readonly #options: ConnectionOptions;
	readonly #closing: AbortSignal;

	constructor(pool: https.AgentOptions, options: ConnectionOptions, closing: AbortSignal) {
		super(pool);
		this.#options = options;
		this.#closing = closing;
	}

	override createConnection(
		options: Parameters<https.Agent['createConnection']>[0],
		connected?: Connected,
	): Duplex | null | undefined {
		return connect('https', options, this.#options, this.#closing, connected, (socket) =>
			super.createConnection({...options, ...(socket !== undefined && {socket})}),
		);
	}
}

/**
Opens one connection: `open` begins it, on the socket of a proxy or directly. It is given up where it does not stand in time; the SDK's own
deadline sees neither a proxy nor TLS, and leaves a timer behind that keeps the process.
*/
function connect(
	scheme: 'http' | 'https',
	{host, port}: http.ClientRequestArgs,
	{proxies, ca, timeout}: ConnectionOptions,
	closing: AbortSignal,
	connected: Connected | undefined,
	open: (socket?: Socket) => Duplex | null | undefined,
): Duplex | null | undefined {
	const fail = connected as Failed | undefined;
	const target = {host: host ?? 'localhost', port: Number(port ?? (scheme === 'https' ? 443 : 80))};
	const begin = (socket?: Socket): Duplex | null | undefined =>
		withDeadline(open(socket), scheme === 'https' ? 'secureConnect' : 'connect', timeout);
	if (closing.aborted) {
		fail?.(new DOMException('The connections are closed.', 'AbortError'));
		return undefined;
	}

	let proxy: Proxy | undefined;
	try {
		proxy = proxies.to(scheme, target.host, target.port);
	} catch (error) {
		fail?.(error as Error);
		return undefined;
	}

	if (proxy === undefined) {
		return begin();
	}

	void throughTunnel(openTunnel(proxy, target, {timeout, ca, signal: closing}), begin, connected);
	return undefined;
}

async function throughTunnel(
	opening: Promise<Socket>,
	begin: (socket: Socket) => Duplex | null | undefined,
	connected: Connected | undefined,
): Promise<void> {
	try {
		const stream = begin(await opening);
		if (stream) {
			connected?.(null, stream);
		}
	} catch (error) {
		(connected as Failed | undefined)?.(error as Error);
	}
}

/** Destroys a stream whose event does not come in time. */
function withDeadline(
	stream: Duplex | null | undefined,
	event: 'connect' | 'secureConnect',
	timeout: number,
): Duplex | null | undefined {
	if (!stream || (event === 'connect' && 'connecting' in stream && stream.connecting === false)) {
		return stream;
	}

	const timer = setTimeout(() => {
		stream.destroy(new OverdueError('No connection in time.', 'ETIMEDOUT'));
	}, timeout);
	const stop = (): void => {
		clearTimeout(timer);
	};

	stream.once(event, stop).once('close', stop);
	return stream;
}
