import {defineSubcommand} from '../options/definition.ts';
import {exitCodes} from '../program/exit-code.ts';
import {say} from '../program/terminal.ts';
import {presetArgument} from './preset-argument.ts';

export const remove = defineSubcommand(
	{
		summary: 'remove a preset',
		uses: ['demo'],
		examples: ['presets remove base'],
		declare: (command) => command.addArgument(presetArgument),
	},
	async (context, _options, name) => {
		const {presets} = await context.stores();
		await presets.remove(name);
		say(`Removed "${name}".`);
		return exitCodes.done;
	},
);
