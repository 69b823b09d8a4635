import {compareScans} from '../inventory/compare-scans.ts';
import type {Instance} from '../inventory/instance.ts';
import {Inventory} from '../inventory/store.ts';
import {writeInstanceTable} from '../inventory/writers/instance-table.ts';
import {ProblemError} from '../problem.ts';
import {readScanFile} from '../storage/scan-file.ts';
import {exitCodes} from './program/exit-code.ts';
import {print} from './program/terminal.ts';

/** What became of the offenders between two saved scans: new ones, resolved ones, those still there, and those nobody can tell of. */
export async function compare(earlier: string, later: string): Promise<number> {
	const [before, after] = [await savedScan(earlier), await savedScan(later)];
	const {newOffenders, resolved, stillThere, unsettled} = compareScans(before, after);
	await print(
		`Offenders from ${earlier} to ${later}: ${newOffenders.length} new, ${resolved.length} resolved, ${stillThere.length} still there\n`,
	);
	await printList('New offenders', newOffenders);
	await printList(
		'Resolved (as they were)',
		resolved.map(({instance}) => instance),
	);
	await printList('Still there', stillThere);
	await printList('Not known: the later scan does not tell', unsettled);
	return exitCodes.done;
}

async function printList(title: string, instances: readonly Instance[]): Promise<void> {
	if (instances.length === 0) {
		return;
	}

	await print(`\n${title} (${instances.length})\n`);
	await print(writeInstanceTable(instances));
}

async function savedScan(file: string): Promise<Inventory> {
	const {instances, cutShort} = await readScanFile(file);
	if (cutShort !== undefined) {
		// What is missing would look resolved, or new.
		throw new ProblemError({...cutShort, what: `${cutShort.what} Nothing can be compared with it.`});
	}

	const inventory = new Inventory();
	inventory.addSaved(instances);
	return inventory;
}
