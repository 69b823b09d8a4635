import type {ImageCriteria} from '../criteria/criterion.ts';
import {compileCriteria} from '../criteria/evaluation/evaluate.ts';
import type {ImageEvidence} from '../criteria/evaluation/image.ts';
import type {Inventory} from '../inventory/store.ts';
import type {Cloud} from './ports.ts';

/**
Looks up the images of a Region that any of the criteria leave in doubt, each once, and adds what is known of them to the inventory. Not to be
asked while the Region enforces: then AWS hides the images that aren't allowed, and they would look deregistered.

@throws ProblemError where they could not be asked for; what came in until then is in the inventory.
*/
export async function addEvidence(
	{
		region,
		criteria,
		account,
		now,
	}: {
		readonly region: string;
		readonly criteria: readonly ImageCriteria[];
		/** Whose own images are exempt. */
		readonly account: string;
		readonly now: Date;
	},
	{cloud, inventory, signal}: {readonly cloud: Cloud; readonly inventory: Inventory; readonly signal: AbortSignal},
): Promise<void> {
	const evaluators = criteria.map((one) => compileCriteria(one, {account, now}));
	const inDoubt = inventory
		.images(region)
		.flatMap(({evidence}) => (evidence !== undefined && !isLookedUp(evidence) ? [evidence] : []))
		.filter((image) => evaluators.some((evaluator) => evaluator.verdict(image) === 'unknown'))
		.map(({ImageId}) => ImageId)
		.toArray();
	if (inDoubt.length > 0) {
		for await (const images of cloud.evidence(region, [...new Set(inDoubt)], signal)) {
			inventory.addEvidence(region, images);
		}
	}
}

/** Whether `DescribeImages` was asked already: it always tells product codes, or that it does not know the image. */
function isLookedUp({deregistered, ProductCodes}: ImageEvidence): boolean {
	return deregistered === true || ProductCodes !== undefined;
}
