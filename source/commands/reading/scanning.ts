import {counted} from '../../counted.ts';
import type {Coverage} from '../../inventory/coverage.ts';
import {placeOf} from '../../inventory/place.ts';
import type {Inventory} from '../../inventory/store.ts';
import {allRegions, chooseRegions} from '../../operations/chosen-regions.ts';
import {collect} from '../../operations/scan/collect.ts';
import type {Cloud} from '../../operations/ports.ts';
import type {Context} from '../program/context.ts';
import {clearProgress, say, showProgress} from '../program/terminal.ts';

/**
The Regions a command works on: those of `--region`; without any, the one that the environment configures where `preferConfigured` is set (as
the AWS CLI does); else every Region the account has opted in to. An unknown name rejects with `not-found`.
*/
export async function regionsFor(
	{options, configuredRegion, signal}: Context,
	cloud: Cloud,
	{preferConfigured}: {readonly preferConfigured: boolean},
): Promise<readonly string[]> {
	const isConfigured = preferConfigured && configuredRegion !== undefined && options.region.length === 0;
	return chooseRegions(cloud, isConfigured ? [configuredRegion] : options.region, signal);
}

/** The Regions that were named, as far as they are names of one. */
export function namedRegions({options}: Context): readonly string[] {
	return options.region.includes(allRegions) ? [] : [...new Set(options.region)];
}

/** Scans Regions side by side into an inventory, with progress on stderr. What fails is in its coverage; only an interruption rejects. */
export async function scanRegions(
	{signal}: Context,
	cloud: Cloud,
	regions: readonly string[],
	{isListedOnly = false}: {readonly isListedOnly?: boolean} = {},
): Promise<Inventory> {
	const inventory = await collect(regions, {
		cloud,
		signal,
		isListedOnly,
		onProgress(region, soFar) {
			showProgress(() => {
				const {instances, notAllowed} = soFar.totals();
				return `Scanning: ${counted(instances, 'instance')}, ${notAllowed} not allowed (${region})`;
			});
		},
	});
	clearProgress();
	return inventory;
}

/** Names on stderr what a scan has not covered: places that failed for the same reason together. */
export function sayFailures(coverage: Coverage, account?: string): void {
	const byReason = Map.groupBy(coverage.failures(), ({problem}) => `${problem.what}\n  ${problem.next}`);
	for (const [reason, failures] of byReason) {
		say(`${placeOf(account, failures.map(({region, zone}) => zone ?? region).join(', '))}: ${reason}`);
	}

	sayManagedGaps(coverage, account);
}

/** Names on stderr where instances that AWS services manage may be missing. A Region that could not be scanned is named anyway. */
export function sayManagedGaps(coverage: Coverage, account?: string): void {
	const failed = new Set(coverage.failures().map(({region}) => region));
	const gaps = coverage.managedGaps().filter(({region}) => !failed.has(region));
	for (const [reason, unknown] of Map.groupBy(gaps, ({problem}) => `${problem.what}\n  ${problem.next}`)) {
		const where = unknown.map(({region}) => region).join(', ');
		say(`${placeOf(account, where)}: instances that AWS services manage may be missing. ${reason}`);
	}
}
