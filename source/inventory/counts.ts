import {knownPublisher} from '../criteria/suggestions/publishers.ts';
import type {Inventory} from './store.ts';

/** Terminated instances are not counted. */
export type RegionCounts = {
	readonly instances: number;
	readonly notAllowed: number;
	readonly unknown: number;
	/** Distinct images that are not allowed. */
	readonly imagesNotAllowed: number;
	/** Instances that AWS services manage may be missing: they could not be asked for. */
	readonly lacksManaged?: true;
};

/** What the inventory holds of a Region. An instance without AWS's verdict counts as unknown. */
export function countsOf(inventory: Inventory, region: string): RegionCounts {
	const {instances, notAllowed, unknown, imagesNotAllowed} = inventory.totals(region);
	const lacksManaged = inventory.coverage.managedGaps(region).length > 0;
	return {instances, notAllowed, unknown, imagesNotAllowed, ...(lacksManaged && {lacksManaged})};
}

export type ZoneCounts = {readonly instances: number; readonly notAllowed: number};

/** Instances of a Region by Availability Zone. */
export function countsByZone(inventory: Inventory, region: string): ReadonlyMap<string, ZoneCounts> {
	const counts = new Map<string, {instances: number; notAllowed: number}>();
	const {columns} = inventory;
	for (const row of inventory.rows()) {
		const image = columns.images.at(columns.imageOf(row));
		if (image.region !== region) {
			continue;
		}

		const zone = columns.zones.text(columns.zoneOf(row));
		const count = counts.get(zone) ?? {instances: 0, notAllowed: 0};
		count.instances++;
		count.notAllowed += image.scanned?.ImageAllowed === false ? 1 : 0;
		counts.set(zone, count);
	}

	return counts;
}

export type OffenderGroup = {
	/** Account ID. */
	readonly owner: string;
	readonly publisher: string;
	/** What the images' names have in common, with `*` where they differ. */
	readonly name: string;
	readonly instances: number;
};

/** The images that are not allowed, put together by provider and name without its version, most instances first. */
export function offenderGroups(inventory: Inventory, region: string): readonly OffenderGroup[] {
	const groups = new Map<string, OffenderGroup>();
	for (const {scanned, instances} of inventory.images(region)) {
		if (instances === 0 || scanned?.ImageAllowed !== false) {
			continue;
		}

		const owner = scanned.OwnerId ?? 'not known';
		const name = familyOf(scanned.Name ?? scanned.ImageId);
		const key = `${owner} ${name}`;
		groups.set(key, {
			owner,
			publisher: knownPublisher(owner) ?? scanned.ImageOwnerAlias ?? 'not a known publisher',
			name,
			instances: (groups.get(key)?.instances ?? 0) + instances,
		});
	}

	return groups
		.values()
		.toArray()
		.toSorted((left, right) => right.instances - left.instances);
}

/** An image that is not allowed, as far as it is known. */
export type OffendingImage = {
	readonly imageId: string;
	readonly name: string | undefined;
	/** A known publisher, or an account ID. */
	readonly owner: string | undefined;
	readonly instances: number;
};

/** What an inventory knows of images, by their IDs, the one that most instances run first. */
export function offendersByName(
	inventory: Inventory | undefined,
	region: string,
	imageIds: readonly string[],
): readonly OffendingImage[] {
	const found = new Map<string, OffendingImage>(
		imageIds.map((imageId) => [imageId, {imageId, name: undefined, owner: undefined, instances: 0}]),
	);
	for (const {evidence, instances} of inventory?.images(region) ?? []) {
		const image = found.get(evidence?.ImageId ?? '');
		if (image === undefined || evidence === undefined) {
			continue;
		}

		found.set(image.imageId, {
			imageId: image.imageId,
			name: evidence.Name ?? image.name,
			owner: knownPublisher(evidence.OwnerId ?? '') ?? evidence.OwnerId ?? image.owner,
			instances: image.instances + instances,
		});
	}

	return found
		.values()
		.toArray()
		.toSorted((left, right) => right.instances - left.instances);
}

/** A name with its trailing versions, dates and hashes replaced by `*`: `debian-13-amd64-20250814` is `debian-13-amd64-*`. */
function familyOf(name: string): string {
	// What stands behind that of `x86_64` is no version.
	const parts = name.split(/((?<!x86)[-._])/);
	let kept = parts.length;
	while (kept > 1 && /^[:TZv]*\d[\d:TZv]*$/.test(parts[kept - 1] ?? '')) {
		kept -= 2;
	}

	return kept === parts.length || kept < 1 ? name : `${parts.slice(0, kept + 1).join('')}*`;
}
