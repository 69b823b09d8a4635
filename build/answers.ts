import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {execa} from 'execa';
import {answersFile, type Answers} from '../source/prepared-answers.ts';

/** Asks a bundle what it says of itself, and writes that beside it. */
export async function writeAnswers(folder: string): Promise<void> {
	const {node} = process.versions;
	const ask = async (args: readonly string[], hooks: readonly string[] = []): Promise<string> => {
		const {stdout} = await execa(process.execPath, [...hooks, path.join(folder, 'cli.js'), ...args], {
			stripFinalNewline: false,
		});
		return stdout;
	};

	const wide = 'process.stdout.isTTY = true; process.stdout.columns = 10000;';
	const [version, help, wideHelp] = await Promise.all([
		ask(['--version']),
		ask(['--help']),
		ask(['--help'], ['--import', `data:text/javascript,${encodeURIComponent(wide)}`]),
	]);
	const at = version.lastIndexOf(node);
	if (at === -1) {
		throw new Error(`The version is to name Node.js ${node}: ${version}`);
	}

	const answers: Answers = {
		version: [version.slice(0, at), version.slice(at + node.length)],
		help,
		wideHelp: {text: wideHelp, columns: Math.max(...wideHelp.split('\n').map((line) => line.length)) + 1},
	};
	await fs.writeFile(path.join(folder, answersFile), JSON.stringify(answers));
}
