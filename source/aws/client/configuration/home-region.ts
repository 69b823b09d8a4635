import {partition} from '@aws-sdk/core/client';
import type {Configuration} from './configuration.ts';

/**
The Region in which identity and Regions are asked for: AWS_REGION, the AWS CLI's AWS_DEFAULT_REGION, or the profile's. Where none is
configured, or it lies in another partition than the one that was asked for by name, the main Region of that one: GovCloud and China do not
know the credentials of the others.

@param configuration Of the profile in use.
@param asked A Region that a person asked for by name; it need not exist.
*/
export function homeRegion(configuration: Configuration, asked: string | undefined): string {
	const configured = configuration.region?.value;
	const wanted = partitionOf(asked ?? configured ?? '');
	return configured !== undefined && partitionOf(configured).name === wanted.name ? configured : wanted.mainRegion;
}

/** By the SDK's own list; a name that fits no partition counts as the commercial one. */
function partitionOf(region: string): {name: string; mainRegion: string} {
	// The SDK's type leaves out what its list holds.
	const {name, implicitGlobalRegion = 'us-east-1'}: {name: string; implicitGlobalRegion?: string} = partition(region);
	return {name, mainRegion: implicitGlobalRegion};
}
