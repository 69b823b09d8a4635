import {Command, type CommandUnknownOpts} from '@commander-js/extra-typings';
import packageJson from '../../../package.json' with {type: 'json'};
import {didYouMean} from '../../nearest.ts';
import {safeText} from '../../safe-text.ts';
import {commands, isCommandName, type CommandName} from '../registry.ts';
import type {CommandModule, DefinedCommand, Work} from '../options/definition.ts';
import {configureHelp, examplesInWords, programNotes} from '../options/help.ts';
import {refuseRepeated} from '../options/repeated-options.ts';
import {refuseUnused, withSharedOptions, type Program, type SharedOptions} from '../options/shared-options.ts';
import {UsageError} from './exit-code.ts';
import {versionInWords} from './version.ts';

/** Runs a command with the options that every command takes. */
export type Start = (options: SharedOptions, work: Work) => Promise<void>;

/**
The command line of this tool for these arguments: only the file of the command that they name is loaded, and none where they ask for the help of
the program or for the version. Without a command it is the wizard. Usage errors are thrown, as a `UsageError` or as commander's own.
*/
export async function programFor(
	args: readonly string[],
	start: Start,
): Promise<{readonly program: Program; readonly args: readonly string[]}> {
	if (args[0] === 'complete') {
		const {completing} = await import('../completion/complete.ts');
		const program = await programOf([], start);
		const command = completing(args.slice(1));
		addCommand(program, program, {name: 'complete', path: 'complete', summary: '', command, start});
		return {program, args: ['complete']};
	}

	const explicit = explicitDebug(args);
	const asksForHelp = explicit.some((argument) => ['-h', '--help'].includes(argument));
	const asksForVersion = explicit.some((argument) => ['-V', '--version'].includes(argument));
	const {operands, unknown} = dividedAt(explicit);
	const [first, second] = operands;
	if (first === 'help' || (first === undefined && asksForHelp)) {
		return helpOn(first === 'help' ? operands.slice(1) : [], start);
	}

	if (first === undefined) {
		const late = unknown.find((argument) => isCommandName(argument));
		if (late !== undefined) {
			throw new UsageError(
				`${safeText(unknown[0] ?? '')} stands before the command, where only the options of all commands may.`,
				`Write it after the command: allowed-amis ${late} ${safeText(unknown[0] ?? '')} …`,
			);
		}

		return {
			program: await programOf(asksForVersion ? [] : ['wizard'], start),
			args: asksForVersion ? explicit : ['wizard', ...explicit],
		};
	}

	if (!isCommandName(first)) {
		throw noCommand(first);
	}

	const {subcommands = {}, usual} = (await commands[first].load()) as CommandModule;
	const names = Object.keys(subcommands);
	if (names.length > 0 && second === 'help') {
		return helpOn([first, ...operands.slice(2)], start);
	}

	if (names.length > 0 && second !== undefined && !names.includes(second)) {
		if (isOfUsual(usual, operands.slice(1))) {
			const index = explicit.indexOf(second, explicit.indexOf(first) + 1);
			return {program: await programOf([first], start), args: explicit.toSpliced(index, 0, usual.name)};
		}

		throw noSubcommand(first, second, names);
	}

	return {program: await programOf([first], start), args: explicit};
}

/** Whether these words, none of them a subcommand, are for the usual one. It takes one: what stands before another is a slip. */
function isOfUsual(usual: CommandModule['usual'], [word = '', ...others]: readonly string[]): usual is Usual {
	return usual !== undefined && others.length === 0 && usual.takes(word);
}

type Usual = NonNullable<CommandModule['usual']>;

/** What `help presets save` shows: the help of the last word, below those before it; without a word that of the program. */
async function helpOn(
	[first, second, ...others]: readonly string[],
	start: Start,
): Promise<{readonly program: Program; readonly args: readonly string[]}> {
	if (first === undefined || first === 'help') {
		return {program: overview(), args: ['--help']};
	}

	if (!isCommandName(first)) {
		throw noCommand(first);
	}

	const {subcommands = {}}: CommandModule = await commands[first].load();
	if (second !== undefined && !Object.hasOwn(subcommands, second)) {
		throw noSubcommand(first, second, Object.keys(subcommands));
	}

	const [third] = others;
	if (second !== undefined && third !== undefined) {
		throw noSubcommand(`${first} ${second}`, third, []);
	}

	const path = second === undefined ? [first] : [first, second];
	return {program: await programOf([first], start), args: [...path, '--help']};
}

function noCommand(name: string): UsageError {
	return new UsageError(
		`There is no command "${safeText(name)}".`,
		didYouMean(name, allCommands, '"allowed-amis --help" names those there are.'),
	);
}

function noSubcommand(parent: string, name: string, names: readonly string[]): UsageError {
	return new UsageError(
		`${parent} has no subcommand "${safeText(name)}".`,
		didYouMean(name, names, names.length === 0 ? 'It has none at all.' : `There are ${names.join(', ')}.`),
	);
}

/** The command line with these commands in it. */
async function programOf(names: readonly CommandName[], start: Start): Promise<Program> {
	const program = emptyProgram();
	for (const name of names) {
		const {summary, load} = commands[name];
		const {command, subcommands = {}}: CommandModule = await load();
		const parent = addCommand(program, program, {name, path: name, summary, command, start});
		for (const [subname, subcommand] of Object.entries(subcommands)) {
			const {summary: line} = subcommand;
			addCommand(program, parent, {
				name: subname,
				path: `${name} ${subname}`,
				summary: line,
				command: subcommand,
				start,
			});
		}
	}

	return program;
}

/** What the help of the program shows: of each command its name and its line, so that none is loaded. */
function overview(): Program {
	const program = emptyProgram();
	for (const name of allCommands) {
		program.addCommand(new Command(name).description(commands[name].summary).copyInheritedSettings(program));
	}

	return program;
}

function emptyProgram(): Program {
	const program = withSharedOptions(new Command('allowed-amis'));
	configureHelp(program);
	program
		.description(`${packageJson.description}.`)
		.version(versionInWords(), '-V, --version', 'say the version and the build')
		.usage('[command] [options]')
		.exitOverride()
		// What commander would say is thrown, too, and said in the one voice of all errors.
		.configureOutput({writeErr: ignore})
		.addHelpText('after', programNotes);
	refuseRepeated(program);
	return program;
}

const allCommands = Object.keys(commands) as readonly CommandName[];

function addCommand(
	program: Program,
	parent: CommandUnknownOpts,
	{
		name,
		path,
		summary,
		command,
		start,
	}: {
		readonly name: string;
		readonly path: string;
		readonly summary: string;
		readonly command: DefinedCommand;
		readonly start: Start;
	},
): CommandUnknownOpts {
	const added = new Command(name).copyInheritedSettings(parent);
	parent.addCommand(added);
	added.description(summary).addHelpText('after', examplesInWords(command));
	command.addTo(added, async (work) => {
		refuseUnused(program, path, command.uses);
		await start(program.opts(), work);
	});
	refuseRepeated(added);
	return added;
}

/** The words that stand by themselves, up to the first option that only a command knows, and what follows from there. */
function dividedAt(args: readonly string[]): {
	readonly operands: readonly string[];
	readonly unknown: readonly string[];
} {
	return withSharedOptions(new Command())
		.exitOverride()
		.configureOutput({writeErr: ignore})
		.parseOptions([...args]);
}

function ignore(): void {
	// Said in the voice of all errors.
}

/** `--debug` takes a file or none; a command's name that follows it is the command. */
function explicitDebug(args: readonly string[]): readonly string[] {
	return args.map((argument, index) =>
		argument === '--debug' && isCommandName(args[index + 1]) ? '--debug=-' : argument,
	);
}
