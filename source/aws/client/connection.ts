import {Agent as HttpAgent, type AgentOptions} from 'node:http';
import {Agent as HttpsAgent} from 'node:https';
import process from 'node:process';

/** How long a call may take to connect, and how long the line may stay silent, in milliseconds. */
export type Timeouts = {readonly connect: number; readonly silence: number};

export const defaultTimeouts: Timeouts = {connect: 10_000, silence: 60_000};

/** The sockets that all clients share. */
export type Connection = {readonly httpAgent: HttpAgent; readonly httpsAgent: HttpsAgent};

/**
Opens the pool of kept-alive sockets: through the proxy of `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, which the SDK itself ignores, or
directly. All Regions of a custom endpoint share one host, so the pool is as wide as a scan of every zone of every Region.
*/
export async function openConnection(environment: NodeJS.ProcessEnv = process.env): Promise<Connection> {
	const options: AgentOptions = {keepAlive: true, maxSockets: 256, maxFreeSockets: 64};
	const usesProxy = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'].some(
		(name) => (environment[name] ?? '') !== '',
	);
	if (usesProxy) {
		const {proxyAgents} = await import('./proxy.ts');
		return proxyAgents(options);
	}

	return {httpAgent: new HttpAgent(options), httpsAgent: new HttpsAgent(options)};
}
