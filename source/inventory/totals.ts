import type {Verdict} from '../criteria/evaluation/image.ts';
import {awsVerdict} from './verdicts.ts';
import type {ImageEntry} from './columns/image-table.ts';

/** Counts over instances; terminated ones are counted apart and in nothing else. */
export type Totals = {
	readonly instances: number;
	readonly allowed: number;
	readonly notAllowed: number;
	/** Instances that nobody gives a verdict on. */
	readonly unknown: number;
	readonly terminated: number;
	/** Distinct images that the instances run. */
	readonly images: number;
	readonly imagesNotAllowed: number;
	/** Distinct owners of the images that are not allowed. */
	readonly providersNotAllowed: number;
};

/**
Adds up the images of an inventory: as fast as there are images, however many instances. `verdictOf` is AWS's own verdict by default.
Two versions of one image ID count as one image, not allowed if either is not.
*/
export function totalsOf(
	images: Iterable<ImageEntry>,
	verdictOf: (entry: ImageEntry) => Verdict = ({evidence}) => awsVerdict(evidence),
): Totals {
	const counts = {allowed: 0, 'not-allowed': 0, unknown: 0};
	const distinct = new Set<string>();
	const offending = new Set<string>();
	const providers = new Set<string>();
	let terminated = 0;
	for (const entry of images) {
		terminated += entry.terminated;
		if (entry.instances === 0) {
			continue;
		}

		const verdict = verdictOf(entry);
		counts[verdict] += entry.instances;
		const key = `${entry.region} ${entry.evidence?.ImageId ?? ''}`;
		if (entry.evidence !== undefined) {
			distinct.add(key);
		}

		if (verdict !== 'not-allowed') {
			continue;
		}

		offending.add(key);
		providers.add(entry.evidence?.OwnerId ?? entry.evidence?.ImageOwnerAlias ?? '');
	}

	return {
		instances: counts.allowed + counts['not-allowed'] + counts.unknown,
		allowed: counts.allowed,
		notAllowed: counts['not-allowed'],
		unknown: counts.unknown,
		terminated,
		images: distinct.size,
		imagesNotAllowed: offending.size,
		providersNotAllowed: providers.size,
	};
}
