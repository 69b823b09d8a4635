import type {DemoImage, DemoScan, Severity} from './account.ts';
import {imageFamilies, type FamilyName, type ImageFamily} from './image-families.ts';
import {Random} from './random.ts';

/** The rows of each family's images, the newest first. */
export type ImagesByFamily = Readonly<Record<FamilyName, readonly number[]>>;

/** A Region's images: the same names everywhere, other IDs in each Region, as publishers have them. */
export function makeImages(
	region: string,
	{now, seed, size}: {readonly now: Date; readonly seed: number; readonly size: number},
): {images: DemoImage[]; byFamily: ImagesByFamily} {
	const images: DemoImage[] = [];
	const rows = Object.entries(imageFamilies).map(([name, family]: [string, ImageFamily]) => {
		const random = new Random(`${seed} ${region} ${name}`);
		// A larger account runs more builds of the same families, closer together.
		const more = family.builds === 1 ? 1 : Math.min(5, Math.max(1, Math.cbrt(size)));
		const count = Math.round(family.builds * more);
		const first = images.length;
		for (let build = 0; build < count; build++) {
			images.push(makeImage(family, {build, age: family.newest + (build * family.every) / more, random, now, region}));
		}

		return [name, Array.from({length: count}, (_, build) => first + build)];
	});
	return {images, byFamily: Object.fromEntries(rows) as ImagesByFamily};
}

type Build = {
	readonly build: number;
	/** Days. */
	readonly age: number;
	readonly random: Random;
	readonly now: Date;
	readonly region: string;
};

function makeImage(family: ImageFamily, {build, age, random, now, region}: Build): DemoImage {
	const identity: Pick<DemoImage, 'id' | 'state' | 'architecture'> = {
		id: `ami-0${random.hex(16)}`,
		state: family.state ?? 'available',
		architecture: family.architecture ?? 'x86_64',
	};
	if (family.remembered === 'nothing') {
		return identity;
	}

	// Builds run at any minute.
	const createdAt = daysAgo(now, age + random.next() / 3);

	const day = createdAt.slice(0, 10).replaceAll('-', '');
	return {
		...identity,
		name: family.name(day, build),
		ownerId: family.owner,
		createdAt,
		isPublic: family.isPublic,
		...(family.alias !== undefined && {ownerAlias: family.alias}),
		...(family.deprecatedAfter !== undefined && {deprecatedAt: daysAgo(now, age - family.deprecatedAfter)}),
		...(family.description !== undefined && {description: family.description}),
		...(family.windows && {windows: true}),
		...(family.productCode !== undefined && {productCodes: [family.productCode]}),
		...(family.watermark !== undefined && {
			watermarks: [
				{
					key: `${family.owner}:${family.watermark}`,
					sourceRegion: 'eu-west-1',
					sourceImageId: region === 'eu-west-1' ? identity.id : `ami-0${random.hex(16)}`,
					sourceCreatedAt: createdAt,
					createdAt: daysAgo(now, Math.max(0.1, age - 1)),
				},
			],
		}),
		...(family.inspected !== undefined && {scan: makeScan(family.inspected, now, age)}),
	};
}

function makeScan(worst: Severity | 'clean', now: Date, age: number): DemoScan {
	const scannedAt = daysAgo(now, Math.min(age, 2.4));
	return worst === 'clean'
		? {scannedAt}
		: {scannedAt, highest: worst, fixAvailableSince: {[worst]: daysAgo(now, Math.min(age, 19))}};
}

function daysAgo(now: Date, days: number): string {
	const seconds = Math.floor(now.getTime() / 1000 - days * 86_400);
	return new Date(seconds * 1000).toISOString();
}
