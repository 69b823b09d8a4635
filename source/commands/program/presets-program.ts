import {Argument, Option, type Command} from 'commander';
import {presetFormats, tableOrJson, type PresetFormat, type TableOrJson} from './formats.ts';
import {examples, formatOption, type Run} from './command-line.ts';

/** Adds `presets` and what one can do with them. */
export function addPresets(program: Command, run: Run): void {
	const presets = program
		.command('presets')
		.description('keep criteria under names and use them again; without a subcommand, a screen for all of it')
		.addHelpText('after', examples('presets', 'presets save base --criteria criteria.json', 'presets show base'));
	addKeeping(presets, run);
	addExchange(presets, run);
}

function addKeeping(presets: Command, run: Run): void {
	presets
		.command('open', {isDefault: true, hidden: true})
		.description('the screen of presets; without a terminal, the list')
		// `presets --format json` lists, as it says how to.
		.addOption(new Option('--format <format>', 'how to print the list').choices(tableOrJson))
		.action(async ({format}: {format?: TableOrJson}) =>
			run(async (context) => {
				const {listPresets, openPresets} = await import('../presets.ts');
				return format === undefined ? openPresets(context) : listPresets(context, {format});
			}),
		);

	presets
		.command('list')
		.description('the presets there are')
		.addOption(formatOption(tableOrJson))
		.action(async (options: {format: TableOrJson}) =>
			run(async (context) => {
				const {listPresets} = await import('../presets.ts');
				return listPresets(context, options);
			}),
		);

	presets
		.command('show')
		.description('print the criteria of a preset, as the AWS CLI takes them')
		.addArgument(presetName())
		.action(async (name: string) =>
			run(async (context) => {
				const {showPreset} = await import('../presets.ts');
				return showPreset(context, name);
			}),
		);

	presets
		.command('rename')
		.description('give a preset another name')
		.addArgument(presetName())
		.argument('<new-name>', 'its new name')
		.action(async (from: string, to: string) =>
			run(async (context) => {
				const {renamePreset} = await import('../presets.ts');
				return renamePreset(context, from, to);
			}),
		);

	presets
		.command('remove')
		.description('remove a preset')
		.addArgument(presetName())
		.action(async (name: string) =>
			run(async (context) => {
				const {removePreset} = await import('../presets.ts');
				return removePreset(context, name);
			}),
		);
}

function addExchange(presets: Command, run: Run): void {
	presets
		.command('save')
		.description('keep the criteria of a file or a Region')
		.addHelpText(
			'after',
			examples('presets save base --criteria criteria.json', 'presets save prod --from-region us-east-1'),
		)
		.addArgument(presetName())
		.addOption(new Option('--criteria <file>', 'a criteria file, or "-" for standard input').conflicts('fromRegion'))
		.option('--from-region <name>', 'the criteria applied in this Region')
		.option('--description <text>', 'what it is for')
		.option('--overwrite', 'replace a preset of that name', false)
		.action(
			async (
				name: string,
				options: {criteria?: string; fromRegion?: string; description?: string; overwrite: boolean},
			) =>
				run(async (context) => {
					const {savePreset} = await import('../preset-exchange.ts');
					return savePreset(context, name, options);
				}),
		);

	presets
		.command('import')
		.description('keep the criteria of a file in any format known, or the many presets of "presets list --format json"')
		.addHelpText('after', examples('presets import policy.json --name org', 'presets import presets.json'))
		.argument('<file>', 'the file, or "-" for standard input')
		.option('--name <name>', 'the name to keep criteria under; that of the file if left out')
		.option('--overwrite', 'replace presets of the same names without asking', false)
		.action(async (file: string, options: {name?: string; overwrite: boolean}) =>
			run(async (context) => {
				const {importPresets} = await import('../preset-exchange.ts');
				return importPresets(context, file, options);
			}),
		);

	presets
		.command('export')
		.description('print a preset for the AWS CLI, as a declarative policy or for Terraform')
		.addHelpText('after', examples('presets export base', 'presets export base --format terraform > allowed-amis.tf'))
		.addArgument(presetName())
		.addOption(formatOption(presetFormats))
		.action(async (name: string, options: {format: PresetFormat}) =>
			run(async (context) => {
				const {exportPreset} = await import('../preset-exchange.ts');
				return exportPreset(context, name, options);
			}),
		);
}

function presetName(): Argument {
	return new Argument('<name>', 'the name of the preset');
}
