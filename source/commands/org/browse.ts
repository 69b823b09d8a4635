import {didYouMean} from '../../nearest.ts';
import {overviewOf} from '../../operations/organization/overview.ts';
import {ProblemError} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import type {OrganizationFolder} from '../../storage/organization-folder.ts';
import {isInteractive} from '../../ui/terminal/interactive.ts';
import type {Context} from '../program/context.ts';
import {namedCriteria, presetOption} from '../reading/criteria.ts';
import {defineSubcommand} from '../options/definition.ts';
import {clearProgress, showProgress} from '../program/terminal.ts';
import {openFolder, rowsIn} from './folder.ts';
import type {NamedCriteria} from './options.ts';
import {statusOfFolder} from './status.ts';

/** The folder of a scan on a screen; without a terminal, its status. */
export const browse = defineSubcommand(
	{
		summary: 'browse a scan: accounts × Regions, the images, a plan of waves ("org DIR" is the same)',
		uses: ['demo'],
		examples: ['org organization', 'org organization --preset base'],
		declare: (command) =>
			command
				.argument('<dir>', 'the folder of a scan')
				.addOption(presetOption('criteria'))
				.option('--criteria <file>', 'by the criteria of a file, or "-" for standard input'),
	},
	async (context, named, directory) => {
		const folder = await folderNamed(directory);
		return isInteractive({env: context.env}) === true
			? show(context, {folder, directory, named})
			: statusOfFolder(context, directory, 'table');
	},
);

/** Rejects with `not-found` where there is no scan; it may have been a subcommand that was meant. */
async function folderNamed(directory: string): Promise<OrganizationFolder> {
	try {
		return await openFolder(directory);
	} catch (error) {
		if (!(error instanceof ProblemError && error.problem.kind === 'not-found')) {
			throw error;
		}

		const {subcommands} = await import('./org.ts');
		const next = didYouMean(directory, Object.keys(subcommands), error.problem.next);
		throw new ProblemError({...error.problem, next}, {cause: error});
	}
}

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
		isWhole: summary?.IsWhole === true,
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
