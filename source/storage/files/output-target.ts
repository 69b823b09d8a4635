import fs from 'node:fs/promises';
import path from 'node:path';
import {didYouMean} from '../../nearest.ts';
import {ProblemError} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import {errorCode} from './failure.ts';

/** A regular file to write to, there or not yet. */
export type OutputTarget = {
	/** Absolute; links are followed, so that the file they lead to is the one replaced. */
	readonly path: string;
	/** The permissions of the file that is there; absent where there is none. */
	readonly mode?: number;
};

/**
What a name leads to. Only a regular file can be written whole or not at all, so everything else is refused: devices and pipes, the process's own
streams by any name, links to nothing.

@throws {ProblemError} `storage` with code `invalid-name`: no name, `-`, no regular file, a link to nothing. `not-found`: there is no such folder.
*/
export async function outputTarget(file: string): Promise<OutputTarget> {
	if (file.trim() === '') {
		throw refused('The name of the file to write is empty.', 'Give it a name.');
	}

	if (file === '-' || isOwnStream(file)) {
		throw streamError(file);
	}

	const lexical = path.resolve(file);
	for (let name = lexical, links = 0; ; links++) {
		const stats = await statsOf(name);
		if (stats === undefined) {
			if (links > 0) {
				throw refused(
					`${safeText(file)} is a link to ${safeText(name)}, which does not exist.`,
					'Name the file itself, or remove the link.',
				);
			}

			await requireFolder(path.dirname(lexical));
			return {path: lexical};
		}

		if (!stats.isSymbolicLink()) {
			return {path: await fs.realpath(name), mode: modeOf(stats, file)};
		}

		// The system itself says when links go in a circle.
		if (links > mostLinks) {
			await fs.stat(lexical);
		}

		name = path.resolve(await fs.realpath(path.dirname(name)), await fs.readlink(name));
		if (isOwnStream(name)) {
			throw streamError(file);
		}
	}
}

/** As many as Linux follows. */
const mostLinks = 40;

/** Whether a path names a stream that a process has open, which is nothing to replace, even where a file is behind it. */
function isOwnStream(name: string): boolean {
	return /^\/dev\/(?:std(?:in|out|err)|fd\/\d+)$|^\/proc\/(?:self|thread-self|\d+)\/(?:task\/\d+\/)?fd\/\d+$/.test(
		path.resolve(name),
	);
}

async function statsOf(name: string): Promise<Awaited<ReturnType<typeof fs.lstat>> | undefined> {
	try {
		return await fs.lstat(name);
	} catch (error) {
		if (errorCode(error) === 'ENOENT') {
			return undefined;
		}

		throw error;
	}
}

function modeOf(stats: Awaited<ReturnType<typeof fs.lstat>>, file: string): number {
	if (stats.isDirectory()) {
		throw Object.assign(new Error('is a directory'), {code: 'EISDIR'});
	}

	if (!stats.isFile()) {
		throw refused(`${safeText(file)} is not a regular file.`, standardOutputInstead);
	}

	return Number(stats.mode) & 0o777;
}

async function requireFolder(folder: string): Promise<void> {
	try {
		await fs.stat(folder);
	} catch (error) {
		if (errorCode(error) !== 'ENOENT') {
			throw error;
		}

		throw new ProblemError(
			{
				kind: 'not-found',
				what: `There is no folder ${safeText(folder)}.`,
				next: didYouMean(path.basename(folder), await foldersBeside(folder), 'Make it first, or check the path.'),
			},
			{cause: error},
		);
	}
}

async function foldersBeside(folder: string): Promise<readonly string[]> {
	try {
		const entries = await fs.readdir(path.dirname(folder), {withFileTypes: true});
		return entries.filter((entry) => entry.isDirectory()).map(({name}) => safeText(name));
	} catch {
		return [];
	}
}

export function existsError(file: string): ProblemError {
	return new ProblemError({
		kind: 'storage',
		code: 'exists',
		what: `${safeText(file)} exists already.`,
		next: 'Choose another name, or replace it with --overwrite.',
	});
}

const standardOutputInstead = 'Write to standard output and redirect that.';

function streamError(file: string): ProblemError {
	return refused(
		`${file === '-' ? '"-"' : safeText(file)} is a stream of this process, not a file of its own.`,
		standardOutputInstead,
	);
}

function refused(what: string, next: string): ProblemError {
	return new ProblemError({kind: 'storage', code: 'invalid-name', what, next});
}
