import {randomBytes} from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import {ProblemError} from '../problem.ts';
import {safeText} from '../safe-text.ts';
import {errorCode, storageError} from './failure.ts';

/**
Writes a file whole or not at all: into a temporary file beside it, onto the disk, then under its name. An export is meant to be handed on,
so its mode is what the umask gives, as with a shell's `>`. What is not a regular file (`/dev/stdout`, a pipe) is written to directly.

Rejects with `storage` and code `exists` if the file is there and `overwrite` is not set, and with the reason of `signal` once it fires;
nothing is left behind.
*/
export async function writeOutput(
	file: string,
	chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
	{overwrite, signal}: {readonly overwrite: boolean; readonly signal?: AbortSignal},
): Promise<void> {
	try {
		const target = await targetOf(file);
		if (target.isSpecial) {
			await writeInto(target.path, 'w', chunks, signal);
			return;
		}

		if (!overwrite && target.isThere) {
			throw existsError(file);
		}

		const temporary = path.join(
			path.dirname(target.path),
			`.${path.basename(target.path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`,
		);
		try {
			await writeInto(temporary, 'wx', chunks, signal);
			await (overwrite ? fs.rename(temporary, target.path) : putUnderName(temporary, target.path));
		} finally {
			await fs.rm(temporary, {force: true});
		}
	} catch (error) {
		if (signal?.aborted) {
			throw error;
		}

		throw errorCode(error) === 'EEXIST' ? existsError(file) : storageError('write', file, error);
	}
}

/** Whether `writeOutput` would refuse: to know before a long scan, not after it. */
export async function checkOutput(file: string, {overwrite}: {readonly overwrite: boolean}): Promise<void> {
	try {
		const target = await targetOf(file);
		if (!overwrite && target.isThere && !target.isSpecial) {
			throw existsError(file);
		}

		await fs.access(path.dirname(target.path), fs.constants.W_OK);
	} catch (error) {
		throw storageError('write', file, error);
	}
}

/** Symbolic links are followed, so that the file they lead to is the one replaced. */
async function targetOf(file: string): Promise<{path: string; isThere: boolean; isSpecial: boolean}> {
	try {
		const real = await fs.realpath(file);
		const stats = await fs.stat(real);
		if (stats.isDirectory()) {
			throw Object.assign(new Error('is a directory'), {code: 'EISDIR'});
		}

		return {path: real, isThere: true, isSpecial: !stats.isFile()};
	} catch (error) {
		if (errorCode(error) !== 'ENOENT') {
			throw error;
		}

		return {path: path.resolve(file), isThere: false, isSpecial: false};
	}
}

async function writeInto(
	file: string,
	flags: 'w' | 'wx',
	chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
	signal: AbortSignal | undefined,
): Promise<void> {
	const handle = await fs.open(file, flags);
	try {
		for await (const chunk of chunks) {
			signal?.throwIfAborted();
			await handle.writeFile(chunk);
		}

		signal?.throwIfAborted();
		if (flags === 'wx') {
			await handle.sync();
		}
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

function existsError(file: string): ProblemError {
	return new ProblemError({
		kind: 'storage',
		code: 'exists',
		what: `${safeText(file)} exists already.`,
		next: 'Choose another name, or ask to overwrite it.',
	});
}
