import type {Preset} from '../operations/ports.ts';
import {isInteractive} from '../ui/terminal/interactive.ts';
import {defineCommand} from './options/definition.ts';
import type {Context} from './program/context.ts';
import {UsageError} from './program/exit-code.ts';
import {cloudOptions, screenOptions} from './options/shared-options.ts';

/** The guided wizard; without a terminal, the plain report. */
export const command = defineCommand(
	{
		uses: [...cloudOptions, ...screenOptions],
		examples: ['', '--demo', '-r us-east-1 -r eu-west-1', '--preset base'],
		declare: (command) =>
			command.option('--preset <preset>', 'the preset to apply: the draft of each Region, and what a fleet run plans'),
	},
	async (context, {preset: name}) => {
		if (isInteractive({env: context.env}) !== true) {
			if (name !== undefined) {
				throw new UsageError(
					'--preset is for the wizard, which needs a terminal.',
					'`what-if --preset NAME` tells what a preset would do.',
				);
			}

			const {plainReport} = await import('./plain-report.ts');
			return plainReport(context);
		}

		const preset = name === undefined ? undefined : await presetNamed(context, name);
		const {runWizard} = await import('./screens/run-wizard.tsx');
		return runWizard(context, {type: 'rollout', ...(preset !== undefined && {preset})});
	},
);

/** Rejects with `not-found`, naming the nearest names. */
async function presetNamed(context: Context, name: string): Promise<Preset> {
	const {presets} = await context.stores();
	return presets.get(name);
}
