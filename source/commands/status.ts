import {Inventory} from '../inventory/store.ts';
import {writeTable} from '../inventory/writers/table.ts';
import {readStatuses, type RegionStatus} from '../operations/region-status.ts';
import {safeText} from '../safe-text.ts';
import {formatOption} from './program/arguments.ts';
import {defineCommand} from './program/definition.ts';
import {exitCodes} from './program/exit-code.ts';
import {tableOrJson} from './program/formats.ts';
import {jsonText} from './program/json.ts';
import {report} from './program/pager.ts';
import {regionsFor, sayManagedGaps} from './program/scanning.ts';
import {cloudOptions} from './program/shared-options.ts';
import {tableLayout, tones} from './program/table-layout.ts';
import {clearProgress, say, showProgress} from './program/terminal.ts';

/** The Regions side by side. One that fails is told in its line, and makes the exit code 1. */
export const command = defineCommand(
	{
		summary: 'state, managed by, criteria and counts of each Region (all you opted in to, unless --region says which)',
		uses: cloudOptions,
		examples: ['status', 'status -r us-east-1 -f json', 'status --no-counts'],
		declare: (command) =>
			command
				.addOption(formatOption(tableOrJson))
				.option('--no-counts', 'leave out the counts, which take a scan of every Region'),
	},
	async (context, {format, counts}) => {
		const {signal} = context;
		const cloud = await context.openCloud({readOnly: true});
		const regions = await regionsFor(context, cloud, {preferConfigured: false});
		const inventory = counts ? new Inventory() : undefined;
		const statuses = await readStatuses(regions, {
			cloud,
			signal,
			inventory,
			onProgress(done) {
				showProgress(`Reading Regions: ${done} of ${regions.length}`);
			},
		});
		clearProgress();
		await report(context, format === 'json' ? jsonText(statuses.map((one) => jsonOf(one))) : statusTable(statuses));
		for (const {region, problem} of statuses) {
			if (problem !== undefined) {
				say(`${region}: ${problem.what}\n  ${problem.next}`);
			}
		}

		if (inventory !== undefined) {
			sayManagedGaps(inventory.coverage);
		}

		return statuses.some(({problem}) => problem !== undefined) ? exitCodes.failed : exitCodes.done;
	},
);

/** The Regions as a table for people. */
export function statusTable(statuses: readonly RegionStatus[]): Iterable<string> {
	return writeTable(
		[
			{head: 'Region'},
			{head: 'State', tone: tones.state},
			{head: 'Managed by', dropsAt: 2},
			{head: 'Criteria', align: 'right', dropsAt: 1},
			{head: 'Instances', align: 'right'},
			{head: 'Not allowed', align: 'right', tone: tones.offenders},
			{head: '', shrinksTo: 12},
		],
		statuses.map(({region, settings, instances, notAllowed, problem}) => [
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
function jsonOf({region, settings, instances, notAllowed, problem}: RegionStatus) {
	return {
		Region: region,
		State: settings?.State ?? null,
		ManagedBy: settings?.ManagedBy ?? null,
		ImageCriteria: settings?.ImageCriteria ?? null,
		Instances: instances ?? null,
		NotAllowed: notAllowed ?? null,
		...(problem !== undefined && {Error: problem.what}),
	};
}
