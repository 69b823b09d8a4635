import type {ImageEvidence, Verdict} from '../criteria/evaluation/image.ts';
import {Dictionary} from './columns/dictionary.ts';
import type {ImageEntry} from './columns/image-table.ts';
import type {InstanceColumns} from './columns/instance-columns.ts';

/** How the images of a Region are judged. Without it, AWS's own `ImageAllowed` decides, and there are no reasons. */
export type Judge = {
	/** A verdict other than AWS's: that of a draft, say. Called once per distinct image. */
	readonly verdictOf?: (image: ImageEvidence, region: string) => Verdict;
	/** Why an image is not allowed, or why that is not known, in a few words. Called once per distinct image, never for allowed ones. */
	readonly reasonOf?: (image: ImageEvidence, region: string) => string;
};

/** The order in which verdicts sort: what needs a person's attention first. */
export const verdicts = ['not-allowed', 'unknown', 'allowed'] as const satisfies readonly Verdict[];

/** AWS's own verdict on an image; where it gives none, the verdict is not known. */
export function awsVerdict(image: ImageEvidence | undefined): Verdict {
	switch (image?.ImageAllowed) {
		case undefined: {
			return 'unknown';
		}

		case true: {
			return 'allowed';
		}

		case false: {
			return 'not-allowed';
		}
	}
}

/** The verdict on each image of an inventory under a judge, worked out once per image, when first asked for. */
export class Verdicts {
	readonly reasons = new Dictionary();
	readonly #columns: InstanceColumns;
	readonly #judge: Judge;
	/** By image index. */
	readonly #verdicts: Verdict[] = [];
	readonly #reasons: number[] = [];

	/** Stands for what is known of the images now: once `evidenceVersion` of the inventory changes, make a new one. */
	constructor({columns}: {readonly columns: InstanceColumns}, judge: Judge = {}) {
		this.#columns = columns;
		this.#judge = judge;
	}

	/** By the index of an image in the inventory's table. */
	ofImage(index: number): Verdict {
		this.#verdicts[index] ??= this.#judged(this.#columns.images.at(index));
		return this.#verdicts[index];
	}

	ofRow(row: number): Verdict {
		return this.ofImage(this.#columns.imageOf(row));
	}

	/** The code in `reasons` of why an image is not allowed; 0 where it is allowed, or no judge gives reasons. */
	reasonOfImage(index: number): number {
		this.#reasons[index] ??= this.reasons.intern(this.#reasoned(index));
		return this.#reasons[index];
	}

	#judged({evidence, region}: ImageEntry): Verdict {
		const {verdictOf = awsVerdict} = this.#judge;
		return evidence === undefined ? 'unknown' : verdictOf(evidence, region);
	}

	#reasoned(index: number): string | undefined {
		const {evidence, region} = this.#columns.images.at(index);
		if (evidence === undefined) {
			return 'AWS gives no image metadata';
		}

		return this.ofImage(index) === 'allowed' ? undefined : this.#judge.reasonOf?.(evidence, region);
	}
}
