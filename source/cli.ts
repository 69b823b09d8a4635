#!/usr/bin/env node
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import module from 'node:module';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
// A checkout brings a Node of its own, for machines whose own is too old.
const ownNode = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));

if (major > 22 || (major === 22 && minor >= 12)) {
	// Before anything else is loaded, so that everything else is cached.
	module.enableCompileCache();
	const {main} = await import('./commands/main.ts');
	process.exitCode = await main(process.argv.slice(2));
} else if (existsSync(ownNode)) {
	const {status} = spawnSync(ownNode, process.argv.slice(1), {stdio: 'inherit'});
	process.exitCode = status ?? 1;
} else {
	console.error(`allowed-amis needs Node.js 22.12 or later; this is ${process.versions.node}. See https://nodejs.org`);
	process.exitCode = 1;
}
