import {DescribeImagesCommand, type Image} from '@aws-sdk/client-ec2';
import type {ImageEvidence} from '../../criteria/evaluation/image.ts';
import type {Caller} from '../client/caller.ts';
import {safe, withIsoTimes} from '../client/safe.ts';
import {askWithoutMissing} from './missing-images.ts';

/** Images a call. EC2 documents no limit; a hundred keep the answer, and the price of one unknown ID, small. */
export const imageBatch = 100;

/**
What only `DescribeImages` knows of these images, batch by batch: product codes, scan results, deprecation, watermarks. Absence counts as
knowledge here: `null` for "not deprecated" and "never scanned". Images that it doesn't know come back as `deregistered`.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html
*/
export async function* readEvidence(
	caller: Caller,
	region: string,
	imageIds: readonly string[],
	signal: AbortSignal,
): AsyncGenerator<readonly ImageEvidence[], void, void> {
	const ids = [...new Set(imageIds)];
	for (let start = 0; start < ids.length; start += imageBatch) {
		const batch = ids.slice(start, start + imageBatch);
		const images = await askWithoutMissing(batch, async (wanted) => describeImages(caller, region, wanted, signal));
		const known = new Map(images.map((image) => [image.ImageId, image]));
		yield batch.map((id) => evidenceFrom(id, known.get(id)));
	}
}

/** The images that AWS answers of these IDs; it may leave some out. */
export async function describeImages(
	caller: Caller,
	region: string,
	ids: readonly string[],
	signal: AbortSignal,
): Promise<readonly Image[]> {
	const {Images: images = []} = await caller.call(
		{
			action: 'ec2:DescribeImages',
			region,
			send: async (client, options) =>
				client.send(
					new DescribeImagesCommand({ImageIds: [...ids], IncludeDeprecated: true, IncludeDisabled: true}),
					options,
				),
		},
		signal,
	);
	return images;
}

function evidenceFrom(id: string, image: Image | undefined): ImageEvidence {
	return image === undefined ? {ImageId: id, deregistered: true} : evidenceOf(id, image);
}

/** What an answer of `DescribeImages` says of an image. */
export function evidenceOf(id: string, image: Image): ImageEvidence {
	const {Name, OwnerId, ImageOwnerAlias, State, CreationDate, Public, ImageAllowed} = image;
	const told = {
		ImageId: id,
		...given({Name, OwnerId, ImageOwnerAlias, State, CreationDate, IsPublic: Public, ImageAllowed}),
		DeprecationTime: image.DeprecationTime ?? null,
		ProductCodes: (image.ProductCodes ?? []).flatMap(({ProductCodeId: code}) => (code === undefined ? [] : [code])),
		ScanResults: image.ScanResults === undefined ? null : given(withIsoTimes(image.ScanResults)),
		ImageWatermarks: (image.ImageWatermarks ?? []).map((watermark) => given(withIsoTimes(watermark))),
	};
	return safe(told);
}

type Given<Data> = {[Name in keyof Data]?: Exclude<Data[Name], undefined>};

/** The members that have a value: an absent key is what says "not known". */
function given<Data extends object>(data: Data): Given<Data> {
	return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as Given<Data>;
}
