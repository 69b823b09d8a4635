import type {InstanceImageMetadata} from '@aws-sdk/client-ec2';
import type {Instance} from '../inventory/instance.ts';
import {safe, withIsoTimes, type WithIsoTimes} from './safe.ts';

/**
One instance of an answer as the rest of the program may have it: times as ISO 8601, text safe to print, and the original to the letter
beside it where that changed anything.
*/
export function instanceFrom(metadata: InstanceImageMetadata, region: string): Instance {
	const original = withIsoTimes(metadata);
	const shown = safe(withIdAndTagValues(original));
	// The SDK's types allow every member to be missing or explicitly undefined, which its reader never makes them.
	const instance: object = {Region: region, ...shown, ...(shown !== original && {original})};
	return instance as Instance;
}

/** EC2 always sends an instance's ID and a tag's value, though its model requires neither; whoever reads an inventory may rely on them. */
function withIdAndTagValues(metadata: WithIsoTimes<InstanceImageMetadata>): WithIsoTimes<InstanceImageMetadata> {
	const hasTagValues = metadata.Tags?.every(({Key, Value}) => Key !== undefined && Value !== undefined) ?? true;
	if (hasTagValues && metadata.InstanceId !== undefined) {
		return metadata;
	}

	return {
		...metadata,
		InstanceId: metadata.InstanceId ?? '',
		...(metadata.Tags && {Tags: metadata.Tags.map(({Key = '', Value = ''}) => ({Key, Value}))}),
	};
}
