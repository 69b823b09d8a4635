#!/usr/bin/env node
import module from 'node:module';
import process from 'node:process';
import {preparedAnswer} from './prepared-answers.ts';

// Before anything else is loaded, so that everything else is cached. An old Node has no such thing.
module.enableCompileCache?.();

// Node's own warnings (a certificate file that can't be loaded, TLS that isn't checked) would go right through the screen.
process.removeAllListeners('warning');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 12)) {
	if (process.channel !== undefined) {
		const {followLauncher} = await import('./own-node.ts');
		followLauncher();
	}

	const args = process.argv.slice(2);
	const answer = preparedAnswer(args);
	if (answer === undefined) {
		await run(args);
	} else {
		// Where it can't be written, the program knows what to do.
		process.stdout.once('error', () => {
			void run(args);
		});
		process.stdout.write(answer);
	}
} else {
	// A checkout brings a Node of its own, for machines whose own is too old.
	const {runUnderOwnNode} = await import('./own-node.ts');
	process.exitCode = await runUnderOwnNode();
}

async function run(args: readonly string[]): Promise<void> {
	const {main} = await import('./commands/program/main.ts');
	process.exitCode = await main(args);
	// Everything is closed by now. What a library may have left behind keeps the process no longer than this.
	setTimeout(() => {
		process.exit();
	}, 1000).unref();
}
