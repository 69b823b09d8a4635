import {isInteractive} from '../ui/terminal/interactive.ts';
import {plainReport} from './plain-report.ts';
import {defineCommand} from './program/definition.ts';
import {cloudOptions} from './program/shared-options.ts';

/** The guided wizard; without a terminal, the plain report. */
export const command = defineCommand(
	{
		summary: 'the guided wizard (the default); without a terminal, a plain report of status and scan',
		uses: cloudOptions,
		examples: ['', '--demo', '-r us-east-1 -r eu-west-1'],
		declare: (command) => command,
	},
	async (context) => {
		if (isInteractive({env: context.env}) !== true) {
			return plainReport(context);
		}

		const {runWizard} = await import('./screens/run-wizard.tsx');
		return runWizard(context, {type: 'rollout'});
	},
);
