import {compareScans} from '../inventory/comparison/compare-scans.ts';
import type {Instance} from '../inventory/instance.ts';
import {Inventory} from '../inventory/store.ts';
import {writeInstanceTable} from '../inventory/writers/instance-table.ts';
import {ProblemError} from '../problem.ts';
import {safeText} from '../safe-text.ts';
import type {Context} from './program/context.ts';
import {exitCodes, UsageError} from './program/exit-code.ts';
import {report} from './program/pager.ts';
import {savedScanFor} from './reading/saved-scan.ts';
import {tableLayout} from './program/table-layout.ts';

/** What became of the offenders between two saved scans: new ones, resolved ones, those still there, and those nobody can tell of. */
export async function compare(context: Context, earlier: string, later: string): Promise<number> {
	if (earlier === '-' && later === '-') {
		throw new UsageError('Both --since and --from read the standard input.', 'Give one of them a file.');
	}

	const [before, after] = [await wholeScan(context, earlier), await wholeScan(context, later)];
	const {newOffenders, resolved, stillThere, unsettled} = compareScans(before, after);
	const sections = [
		`Offenders from ${safeText(earlier)} to ${safeText(later)}: ${newOffenders.length} new, ${resolved.length} resolved, ${stillThere.length} still there\n`,
		...section('New offenders', newOffenders),
		...section(
			'Resolved (as they were)',
			resolved.map(({instance}) => instance),
		),
		...section('Still there', stillThere),
		...section('Not known: the later scan does not tell', unsettled),
	];
	await report(context, sections);
	return exitCodes.done;
}

function section(title: string, instances: readonly Instance[]): readonly string[] {
	return instances.length === 0
		? []
		: [`\n${title} (${instances.length})\n`, ...writeInstanceTable(instances, tableLayout())];
}

/** In half a scan, what is missing would look resolved, or new. */
async function wholeScan(context: Context, file: string): Promise<Inventory> {
	const {instances, cutShort} = await savedScanFor(context, file);
	if (cutShort !== undefined) {
		throw new ProblemError({...cutShort, what: `${cutShort.what} Nothing can be compared with it.`});
	}

	const inventory = new Inventory();
	inventory.addSaved(instances);
	return inventory;
}
