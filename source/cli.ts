#!/usr/bin/env node
import module from 'node:module';
import process from 'node:process';

// Before anything else is loaded, so that everything else is cached. Node 22.1 brought it.
module.enableCompileCache?.();

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 20) {
	console.error(`allowed-amis needs Node.js 22.12 or later; this is ${process.versions.node}.`);
	process.exitCode = 1;
} else {
	const {main} = await import('./commands/main.ts');
	process.exitCode = await main(process.argv.slice(2));
}
