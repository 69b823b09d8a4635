/** Writes documentation/commands.md: what the program itself says of its commands. Run: node --import tsx test/support/command-reference.ts */
import fs from 'node:fs/promises';
import process from 'node:process';
import type {CommandUnknownOpts} from '@commander-js/extra-typings';
import {programFor} from '../../source/commands/program/program.ts';
import {commands} from '../../source/commands/registry.ts';

export const file = new URL('../../documentation/commands.md', import.meta.url);

/** The page as it should be. */
export async function commandReference(): Promise<string> {
	const overview = await helpOf([]);
	const parts = [
		'# Commands',
		'What `allowed-amis --help` and `allowed-amis help COMMAND` print. This page is written by the program: `node --import tsx test/support/command-reference.ts`.',
		block(overview.text),
	];
	for (const name of Object.keys(commands)) {
		const {text, command} = await helpOf([name]);
		parts.push(`## ${name}`, block(text));
		for (const subcommand of command.commands) {
			parts.push(`### ${name} ${subcommand.name()}`, block(textOf(subcommand)));
		}
	}

	return `${parts.join('\n\n')}\n`;
}

function block(text: string): string {
	return `\`\`\`text\n${text.trimEnd()}\n\`\`\``;
}

async function helpOf(
	words: readonly string[],
): Promise<{readonly text: string; readonly command: CommandUnknownOpts}> {
	const {program} = await programFor(['help', ...words], async () => {
		// Nothing is run here.
	});
	const command: CommandUnknownOpts = program.commands.find((one) => one.name() === words[0]) ?? program;
	return {text: textOf(command), command};
}

/** As it is printed where no terminal says how wide it is, and without colours. */
function textOf(command: CommandUnknownOpts): string {
	let text = '';
	command.configureOutput({
		writeOut(chunk) {
			text += chunk;
		},
		getOutHelpWidth: () => 100,
		getOutHasColors: () => false,
	});
	command.outputHelp();
	return text;
}

if (process.argv[1] === import.meta.filename) {
	await fs.writeFile(file, await commandReference());
}
