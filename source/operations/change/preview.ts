import {counted} from '../../counted.ts';
import type {ImageCriteria} from '../../criteria/criterion.ts';
import {impactOf, type Impact} from '../../criteria/comparison/impact.ts';
import {whatIf, type Disagreement, type ImageInUse} from '../../criteria/comparison/what-if.ts';
import type {Inventory} from '../../inventory/store.ts';
import type {RegionLaunches} from '../launches/launch.ts';
import {launchPreview} from '../launches/preview.ts';

export type Preview = {
	/** "It would allow 1,204 of 1,240 instances and block 36 (38 newly allowed, 2 newly blocked)." */
	readonly text: string;
	/** What it would do to what launches beside them. */
	readonly launches: string;
	/** Instances that it would not allow. */
	readonly notAllowed: number;
	/** Instances of which it can't be told whether it would allow them. */
	readonly unknown: number;
	/** Which images it blocks and lets in, by name. */
	readonly impact: Impact;
	/** Whether the inventory holds all of the Region. */
	readonly isComplete: boolean;
};

/** What a draft would do to the instances of a Region, in one line, and to what launches, where that is known, in another. */
export function previewOf(
	criteria: ImageCriteria,
	inventory: Inventory,
	{
		region,
		account,
		now,
		launches,
		scannedUnder,
	}: {
		readonly region: string;
		readonly account: string;
		readonly now: Date;
		readonly launches: RegionLaunches | undefined;
		/** The criteria that were in force when the Region was scanned, if it was. */
		readonly scannedUnder?: ImageCriteria | undefined;
	},
): Preview {
	const found = whatIf({
		images: imagesInUse(inventory, region),
		after: criteria,
		account,
		now,
		...(scannedUnder !== undefined && {judgedBy: scannedUnder}),
	});
	const {instances} = found;
	const count = (value: number): string => value.toLocaleString('en-US');
	const changes = [
		instances.NewlyAllowed > 0 && `${count(instances.NewlyAllowed)} newly allowed`,
		instances.NewlyNotAllowed > 0 && `${count(instances.NewlyNotAllowed)} newly blocked`,
	].filter((change) => change !== false);
	const unknown = instances.Unknown > 0 ? `, ${count(instances.Unknown)} not known` : '';
	return {
		text: `It would allow ${count(instances.Allowed)} of ${counted(instances.Instances, 'instance')} and block ${count(instances.NotAllowed)}${unknown}${changes.length === 0 ? '' : ` (${changes.join(', ')})`}.`,
		launches: launchPreview(criteria, launches, {account, now}),
		notAllowed: instances.NotAllowed,
		unknown: instances.Unknown,
		impact: impactOf(found),
		isComplete: inventory.coverage.isComplete(region),
	};
}

/** Images of a Region on which AWS's verdict and our reading of the applied criteria differ. AWS's stands; a fresh scan may settle it. */
export function disagreementsIn(
	inventory: Inventory,
	{
		region,
		account,
		criteria,
		now,
	}: {readonly region: string; readonly account: string; readonly criteria: ImageCriteria; readonly now: Date},
): readonly Disagreement[] {
	return whatIf({images: imagesInUse(inventory, region), after: criteria, applied: criteria, account, now})
		.disagreements;
}

/** The distinct images that instances of a Region run, or of all Regions. */
export function imagesInUse(inventory: Inventory, region?: string): readonly ImageInUse[] {
	return inventory
		.images(region)
		.flatMap((entry) =>
			entry.instances > 0 && entry.evidence !== undefined
				? [{evidence: entry.evidence, instances: entry.instances, region: entry.region}]
				: [],
		)
		.toArray();
}
