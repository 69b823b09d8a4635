import {Command, Option, type Argument} from '@commander-js/extra-typings';
import type {CommandModule, DefinedCommand, DefinedSubcommand} from '../options/definition.ts';
import {sharedOptionsOf} from '../options/shared-options.ts';
import {commands, isCommandName, type CommandName} from '../registry.ts';

/** What can be typed, and what it is. */
export type Candidate = {readonly value: string; readonly note: string};

/** Values that are looked up, by what stands for them in the help: `--region <region>`. */
const lookedUp = ['region', 'profile', 'preset', 'file', 'dir'] as const;
export type LookedUp = (typeof lookedUp)[number];

/** What may stand at a place of a command line. */
export type Wanted = {
	readonly candidates: readonly Candidate[];
	readonly lookUp?: LookedUp;
	/** What was typed of it. */
	readonly typed: string;
	/** What stands before it in the same word, and goes before each candidate: `--region=`. */
	readonly before: string;
};

/**
What may stand in place of the last word of a command line (it may be empty), as the commands themselves say. Only the files of the commands
that it names are loaded. In a list of words from bash an `=` stands by itself.
*/
export async function wantedAt(line: readonly string[]): Promise<Wanted> {
	const {command, own, uses, rest} = await commandOf(line.slice(0, -1));
	// Options that the command makes no use of are understood, too.
	const options = [...own, ...sharedOptionsOf()];
	const isEqualsSign = line.at(-1) === '=';
	const typed = isEqualsSign ? '' : (line.at(-1) ?? '');
	const {open, given, operands, isLiteral} = takenApart(rest, options);
	if (open !== undefined) {
		return {...valuesOf(open), typed, before: ''};
	}

	const [, flag = '', value] = /^(--[^=]+)=(.*)$/s.exec(typed) ?? [];
	if (value !== undefined && !isLiteral) {
		const option = options.find(({long}) => long === flag);
		return {...(option === undefined ? {candidates: []} : valuesOf(option)), typed: value, before: `${flag}=`};
	}

	return typed.startsWith('-') && !isLiteral
		? {candidates: flagsOf([...own, ...sharedOptionsOf(uses)], given), typed, before: ''}
		: {...operandsAt(command, operands), typed, before: ''};
}

/** A command as far as a line names it. */
type Named = {
	readonly type: 'program' | 'help' | 'help on a command' | 'command';
	readonly subcommands: Readonly<Record<string, DefinedSubcommand>>;
	readonly arguments: readonly Argument[];
};

async function commandOf(words: readonly string[]): Promise<{
	readonly command: Named;
	readonly own: readonly Option[];
	readonly uses?: DefinedCommand['uses'];
	readonly rest: readonly string[];
}> {
	const {operands} = takenApart(words, sharedOptionsOf());
	const [first, second] = operands;
	if (first === 'help') {
		const topic = isCommandName(second) ? second : undefined;
		return {
			command: {
				type: topic === undefined ? 'help' : 'help on a command',
				subcommands: topic === undefined ? {} : await subcommandsOf(topic),
				arguments: [],
			},
			own: [versionOption],
			rest: without(words, topic === undefined ? ['help'] : ['help', topic]),
		};
	}

	if (!isCommandName(first)) {
		return {command: {type: 'program', subcommands: {}, arguments: []}, own: [versionOption], rest: words};
	}

	const {command, subcommands = {}} = (await commands[first].load()) as CommandModule;
	if (second === 'help' && Object.keys(subcommands).length > 0) {
		return {
			command: {type: 'help on a command', subcommands, arguments: []},
			own: [],
			rest: without(words, [first, second]),
		};
	}

	const isBelow = second !== undefined && Object.hasOwn(subcommands, second);
	const chosen = (isBelow ? subcommands[second] : undefined) ?? command;
	const declared = new Command();
	chosen.addTo(declared, async () => {
		// Nothing is run here.
	});
	return {
		command: {type: 'command', subcommands: isBelow ? {} : subcommands, arguments: declared.registeredArguments},
		own: declared.options,
		uses: chosen.uses,
		rest: without(words, isBelow ? [first, second] : [first]),
	};
}

async function subcommandsOf(name: CommandName): Promise<Readonly<Record<string, DefinedSubcommand>>> {
	const {subcommands = {}}: CommandModule = await commands[name].load();
	return subcommands;
}

const versionOption = new Option('-V, --version', 'say the version and the build');
const helpFlag: Candidate = {value: '--help', note: 'display help for command'};

/** The words without the first of each of these. */
function without(words: readonly string[], names: readonly string[]): readonly string[] {
	const left = [...words];
	for (const name of names) {
		left.splice(left.indexOf(name), 1);
	}

	return left;
}

type Parts = {
	/** The option that waits for its value. */
	readonly open: Option | undefined;
	readonly given: ReadonlySet<Option>;
	readonly operands: readonly string[];
	/** After `--` nothing is an option. */
	readonly isLiteral: boolean;
};

function takenApart(words: readonly string[], options: readonly Option[]): Parts {
	const given = new Set<Option>();
	const operands: string[] = [];
	let open: Option | undefined;
	for (const [index, word] of words.entries()) {
		if (word === '--' && open === undefined) {
			return {open, given, operands: [...operands, ...words.slice(index + 1)], isLiteral: true};
		}

		if (word === '=') {
			continue;
		}

		if (open !== undefined) {
			open = undefined;
		} else if (word.startsWith('-') && word !== '-') {
			const [flag] = word.split('=', 1);
			const option = options.find(({long, short}) => long === flag || short === flag);
			if (option !== undefined) {
				given.add(option);
				open = option.required && !word.includes('=') ? option : undefined;
			}
		} else {
			operands.push(word);
		}
	}

	return {open, given, operands, isLiteral: false};
}

/** By name: options are made anew for each question. */
function has(given: ReadonlySet<Option>, {long}: Option): boolean {
	return given.values().some((one) => one.long === long);
}

function flagsOf(options: readonly Option[], given: ReadonlySet<Option>): readonly Candidate[] {
	return [
		...options
			.filter((option) => !option.hidden && (!has(given, option) || Array.isArray(option.defaultValue)))
			.map(({long, flags, description}) => ({value: long ?? flags, note: description})),
		helpFlag,
	];
}

function operandsAt(command: Named, operands: readonly string[]): Pick<Wanted, 'candidates' | 'lookUp'> {
	if (command.type === 'help' || command.type === 'program') {
		return {
			candidates: operands.length > 0 ? [] : command.type === 'help' ? everyCommand : [...everyCommand, helpCommand],
		};
	}

	const subcommands = Object.entries(command.subcommands).map(([value, {summary}]) => ({value, note: summary}));
	if (subcommands.length > 0 && operands.length === 0) {
		return {candidates: command.type === 'command' ? [...subcommands, helpCommand] : subcommands};
	}

	const argument = command.arguments[operands.length] ?? command.arguments.findLast(({variadic}) => variadic);
	return argument === undefined ? {candidates: []} : valuesOf(argument);
}

const helpCommand: Candidate = {value: 'help', note: 'display help for command'};

const everyCommand: readonly Candidate[] = Object.entries(commands).map(([value, {summary}]) => ({
	value,
	note: summary,
}));

/** The values of an option or an argument: its choices, or what its name in the help says. */
function valuesOf(one: Option | Argument): Pick<Wanted, 'candidates' | 'lookUp'> {
	const name = 'flags' in one ? /[<[](?<name>[\w-]+)/.exec(one.flags)?.groups?.name : one.name();
	const lookUp = lookedUp.find((known) => known === name);
	return {
		candidates: (one.argChoices ?? []).map((value) => ({value, note: ''})),
		...(lookUp !== undefined && {lookUp}),
	};
}
