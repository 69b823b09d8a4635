import type {AllowedImagesSettings} from '../criteria/settings.ts';
import type {Inventory} from '../inventory/store.ts';
import {problemOf, type Problem} from '../problem.ts';
import {collectRegion, regionsAtOnce} from './scan/collect.ts';
import type {Cloud} from './ports.ts';
import {sideBySide} from './side-by-side.ts';

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

export type StatusReading = {
	readonly cloud: Cloud;
	readonly signal: AbortSignal;
	/** What to scan into; without one nothing is counted. */
	readonly inventory?: Inventory | undefined;
	/** Hears of every Region that is read, and how many are. */
	readonly onProgress?: (done: number) => void;
};

/** Reads the settings of Regions and counts their instances, in the order of `regions`. Only an interruption rejects. */
export async function readStatuses(
	regions: readonly string[],
	reading: StatusReading,
): Promise<readonly RegionStatus[]> {
	let done = 0;
	reading.inventory?.expectRegions(regions);
	return sideBySide(regions, regionsAtOnce, async (region) => {
		const one = await readStatus(region, reading);
		done++;
		reading.onProgress?.(done);
		return one;
	});
}

async function readStatus(region: string, {cloud, signal, inventory}: StatusReading): Promise<RegionStatus> {
	let settings: AllowedImagesSettings;
	try {
		settings = await cloud.settings(region, signal);
	} catch (error) {
		signal.throwIfAborted();
		const problem = problemOf(error);
		inventory?.failRegion(region, problem);
		return {region, problem};
	}

	if (inventory === undefined) {
		return {region, settings};
	}

	await collectRegion(region, inventory, {cloud, signal});
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
