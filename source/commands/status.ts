import type {AllowedImagesSettings} from '../criteria/settings.ts';
import {Inventory} from '../inventory/store.ts';
import {writeTable} from '../inventory/writers/table.ts';
import {problemOf, type Problem} from '../problem.ts';
import {safeText} from '../safe-text.ts';
import type {Cloud} from '../operations/ports.ts';
import {collectRegion, regionsAtOnce} from './collect.ts';
import type {Context} from './program/context.ts';
import {exitCodes} from './program/exit-code.ts';
import type {TableOrJson} from './program/formats.ts';
import {chosenRegions} from './regions.ts';
import {sideBySide} from './side-by-side.ts';
import {clearProgress, print, say, showProgress} from './program/terminal.ts';

/** One Region as `status` knows it. */
export type RegionStatus = {
	readonly region: string;
	/** Absent where it could not be read. */
	readonly settings?: AllowedImagesSettings;
	/** Without terminated instances; absent where nothing was counted. */
	readonly instances?: number;
	/** Absent where AWS gives no verdict. */
	readonly notAllowed?: number;
	/** What is missing, and why. */
	readonly problem?: Problem;
};

/** `status`: the Regions side by side. One that fails is told in its line, and makes the exit code 1. */
export async function status(
	context: Context,
	{format, counts}: {readonly format: TableOrJson; readonly counts: boolean},
): Promise<number> {
	const cloud = await context.openCloud({readOnly: true});
	const regions = await chosenRegions(context, cloud, {preferConfigured: false});
	const statuses = await readStatuses(context, cloud, regions, counts ? new Inventory() : undefined);
	await print(
		format === 'json'
			? `${JSON.stringify(
					statuses.map((one) => jsonOf(one)),
					undefined,
					4,
				)}\n`
			: statusTable(statuses),
	);
	for (const {region, problem} of statuses) {
		if (problem !== undefined) {
			say(`${region}: ${problem.what}\n  ${problem.next}`);
		}
	}

	return statuses.some(({problem}) => problem !== undefined) ? exitCodes.failed : exitCodes.done;
}

/** Reads the settings of Regions and scans them into `inventory`, if there is one; in the order of `regions`. Only an interruption rejects. */
export async function readStatuses(
	context: Context,
	cloud: Cloud,
	regions: readonly string[],
	inventory: Inventory | undefined,
): Promise<readonly RegionStatus[]> {
	let done = 0;
	inventory?.expectRegions(regions);
	const statuses = await sideBySide(regions, regionsAtOnce, async (region) => {
		const one = await readStatus(context, cloud, region, inventory);
		done++;
		showProgress(`Reading Regions: ${done} of ${regions.length}`);
		return one;
	});
	clearProgress();
	return statuses;
}

async function readStatus(
	context: Context,
	cloud: Cloud,
	region: string,
	inventory: Inventory | undefined,
): Promise<RegionStatus> {
	let settings: AllowedImagesSettings;
	try {
		settings = await cloud.settings(region, context.signal);
	} catch (error) {
		context.signal.throwIfAborted();
		const problem = problemOf(error);
		inventory?.failRegion(region, problem);
		return {region, problem};
	}

	if (inventory === undefined) {
		return {region, settings};
	}

	await collectRegion(context, cloud, region, inventory);
	const {instances, notAllowed, unknown} = inventory.totals(region);
	const failures = inventory.coverage.failures(region);
	const problem = failures[0]?.problem;
	const isCounted = instances > 0 || problem === undefined;
	// While Allowed AMIs is off, AWS may judge no image at all: then nothing is known, which is not the same as none.
	const isJudged = instances > 0 ? unknown < instances : isCounted && settings.State !== 'disabled';
	return {
		region,
		settings,
		...(isCounted && {instances}),
		...(isJudged && {notAllowed}),
		...(problem !== undefined && {problem}),
	};
}

/** The Regions as a table for people. */
export function statusTable(statuses: readonly RegionStatus[]): Iterable<string> {
	return writeTable(
		[
			{head: 'Region'},
			{head: 'State'},
			{head: 'Managed by'},
			{head: 'Criteria', align: 'right'},
			{head: 'Instances', align: 'right'},
			{head: 'Not allowed', align: 'right'},
			{head: ''},
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
