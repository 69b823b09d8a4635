import type {NamedImage} from '../../../operations/launches/ports.ts';
import type {Caller} from '../../client/caller.ts';
import {describeImages, evidenceOf, imageBatch} from '../images.ts';
import {askWithoutMissing} from '../missing-images.ts';

/**
What AWS makes of image IDs that something names, batch by batch: found, said to be missing, or left out without a word, which is how an
enforced Region hides what is not allowed.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html
*/
export async function* readNamedImages(
	caller: Caller,
	region: string,
	imageIds: readonly string[],
	signal: AbortSignal,
): AsyncGenerator<readonly NamedImage[], void, void> {
	const ids = [...new Set(imageIds)];
	for (let start = 0; start < ids.length; start += imageBatch) {
		const batch = ids.slice(start, start + imageBatch);
		const answered = new Set<string>();
		const images = await askWithoutMissing(batch, async (wanted) => {
			const found = await describeImages(caller, region, wanted, signal);
			for (const id of wanted) {
				answered.add(id);
			}

			return found;
		});
		const known = new Map(images.map((image) => [image.ImageId, image]));
		yield batch.map((imageId): NamedImage => {
			const image = known.get(imageId);
			return image === undefined
				? {type: answered.has(imageId) ? 'left-out' : 'missing', imageId}
				: {type: 'found', evidence: evidenceOf(imageId, image)};
		});
	}
}
