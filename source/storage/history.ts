import {Buffer} from 'node:buffer';
import {randomBytes} from 'node:crypto';
import type {Stats} from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import {ProblemError, type Problem} from '../problem.ts';
import {safeText} from '../safe-text.ts';
import type {HistoryEntry, Ledger} from '../operations/ports.ts';
import {errorCode, requireRegularFile, storageError} from './files/failure.ts';
import {makeFolder} from './files/folder.ts';
import {lineOf, readHistory, type History, type HistoryLine} from './history-lines.ts';

export type HistoryFile = Ledger & {
	readonly file: string;
	/** The entries, and what of the file could not be read, as a problem to show beside them. */
	read(): Promise<{readonly entries: readonly HistoryEntry[]; readonly problem?: Problem}>;
};

/**
The history in one append-only NDJSON file. Every line is one write at the end of the file and is on the disk before the promise resolves,
so a process that is killed loses nothing that it was told is kept, and two processes can append at once. `now` gives the time to record.
*/
export function openHistory(file: string, now: () => Date = () => new Date()): HistoryFile {
	const append = async (line: HistoryLine): Promise<void> => {
		try {
			await appendDurably(file, lineOf(line));
		} catch (error) {
			throw storageError('write the history to', file, error);
		}
	};

	const read = async (): Promise<History> => {
		try {
			requireRegularFile('read', file, await fs.stat(file));
			return readHistory(await fs.readFile(file, 'utf8'));
		} catch (error) {
			if (errorCode(error) === 'ENOENT') {
				return {entries: [], damage: []};
			}

			throw storageError('read', file, error);
		}
	};

	return {
		file,
		async begin(change) {
			const id = randomBytes(4).toString('hex');
			await append({type: 'begin', id, at: now().toISOString(), ...change});
			return id;
		},
		async complete(id, outcome) {
			await append({type: 'complete', id, at: now().toISOString(), outcome});
		},
		async resolve(id, resolved) {
			await append({type: 'resolve', id, at: now().toISOString(), resolved});
		},
		async entries() {
			const {entries} = await read();
			return entries;
		},
		async read() {
			const {entries, damage} = await read();
			return {entries, ...(damage.length > 0 && {problem: damageProblem(file, damage)})};
		},
	};
}

async function appendDurably(file: string, line: string): Promise<void> {
	await makeFolder(path.dirname(file));
	requireRegularFile('write the history to', file, await statsOf(file));
	const handle = await fs.open(file, 'a+', 0o600);
	try {
		const {size} = await handle.stat();
		// After a torn line (a crash, a full disk) a new one has to begin, or both are lost.
		const bytes = Buffer.from((await endsWithLineBreak(handle, size)) ? line : `\n${line}`);
		const {bytesWritten} = await handle.write(bytes);
		if (bytesWritten !== bytes.length) {
			throw new ProblemError({
				kind: 'storage',
				code: 'ENOSPC',
				what: `The history ${safeText(file)} could not be written to the end: the disk is full.`,
				next: 'Free some space and try again; the entries before it are unharmed.',
			});
		}

		await handle.sync();
		if (size === 0) {
			await syncDirectory(path.dirname(file));
		}
	} finally {
		await handle.close();
	}
}

async function statsOf(file: string): Promise<Stats | undefined> {
	try {
		return await fs.stat(file);
	} catch {
		// What can't be looked at tells why when it is opened.
		return undefined;
	}
}

async function endsWithLineBreak(handle: fs.FileHandle, size: number): Promise<boolean> {
	if (size === 0) {
		return true;
	}

	const {buffer} = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
	return buffer[0] === 0x0a;
}

/** A new file is only as durable as its directory entry. Some systems can't sync a directory, and need not. */
async function syncDirectory(directory: string): Promise<void> {
	try {
		const handle = await fs.open(directory, 'r');
		try {
			await handle.sync();
		} finally {
			await handle.close();
		}
	} catch {}
}

function damageProblem(file: string, damage: History['damage']): Problem {
	const shown = damage.slice(0, 3).map(({line, why}) => `line ${line}: ${why}`);
	const more = damage.length > shown.length ? `; ${damage.length - shown.length} more` : '';
	return {
		kind: 'storage',
		code: 'broken',
		what: `The history ${safeText(file)} holds what cannot be read (${shown.join('; ')}${more}).`,
		next: 'Those lines were kept as they are and passed over; a change they told of may be missing here.',
	};
}
