import {Option} from '@commander-js/extra-typings';
import type {ImageCriteria} from '../../criteria/criterion.ts';
import {counted} from '../../counted.ts';
import {writeTable} from '../../inventory/writers/table.ts';
import {verifyPolicy, type Verified} from '../../operations/organization/policy/verify.ts';
import {pathInWords} from '../../operations/organization/accounts/account.ts';
import {unaskedIn} from '../../operations/organization/rows.ts';
import {partsOf, type Leaf} from '../../operations/organization/policy/tree.ts';
import {ProblemError} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import type {OrganizationFolder} from '../../storage/organization-folder.ts';
import type {Context} from '../program/context.ts';
import {exitCodes, UsageError} from '../program/exit-code.ts';
import {formatOption} from '../options/arguments.ts';
import {presetOption} from '../reading/criteria.ts';
import {defineSubcommand} from '../options/definition.ts';
import {tableOrJson} from '../options/formats.ts';
import {jsonText} from '../program/json.ts';
import {report} from '../program/pager.ts';
import {tableLayout} from '../program/table-layout.ts';
import {clearProgress, say} from '../program/terminal.ts';
import {ProgressLine} from './progress-line.ts';
import {missingInWords} from './missing.ts';
import {entriesOf} from './list.ts';
import {openFolder} from './folder.ts';
import {accountsOption, concurrencyOption, criteriaToTry, roleOption, type NamedCriteria} from './options.ts';

/** Whether every account × Region of a folder reports the policy now. Any that doesn't makes the exit code 1. */
export const verify = defineSubcommand(
	{
		summary: 'read every account again: managed by the policy, in that state, under those criteria, or not',
		uses: ['profiles', 'endpointUrl', 'readOnly', 'demo', 'debug'],
		examples: ['org verify organization --role allowed-amis-reader --state audit-mode'],
		declare: (command) =>
			command
				.argument('<dir>', 'the folder of a scan')
				.addOption(roleOption())
				.addOption(
					new Option('--state <state>', 'the state that the policy puts accounts in')
						.choices(['audit-mode', 'enabled', 'disabled'] as const)
						.makeOptionMandatory(),
				)
				.addOption(presetOption('criteria'))
				.option('--criteria <file>', 'the criteria to find; those of the last org policy of this folder if left out')
				.addOption(accountsOption)
				.addOption(concurrencyOption())
				.addOption(formatOption(tableOrJson)),
	},
	async (context, {role, state, preset, criteria: file, accounts, concurrency, format}, directory) => {
		const folder = await openFolder(directory);
		const summary = await folder.readSummary();
		if (summary === undefined) {
			throw new ProblemError({
				kind: 'not-found',
				what: `${safeText(directory)} has no summary: whom to ask is not known.`,
				next: 'Scan again: allowed-amis org scan.',
			});
		}

		if (summary.Demo !== context.options.demo) {
			throw new UsageError(
				`${safeText(directory)} holds a scan of ${summary.Demo ? 'the demo organization' : 'a real organization'}.`,
				summary.Demo ? 'Add --demo.' : 'Leave --demo out.',
			);
		}

		const criteria = await criteriaToFind(context, folder, {preset, criteria: file});
		const cloud = await context.openOrganization();
		const line = new ProgressLine(
			([done, planned]: readonly [number, number]) => `Verifying: ${done} of ${planned} cells`,
		);
		const results = await verifyPolicy(
			cloud,
			{
				summary,
				role,
				entries: await entriesOf(context, cloud, accounts),
				claim: {state, ...(criteria !== undefined && {criteria})},
				concurrency,
			},
			{
				signal: context.signal,
				progress(done, planned) {
					line.show([done, planned]);
				},
			},
		);
		clearProgress();
		const rows = format === 'json' ? jsonText(results.map((result) => jsonOf(result))) : tableOf(results, state);
		await report(context, rows);
		if (results.length === 0) {
			say('Nothing was verified: this folder names no account to read.\n  Scan again: allowed-amis org scan.');
			return exitCodes.failed;
		}

		const good = results.filter(({verdict}) => verdict === 'under the policy');
		say(`${good.length} of ${counted(results.length, 'cell')} are under the policy, in state ${state}`);
		const unread = results.flatMap((result) =>
			result.verdict === 'not read'
				? [{account: result.record.Account, region: result.region, why: result.problem.what, next: result.problem.next}]
				: [],
		);
		for (const words of missingInWords(unread)) {
			say(words);
		}

		const narrowed = unaskedIn(summary).length;
		if (narrowed > 0) {
			say(
				`note: of ${counted(narrowed, 'account')} only the Regions that the scan named were read; the policy acts in the others, too.`,
			);
		}

		return good.length === results.length ? exitCodes.done : exitCodes.failed;
	},
);

/** The criteria to find: those named, else those of the policy that was written for this folder; without either, any are taken. */
async function criteriaToFind(
	context: Context,
	folder: OrganizationFolder,
	options: NamedCriteria,
): Promise<ImageCriteria | undefined> {
	if (options.preset !== undefined || options.criteria !== undefined) {
		return criteriaToTry(context, options);
	}

	const policy = await folder.readPolicy();
	say(
		policy === undefined
			? 'note: no policy was written for this folder (org policy): state and manager are compared, criteria are not. Name them with --preset or --criteria.'
			: 'note: the criteria are compared with those of the last `org policy` of this folder.',
	);
	return policy?.ImageCriteria;
}

function jsonOf(result: Verified) {
	const {record, region, verdict} = result;
	const settings = verdict === 'not read' ? undefined : result.settings;
	return {
		Account: record.Account,
		AccountName: record.Name ?? null,
		Region: region,
		Verdict: verdict,
		State: settings?.State ?? null,
		ManagedBy: settings?.ManagedBy ?? null,
		ImageCriteria: settings?.ImageCriteria ?? null,
		...(verdict === 'not read' && {Error: result.problem.what}),
	};
}

/** Which parts of the tree have the policy, and then every account × Region that hasn't. */
function* tableOf(results: readonly Verified[], state: string): Generator<string, void> {
	const leaves = Map.groupBy(results, ({record}) => record.Account)
		.values()
		.map((own): Leaf => {
			const [{record}] = own as [Verified, ...Verified[]];
			return {
				account: record.Account,
				...(record.Name !== undefined && {name: record.Name}),
				...(record.Path !== undefined && {path: record.Path}),
				good: own.filter(({verdict}) => verdict === 'under the policy').length,
				all: own.length,
			};
		})
		.toArray();
	yield* writeTable(
		[
			{head: `Under the policy, ${state}`},
			{head: 'Accounts', align: 'right'},
			{head: 'Cells', align: 'right'},
			{head: ''},
		],
		partsOf(leaves).map(({name, depth, accounts, good, all}) => [
			`${'  '.repeat(depth)}${name}`,
			String(accounts),
			`${good} of ${all}`,
			good === all ? 'all' : good === 0 ? 'none' : 'in part',
		]),
	);
	const others = results.filter(({verdict}) => verdict !== 'under the policy');
	if (others.length === 0) {
		return;
	}

	yield '\n';
	yield* writeTable(
		[
			{head: 'Account'},
			{head: 'Name', shrinksTo: 8},
			{head: 'Unit', shrinksTo: 8},
			{head: 'Region'},
			{head: 'Verdict'},
			{head: 'State'},
			{head: 'Managed by'},
		],
		others.map((result) => {
			const settings = result.verdict === 'not read' ? undefined : result.settings;
			return [
				result.record.Account,
				result.record.Name ?? '',
				pathInWords(result.record.Path),
				result.region,
				result.verdict,
				safeText(settings?.State ?? '-'),
				safeText(settings?.ManagedBy ?? '-'),
			];
		}),
		tableLayout(),
	);
}
