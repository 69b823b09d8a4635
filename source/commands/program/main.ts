import process from 'node:process';
import {CommanderError} from '@commander-js/extra-typings';
import {problemOf} from '../../problem.ts';
import {isColourRefused} from '../../ui/theme.ts';
import type {Work} from '../options/definition.ts';
import type {SharedOptions} from '../options/shared-options.ts';
import {usageErrorOf} from '../options/usage-errors.ts';
import {Context} from './context.ts';
import {exitCodeOf, exitCodes, UsageError} from './exit-code.ts';
import {Interruption} from './interruption.ts';
import {programFor} from './program.ts';
import {clearProgress, flushed, say, sayProblem, watchOutput} from './terminal.ts';

/** Runs the command that the arguments name, and gives the exit code. Never throws. */
export async function main(args: readonly string[]): Promise<number> {
	const interruption = new Interruption();
	watchOutput((exitCode) => {
		interruption.end(exitCode, {isQuiet: true});
	});

	let exitCode: number = exitCodes.done;
	try {
		const {program, args: explicit} = await programFor(args, async (options, work) => {
			exitCode = await runCommand(options, interruption, work);
		});
		await program.parseAsync([...explicit], {from: 'user'});
	} catch (error) {
		exitCode = interruption.isQuiet ? exitCodes.failed : failed(error);
	}

	clearProgress();
	// What was printed may not have arrived yet, and may never.
	await flushed();
	return interruption.exitCode ?? exitCode;
}

async function runCommand(options: SharedOptions, interruption: Interruption, work: Work): Promise<number> {
	if (!options.color || isColourRefused(process.env)) {
		// Our themes have no colours then. Chalk, which looks at `FORCE_COLOR` once, when it is loaded, would drop bold and inverse video too.
		process.env.NO_COLOR = '1';
		process.env.FORCE_COLOR = process.stdout.isTTY ? '1' : '0';
	}

	// As the environment asks for it, so does the command line.
	if (options.bell) {
		process.env.ALLOWED_AMIS_BELL = '1';
	}

	if (options.reducedMotion) {
		process.env.ALLOWED_AMIS_REDUCED_MOTION = '1';
	}

	await using context = new Context(options, process.env, interruption.signal, () => interruption.soften());
	return await work(context);
}

function failed(error: unknown): number {
	if (error instanceof CommanderError && error.exitCode === 0) {
		// Help, or the version: said already.
		return exitCodes.done;
	}

	const known = error instanceof CommanderError ? usageErrorOf(error) : error;
	if (known instanceof UsageError) {
		say(`${known.message}\n  ${known.next}`);
		return exitCodes.usage;
	}

	const problem = problemOf(known);
	sayProblem(problem);
	return exitCodeOf(problem);
}
