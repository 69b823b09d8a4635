import {once} from 'node:events';
import {constants, createReadStream, openSync} from 'node:fs';
import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {addAbortSignal, type Readable} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import {didYouMean} from '../../nearest.ts';
import {ProblemError} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import {decoded} from './encoding.ts';
import {errorCode, storageError} from './failure.ts';

/** The name that stands for the standard input. */
export const standardInput = '-';

export type InputOptions = {
	readonly stdin?: Readable;
	/** Ends the waiting for a pipe that nobody writes to, or for a person at the terminal. */
	readonly signal?: AbortSignal | undefined;
	/** So many bytes are read of what need not end, a pipe or a device; by default 512 MiB, about what one string can hold. */
	readonly most?: number;
};

const mostBytes = 512 * 1024 * 1024;

/**
The text of a file a person named, or of `stdin` for `-`: UTF-8, or UTF-16 with a byte order mark. Rejects with `not-found`, naming the nearest
names in its directory; with `storage` where the file can't be read, code `encoding` where it is in another one, `too-long` where a pipe or a
device doesn't end; with the reason of `signal`.
*/
export async function readInput(
	file: string,
	{stdin = process.stdin, signal, most = mostBytes}: InputOptions = {},
): Promise<string> {
	let bytes: Uint8Array;
	try {
		bytes = file === standardInput ? await drained(stdin, most, signal) : await bytesOf(file, most, signal);
	} catch (error) {
		if (signal?.aborted) {
			throw error;
		}

		if (error instanceof EndlessError) {
			throw new ProblemError(
				{
					kind: 'storage',
					code: 'too-long',
					what: `Stopped reading ${file === standardInput ? 'the standard input' : safeText(file)}: it did not end within ${Math.round(most / 1024 / 1024)} MiB.`,
					next: 'Name a file that holds what is to be read.',
				},
				{cause: error},
			);
		}

		if (errorCode(error) === 'EISDIR') {
			throw new ProblemError(
				{
					kind: 'storage',
					code: 'not-regular',
					what: `Cannot read ${safeText(file)}: it is a directory.`,
					next: 'Name a file.',
				},
				{cause: error},
			);
		}

		if (errorCode(error) !== 'ENOENT') {
			throw storageError('read', file, error, 'person');
		}

		throw new ProblemError(
			{
				kind: 'not-found',
				what: `There is no file ${safeText(file)}.`,
				next: didYouMean(path.basename(file), await namesBeside(file), 'Check the path.'),
			},
			{cause: error},
		);
	}

	const result = decoded(bytes);
	if ('why' in result) {
		throw new ProblemError({
			kind: 'storage',
			code: 'encoding',
			what: `Cannot read ${file === standardInput ? 'the standard input' : safeText(file)}: ${result.why}.`,
			next: 'Save it as UTF-8.',
		});
	}

	return result.text;
}

async function bytesOf(file: string, most: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
	const stats = await fs.stat(file);
	if (stats.isCharacterDevice()) {
		return drained(createReadStream(file), most, signal);
	}

	if (!stats.isFIFO()) {
		return fs.readFile(file, {signal});
	}

	// Opened as a file, a pipe that nobody writes to would hold a thread that nothing can stop.
	const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
	const socket = new net.Socket({fd, readable: true, writable: false});
	const closed = once(socket, 'close');
	try {
		return await drained(socket, most, signal);
	} finally {
		socket.destroy();
		await closed;
	}
}

async function drained(stream: Readable, most: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
	return buffer(ending(signal === undefined ? stream : addAbortSignal(signal, stream), most));
}

/** More came than anybody can have meant. */
class EndlessError extends Error {}

async function* ending(chunks: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array, void> {
	let size = 0;
	for await (const chunk of chunks) {
		size += chunk.length;
		if (size > most) {
			throw new EndlessError('It does not end');
		}

		yield chunk;
	}
}

async function namesBeside(file: string): Promise<readonly string[]> {
	try {
		const names = await fs.readdir(path.dirname(file));
		return names.map((name) => safeText(name));
	} catch {
		return [];
	}
}
