import fs from 'node:fs/promises';
import path from 'node:path';

/** What a build is made of. */
const made = ['source', 'build', 'package.json', 'package-lock.json'];

/** Whether a file of the build is there, and nothing that it is made of was touched since. */
export async function isCurrent(folder: string, file: string): Promise<boolean> {
	const built = await timeOf(path.join(folder, file));
	const times = await Promise.all(made.map(async (one) => newest(path.join(folder, one))));
	return built !== undefined && times.every((time) => time <= built);
}

async function newest(place: string): Promise<number> {
	const entries = await fs.readdir(place, {recursive: true}).catch(() => []);
	const times = await Promise.all(['', ...entries].map(async (entry) => timeOf(path.join(place, entry))));
	return Math.max(...times.map((time) => time ?? 0));
}

async function timeOf(file: string): Promise<number | undefined> {
	try {
		const {mtimeMs} = await fs.stat(file);
		return mtimeMs;
	} catch {
		return undefined;
	}
}
