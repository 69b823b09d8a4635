import fs from 'node:fs/promises';
import path from 'node:path';
import {errorCode} from './failure.ts';

/**
Makes a folder for its owner alone, and those that lead to it. Node's own way of making several says "does not exist" where the file system is
read-only, so this goes up by itself.

@throws the file system's own error: `EROFS`, `EACCES`, `ENOTDIR` where a part of the path is a file.
*/
export async function makeFolder(folder: string): Promise<void> {
	try {
		await makeOne(folder);
	} catch (error) {
		if (errorCode(error) !== 'ENOENT' || path.dirname(folder) === folder) {
			throw error;
		}

		await makeFolder(path.dirname(folder));
		await makeOne(folder);
	}
}

async function makeOne(folder: string): Promise<void> {
	try {
		await fs.mkdir(folder, {mode: 0o700});
	} catch (error) {
		// A read-only file system may say that it is one before it says that the folder is there.
		if (errorCode(error) === 'ENOENT' || !(await isFolder(folder))) {
			throw errorCode(error) === 'EEXIST' ? Object.assign(new Error('not a directory'), {code: 'ENOTDIR'}) : error;
		}
	}
}

async function isFolder(name: string): Promise<boolean> {
	try {
		const stats = await fs.stat(name);
		return stats.isDirectory();
	} catch {
		return false;
	}
}
