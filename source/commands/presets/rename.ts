import {defineSubcommand} from '../options/definition.ts';
import {exitCodes} from '../program/exit-code.ts';
import {say} from '../program/terminal.ts';
import {presetArgument} from './preset-argument.ts';

export const rename = defineSubcommand(
	{
		summary: 'give a preset another name',
		uses: ['demo'],
		examples: ['presets rename base golden'],
		declare: (command) => command.addArgument(presetArgument).argument('<new-name>', 'its new name'),
	},
	async (context, _options, from, to) => {
		const {presets} = await context.stores();
		await presets.rename(from, to);
		say(`Renamed "${from}" to "${to}".`);
		return exitCodes.done;
	},
);
