import {counted} from '../../counted.ts';
import {writeTable} from '../../inventory/writers/table.ts';
import {gapsOf, instancesIn, isCounted, isStale, notAllowedIn, type Cell} from '../../operations/organization/cell.ts';
import type {Row} from '../../operations/organization/row.ts';
import {exitCodes} from '../program/exit-code.ts';
import {formatOption} from '../options/arguments.ts';
import type {Context} from '../program/context.ts';
import {defineSubcommand} from '../options/definition.ts';
import {tableOrJson} from '../options/formats.ts';
import {jsonText} from '../program/json.ts';
import {report} from '../program/pager.ts';
import {tableLayout, tones} from '../program/table-layout.ts';
import {say} from '../program/terminal.ts';
import {openFolder, rowsIn} from './folder.ts';

/** Every account × Region of a folder. What is missing is told in its line, and makes the exit code 1. */
export const status = defineSubcommand(
	{
		summary: 'every account × Region of a scan: settings, counts, and what is missing and why',
		uses: ['demo'],
		examples: ['org status organization', 'org status organization -f json'],
		declare: (command) => command.argument('<dir>', 'the folder of a scan').addOption(formatOption(tableOrJson)),
	},
	async (context, {format}, directory) => statusOfFolder(context, directory, format),
);

/** Prints the status of a folder; gives the exit code. */
export async function statusOfFolder(context: Context, directory: string, format: 'table' | 'json'): Promise<number> {
	const folder = await openFolder(directory);
	const statuses: Status[] = [];
	for await (const row of rowsIn(folder, context)) {
		statuses.push(statusOf(row));
	}

	await report(context, format === 'json' ? jsonText(statuses) : tableOf(statuses));
	const lacking = statuses.filter(({Error: error}) => error !== undefined);
	const now = new Date();
	const stale = statuses.filter(({ReadAt: readAt}) => readAt !== null && isStale({ReadAt: readAt}, now));
	say(
		`${counted(statuses.length, 'cell')}: ${statuses.length - lacking.length} whole, ${lacking.length} missing or partial, ${stale.length} older than a day`,
	);
	return lacking.length === 0 ? exitCodes.done : exitCodes.failed;
}

type Status = ReturnType<typeof statusOf>;

/** As `status --format json` gives a Region, with its account. */
function statusOf({record: {Account: account, Name: name}, region, cell, lack}: Row) {
	const [gap] = cell === undefined ? [] : gapsOf(cell);
	const error = lack?.Why ?? (gap === undefined ? undefined : `Not all of it could be read (${gap.What}): ${gap.Why}`);
	return {
		Account: account,
		AccountName: name ?? null,
		Region: region,
		...settingsOf(cell?.Settings ?? null),
		...countsOf(cell),
		Launches: cell?.Launches === undefined ? null : launchesByKind(cell.Launches),
		ReadAt: cell?.ReadAt ?? null,
		...(error !== undefined && {Error: error}),
	};
}

function settingsOf(settings: Cell['Settings']) {
	return {
		State: settings?.State ?? null,
		ManagedBy: settings?.ManagedBy ?? null,
		ImageCriteria: settings?.ImageCriteria ?? null,
	};
}

/** Nothing is counted where no instance could be asked for. */
function countsOf(cell: Cell | undefined) {
	return cell !== undefined && isCounted(cell)
		? {Instances: instancesIn(cell), NotAllowed: notAllowedIn(cell) ?? null}
		: {Instances: null, NotAllowed: null};
}

/** How many sources of each kind launch something; those that launch several images once for each. */
function launchesByKind(launches: NonNullable<Cell['Launches']>): Readonly<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const {Type: type, Sources: sources} of launches) {
		counts[type] = (counts[type] ?? 0) + sources;
	}

	return counts;
}

function tableOf(statuses: readonly Status[]): Iterable<string> {
	return writeTable(
		[
			{head: 'Account'},
			{head: 'Name', shrinksTo: 8},
			{head: 'Region'},
			{head: 'State', tone: tones.state},
			{head: 'Managed by'},
			{head: 'Criteria', align: 'right'},
			{head: 'Instances', align: 'right'},
			{head: 'Not allowed', align: 'right', tone: tones.offenders},
			{head: 'Launches', align: 'right'},
			{head: '', shrinksTo: 12},
		],
		statuses.map((cell) => [
			cell.Account,
			cell.AccountName ?? '',
			cell.Region,
			cell.State ?? '-',
			cell.ManagedBy ?? '-',
			String(cell.ImageCriteria?.length ?? '-'),
			String(cell.Instances ?? '-'),
			String(cell.NotAllowed ?? '-'),
			cell.Launches === null ? '-' : String(Object.values(cell.Launches).reduce((sum, count) => sum + count, 0)),
			cell.Error ?? '',
		]),
		tableLayout(),
	);
}
