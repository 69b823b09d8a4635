import {overviewOf} from '../../operations/organization/overview.ts';
import {safeText} from '../../safe-text.ts';
import type {OrganizationFolder} from '../../storage/organization-folder.ts';
import {isInteractive} from '../../ui/terminal/interactive.ts';
import type {Context} from '../program/context.ts';
import {namedCriteria, presetOption} from '../reading/criteria.ts';
import {defineSubcommand} from '../options/definition.ts';
import {screenOptions} from '../options/shared-options.ts';
import {UsageError} from '../program/exit-code.ts';
import {clearProgress, showProgress} from '../program/terminal.ts';
import {openFolder, rowsIn} from './folder.ts';
import type {NamedCriteria} from './options.ts';
import {statusOfFolder} from './status.ts';

/** The folder of a scan on a screen; without a terminal, its status. */
export const browse = defineSubcommand(
	{
		summary: 'browse a scan: accounts × Regions, the images, a plan of waves ("org DIR" is the same)',
		uses: ['demo', ...screenOptions],
		examples: ['org organization', 'org organization --preset base'],
		declare: (command) =>
			command
				.argument('<dir>', 'the folder of a scan')
				.addOption(presetOption('criteria'))
				.option('--criteria <file>', 'by the criteria of a file, or "-" for standard input'),
	},
	async (context, named, directory) => {
		if (isInteractive({env: context.env}) === true) {
			return show(context, {folder: await openFolder(directory), directory, named});
		}

		// What is printed instead has AWS's own verdicts.
		if (named.preset !== undefined || named.criteria !== undefined) {
			throw new UsageError(
				'Criteria are tried on a screen, and this is no terminal.',
				`To print what they would block: allowed-amis org what-if ${safeText(directory)} ${named.preset === undefined ? '--criteria FILE' : '--preset NAME'}`,
			);
		}

		return statusOfFolder(context, directory, 'table');
	},
);

async function show(
	context: Context,
	{
		folder,
		directory,
		named,
	}: {readonly folder: OrganizationFolder; readonly directory: string; readonly named: NamedCriteria},
): Promise<number> {
	const criteria = await namedCriteria(context, named);
	const summary = await folder.readSummary();
	showProgress(`Reading ${directory}`);
	const overview = await overviewOf(rowsIn(folder, context), {
		criteria,
		now: new Date(),
		summary,
	});
	clearProgress();
	const origin = safeText(named.preset === undefined ? (named.criteria ?? '') : `preset "${named.preset}"`);
	const {runOrganizationScreen} = await import('../screens/run-organization.tsx');
	return runOrganizationScreen(
		context,
		{
			directory: safeText(directory),
			role: summary?.Role ?? 'ROLE',
			demo: summary?.Demo ?? false,
			...(criteria !== undefined && {tried: {criteria, origin}}),
		},
		overview,
	);
}
