import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createRequire} from 'node:module';
import process from 'node:process';

/**
Runs the same command line again under the Node.js that a checkout installs for itself (the npm package `node`), as the one at hand is too
old; where there is none, says what is needed. Gives the exit code. Stands on nothing that an old Node.js lacks.
*/
export async function runUnderOwnNode(): Promise<number> {
	let node: string;
	try {
		node = createRequire(import.meta.url).resolve('node/bin/node');
	} catch {
		process.stderr.write(
			`allowed-amis needs Node.js 22.12 or later; this is ${process.versions.node}.\n  Get it from https://nodejs.org, or with: npm install --global node\n`,
		);
		return 1;
	}

	const child = spawn(node, process.argv.slice(1), {stdio: 'inherit'});
	// Ctrl-C reaches every process of the terminal by itself; other signals are sent to one process alone.
	process.on('SIGINT', () => undefined);
	process.on('SIGTERM', () => {
		child.kill('SIGTERM');
	});
	const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
	return code ?? (signal === 'SIGINT' ? 130 : 1);
}
