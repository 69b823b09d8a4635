import process from 'node:process';
import {CommanderError} from 'commander';
import {problemOf} from '../../problem.ts';
import {isColourRefused} from '../../ui/theme.ts';
import type {Work} from './command-line.ts';
import {Context, type GlobalOptions} from './context.ts';
import {exitCodeOf, exitCodes, UsageError} from './exit-code.ts';
import {buildProgram} from './program.ts';
import {clearProgress, say, sayProblem} from './terminal.ts';

/** How long a command may take to stop after a signal before the process ends without it. */
const grace = 3000;
const signals = {SIGHUP: 129, SIGINT: exitCodes.interrupted, SIGTERM: 143} as const;

/** Runs the command that the arguments name, and gives the exit code. Never throws. */
export async function main(args: readonly string[]): Promise<number> {
	const interruption = new Interruption();
	// Whoever read our output has seen enough (`| head`): that is no failure.
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.failed);
	});

	let exitCode: number = exitCodes.done;
	try {
		const program = buildProgram(async (globals, work) => {
			exitCode = await runCommand(globals, interruption.signal, work);
		});
		await program.parseAsync(withDefaultCommand(args), {from: 'user'});
	} catch (error) {
		exitCode = failed(error);
	}

	clearProgress();
	return interruption.exitCode ?? exitCode;
}

/** Turns the first SIGINT, SIGTERM or SIGHUP into an abort; the second one ends the process at once. */
class Interruption {
	readonly #controller = new AbortController();
	exitCode: number | undefined;

	constructor() {
		for (const [name, code] of Object.entries(signals)) {
			process.on(name, () => {
				this.#interrupt(code);
			});
		}
	}

	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	#interrupt(code: number): void {
		const isFirst = this.exitCode === undefined;
		this.exitCode = code;
		this.#controller.abort();
		if (isFirst) {
			setTimeout(() => {
				process.exit(code);
			}, grace).unref();
		} else {
			process.exit(code);
		}
	}
}

async function runCommand(globals: GlobalOptions, signal: AbortSignal, work: Work): Promise<number> {
	if (!globals.color || isColourRefused(process.env)) {
		// Our themes have no colours then. Chalk, which looks at `FORCE_COLOR` once, when it is loaded, would drop bold and inverse video too.
		process.env.NO_COLOR = '1';
		process.env.FORCE_COLOR = process.stdout.isTTY ? '1' : '0';
	}

	await using context = new Context(globals, process.env, signal);
	return await work(context);
}

/** Without a command it is the wizard. Only commander can tell a command from the value of an option. */
function withDefaultCommand(args: readonly string[]): readonly string[] {
	if (args.some((argument) => ['-h', '--help', '-V', '--version'].includes(argument))) {
		return args;
	}

	const {operands} = buildProgram(async () => undefined).parseOptions([...args]);
	return operands.length === 0 ? ['wizard', ...args] : args;
}

function failed(error: unknown): number {
	if (error instanceof CommanderError) {
		// Commander has said it already.
		return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
	}

	if (error instanceof UsageError) {
		say(`${error.message}\n  ${error.next}`);
		return exitCodes.usage;
	}

	const problem = problemOf(error);
	sayProblem(problem);
	return exitCodeOf(problem);
}
