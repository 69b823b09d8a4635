import {Agent as HttpAgent, type AgentOptions, type ClientRequestArgs} from 'node:http';
import {Agent as HttpsAgent} from 'node:https';
import {isIP} from 'node:net';
import type {Duplex} from 'node:stream';
import {HttpProxyAgent, HttpsProxyAgent} from 'hpagent';
import {getProxyForUrl} from 'proxy-from-env';
import type {Connection} from './connection.ts';

/**
Agents that ask the environment for each new connection: by way of the proxy it names, or directly where NO_PROXY says so. The SDK's sign-in
and role calls go to hosts of their own, so one fixed proxy would not do. Loopback is never proxied: the demo account lives there.
*/
export function proxyAgents(options: AgentOptions): Connection {
	return {httpAgent: new RoutingHttpAgent(options), httpsAgent: new RoutingHttpsAgent(options)};
}

type Connected = (error: Error | null, stream: Duplex) => void;

class RoutingHttpAgent extends HttpAgent {
	readonly #options: AgentOptions;
	readonly #proxies = new Map<string, HttpAgent>();

	constructor(options: AgentOptions) {
		super(options);
		this.#options = options;
	}

	override createConnection(options: ClientRequestArgs, connected?: Connected): Duplex | null | undefined {
		const proxy = proxyFor('http', options);
		if (proxy === '') {
			return super.createConnection(options, connected);
		}

		const agent = this.#proxies.get(proxy) ?? new HttpProxyAgent({...this.#options, proxy});
		this.#proxies.set(proxy, agent);
		return agent.createConnection(options, connected);
	}
}

class RoutingHttpsAgent extends HttpsAgent {
	readonly #options: AgentOptions;
	readonly #proxies = new Map<string, HttpsAgent>();

	constructor(options: AgentOptions) {
		super(options);
		this.#options = options;
	}

	override createConnection(
		options: Parameters<HttpsAgent['createConnection']>[0],
		connected?: Connected,
	): Duplex | null | undefined {
		const proxy = proxyFor('https', options);
		if (proxy === '') {
			return super.createConnection(options, connected);
		}

		const agent = this.#proxies.get(proxy) ?? new HttpsProxyAgent({...this.#options, proxy});
		this.#proxies.set(proxy, agent);
		return agent.createConnection(options, connected);
	}
}

function proxyFor(scheme: 'http' | 'https', {host, port}: ClientRequestArgs): string {
	const name = host ?? 'localhost';
	const isLoopback =
		name === 'localhost' ||
		name.endsWith('.localhost') ||
		name === '::1' ||
		(isIP(name) === 4 && name.startsWith('127.'));
	return isLoopback ? '' : getProxyForUrl(`${scheme}://${isIP(name) === 6 ? `[${name}]` : name}:${port ?? ''}`);
}
