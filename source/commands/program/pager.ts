import process from 'node:process';
import {isInteractive} from '../../ui/terminal/interactive.ts';
import type {Context} from './context.ts';
import {leavingInterruptsToOthers} from './interruption.ts';
import {shellCommand} from './shell.ts';
import {clearProgress, print, say, type Text} from './terminal.ts';

/**
Prints a report. On a terminal, what is longer than the window goes to the pager that the environment names: AWS_PAGER, as for the AWS CLI, else
PAGER. An empty one, `cat`, `--no-pager` or a pipe: printed as it is.
*/
export async function report({env, options, signal}: Context, chunks: Text): Promise<void> {
	const pager = pagerOf(env);
	if (pager === undefined || !options.pager || isInteractive({env}) !== true) {
		await print(chunks);
		return;
	}

	const source = typeof chunks === 'string' ? [chunks] : chunks;
	const {rows, columns} = process.stdout;
	let text = '';
	let lines = 0;
	for await (const chunk of source) {
		text += chunk;
		lines += linesOf(chunk, columns);
	}

	signal.throwIfAborted();
	await (lines < rows ? print(text) : page(text, pager, env));
}

function pagerOf({AWS_PAGER, PAGER}: NodeJS.ProcessEnv): string | undefined {
	const pager = (AWS_PAGER ?? PAGER ?? '').trim();
	return pager === '' || pager === 'cat' ? undefined : pager;
}

/** How many lines of a terminal a text takes, wrapped ones counted as often as they are. */
function linesOf(text: string, columns: number): number {
	return text
		.split('\n')
		.reduce(
			(count, line) => count + Math.max(0, Math.ceil(line.length / Math.max(1, columns)) - 1),
			text.split('\n').length - 1,
		);
}

/** Shows text in a pager until the person leaves it; prints it where there is no such program. */
async function page(text: string, pager: string, env: NodeJS.ProcessEnv): Promise<void> {
	const {execa} = await import('execa');
	clearProgress();
	const {failed, exitCode} = await leavingInterruptsToOthers(async () =>
		execa(...shellCommand(pager), {
			input: text,
			stdout: 'inherit',
			stderr: 'inherit',
			reject: false,
			// As git does: colours are shown, and what fits after all is not paged.
			env: {LESS: env.LESS ?? 'FRX', LV: env.LV ?? '-c'},
		}),
	);
	// Not found, or not to be run. Whatever else it ends with is its own affair: whoever quits it early ends it by a closed pipe.
	if (!(failed && (exitCode === 127 || exitCode === 126))) {
		return;
	}

	say(`The pager "${pager}" can't be run.\n  Set AWS_PAGER or PAGER to one that is there, or to nothing.`);
	await print(text);
}
