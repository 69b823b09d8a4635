import {Argument} from '@commander-js/extra-typings';
import {defineCommand} from '../options/definition.ts';
import {exitCodes} from '../program/exit-code.ts';
import {print} from '../program/terminal.ts';
import {scripts, shells} from './scripts.ts';

/** What a shell loads to complete this tool's command lines. */
export const command = defineCommand(
	{
		uses: [],
		examples: [
			'completion bash >> ~/.bashrc',
			'completion zsh > "$fpath[1]/_allowed-amis"',
			'completion fish > ~/.config/fish/completions/allowed-amis.fish',
		],
		declare: (command) => command.addArgument(new Argument('<shell>', 'the shell that loads it').choices(shells)),
	},
	async (_context, _options, shell) => {
		await print(scripts[shell]);
		return exitCodes.done;
	},
);
