import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {createRequire} from 'node:module';
import os from 'node:os';
import process from 'node:process';

/** Tells the Node.js that is started that somebody stands between it and whoever started the program. */
const mark = 'ALLOWED_AMIS_LAUNCHED' as const;
/** How long one press of Ctrl-C may take to reach both processes, in ms. */
const onePress = 500;

/**
Runs the same command line again under the Node.js that a checkout installs for itself (the npm package `node`), as the one that runs it is too
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

	const child = spawn(node, process.argv.slice(1), {
		stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
		env: {...process.env, [mark]: '1'},
	});
	passSignals(child);
	const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
	return code ?? 128 + (signal === null ? 0 : os.constants.signals[signal]);
}

/** Hands on what a process is told by signals. Whoever gets SIGKILL can't: the channel between the two closes then. */
function passSignals(child: ChildProcess): void {
	for (const name of ['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 'SIGCONT'] as const) {
		process.on(name, () => {
			child.kill(name);
		});
	}

	process.on('SIGTSTP', () => {
		child.kill('SIGTSTP');
		process.kill(process.pid, 'SIGSTOP');
	});

	// Ctrl-C reaches every process of a terminal by itself, and twice means something else than once; `kill` reaches one process alone.
	let ours = 0;
	let theirs = 0;
	let echoes = 0;
	process.on('SIGINT', () => {
		ours++;
		setTimeout(() => {
			ours--;
			if (theirs > 0) {
				theirs--;
			} else {
				echoes++;
				child.kill('SIGINT');
			}
		}, onePress);
	});
	child.on('message', (message) => {
		if (message !== 'SIGINT') {
			return;
		}

		if (echoes > 0) {
			echoes--;
			return;
		}

		theirs++;
		setTimeout(() => {
			theirs = Math.min(theirs, ours);
		}, onePress);
	});
}

/** The other end: where a launcher stands in between, tells it of each Ctrl-C that arrived, and ends as if hung up when it is gone. */
export function followLauncher(): void {
	if (process.env[mark] === undefined || process.channel === undefined) {
		return;
	}

	// Programs that this one starts have another parent.
	Reflect.deleteProperty(process.env, mark);
	process.channel.unref();
	process.on('SIGINT', () => {
		process.send?.('SIGINT');
	});
	process.once('disconnect', () => {
		process.kill(process.pid, 'SIGHUP');
	});
}
