import {counted} from '../counted.ts';
import type {InstanceColumns} from '../inventory/columns/instance-columns.ts';
import type {Inventory} from '../inventory/store.ts';
import type {AccountScan} from '../inventory/writers/account-scan.ts';
import {formatNames, formats, type Format, type FormatName} from '../inventory/writers/formats.ts';
import type {Report} from '../inventory/writers/report.ts';
import type {Totals} from '../inventory/totals.ts';
import {awsVerdict} from '../inventory/verdicts.ts';
import {coverageInWords, managedInWords, totalsInWords} from '../inventory/words.ts';
import {reportOf} from '../operations/scan/scan-report.ts';
import {checkOutput, writeOutput} from '../storage/files/output.ts';
import {inEachAccount, type Account} from './reading/accounts.ts';
import {formatOption} from './options/arguments.ts';
import type {Context} from './program/context.ts';
import {defineCommand} from './options/definition.ts';
import {exitCodes, UsageError} from './program/exit-code.ts';
import {isOneOf} from './options/formats.ts';
import {report} from './program/pager.ts';
import {regionsFor, sayFailures, scanRegions} from './reading/scanning.ts';
import {accountOptions} from './options/shared-options.ts';
import {tableLayout} from './program/table-layout.ts';
import {print, say} from './program/terminal.ts';

/** Everything that could be scanned is written, and what could not is named on stderr and makes the exit code 1. */
export const command = defineCommand(
	{
		uses: accountOptions,
		examples: [
			'scan -r us-east-1',
			'scan -r all --not-allowed -f csv -o offenders.csv',
			'scan -r us-east-1 -f json | jq length',
			'scan -r all --not-allowed --exit-code',
			'scan -r all -p prod -p staging -f csv',
		],
		declare: (command) =>
			command
				.addOption(formatOption(formatNames))
				.option('--not-allowed', 'only those that are not allowed', false)
				.option(
					'--listed-only',
					"leave out the instances that AWS services manage and AWS's own scan does not list",
					false,
				)
				.option('-o, --output <file>', 'write to a file, whole or not at all; "-" is standard output')
				.option('--overwrite', 'replace that file if it exists', false)
				.option('--exit-code', 'end with 3 if any instance is not allowed, with 1 if that is not known of one', false),
	},
	async (context, {format, notAllowed, listedOnly, output, overwrite, exitCode}) => {
		const file = await outputFile(output, overwrite);
		const {results, isWhole} = await inEachAccount(context, async (account) =>
			scanAccount(context, account, {format, notAllowed, listedOnly}),
		);
		await (file === undefined
			? printScans(context, format, results)
			: writeScans(context, format, results, {file, overwrite}));
		for (const {
			account,
			report: {inventory, unread = []},
		} of results) {
			sayWhatItHolds(inventory, {account, listedOnly});
			for (const {what, problem} of unread) {
				say(`${account === undefined ? '' : `${account}: `}not known: ${what}. ${problem.what}\n  ${problem.next}`);
			}
		}

		// What only reasons rest on is named, and in the report itself: the instances and AWS's verdicts are all there without it.
		const isComplete = isWhole && results.every(({report: {inventory}}) => inventory.coverage.isComplete());
		if (!isComplete) {
			return exitCodes.failed;
		}

		return exitCode ? exitCodeByVerdict(results.map(({report: {inventory}}) => inventory.totals())) : exitCodes.done;
	},
);

async function scanAccount(
	context: Context,
	{cloud, account}: Account,
	{
		format,
		notAllowed,
		listedOnly,
	}: {readonly format: FormatName; readonly notAllowed: boolean; readonly listedOnly: boolean},
): Promise<AccountScan> {
	const regions = await regionsFor(context, cloud, {preferConfigured: true});
	const inventory = await scanRegions(context, cloud, regions, {isListedOnly: listedOnly});
	const content: Report = formats[format].explains
		? await reportOf(inventory, {cloud, signal: context.signal, now: new Date()})
		: {inventory, scannedAt: new Date().toISOString(), regions: []};
	return {...(account !== undefined && {account}), report: content, rows: rowsOf(inventory, {notAllowed})};
}

/** On stderr: how much there is, and what of it is missing. */
function sayWhatItHolds(
	inventory: Inventory,
	{account, listedOnly}: {readonly account: string | undefined; readonly listedOnly: boolean},
): void {
	const whose = account === undefined ? '' : `${account}: `;
	const limit = listedOnly ? ', listed instances only' : '';
	say(`${whose}${totalsInWords(inventory.totals())} · ${coverageInWords(inventory.coverage)}${limit}`);
	sayFailures(inventory.coverage, account);
	const managed = managedInWords(inventory.coverage);
	if (managed !== '') {
		say(`Among them: ${managed}.`);
	}
}

/** An instance that nobody has judged is no reason to say that all is well, and none to hide one that is not allowed. */
function exitCodeByVerdict(all: readonly Totals[]): number {
	const notAllowed = all.reduce((sum, one) => sum + one.notAllowed, 0);
	const unknown = all.reduce((sum, one) => sum + one.unknown, 0);
	if (unknown > 0) {
		say(
			`AWS gives no verdict on ${counted(unknown, 'instance')}: whether they are allowed is not known.\n  A Region that is disabled gives none at all; turn audit mode on, or try criteria with: allowed-amis what-if`,
		);
	}

	return notAllowed > 0 ? exitCodes.notAllowed : unknown > 0 ? exitCodes.failed : exitCodes.done;
}

/** What other tools call formats: the AWS CLI has its own under `--output`. */
const foreignFormats = ['text', 'yaml', 'yaml-stream', 'md', 'jsonl', 'xml', 'off'] as const;

/** Checks what can be said before a scan that may take minutes; absent for the standard output. */
async function outputFile(output: string | undefined, overwrite: boolean): Promise<string | undefined> {
	if (output === undefined || output === '-') {
		if (overwrite) {
			throw new UsageError('--overwrite says what to do with the file of --output; there is none.', 'Leave it out.');
		}

		return undefined;
	}

	if (isOneOf([...formatNames, ...foreignFormats], output)) {
		const meant = isOneOf(formatNames, output)
			? `Did you mean --format ${output}?`
			: `--format takes ${formatNames.join(', ')}.`;
		throw new UsageError(
			`--output names a file, and "${output}" looks like a format.`,
			`${meant} For a file of that name, write --output ./${output}.`,
		);
	}

	await checkOutput(output, {overwrite});
	return output;
}

async function printScans(context: Context, format: FormatName, scans: readonly AccountScan[]): Promise<void> {
	if (format === 'table') {
		const write = await formats.table.load();
		await report(context, write(scans, tableLayout()));
	} else {
		const write = await formats[format].load();
		await print(write(scans));
	}
}

async function writeScans(
	{signal}: Context,
	format: FormatName,
	scans: readonly AccountScan[],
	{file, overwrite}: {readonly file: string; readonly overwrite: boolean},
): Promise<void> {
	const {load}: Format = formats[format];
	const write = await load();
	await writeOutput(file, write(scans), {overwrite, signal});
}

/**
All rows, by Region and zone and then as they came, so that two scans of the same account read the same; those that AWS's scan does not list come
after all others. Terminated instances are in.
*/
export function rowsOf(inventory: Inventory, {notAllowed}: {readonly notAllowed: boolean}): readonly number[] {
	const {columns} = inventory;
	const rows = inventory
		.rows({includeTerminated: true})
		.filter((row) => !notAllowed || awsVerdict(columns.images.at(columns.imageOf(row)).evidence) === 'not-allowed');
	const listed = Map.groupBy(rows, (row) => inventory.isUnlisted(row));
	return [false, true].flatMap((isUnlisted) => byPlace(listed.get(isUnlisted) ?? [], columns));
}

function byPlace(rows: readonly number[], columns: InstanceColumns): readonly number[] {
	const zones = columns.zones.size;
	const places = Map.groupBy(rows, (row) => columns.regionOf(row) * zones + columns.zoneOf(row));
	const nameOf = (place: number): string =>
		`${columns.regions.text(Math.floor(place / zones))} ${columns.zones.text(place % zones)}`;
	const byName = new Map([...places].map(([place, inPlace]) => [nameOf(place), inPlace]));
	return byName
		.keys()
		.toArray()
		.toSorted()
		.flatMap((name) => byName.get(name) ?? []);
}
