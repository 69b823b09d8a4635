import {exportCriteria, presetFormats} from '../../presets/formats.ts';
import {formatOption} from '../options/arguments.ts';
import {defineSubcommand} from '../options/definition.ts';
import {exitCodes} from '../program/exit-code.ts';
import {print, say} from '../program/terminal.ts';
import {presetArgument} from './preset-argument.ts';

/** What the format cannot say is named on stderr. */
export const exportPreset = defineSubcommand(
	{
		summary: 'print a preset for the AWS CLI, as a declarative policy or for Terraform',
		uses: ['demo'],
		examples: ['presets export base', 'presets export base -f terraform > allowed-amis.tf'],
		declare: (command) => command.addArgument(presetArgument).addOption(formatOption(presetFormats)),
	},
	async (context, {format}, name) => {
		const {presets} = await context.stores();
		const {criteria} = await presets.get(name);
		const {text, dropped} = exportCriteria(criteria, format);
		for (const note of dropped) {
			say(`warning: ${note}`);
		}

		await print(text);
		return exitCodes.done;
	},
);
