import {isDeepStrictEqual} from 'node:util';
import type {ImageEvidence} from '../../criteria/evaluation/image.ts';

/** An image as some instances of one Region report it. */
export type ImageEntry = {
	/** Its place in the table: what the instances' image column holds. */
	readonly index: number;
	/** With its account where there are several (`placeOf`). */
	readonly region: string;
	/** As the scan gave it; absent where AWS gave the instance no image metadata. This is what is exported. */
	readonly scanned: ImageEvidence | undefined;
	/** The same plus what `DescribeImages` added: what verdicts stand on. */
	readonly evidence: ImageEvidence | undefined;
	/** Instances of it that count: seen last, and not terminated. */
	readonly instances: number;
	/** Terminated instances of it. */
	readonly terminated: number;
};

type OwnEntry = {-readonly [Key in keyof ImageEntry]: ImageEntry[Key]};

/**
The distinct images of an inventory: a few thousand for hundreds of thousands of instances, so that verdicts and texts are worked out once
per image.

An entry stands for a Region and an exact set of metadata, not for an image ID: while criteria settle, two instances of one AMI can carry a
different `ImageAllowed`, and each keeps its own. Groups by image put such entries together again.
*/
export class ImageTable {
	readonly #entries: OwnEntry[] = [];
	/** The first `#indexed` of them; the others follow when somebody asks. */
	readonly #byId = new Map<string, OwnEntry[]>();
	#indexed = 0;

	/** `images`: those that it begins with, each distinct, by their indexes. */
	constructor(images: Iterable<Pick<ImageEntry, 'region' | 'scanned'>> = []) {
		for (const {region, scanned} of images) {
			this.#add({region, scanned, evidence: scanned});
		}
	}

	get size(): number {
		return this.#entries.length;
	}

	at(index: number): ImageEntry {
		const entry = this.#entries[index];
		if (entry === undefined) {
			throw new RangeError(`No image ${index} among ${this.#entries.length}`);
		}

		return entry;
	}

	/** Whether any instance, counted or not, runs an image. */
	has(imageId: string): boolean {
		return this.#index().has(imageId);
	}

	/** The index of an image's entry, made where it is new. `isOurs`: nobody changes the image, and no page is kept in memory by it. */
	intern(region: string, image: ImageEvidence | undefined, isOurs = false): number {
		const versions = this.#index().get(image?.ImageId ?? '') ?? [];
		for (const entry of versions) {
			if (entry.region === region && isSameImage(entry.scanned, image)) {
				return entry.index;
			}
		}

		// A string that was cut out of a response keeps the whole page of XML in memory; a clone shares nothing with it.
		const scanned = isOurs ? image : structuredClone(image);
		const learned = versions.find((entry) => entry.region === region && entry.evidence !== entry.scanned)?.evidence;
		return this.#add({region, scanned, evidence: scanned && learned ? {...learned, ...scanned} : scanned});
	}

	/** Adds an image that is not in the table, and that nobody changes; gives its index. For tables that are only handed on. */
	append(region: string, image: ImageEvidence | undefined): number {
		return this.#add({region, scanned: image, evidence: image});
	}

	/** Adds evidence to every version of an image; what the scan itself said of the image stands. Gives whether there is such an image. */
	learn(region: string, more: ImageEvidence): boolean {
		let isKnown = false;
		for (const entry of this.#index().get(more.ImageId) ?? []) {
			if (entry.region !== region || entry.scanned === undefined) {
				continue;
			}

			entry.evidence = {...entry.evidence, ...structuredClone(more), ...entry.scanned};
			isKnown = true;
		}

		return isKnown;
	}

	/** Counts instances of an image in (+1) or out (−1). */
	count(index: number, what: 'instances' | 'terminated', change: 1 | -1): void {
		const entry = this.#entries[index];
		if (entry !== undefined) {
			entry[what] += change;
		}
	}

	#add(image: Pick<ImageEntry, 'region' | 'scanned' | 'evidence'>): number {
		const {region, scanned, evidence} = image;
		const entry = {index: this.#entries.length, region, scanned, evidence, instances: 0, terminated: 0};
		this.#entries.push(entry);
		return entry.index;
	}

	#index(): ReadonlyMap<string, readonly OwnEntry[]> {
		for (; this.#indexed < this.#entries.length; this.#indexed++) {
			const entry = this.#entries[this.#indexed];
			if (entry === undefined) {
				continue;
			}

			const id = entry.scanned?.ImageId ?? '';
			const versions = this.#byId.get(id);
			if (versions === undefined) {
				this.#byId.set(id, [entry]);
			} else {
				versions.push(entry);
			}
		}

		return this.#byId;
	}

	*[Symbol.iterator](): Generator<ImageEntry> {
		yield* this.#entries;
	}
}

/** Written out, since it runs for every instance of every page. */
function isSameImage(left: ImageEvidence | undefined, right: ImageEvidence | undefined): boolean {
	if (left === right || left === undefined || right === undefined) {
		return left === right;
	}

	return (
		left.ImageAllowed === right.ImageAllowed &&
		left.Name === right.Name &&
		left.OwnerId === right.OwnerId &&
		left.State === right.State &&
		left.ImageOwnerAlias === right.ImageOwnerAlias &&
		left.CreationDate === right.CreationDate &&
		left.DeprecationTime === right.DeprecationTime &&
		left.IsPublic === right.IsPublic &&
		left.deregistered === right.deregistered &&
		isSameData(left.ImageWatermarks, right.ImageWatermarks) &&
		isSameData(left.ProductCodes, right.ProductCodes) &&
		isSameData(left.ScanResults, right.ScanResults)
	);
}

function isSameData(left: unknown, right: unknown): boolean {
	return left === right || isDeepStrictEqual(left, right);
}
