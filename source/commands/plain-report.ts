/** What can be told of a rollout without asking anybody: for pipes, CI and terminals that can't draw. */
import {writeInstanceTable} from '../inventory/writers/instance-table.ts';
import {Inventory} from '../inventory/store.ts';
import {coverageInWords, totalsInWords} from '../inventory/words.ts';
import {readStatuses} from '../operations/region-status.ts';
import type {Context} from './program/context.ts';
import {exitCodes} from './program/exit-code.ts';
import {savedScanFor} from './program/saved-scan.ts';
import {regionsFor, sayFailures} from './program/scanning.ts';
import {clearProgress, print, say, showProgress} from './program/terminal.ts';
import {tableLayout} from './program/table-layout.ts';
import {rowsOf} from './scan.ts';
import {statusTable} from './status.ts';

/**
The status of every Region, then the instances that are not allowed. Regions that could not be read are named on stderr; the report itself is
done then all the same.
*/
export async function plainReport(context: Context): Promise<number> {
	say('There is no terminal to ask in: this is a report, and nothing is changed.');
	const {signal} = context;
	const cloud = await context.openCloud({readOnly: true});
	const regions = await regionsFor(context, cloud, {preferConfigured: false});
	const inventory = new Inventory();
	const statuses = await readStatuses(regions, {
		cloud,
		signal,
		inventory,
		onProgress(done) {
			showProgress(`Reading Regions: ${done} of ${regions.length}`);
		},
	});
	clearProgress();
	await print(statusTable(statuses));
	await printOffenders(inventory);
	return exitCodes.done;
}

/** The instances of a saved scan that are not allowed; 1 where the file says that it is not the whole scan. */
export async function plainReportOf(context: Context, file: string): Promise<number> {
	const {instances, cutShort} = await savedScanFor(context, file);
	const inventory = new Inventory();
	inventory.addSaved(instances, cutShort);
	await printOffenders(inventory);
	return cutShort === undefined ? exitCodes.done : exitCodes.failed;
}

async function printOffenders(inventory: Inventory): Promise<void> {
	await print(`\n${totalsInWords(inventory.totals())} · ${coverageInWords(inventory.coverage)}\n`);
	const rows = rowsOf(inventory, {notAllowed: true});
	if (rows.length > 0) {
		await print('\n');
		await print(writeInstanceTable(inventory.instances(rows), tableLayout()));
	}

	sayFailures(inventory.coverage);
}
