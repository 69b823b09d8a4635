import {randomBytes} from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type {Chunks} from '../../inventory/writers/chunks.ts';
import {errorCode, storageError} from './failure.ts';
import {existsError, outputTarget} from './output-target.ts';

/**
Writes a file whole or not at all: into a temporary file beside it, onto the disk, then under its name. An export is meant to be handed on,
so the mode of a new file is what the umask gives, as with a shell's `>`; one that is overwritten keeps its own.

Rejects with `storage` and code `exists` if the file is there and `overwrite` is not set, with what `outputTarget` refuses, and with the reason
of `signal` once it fires; nothing is left behind.
*/
export async function writeOutput(
	file: string,
	chunks: Chunks,
	{overwrite, signal}: {readonly overwrite: boolean; readonly signal?: AbortSignal},
): Promise<void> {
	try {
		const target = await outputTarget(file);
		if (!overwrite && target.mode !== undefined) {
			throw existsError(file);
		}

		const temporary = path.join(
			path.dirname(target.path),
			`.${path.basename(target.path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`,
		);
		try {
			await writeInto(temporary, target.mode, chunks, signal);
			await (overwrite ? fs.rename(temporary, target.path) : putUnderName(temporary, target.path));
		} finally {
			await fs.rm(temporary, {force: true});
		}
	} catch (error) {
		if (signal?.aborted) {
			throw error;
		}

		throw errorCode(error) === 'EEXIST' ? existsError(file) : storageError('write', file, error, 'person');
	}
}

/** Whether `writeOutput` would refuse: to know before a long scan, not after it. */
export async function checkOutput(file: string, {overwrite}: {readonly overwrite: boolean}): Promise<void> {
	try {
		const target = await outputTarget(file);
		if (!overwrite && target.mode !== undefined) {
			throw existsError(file);
		}

		await fs.access(path.dirname(target.path), fs.constants.W_OK);
	} catch (error) {
		throw storageError('write', file, error, 'person');
	}
}

async function writeInto(
	file: string,
	mode: number | undefined,
	chunks: Chunks,
	signal: AbortSignal | undefined,
): Promise<void> {
	// Nobody else reads what is meant for its owner alone while it is being written.
	const handle = await fs.open(file, 'wx', mode === undefined ? 0o666 : 0o600);
	try {
		for await (const chunk of chunks) {
			signal?.throwIfAborted();
			await handle.writeFile(chunk);
		}

		signal?.throwIfAborted();
		if (mode !== undefined) {
			await handle.chmod(mode);
		}

		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** A hard link is refused if the name has been taken meanwhile; a rename would silently replace what is there. */
async function putUnderName(temporary: string, file: string): Promise<void> {
	try {
		await fs.link(temporary, file);
	} catch (error) {
		if (errorCode(error) === 'EEXIST') {
			throw error;
		}

		// Some file systems know no hard links.
		await fs.rename(temporary, file);
	}
}
