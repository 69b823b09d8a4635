import {DescribeImageReferencesCommand} from '@aws-sdk/client-ec2';
import type {ImageReference} from '../../operations/ports.ts';
import type {Caller} from '../client/caller.ts';
import {safe} from '../client/safe.ts';
import {askWithoutMissing} from './missing-images.ts';

/** The limit of the API. */
const batchSize = 10;

/**
What holds on to these images, whoever owns them: instances, launch templates, SSM parameters, Image Builder recipes. Auto Scaling groups,
launch configurations and Spot Fleets are not covered by the API.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImageReferences.html
*/
export async function readReferences(
	caller: Caller,
	region: string,
	imageIds: readonly string[],
	signal: AbortSignal,
): Promise<readonly ImageReference[]> {
	const ids = [...new Set(imageIds)];
	const references: ImageReference[] = [];
	for (let start = 0; start < ids.length; start += batchSize) {
		const batch = ids.slice(start, start + batchSize);
		references.push(
			...(await askWithoutMissing(batch, async (wanted) => describeReferences(caller, region, wanted, signal))),
		);
	}

	return references;
}

async function describeReferences(
	caller: Caller,
	region: string,
	ids: readonly string[],
	signal: AbortSignal,
): Promise<readonly ImageReference[]> {
	const pages = caller.pages(
		{
			action: 'ec2:DescribeImageReferences',
			region,
			send: async (client, options, NextToken) =>
				client.send(
					new DescribeImageReferencesCommand({ImageIds: [...ids], IncludeAllResourceTypes: true, NextToken}),
					options,
				),
		},
		signal,
	);
	const references: ImageReference[] = [];
	for await (const {ImageReferences: found = []} of pages) {
		references.push(...found.map(({ImageId = '', ResourceType = '', Arn = ''}) => safe({ImageId, ResourceType, Arn})));
	}

	return references;
}
