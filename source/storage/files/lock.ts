import fs from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {ProblemError} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import {errorCode} from './failure.ts';

/** Saving takes milliseconds: a lock this old was left behind, even if its process number lives on. */
const abandonedAfter = 30_000;
/** A lock file without its owner in it: its process was killed in the instant between making and filling it. */
const unsignedAfter = 2000;
const patience = 10_000;

/**
Runs `work` while no other process holds the lock, and gives what it gives. `work` is synchronous, so that a lock is held for
milliseconds. A lock whose process died is taken over.

Rejects with `storage` and code `locked` after 10 s, and with the file system's error where no lock file can be made.
*/
export async function withLock<T>(lockFile: string, work: () => T): Promise<T> {
	const deadline = Date.now() + patience;
	let release = acquire(lockFile);
	while (release === undefined) {
		if (Date.now() > deadline) {
			throw new ProblemError({
				kind: 'storage',
				code: 'locked',
				what: `Another allowed-amis has been saving for over ${patience / 1000} s (${safeText(lockFile)}).`,
				next: 'Try again; if none is running, remove that file.',
			});
		}

		// Not in step with the others who wait.
		await delay(25 * Math.random());
		release = acquire(lockFile);
	}

	try {
		return work();
	} finally {
		release();
	}
}

/** One try: gives what lets go of the lock, or nothing if another process has it. */
function acquire(lockFile: string): (() => void) | undefined {
	let handle: number;
	try {
		handle = fs.openSync(lockFile, 'wx', 0o600);
	} catch (error) {
		if (errorCode(error) !== 'EEXIST') {
			throw error;
		}

		removeIfAbandoned(lockFile);
		return undefined;
	}

	try {
		fs.writeSync(handle, `${process.pid} ${os.hostname()}\n`);
	} finally {
		fs.closeSync(handle);
	}

	const own = instanceOf(lockFile);
	return () => {
		// Whoever was stopped for so long that the lock was taken over must not remove the new one.
		if (own !== undefined && instanceOf(lockFile)?.id === own.id) {
			fs.rmSync(lockFile, {force: true});
		}
	};
}

/**
Removes a lock whose owner is gone. Several processes may come to that conclusion, one of them so late that the file is another's new lock
by then. So only the one who makes the marker named after this very instance of the lock may remove it, having looked once more.
*/
function removeIfAbandoned(lockFile: string): void {
	const found = instanceOf(lockFile);
	if (found === undefined || !isAbandoned(lockFile, found.age)) {
		return;
	}

	const marker = `${lockFile}.${found.id}`;
	try {
		fs.closeSync(fs.openSync(marker, 'wx', 0o600));
	} catch (error) {
		if (errorCode(error) === 'EEXIST') {
			removeIfOld(marker);
			return;
		}

		throw error;
	}

	try {
		if (instanceOf(lockFile)?.id === found.id) {
			fs.rmSync(lockFile, {force: true});
		}
	} finally {
		fs.rmSync(marker, {force: true});
	}
}

/** The remover itself may have been killed at it. */
function removeIfOld(marker: string): void {
	const found = instanceOf(marker);
	if (found !== undefined && found.age > unsignedAfter) {
		fs.rmSync(marker, {force: true});
	}
}

function isAbandoned(lockFile: string, age: number): boolean {
	if (age > abandonedAfter) {
		return true;
	}

	const owner = /^(?<pid>\d+) (?<host>\S+)\n$/.exec(readIfThere(lockFile))?.groups;
	return owner === undefined ? age > unsignedAfter : owner.host === os.hostname() && !isRunning(Number(owner.pid));
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return errorCode(error) !== 'ESRCH';
	}
}

/** Which instance of the lock file is there now, and its age in milliseconds. */
function instanceOf(file: string): {readonly id: string; readonly age: number} | undefined {
	const stats = fs.statSync(file, {bigint: true, throwIfNoEntry: false});
	return stats === undefined
		? undefined
		: {id: `${stats.ino}-${stats.mtimeNs}`, age: Date.now() - Number(stats.mtimeMs)};
}

function readIfThere(file: string): string {
	try {
		return fs.readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}
