import {isInteractive} from '../../ui/terminal/interactive.ts';
import {defineCommand} from '../options/definition.ts';
import {cloudOptions, screenOptions} from '../options/shared-options.ts';
import {exportPreset} from './export.ts';
import {importPresets} from './import.ts';
import {list, printPresets} from './list.ts';
import {remove} from './remove.ts';
import {rename} from './rename.ts';
import {save} from './save.ts';
import {show} from './show.ts';

/** The screen of the presets; without a terminal, their list. */
export const command = defineCommand(
	{
		uses: [...cloudOptions, ...screenOptions],
		examples: ['presets', 'presets list', 'presets save base --criteria criteria.json'],
		declare: (command) => command,
	},
	async (context) => {
		if (isInteractive({env: context.env}) !== true) {
			return printPresets(context, 'table');
		}

		const {runPresetsScreen} = await import('../screens/run-presets.tsx');
		return runPresetsScreen(context);
	},
);

export const subcommands = {list, show, save, rename, remove, import: importPresets, export: exportPreset};
