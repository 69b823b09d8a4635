import {counted} from '../../counted.ts';
import type {Cloud, ImageReference} from '../ports.ts';
import type {Gaps} from './gaps.ts';
import type {LaunchCloud} from './ports.ts';
import type {LaunchJudge} from './verdicts.ts';

type Asking = {
	readonly region: string;
	readonly cloud: Cloud & {readonly launches: LaunchCloud};
	readonly gaps: Gaps;
	readonly judge: LaunchJudge;
	readonly signal: AbortSignal;
	/** Told how far it is, in words. */
	readonly onProgress?: ((words: string) => void) | undefined;
};

/** Looks images up that launch, each once: what `DescribeImages` tells the judge, and what else refers to them. */
export class ImageLookup {
	readonly #asking: Asking;
	readonly #asked = new Set<string>();
	readonly #references: ImageReference[] = [];

	constructor(asking: Asking) {
		this.#asking = asking;
	}

	/** Looks up those that were not yet; gives what refers to any image that was looked up. */
	async lookUp(named: readonly string[]): Promise<readonly ImageReference[]> {
		const {region, cloud, gaps, judge, signal, onProgress} = this.#asking;
		const imageIds = [...new Set(named)].filter((id) => id.startsWith('ami-') && !this.#asked.has(id));
		if (imageIds.length === 0) {
			return this.#references;
		}

		for (const id of imageIds) {
			this.#asked.add(id);
		}

		onProgress?.(`Looking up ${counted(imageIds.length, 'image')} in ${region}`);
		const [references] = await Promise.all([
			gaps.orGap('SSM parameters and Image Builder recipes', async () => cloud.references(region, imageIds, signal)),
			gaps.orGap('What only DescribeImages tells of images', async () => {
				for await (const images of cloud.launches.images(region, imageIds, signal)) {
					for (const image of images) {
						judge.learn(image);
					}
				}
			}),
		]);
		this.#references.push(...(references ?? []));
		return this.#references;
	}
}
