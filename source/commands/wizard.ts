import {isInteractive} from '../ui/terminal/interactive.ts';
import {defineCommand} from './options/definition.ts';
import {cloudOptions, screenOptions} from './options/shared-options.ts';

/** The guided wizard; without a terminal, the plain report. */
export const command = defineCommand(
	{
		uses: [...cloudOptions, ...screenOptions],
		examples: ['', '--demo', '-r us-east-1 -r eu-west-1'],
		declare: (command) => command,
	},
	async (context) => {
		if (isInteractive({env: context.env}) !== true) {
			const {plainReport} = await import('./plain-report.ts');
			return plainReport(context);
		}

		const {runWizard} = await import('./screens/run-wizard.tsx');
		return runWizard(context, {type: 'rollout'});
	},
);
