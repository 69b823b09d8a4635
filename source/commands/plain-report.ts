/** What can be told of a rollout without asking anybody: for pipes, CI and terminals that can't draw. */
import {ofAccount} from '../inventory/writers/account-scan.ts';
import {writeInstanceTable} from '../inventory/writers/instance-table.ts';
import {Inventory} from '../inventory/store.ts';
import {coverageInWords, totalsInWords} from '../inventory/words.ts';
import {inEachAccount} from './reading/accounts.ts';
import type {Context} from './program/context.ts';
import {exitCodes} from './program/exit-code.ts';
import {savedScanFor} from './reading/saved-scan.ts';
import {sayFailures} from './reading/scanning.ts';
import {clearProgress, print, say} from './program/terminal.ts';
import {tableLayout} from './program/table-layout.ts';
import {rowsOf} from './scan.ts';
import {accountStatus, statusTable} from './status.ts';

/**
The status of every Region, then the instances that are not allowed. Regions that could not be read are named on stderr; the report itself is
done then all the same.
*/
export async function plainReport(context: Context): Promise<number> {
	say('There is no terminal to ask in: this is a report, and nothing is changed.');
	const {results, isWhole} = await inEachAccount(context, async (account) =>
		accountStatus(context, account, {counts: true}),
	);
	clearProgress();
	await print(statusTable(results.flatMap(({statuses}) => statuses)));
	for (const {account, inventory} of results) {
		if (inventory !== undefined) {
			await printOffenders(inventory, account);
		}
	}

	return isWhole ? exitCodes.done : exitCodes.failed;
}

/** The instances of a saved scan that are not allowed; 1 where the file says that it is not the whole scan. */
export async function plainReportOf(context: Context, file: string): Promise<number> {
	const {instances, cutShort} = await savedScanFor(context, file);
	const inventory = new Inventory();
	inventory.addSaved(instances, cutShort);
	await printOffenders(inventory);
	return cutShort === undefined ? exitCodes.done : exitCodes.failed;
}

async function printOffenders(inventory: Inventory, account?: string): Promise<void> {
	const whose = account === undefined ? '' : `${account}: `;
	await print(`\n${whose}${totalsInWords(inventory.totals())} · ${coverageInWords(inventory.coverage)}\n`);
	const rows = rowsOf(inventory, {notAllowed: true});
	if (rows.length > 0) {
		await print('\n');
		await print(writeInstanceTable(ofAccount(inventory, rows, account), tableLayout()));
	}

	sayFailures(inventory.coverage, account);
}
