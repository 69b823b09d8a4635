import type {ImageCriteria} from '../../criteria/criterion.ts';
import {compileCriteria, reasonsOf, type Evaluator} from '../../criteria/evaluation/evaluate.ts';
import type {ImageEvidence} from '../../criteria/evaluation/image.ts';
import {sameCriteria, type AllowedImagesSettings} from '../../criteria/settings.ts';
import type {Launch, LaunchSource} from './launch.ts';
import type {NamedImage} from './ports.ts';

export type Judging = {
	/** Absent where they could not be read. */
	readonly settings: AllowedImagesSettings | undefined;
	/** Other criteria to judge by than those that are applied. */
	readonly criteria: ImageCriteria | undefined;
	/** Whose own images are exempt: 12 digits. */
	readonly account: string;
	readonly now: Date;
};

type Verdict = Pick<Launch, 'allowed' | 'verdictBy' | 'reasons'>;

/**
Judges what launches: by AWS's own `ImageAllowed` where the criteria that are asked are the applied ones and AWS gives it, else by our own
evaluation; `null` wherever that leaves it open.
*/
export class LaunchJudge {
	readonly #isApplied: boolean;
	readonly #state: string | undefined;
	readonly #evaluator: Evaluator | undefined;
	/** By image ID. */
	readonly #images = new Map<string, NamedImage>();

	constructor({settings, criteria, account, now}: Judging) {
		this.#state = settings?.State;
		this.#isApplied =
			settings !== undefined && (criteria === undefined || sameCriteria(criteria, settings.ImageCriteria));
		// Where Allowed AMIs is off and there are no criteria, nothing is restricted and nothing can be said.
		const isOff = criteria === undefined && settings?.State === 'disabled' && settings.ImageCriteria.length === 0;
		const judgedBy = isOff ? undefined : (criteria ?? settings?.ImageCriteria);
		this.#evaluator = judgedBy && compileCriteria(judgedBy, {account, now});
	}

	/** Receives what a scan says of an image; what `DescribeImages` said of it is added to it. */
	learnScanned(evidence: ImageEvidence): void {
		const known = this.#images.get(evidence.ImageId);
		this.#images.set(evidence.ImageId, {
			type: 'found',
			evidence: known?.type === 'found' ? {...evidence, ...known.evidence} : evidence,
		});
	}

	/** Receives what `DescribeImages` says; of an image that it doesn't tell the scan's words stay. */
	learn(image: NamedImage): void {
		const id = image.type === 'found' ? image.evidence.ImageId : image.imageId;
		const known = this.#images.get(id);
		if (image.type === 'found') {
			this.#images.set(id, {
				type: 'found',
				evidence: known?.type === 'found' ? {...known.evidence, ...image.evidence} : image.evidence,
			});
		} else if (known?.type !== 'found') {
			this.#images.set(id, image);
		}
	}

	judge(source: LaunchSource): Launch {
		const image = this.#images.get(source.imageId);
		return {
			...source,
			...(image?.type === 'found' && {evidence: image.evidence}),
			...this.#verdict(source, image),
		};
	}

	#verdict({imageId, unresolved}: LaunchSource, image: NamedImage | undefined): Verdict {
		if (unresolved !== undefined || imageId === '') {
			return unknown(unresolved ?? 'its image is not known');
		}

		switch (image?.type) {
			case undefined: {
				return unknown('the image could not be looked up');
			}

			case 'missing': {
				return unknown('there is no such image, or this account may not use it');
			}

			case 'left-out': {
				return this.#isApplied && this.#state === 'enabled'
					? {
							allowed: false,
							verdictBy: 'aws',
							reasons: ['AWS hides it in this enforced Region, as it does with images that are not allowed'],
						}
					: unknown('AWS does not tell of it');
			}

			case 'found': {
				return this.#judged(image.evidence);
			}
		}
	}

	#judged(evidence: ImageEvidence): Verdict {
		const explanation = this.#evaluator?.explain(evidence);
		const ours = {allowed: true, 'not-allowed': false, unknown: null}[explanation?.verdict ?? 'unknown'];
		const reasons = explanation === undefined ? [this.#why] : reasonsOf(explanation);
		const aws = this.#isApplied && this.#state !== 'disabled' ? evidence.ImageAllowed : undefined;
		if (aws === undefined) {
			return {allowed: ours, verdictBy: 'allowed-amis', reasons};
		}

		return aws === ours
			? {allowed: aws, verdictBy: 'aws', reasons}
			: {
					allowed: aws,
					verdictBy: 'aws',
					reasons: [
						`AWS ${aws ? 'allows' : 'does not allow'} it`,
						...(ours === null ? reasons : ['our reading of the criteria differs']),
					],
				};
	}

	get #why(): string {
		return this.#state === undefined
			? "the Region's criteria could not be read"
			: 'Allowed AMIs is off here and has no criteria';
	}
}

function unknown(reason: string): Verdict {
	return {allowed: null, verdictBy: 'allowed-amis', reasons: [reason]};
}
