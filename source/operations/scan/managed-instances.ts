/**
Instances that AWS services manage, and that a scan may not list: asked for beside every scan, and added to it with their operator, image and a
verdict.
@see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/managed-resources.html
*/
import {compileCriteria} from '../../criteria/evaluation/evaluate.ts';
import type {ImageEvidence} from '../../criteria/evaluation/image.ts';
import type {AllowedImagesSettings} from '../../criteria/settings.ts';
import type {Instance} from '../../inventory/instance.ts';
import type {Inventory} from '../../inventory/store.ts';
import {problemOf, type Problem} from '../../problem.ts';
import type {NamedImage} from '../launches/ports.ts';
import type {Cloud} from '../ports.ts';

/** What AWS answered, or why it did not; what came in until then is in it. */
export type ManagedAnswer = {
	readonly instances: readonly Instance[];
	/** `hidden`, `visible`; absent where AWS didn't say. */
	readonly visibility?: string;
	readonly problem?: Problem;
};

/**
Asks for a Region's managed instances, hidden or not, and whether AWS hides them. An endpoint that answers the first and doesn't know the second
may have passed over what it was asked: then nothing is known. Only an interruption rejects.
*/
export async function askForManaged(
	region: string,
	cloud: Pick<Cloud, 'launches'>,
	signal: AbortSignal,
): Promise<ManagedAnswer> {
	const instances: Instance[] = [];
	const problems: Problem[] = [];
	const orProblem = async <Value>(ask: () => Promise<Value>): Promise<Value | undefined> => {
		try {
			return await ask();
		} catch (error) {
			signal.throwIfAborted();
			problems.push(problemOf(error));
			return undefined;
		}
	};

	const [visibility] = await Promise.all([
		orProblem(async () => cloud.launches.managedVisibility(region, signal)),
		orProblem(async () => {
			for await (const page of cloud.launches.managedInstances(region, signal)) {
				instances.push(...page);
			}
		}),
	]);
	const [problem] = problems;
	return {
		instances,
		...(visibility !== undefined && {visibility}),
		...(problem !== undefined && {problem}),
	};
}

/**
Adds those that a scan of the Region, which has come to its end, did not list. A verdict is AWS's own of the image wherever AWS gives one; else it
is ours by the criteria applied, and marked so; else there is none. Only an interruption rejects.
*/
export async function addManaged(
	region: string,
	{instances, visibility, problem}: ManagedAnswer,
	{
		cloud,
		inventory,
		signal,
		now,
	}: {
		readonly cloud: Pick<Cloud, 'identity' | 'launches' | 'settings'>;
		readonly inventory: Inventory;
		readonly signal: AbortSignal;
		readonly now: Date;
	},
): Promise<void> {
	const unlisted = instances.filter(({InstanceId: id}) => inventory.rowOf(region, id) === undefined);
	const images = new ManagedImages(inventory, region);
	const unknown = [...new Set(unlisted.flatMap(({ImageMetadata: image}) => image?.ImageId ?? []))].filter(
		(id) => !images.has(id),
	);
	let lookUp: Problem | undefined;
	if (unknown.length > 0) {
		try {
			for await (const found of cloud.launches.images(region, unknown, signal)) {
				images.learn(found);
			}

			if (images.lacksVerdicts) {
				const [settings, {account}] = await Promise.all([cloud.settings(region, signal), cloud.identity(signal)]);
				images.judge(settings, account, now);
			}
		} catch (error) {
			signal.throwIfAborted();
			lookUp = problemOf(error);
		}
	}

	const missing = problem ?? lookUp;
	inventory.addManaged(
		region,
		unlisted.map((instance) => images.describe(instance)),
		{...(visibility !== undefined && {visibility}), ...(missing !== undefined && {problem: missing})},
	);
}

/** What is known of the images of managed instances, by ID. */
class ManagedImages {
	/** What the scan says of an image that other instances run, too, stands. */
	readonly #scanned = new Map<string, ImageEvidence>();
	readonly #described = new Map<string, ImageEvidence>();
	readonly #leftOut = new Set<string>();
	/** Those whose verdict is our own. */
	readonly #ours = new Map<string, ImageEvidence>();

	constructor(inventory: Inventory, region: string) {
		for (const {scanned, instances} of inventory.images(region)) {
			if (scanned !== undefined && instances > 0) {
				this.#scanned.set(scanned.ImageId, scanned);
			}
		}
	}

	/** Whether AWS said nothing of an image that it was asked for, or gave no verdict. */
	get lacksVerdicts(): boolean {
		return this.#leftOut.size > 0 || this.#described.values().some(({ImageAllowed: verdict}) => verdict === undefined);
	}

	has(imageId: string): boolean {
		return this.#scanned.has(imageId);
	}

	learn(images: readonly NamedImage[]): void {
		for (const image of images) {
			if (image.type === 'found') {
				this.#described.set(image.evidence.ImageId, image.evidence);
			} else if (image.type === 'left-out') {
				this.#leftOut.add(image.imageId);
			}
		}
	}

	/** Gives our own verdict wherever AWS gives none. Where Allowed AMIs is off, nobody gives one. */
	judge({State: state, ImageCriteria: criteria}: AllowedImagesSettings, account: string, now: Date): void {
		if (state === 'disabled') {
			return;
		}

		const evaluator = compileCriteria(criteria, {account, now});
		for (const [id, evidence] of this.#described) {
			const verdict = evidence.ImageAllowed === undefined ? evaluator.verdict(evidence) : 'unknown';
			if (verdict !== 'unknown') {
				this.#ours.set(id, {...evidence, ImageAllowed: verdict === 'allowed'});
			}
		}

		if (state === 'enabled') {
			// An enforced Region hides the images that aren't allowed.
			for (const id of this.#leftOut) {
				this.#ours.set(id, {ImageId: id, ImageAllowed: false});
			}
		}
	}

	/** An instance with what is known of its image. */
	describe(instance: Instance): Instance {
		const id = instance.ImageMetadata?.ImageId ?? '';
		const ours = this.#ours.get(id);
		const image = ours ?? this.#scanned.get(id) ?? this.#described.get(id);
		if (image === undefined) {
			return instance;
		}

		const more = {ImageMetadata: image, ...(ours !== undefined && {VerdictBy: 'allowed-amis' as const})};
		const {original} = instance;
		return {
			...instance,
			...more,
			...(typeof original === 'object' && {original: {...original, ...more}}),
		};
	}
}
