/** The demo endpoint in a process of its own, answering from memory what it was asked before: see `demo-endpoint.ts`. */
import {fork} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';

export type Endpoint = Disposable & {readonly url: string};

/** `instances` are those of the whole account; `fleet`: so many in us-east-1 in place of the demo's own. */
export async function startEndpoint(instances: number, fleet?: number): Promise<Endpoint> {
	const sizes = [instances, ...(fleet === undefined ? [] : [fleet])].map(String);
	const server = fork(new URL('demo-endpoint.ts', import.meta.url), sizes, {execArgv: process.execArgv});
	const [url] = (await once(server, 'message')) as [string];
	return {
		url,
		[Symbol.dispose]() {
			server.kill();
		},
	};
}
