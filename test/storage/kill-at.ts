/** Preloaded by the crash tests: kills this very process with SIGKILL right before its file operation number KILL_AT on a path under KILL_IN. */
import fs from 'node:fs';
import {syncBuiltinESMExports} from 'node:module';
import process from 'node:process';

const killAt = Number(process.env.KILL_AT);
const directory = process.env.KILL_IN ?? '/nowhere';
let count = 0;

function step(): void {
	if (count++ === killAt) {
		process.kill(process.pid, 'SIGKILL');
	}
}

const descriptors = new Set<unknown>();
type Anything = (...parameters: unknown[]) => unknown;
const target = fs as unknown as Record<string, Anything>;

for (const name of ['openSync', 'renameSync', 'rmSync', 'unlinkSync', 'linkSync', 'mkdirSync', 'chmodSync']) {
	const original = target[name];
	if (original !== undefined) {
		target[name] = (...parameters) => {
			const isOurs = String(parameters[0]).startsWith(directory);
			if (isOurs) {
				step();
			}

			const result = original(...parameters);
			if (isOurs && name === 'openSync') {
				descriptors.add(result);
			}

			return result;
		};
	}
}

for (const name of ['writeSync', 'fsyncSync', 'closeSync']) {
	const original = target[name];
	if (original !== undefined) {
		target[name] = (...parameters) => {
			if (descriptors.has(parameters[0])) {
				step();
				if (name === 'closeSync') {
					descriptors.delete(parameters[0]);
				}
			}

			return original(...parameters);
		};
	}
}

// A file handle's methods are on its prototype; opening one file shows it.
const probe = await fs.promises.open('/dev/null', 'r');
const prototype = Object.getPrototypeOf(probe) as Record<string, Anything>;
await probe.close();
const open = fs.promises.open.bind(fs.promises);
const handles = new WeakSet<object>();
fs.promises.open = async (...parameters) => {
	const isOurs = String(parameters[0]).startsWith(directory);
	if (isOurs) {
		step();
	}

	const handle = await open(...parameters);
	if (isOurs) {
		handles.add(handle);
	}

	return handle;
};

for (const name of ['write', 'writeFile', 'sync', 'close']) {
	const original = prototype[name];
	if (original !== undefined) {
		prototype[name] = function (this: object, ...parameters: unknown[]) {
			if (handles.has(this)) {
				step();
			}

			return original.apply(this, parameters);
		};
	}
}

syncBuiltinESMExports();
