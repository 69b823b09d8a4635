import {placeOf} from '../inventory/place.ts';
import {Inventory} from '../inventory/store.ts';
import {writeTable} from '../inventory/writers/table.ts';
import {readStatuses, type RegionStatus} from '../operations/region-status.ts';
import {safeText} from '../safe-text.ts';
import {inEachAccount, type Account} from './reading/accounts.ts';
import {formatOption} from './options/arguments.ts';
import type {Context} from './program/context.ts';
import {defineCommand} from './options/definition.ts';
import {exitCodes} from './program/exit-code.ts';
import {tableOrJson} from './options/formats.ts';
import {jsonText} from './program/json.ts';
import {report} from './program/pager.ts';
import {regionsFor, sayManagedGaps} from './reading/scanning.ts';
import {accountOptions} from './options/shared-options.ts';
import {tableLayout, tones} from './program/table-layout.ts';
import {clearProgress, say, showProgress} from './program/terminal.ts';

/** The Regions side by side. One that fails is told in its line, and makes the exit code 1. */
export const command = defineCommand(
	{
		uses: accountOptions,
		examples: ['status', 'status -r us-east-1 -f json', 'status --no-counts', 'status -p prod -p staging'],
		declare: (command) =>
			command
				.addOption(formatOption(tableOrJson))
				.option('--no-counts', 'leave out the counts, which take a scan of every Region'),
	},
	async (context, {format, counts}) => {
		const {results, isWhole} = await inEachAccount(context, async (account) =>
			accountStatus(context, account, {counts}),
		);
		clearProgress();
		const statuses = results.flatMap((one) => one.statuses);
		await report(context, format === 'json' ? jsonText(statuses.map((one) => jsonOf(one))) : statusTable(statuses));
		for (const {account, region, problem} of statuses) {
			if (problem !== undefined) {
				say(`${placeOf(account, region)}: ${problem.what}\n  ${problem.next}`);
			}
		}

		for (const {account, inventory} of results) {
			if (inventory !== undefined) {
				sayManagedGaps(inventory.coverage, account);
			}
		}

		return isWhole && statuses.every(({problem}) => problem === undefined) ? exitCodes.done : exitCodes.failed;
	},
);

/** A Region of an account; the account is named where there are several. */
export type AccountStatus = RegionStatus & {readonly account?: string};

/** The Regions of one account, and with `counts` what was scanned of them. */
export async function accountStatus(
	context: Context,
	{cloud, account}: Account,
	{counts}: {readonly counts: boolean},
): Promise<{
	readonly account?: string;
	readonly statuses: readonly AccountStatus[];
	readonly inventory?: Inventory;
}> {
	const regions = await regionsFor(context, cloud, {preferConfigured: false});
	const inventory = counts ? new Inventory() : undefined;
	const named = {...(account !== undefined && {account})};
	const statuses = await readStatuses(regions, {
		cloud,
		signal: context.signal,
		inventory,
		onProgress(done) {
			showProgress(`Reading Regions${account === undefined ? '' : ` of ${account}`}: ${done} of ${regions.length}`);
		},
	});
	return {
		...named,
		statuses: statuses.map((one) => ({...named, ...one})),
		...(inventory !== undefined && {inventory}),
	};
}

/** The Regions as a table for people. */
export function statusTable(statuses: readonly AccountStatus[]): Iterable<string> {
	const hasAccounts = statuses.some(({account}) => account !== undefined);
	return writeTable(
		[
			...(hasAccounts ? [{head: 'Account'}] : []),
			{head: 'Region'},
			{head: 'State', tone: tones.state},
			{head: 'Managed by', dropsAt: 2},
			{head: 'Criteria', align: 'right', dropsAt: 1},
			{head: 'Instances', align: 'right'},
			{head: 'Not allowed', align: 'right', tone: tones.offenders},
			{head: '', shrinksTo: 12},
		],
		statuses.map(({account, region, settings, instances, notAllowed, problem}) => [
			...(hasAccounts ? [account ?? ''] : []),
			region,
			safeText(settings?.State ?? '-'),
			safeText(settings?.ManagedBy ?? '-'),
			settings === undefined ? '-' : String(settings.ImageCriteria.length),
			instances === undefined ? '-' : String(instances),
			notAllowed === undefined ? '-' : String(notAllowed),
			problem === undefined ? '' : problem.what,
		]),
		tableLayout(),
	);
}

/** The contract of `status --format json`; nulls stand for what is not known. */
function jsonOf({account, region, settings, instances, notAllowed, problem}: AccountStatus) {
	return {
		...(account !== undefined && {Account: account}),
		Region: region,
		State: settings?.State ?? null,
		ManagedBy: settings?.ManagedBy ?? null,
		ImageCriteria: settings?.ImageCriteria ?? null,
		Instances: instances ?? null,
		NotAllowed: notAllowed ?? null,
		...(problem !== undefined && {Error: problem.what}),
	};
}
