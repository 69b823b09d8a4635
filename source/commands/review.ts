import {isInteractive} from '../ui/terminal/interactive.ts';
import {defineCommand} from './options/definition.ts';
import {UsageError} from './program/exit-code.ts';
import {accountOptions, refuseWith, screenOptions} from './options/shared-options.ts';

/** The reviewer's browser; without a terminal, the plain report. With `--since`, what changed between two saved scans. */
export const command = defineCommand(
	{
		uses: [...accountOptions, ...screenOptions],
		examples: [
			'review -r all',
			'review -p prod -p staging',
			'review --from scan.json',
			'review --from today.json --since last-week.json',
		],
		declare: (command) =>
			command
				.option('--from <file>', 'a saved scan ("scan --format json"), or "-" for standard input, instead of AWS')
				.option('--since <file>', 'an earlier saved scan: print which offenders are new, resolved or still there'),
	},
	async (context, {from, since}) => {
		if (from !== undefined) {
			refuseWith(context, '--from', ['profile', 'endpointUrl']);
		}

		if (since !== undefined) {
			if (from === undefined) {
				throw new UsageError('--since compares two saved scans.', 'Name the later one with --from.');
			}

			const {compare} = await import('./compare.ts');
			return compare(context, since, from);
		}

		if (isInteractive({env: context.env}) !== true) {
			const {plainReport, plainReportOf} = await import('./plain-report.ts');
			return from === undefined ? plainReport(context) : plainReportOf(context, from);
		}

		const {runWizard} = await import('./screens/run-wizard.tsx');
		if (context.options.profile.length > 1) {
			const {scanAccounts} = await import('./reading/accounts-review.ts');
			return runWizard(context, {type: 'accounts', scanned: await scanAccounts(context)});
		}

		return runWizard(context, from === undefined ? {type: 'review'} : {type: 'scan-file', from});
	},
);
