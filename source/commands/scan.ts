import process from 'node:process';
import {counted} from '../counted.ts';
import type {Inventory} from '../inventory/store.ts';
import type {Totals} from '../inventory/totals.ts';
import {awsVerdict} from '../inventory/verdicts.ts';
import {coverageInWords, totalsInWords} from '../inventory/words.ts';
import {checkOutput, writeOutput} from '../storage/output.ts';
import {collect, sayFailures} from './collect.ts';
import type {Context} from './program/context.ts';
import {exitCodes} from './program/exit-code.ts';
import type {ScanFormat} from './program/formats.ts';
import {chosenRegions} from './regions.ts';
import {explainingFormats, renderScan} from './scan-formats.ts';
import {reportOf} from './scan-report.ts';
import {print, say} from './program/terminal.ts';

/** `scan`: everything that could be scanned is written, and what could not is named on stderr and makes the exit code 1. */
export async function scan(
	context: Context,
	options: {
		readonly format: ScanFormat;
		readonly notAllowed: boolean;
		readonly output?: string;
		readonly overwrite: boolean;
		readonly exitCode: boolean;
	},
): Promise<number> {
	const {output, overwrite, format} = options;
	if (output !== undefined) {
		// A scan may take minutes: what can be said before it is not said after it.
		await checkOutput(output, {overwrite});
	}

	const cloud = await context.openCloud({readOnly: true});
	const regions = await chosenRegions(context, cloud, {preferConfigured: true});
	const inventory = await collect(context, cloud, regions);
	const report = explainingFormats.has(format)
		? await reportOf(context, cloud, inventory)
		: {inventory, scannedAt: new Date().toISOString(), regions: []};
	const chunks = await renderScan(format, {
		report,
		rows: rowsOf(inventory, options),
		...(output === undefined && process.stdout.isTTY && {width: process.stdout.columns}),
	});
	await (output === undefined ? print(chunks) : writeOutput(output, chunks, {overwrite, signal: context.signal}));

	const totals = inventory.totals();
	say(`${totalsInWords(totals)} · ${coverageInWords(inventory.coverage)}`);
	sayFailures(inventory.coverage);
	if (!inventory.coverage.isComplete()) {
		return exitCodes.failed;
	}

	return options.exitCode ? exitCodeByVerdict(totals) : exitCodes.done;
}

/** An instance that nobody has judged is no reason to say that all is well, and none to hide one that is not allowed. */
function exitCodeByVerdict({notAllowed, unknown}: Totals): number {
	if (unknown > 0) {
		say(
			`AWS gives no verdict on ${counted(unknown, 'instance')}: whether they are allowed is not known.\n  A Region that is disabled gives none at all; turn audit mode on, or try criteria with: allowed-amis what-if`,
		);
	}

	return notAllowed > 0 ? exitCodes.notAllowed : unknown > 0 ? exitCodes.failed : exitCodes.done;
}

/** All rows, by Region and zone and then as they came, so that two scans of the same account read the same. Terminated instances are in. */
export function rowsOf(inventory: Inventory, {notAllowed}: {readonly notAllowed: boolean}): readonly number[] {
	const {columns} = inventory;
	const rows = inventory
		.rows({includeTerminated: true})
		.filter((row) => !notAllowed || awsVerdict(columns.images.at(columns.imageOf(row)).evidence) === 'not-allowed');
	const byPlace = Map.groupBy(
		rows,
		(row) => `${columns.regions.text(columns.regionOf(row))} ${columns.zones.text(columns.zoneOf(row))}`,
	);
	return byPlace
		.keys()
		.toArray()
		.toSorted()
		.flatMap((place) => byPlace.get(place) ?? []);
}
