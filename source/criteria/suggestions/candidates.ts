/** Where suggestions come from: for every image that is refused, what each criterion lacks to allow it, and what a new one would say. */
import type {Condition, EvaluationContext} from '../evaluation/condition.ts';
import {compileConditions} from '../evaluation/conditions.ts';
import {mostCriteria, type ImageCriteria, type ImageCriterion} from '../criterion.ts';
import type {ImageEvidence} from '../evaluation/image.ts';
import {generaliseName} from '../evaluation/name-pattern.ts';
import {mostImageNames} from '../parameters/image-names.ts';
import {trustedAs} from '../provider.ts';
import type {ImageInUse} from '../comparison/what-if.ts';
import {add, additionFor, type Addition} from './addition.ts';

/** An edit to one criterion, or a new one, before it is counted and worded. */
export type Candidate = {
	readonly id: string;
	/** The criterion that is edited; one past the last for a new one. */
	readonly index: number;
	readonly criterion: ImageCriterion;
	readonly additions: readonly Addition[];
	/** Instances of the images that led to it. */
	weight: number;
	isPublic: boolean;
};

/** Every edit that would allow at least one of the images, as far as one criterion can tell. */
export function candidatesFrom(
	sources: readonly ImageInUse[],
	criteria: ImageCriteria,
	context: EvaluationContext,
): readonly Candidate[] {
	const {now} = context;
	const candidates = new Map<string, Candidate>();
	const propose = (index: number, additions: readonly Addition[], {evidence, instances}: ImageInUse) => {
		const id = `${index}:${JSON.stringify(additions)}`;
		const known = candidates.get(id);
		if (known === undefined) {
			const criterion = additions.reduce((edited, addition) => add(edited, addition), criteria[index] ?? {});
			candidates.set(id, {id, index, criterion, additions, weight: instances, isPublic: evidence.IsPublic !== false});
		} else {
			known.weight += instances;
			known.isPublic ||= evidence.IsPublic !== false;
		}
	};

	const compiled = criteria.map((criterion) => compileConditions(criterion, context));
	for (const source of sources) {
		for (const [index, conditions] of compiled.entries()) {
			const additions = missing(conditions, source.evidence, now);
			if (additions !== undefined && criteria[index]?.ImageProviders?.[0] !== 'none') {
				propose(index, additions, source);
			}
		}
	}

	if (criteria.length < mostCriteria) {
		proposeNewCriteria(sources, (additions, source) => {
			propose(criteria.length, additions, source);
		});
	}

	return candidates.values().toArray();
}

/** What an image lacks to meet a criterion; `undefined` if it can't be added or is not known. */
function missing(conditions: readonly Condition[], image: ImageEvidence, now: Date): readonly Addition[] | undefined {
	const additions: Addition[] = [];
	for (const {parameter, test} of conditions) {
		const outcome = test(image);
		const addition = outcome === 'not met' ? additionFor(parameter, image, now) : undefined;
		if (outcome === 'unknown' || (outcome === 'not met' && addition === undefined)) {
			return undefined;
		}

		if (addition !== undefined) {
			additions.push(addition);
		}
	}

	// A provider that comes in together with something else would let in every pairing of old and new: a new criterion says it exactly.
	const isMuddled = additions.length > 1 && additions.some(({parameter}) => parameter === 'ImageProviders');
	return additions.length === 0 || isMuddled ? undefined : additions;
}

/** For each provider: a criterion of its own, one with the names that are in use, and one for each product code. */
function proposeNewCriteria(
	sources: readonly ImageInUse[],
	propose: (additions: readonly Addition[], source: ImageInUse) => void,
): void {
	for (const [provider, images] of Map.groupBy(sources, ({evidence}) => trustedAs(evidence))) {
		if (provider === undefined) {
			continue;
		}

		const byProvider: Addition = {parameter: 'ImageProviders', value: [provider]};
		const patterns = new Set<string>();
		for (const source of images) {
			propose([byProvider], source);
			const pattern = source.evidence.Name === undefined ? undefined : generaliseName(source.evidence.Name);
			if (pattern !== undefined) {
				patterns.add(pattern);
			}

			const code = source.evidence.ProductCodes?.[0];
			if (code !== undefined) {
				propose([byProvider, {parameter: 'MarketplaceProductCodes', value: [code]}], source);
			}
		}

		if (patterns.size > 0 && patterns.size <= mostImageNames) {
			for (const source of images) {
				propose([byProvider, {parameter: 'ImageNames', value: [...patterns]}], source);
			}
		}
	}
}
