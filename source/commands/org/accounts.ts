import {pathInWords, type LeftOut, type Visit} from '../../operations/organization/accounts/account.ts';
import {writeTable} from '../../inventory/writers/table.ts';
import {counted} from '../../counted.ts';
import {formatOption} from '../options/arguments.ts';
import {defineSubcommand} from '../options/definition.ts';
import {exitCodes} from '../program/exit-code.ts';
import {tableOrJson} from '../options/formats.ts';
import {jsonText} from '../program/json.ts';
import {report} from '../program/pager.ts';
import {accountOptions} from '../options/shared-options.ts';
import {tableLayout} from '../program/table-layout.ts';
import {say} from '../program/terminal.ts';
import {accountList} from './list.ts';
import {accountsOption, ouOption} from './options.ts';

/** Whom a run would visit, and whom not, with the reason. */
export const accounts = defineSubcommand(
	{
		summary: 'whom a scan would visit, from AWS Organizations or a file',
		uses: accountOptions,
		examples: ['org accounts', 'org accounts --ou ou-ab12-34cd56ef', 'org accounts --accounts accounts.yml -f json'],
		declare: (command) => command.addOption(ouOption).addOption(accountsOption).addOption(formatOption(tableOrJson)),
	},
	async (context, {ou, accounts: file, format}) => {
		const cloud = await context.openOrganization();
		const {visits, leftOut, unreached} = await accountList(context, cloud, {ou, accounts: file});
		const rows: readonly AccountRow[] = [...visits, ...leftOut].toSorted((left, right) =>
			left.account.localeCompare(right.account, 'en'),
		);
		await report(context, format === 'json' ? jsonText(rows.map((row) => jsonOf(row))) : tableOf(rows));
		say(`${counted(visits.length, 'account')} to visit${leftOut.length > 0 ? `, ${leftOut.length} left out` : ''}`);
		for (const {account, why} of leftOut) {
			say(`${account} is left out: ${why}`);
		}

		return unreached.length === 0 ? exitCodes.done : exitCodes.failed;
	},
);

type AccountRow = Visit & Partial<LeftOut>;

function jsonOf({account, name, email, state, path, entry, why}: AccountRow) {
	return {
		Account: account,
		Name: name ?? null,
		Email: email ?? null,
		State: state ?? null,
		Path: path?.map(({id, name: unit}) => ({Id: id, Name: unit})) ?? null,
		...(entry?.roles !== undefined && {Roles: entry.roles}),
		...(entry?.profile !== undefined && {Profile: entry.profile}),
		...(entry?.regions !== undefined && {Regions: entry.regions}),
		...(entry?.tags !== undefined && {Tags: entry.tags}),
		Visited: why === undefined,
		...(why !== undefined && {Why: why}),
	};
}

function tableOf(rows: readonly AccountRow[]): Iterable<string> {
	return writeTable(
		[
			{head: 'Account'},
			{head: 'Name', shrinksTo: 12},
			{head: 'Unit', shrinksTo: 12},
			{head: 'State'},
			{head: '', shrinksTo: 12},
		],
		rows.map(({account, name, state, path, why}) => [
			account,
			name ?? '',
			pathInWords(path),
			state ?? '-',
			why === undefined ? '' : `left out: ${why}`,
		]),
		tableLayout(),
	);
}
