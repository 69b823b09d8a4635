import {writeInstanceTable} from '../inventory/writers/instance-table.ts';
import {Inventory} from '../inventory/store.ts';
import {coverageInWords, totalsInWords} from '../inventory/words.ts';
import {isInteractive} from '../ui/terminal/interactive.ts';
import {sayFailures} from './collect.ts';
import type {Context} from './program/context.ts';
import {exitCodes} from './program/exit-code.ts';
import {chosenRegions} from './regions.ts';
import {rowsOf} from './scan.ts';
import {readStatuses, statusTable} from './status.ts';
import {print, say} from './program/terminal.ts';

/** The guided wizard; without a terminal, the plain report. */
export async function wizard(context: Context): Promise<number> {
	if (isInteractive({env: context.env}) !== true) {
		return plainReport(context);
	}

	const {runWizard} = await import('./wizard.tsx');
	return runWizard(context, {type: 'rollout'});
}

/** The reviewer's browser; without a terminal, the plain report. */
export async function review(context: Context, {from}: {readonly from?: string}): Promise<number> {
	if (isInteractive({env: context.env}) !== true) {
		return from === undefined ? plainReport(context) : plainReportOf(context, from);
	}

	const {runWizard} = await import('./wizard.tsx');
	return runWizard(context, from === undefined ? {type: 'review'} : {type: 'scan-file', from});
}

/**
What can be told without asking anybody: the status of every Region, then the instances that are not allowed. Regions that could not be read
are named on stderr; the report itself is done then all the same.
*/
async function plainReport(context: Context): Promise<number> {
	say('There is no terminal to ask in: this is a report, and nothing is changed.');
	const cloud = await context.openCloud({readOnly: true});
	const regions = await chosenRegions(context, cloud, {preferConfigured: false});
	const inventory = new Inventory();
	const statuses = await readStatuses(context, cloud, regions, inventory);
	await print(statusTable(statuses));
	await printOffenders(inventory);
	return exitCodes.done;
}

async function plainReportOf(context: Context, file: string): Promise<number> {
	const {readScanFile} = await import('../storage/scan-file.ts');
	const {instances, cutShort} = await readScanFile(file, {signal: context.signal});
	const inventory = new Inventory();
	inventory.addSaved(instances, cutShort);
	context.signal.throwIfAborted();
	await printOffenders(inventory);
	return cutShort === undefined ? exitCodes.done : exitCodes.failed;
}

async function printOffenders(inventory: Inventory): Promise<void> {
	await print(`\n${totalsInWords(inventory.totals())} · ${coverageInWords(inventory.coverage)}\n`);
	const rows = rowsOf(inventory, {notAllowed: true});
	if (rows.length > 0) {
		await print('\n');
		await print(writeInstanceTable({[Symbol.iterator]: () => inventory.instances(rows)}));
	}

	sayFailures(inventory.coverage);
}
