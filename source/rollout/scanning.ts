import type {ImageCriteria} from '../criteria/criterion.ts';
import {compileCriteria} from '../criteria/evaluate.ts';
import type {ImageEvidence} from '../criteria/image.ts';
import type {Inventory} from '../inventory/store.ts';
import {ProblemError, problemOf} from '../problem.ts';
import {countsOf} from './counts.ts';
import type {ResultEvent} from './events.ts';
import type {EffectContext} from './world.ts';

/** A scan to decide upon: what the Region reported before it and after it belongs to it. */
export async function scan(region: string, id: number, context: EffectContext): Promise<ResultEvent> {
	const {world, signal} = context;
	const inventory = context.freshInventory(region);
	inventory.expectRegions([region]);
	try {
		const before = await context.cloud().settings(region, signal);
		await fill(inventory, region, context);
		const after = await context.cloud().settings(region, signal);
		return {
			type: 'scan-done',
			region,
			id,
			before,
			after,
			isComplete: inventory.coverage.isComplete(region),
			counts: countsOf(inventory, region),
			offendingImages: inventory.offendingImages(region),
			at: world.now().toISOString(),
		};
	} catch (error) {
		// A scan that stopped anywhere is never taken for the whole.
		inventory.failRegion(region, problemOf(error));
		throw error;
	}
}

/** Counts a Region's instances for the list of Regions; what is counted so far is told now and then. */
export async function count(region: string, context: EffectContext): Promise<ResultEvent> {
	const inventory = context.freshInventory(region);
	inventory.expectRegions([region]);
	const stop = inventory.subscribe(() => {
		context.emit({type: 'overview-counting', region, counts: countsOf(inventory, region)});
	});
	try {
		await fill(inventory, region, context);
	} catch (error) {
		inventory.failRegion(region, problemOf(error));
		throw error;
	} finally {
		stop();
	}

	const [failure] = inventory.coverage.failures(region);
	if (failure !== undefined) {
		throw new ProblemError(failure.problem);
	}

	return {type: 'overview-counts', region, counts: countsOf(inventory, region)};
}

async function fill(inventory: Inventory, region: string, {cloud, signal}: EffectContext): Promise<void> {
	for await (const event of cloud().scan(region, signal)) {
		signal.throwIfAborted();
		inventory.apply(event);
	}
}

/** Looks up the images that any of the criteria leave in doubt, each once, and adds what is known of them to the inventory. */
export async function collectEvidence(
	{region, criteria}: {region: string; criteria: readonly ImageCriteria[]},
	{cloud, world, state, signal, inventoryOf}: EffectContext,
): Promise<void> {
	const inventory = inventoryOf(region);
	if (inventory === undefined || state.phase !== 'rollout') {
		return;
	}

	const context = {account: state.identity.account, now: world.now()};
	const evaluators = criteria.map((one) => compileCriteria(one, context));
	const inDoubt = inventory
		.images(region)
		.flatMap(({evidence}) => (evidence !== undefined && !isLookedUp(evidence) ? [evidence] : []))
		.filter((image) => evaluators.some((evaluator) => evaluator.verdict(image) === 'unknown'))
		.map(({ImageId}) => ImageId)
		.toArray();
	if (inDoubt.length > 0) {
		for await (const images of cloud().evidence(region, [...new Set(inDoubt)], signal)) {
			inventory.addEvidence(region, images);
		}
	}
}

/** Whether `DescribeImages` was asked already: it always tells product codes, or that it does not know the image. */
function isLookedUp({deregistered, ProductCodes}: ImageEvidence): boolean {
	return deregistered === true || ProductCodes !== undefined;
}
