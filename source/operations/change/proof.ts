/**
The proof that a Region enforces what was decided: an enforced Region leaves images that aren't allowed out of `DescribeImages`, and tells of all
others.
@see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html
*/
import type {Inventory} from '../../inventory/store.ts';
import {awsVerdict} from '../../inventory/verdicts.ts';
import type {Launch} from '../launches/launch.ts';
import type {NamedImage} from '../launches/ports.ts';
import type {Cloud} from '../ports.ts';

export type Proof = {
	/** Images that AWS tells of, as decided. */
	readonly visible: number;
	/** Images that AWS hides, as decided. */
	readonly hidden: number;
	/** IDs of those that were thought allowed and that AWS hides: their launches fail, and nobody decided that. */
	readonly wronglyHidden: readonly string[];
	/** IDs of those that were to be blocked and that AWS still tells of. */
	readonly wronglyVisible: readonly string[];
	/** How many that were thought allowed AWS says are not there: they were deregistered, or can't be used by this account. */
	readonly gone: number;
	/** How many nobody gave a verdict on, so that nothing was decided. */
	readonly undecided: number;
};

/** Whether AWS hides and tells of images as was decided; one that differs is an alarm. */
export function isAsDecided({wronglyHidden, wronglyVisible}: Proof): boolean {
	return wronglyHidden.length === 0 && wronglyVisible.length === 0;
}

export type Proving = {
	readonly cloud: Cloud;
	/** What was scanned to decide upon; its verdicts are those of then. */
	readonly inventory: Inventory;
	/** What launches images beside the instances, with what was decided of it. */
	readonly named: ReadonlyArray<Pick<Launch, 'imageId' | 'allowed' | 'evidence'>>;
	readonly signal: AbortSignal;
	/** Waits so many seconds; rejects once the signal fires. */
	readonly pause: (seconds: number, signal: AbortSignal) => Promise<void>;
};

/** A change takes its time until it shows: so often and so many seconds apart a difference is looked at again before it counts. */
const looks = 4;
const secondsBetween = 3;

/**
Asks AWS of the images in use and of those that were to be blocked, right after a Region was enforced.

@throws ProblemError where they could not be asked for.
*/
export async function proveEnforcement(region: string, proving: Proving): Promise<Proof> {
	const {cloud, signal, pause} = proving;
	const {decisions, undecided} = decided(region, proving);
	const answers = new Map<string, NamedImage['type']>();
	const differs = (id: string): boolean =>
		decisions.get(id) === true ? answers.get(id) === 'left-out' : answers.get(id) === 'found';
	let open = decisions.keys().toArray();
	for (let look = 1; open.length > 0; look++) {
		for await (const images of cloud.launches.images(region, open, signal)) {
			for (const image of images) {
				answers.set(image.type === 'found' ? image.evidence.ImageId : image.imageId, image.type);
			}
		}

		open = open.filter((id) => differs(id));
		if (look === looks) {
			break;
		}

		if (open.length > 0) {
			await pause(secondsBetween, signal);
		}
	}

	const allowed = [...decisions].flatMap(([id, isAllowed]) => (isAllowed ? [id] : []));
	const blocked = [...decisions].flatMap(([id, isAllowed]) => (isAllowed ? [] : [id]));
	return {
		visible: allowed.filter((id) => answers.get(id) === 'found').length,
		hidden: blocked.filter((id) => !differs(id)).length,
		wronglyHidden: allowed.filter((id) => differs(id)),
		wronglyVisible: blocked.filter((id) => differs(id)),
		gone: allowed.filter((id) => answers.get(id) === 'missing').length,
		undecided,
	};
}

/** Whether each image was decided to stay allowed. Of two verdicts on one image the stricter counts. */
function decided(region: string, {inventory, named}: Proving) {
	const decisions = new Map<string, boolean>();
	const undecided = new Set<string>();
	const images = named.filter(({imageId}) => imageId.startsWith('ami-'));
	for (const {imageId, allowed, evidence} of images) {
		if (allowed !== null) {
			decisions.set(imageId, allowed && decisions.get(imageId) !== false);
		} else if (evidence !== undefined) {
			undecided.add(imageId);
		}
	}

	for (const {evidence, instances} of inventory.images(region)) {
		const verdict = awsVerdict(evidence);
		if (evidence === undefined || instances === 0) {
			continue;
		}

		if (verdict === 'unknown') {
			undecided.add(evidence.ImageId);
		} else {
			decisions.set(evidence.ImageId, verdict === 'allowed' && decisions.get(evidence.ImageId) !== false);
		}
	}

	return {decisions, undecided: [...undecided].filter((id) => !decisions.has(id)).length};
}
