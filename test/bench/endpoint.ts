/** The demo endpoint as a person starts it: the program that ships, in a process of its own. */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import process from 'node:process';
import {program} from '../end-to-end/app.ts';

export type Endpoint = Disposable & {readonly url: string};

/** `instances` are those of the whole account. */
export async function startEndpoint(instances: number): Promise<Endpoint> {
	const server = spawn(process.execPath, [program, 'demo-server', '--instances', String(instances)], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	// Its first line is the URL alone.
	const lines = createInterface(server.stdout);
	const [url] = (await Promise.race([once(lines, 'line'), once(lines, 'close')])) as [string?];
	if (url === undefined) {
		throw new Error('The demo endpoint ended before it served anything');
	}

	return {
		url,
		[Symbol.dispose]() {
			server.kill();
		},
	};
}
