/** What a draft would do to the images in use, by image and by name: what `whatIf` found, put in order for a person who edits. */
import type {InUse} from '../suggestions/suggest.ts';
import {providerOf} from '../provider.ts';
import type {ImageChange, WhatIf} from './what-if.ts';

export type Impact = {
	readonly allowed: Delta;
	/** Not allowed under the draft. */
	readonly blocked: Delta;
	readonly unknown: Delta;
	/** Images that are allowed now and would not be, those with most instances first; and so on. */
	readonly newlyBlocked: readonly ImpactImage[];
	readonly newlyAllowed: readonly ImpactImage[];
	readonly stillBlocked: readonly ImpactImage[];
	/** Allowed or refused now; under the draft it can't be told. */
	readonly newlyUnknown: readonly ImpactImage[];
};

/** How many there would be, and how that differs from now; of instances and of images. */
type Delta = {readonly after: InUse; readonly change: InUse};

type ImpactImage = {
	readonly change: ImageChange;
	/** The image's name, or its ID where it has none that is known. Safe to print. */
	readonly name: string;
	/** `amazon`, `444455556666`. */
	readonly provider: string;
	readonly instances: number;
};

/** Puts the changes of a what-if in the order of a person's questions: what breaks, what comes in, what stays out, what is open. */
export function impactOf({changes}: Pick<WhatIf, 'changes'>): Impact {
	const named = (test: (change: ImageChange) => boolean): readonly ImpactImage[] =>
		changes
			.filter((change) => test(change))
			.map((change) => imageOf(change))
			.toSorted(mostFirst);
	return {
		allowed: deltaOf(changes, 'allowed'),
		blocked: deltaOf(changes, 'not-allowed'),
		unknown: deltaOf(changes, 'unknown'),
		newlyBlocked: named(({before, after}) => before === 'allowed' && after === 'not-allowed'),
		newlyAllowed: named(({before, after}) => before === 'not-allowed' && after === 'allowed'),
		// An image of which nothing was known is blocked all the same.
		stillBlocked: named(({before, after}) => before !== 'allowed' && after === 'not-allowed'),
		newlyUnknown: named(({before, after}) => before !== 'unknown' && after === 'unknown'),
	};
}

function imageOf(change: ImageChange): ImpactImage {
	const {evidence, instances} = change.image;
	return {change, name: evidence.Name ?? evidence.ImageId, provider: providerOf(evidence), instances};
}

function mostFirst(one: ImpactImage, other: ImpactImage): number {
	const byInstances = other.instances - one.instances;
	return byInstances === 0 ? one.name.localeCompare(other.name, 'en') : byInstances;
}

function deltaOf(changes: readonly ImageChange[], verdict: ImageChange['after']): Delta {
	const countOf = (side: 'before' | 'after'): InUse => {
		const those = changes.filter((change) => change[side] === verdict);
		return {instances: those.reduce((sum, {image}) => sum + image.instances, 0), images: those.length};
	};

	const [before, after] = [countOf('before'), countOf('after')];
	return {after, change: {instances: after.instances - before.instances, images: after.images - before.images}};
}
