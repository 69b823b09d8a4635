import type {InstanceImageMetadata} from '@aws-sdk/client-ec2';
import type {Instance} from '../../inventory/instance.ts';
import {isSafe, safe, withIsoTimes, type WithIsoTimes} from '../client/safe.ts';

type Metadata = WithIsoTimes<InstanceImageMetadata>;

/**
One instance of an answer as the rest of the program may have it: times as ISO 8601, text safe to print, and the original to the letter
beside it where that changed anything.
*/
export function instanceFrom(metadata: InstanceImageMetadata, region: string): Instance {
	const original = isoTimesOf(metadata);
	const isFit = isSafe(original) && hasIdAndTagValues(original);
	const instance: object = isFit
		? {Region: region, ...original}
		: {Region: region, ...safe(withIdAndTagValues(original)), original};
	// The SDK's types allow every member to be missing or explicitly undefined, which its reader never makes them.
	return instance as Instance;
}

/** What `withIsoTimes` does, only faster for the one shape that comes by the hundred thousand. */
function isoTimesOf(metadata: InstanceImageMetadata): Metadata {
	const {LaunchTime: launched, ImageMetadata: image} = metadata;
	const row: object = {
		...metadata,
		...(launched && {LaunchTime: launched.toISOString()}),
		...(image?.ImageWatermarks && {ImageMetadata: withIsoTimes(image)}),
	};
	return row;
}

/** EC2 always sends an instance's ID and a tag's value, though its model requires neither; whoever reads an inventory may rely on them. */
function hasIdAndTagValues({InstanceId: id, Tags: tags}: Metadata): boolean {
	return id !== undefined && (tags?.every(({Key, Value}) => Key !== undefined && Value !== undefined) ?? true);
}

function withIdAndTagValues(metadata: Metadata): Metadata {
	return {
		...metadata,
		InstanceId: metadata.InstanceId ?? '',
		...(metadata.Tags && {Tags: metadata.Tags.map(({Key = '', Value = ''}) => ({Key, Value}))}),
	};
}
