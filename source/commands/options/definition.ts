/** What a command is made of. A command is one file in `commands/` that exports a definition, and one line in the registry. */
import type {Command, OptionValues} from '@commander-js/extra-typings';
import type {Context} from '../program/context.ts';
import type {SharedOption} from './shared-options.ts';

/** What a command does; gives the exit code. */
export type Work = (context: Context) => Promise<number>;

export type CommandDefinition<Arguments extends unknown[], Options extends OptionValues> = {
	/** The shared options that it makes use of; any other is refused by name. */
	readonly uses: readonly SharedOption[];
	/** Command lines to show under its help, without the name of the program. */
	readonly examples: readonly string[];
	/** Adds its own arguments and options; their types are those that its work gets. */
	declare(command: Command): Command<Arguments, Options>;
};

/** A command whose own types nobody outside needs to know. */
export type DefinedCommand = {
	readonly uses: readonly SharedOption[];
	readonly examples: readonly string[];
	/** Adds it to a program; `start` hears what to do once it is chosen. */
	addTo(command: Command, start: (work: Work) => Promise<void>): void;
};

/** One below another command (`presets list`). */
export type DefinedSubcommand = DefinedCommand & {
	/** One line for the list of them, beginning in lower case. That of a command itself stands in the registry. */
	readonly summary: string;
};

/** What the file of a command exports: the command, and those below it. */
export type CommandModule = {
	readonly command: DefinedCommand;
	readonly subcommands?: Readonly<Record<string, DefinedSubcommand>>;
	/** The subcommand that is meant where the first word names none of them, and whether that word can be its own; else it is a slip. */
	readonly usual?: {readonly name: string; readonly takes: (word: string) => boolean};
};

/** A command of the command line: what it takes, and what it does, which gives the exit code. */
export function defineCommand<Arguments extends unknown[], Options extends OptionValues>(
	{declare, ...described}: CommandDefinition<Arguments, Options>,
	run: (context: Context, options: Options, ...args: Arguments) => Promise<number>,
): DefinedCommand {
	return {
		...described,
		addTo(command, start) {
			const declared = declare(command);
			declared.action(async () => start(async (context) => run(context, declared.opts(), ...declared.processedArgs)));
		},
	};
}

/** As `defineCommand`, for one below another. */
export function defineSubcommand<Arguments extends unknown[], Options extends OptionValues>(
	{summary, ...definition}: CommandDefinition<Arguments, Options> & Pick<DefinedSubcommand, 'summary'>,
	run: (context: Context, options: Options, ...args: Arguments) => Promise<number>,
): DefinedSubcommand {
	return {summary, ...defineCommand(definition, run)};
}
