import fs from 'node:fs/promises';
import path from 'node:path';
import {text} from 'node:stream/consumers';
import {didYouMean} from '../nearest.ts';
import {ProblemError} from '../problem.ts';
import {safeText} from '../safe-text.ts';
import {errorCode, storageError} from './failure.ts';

/** The name that stands for the standard input. */
export const standardInput = '-';

/**
The text of a file a person named, or of `stdin` for `-`. Rejects with `not-found`, naming the nearest names in its directory, and with
`storage` where the file can't be read.
*/
export async function readInput(file: string, stdin: NodeJS.ReadableStream = process.stdin): Promise<string> {
	try {
		return file === standardInput ? await text(stdin) : await fs.readFile(file, 'utf8');
	} catch (error) {
		if (errorCode(error) !== 'ENOENT') {
			throw storageError('read', file, error);
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
}

async function namesBeside(file: string): Promise<readonly string[]> {
	try {
		const names = await fs.readdir(path.dirname(file));
		return names.map((name) => safeText(name));
	} catch {
		return [];
	}
}
