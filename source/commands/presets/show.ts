import {defineSubcommand} from '../options/definition.ts';
import {exitCodes} from '../program/exit-code.ts';
import {jsonText} from '../program/json.ts';
import {report} from '../program/pager.ts';
import {presetArgument} from './preset-argument.ts';

/** The criteria as `--cli-input-json` takes them. */
export const show = defineSubcommand(
	{
		summary: 'print the criteria of a preset, as the AWS CLI takes them',
		uses: ['demo'],
		examples: ['presets show base'],
		declare: (command) => command.addArgument(presetArgument),
	},
	async (context, _options, name) => {
		const {presets} = await context.stores();
		const {criteria} = await presets.get(name);
		await report(context, jsonText({ImageCriteria: criteria}));
		return exitCodes.done;
	},
);
