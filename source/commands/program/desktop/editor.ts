import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {ProblemError} from '../../../problem.ts';
import {readInput} from '../../../storage/files/input.ts';
import {shellCommand} from '../shell.ts';

/** What a shell ends with where there is no such program, or none that may be run. */
const notRunnable = new Set([126, 127]);

/** Opens text in the editor of `$VISUAL` or `$EDITOR`, split as the shell would, and gives what was saved. */
export async function editInEditor(text: string, env: NodeJS.ProcessEnv): Promise<string> {
	const editor = [env.VISUAL, env.EDITOR].find((line) => line !== undefined && line.trim() !== '') ?? 'vi';
	const folder = await mkdtemp(path.join(os.tmpdir(), 'allowed-amis-'));
	const file = path.join(folder, 'criteria.json');
	try {
		await writeFile(file, text, {mode: 0o600});
		const {execa} = await import('execa');
		const {failed, exitCode} = await execa(...shellCommand(editor, [file]), {stdio: 'inherit', reject: false});
		if (failed) {
			throw new ProblemError({
				kind: 'storage',
				what: notRunnable.has(exitCode ?? 0)
					? `The editor "${editor}" can't be run.`
					: `The editor "${editor}" ended with ${exitCode === undefined ? 'a signal' : `code ${exitCode}`}.`,
				next: 'Set EDITOR to the one you use, for instance EDITOR=nano; the draft is unchanged.',
			});
		}

		return await readInput(file);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
}
