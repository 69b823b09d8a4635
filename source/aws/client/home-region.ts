import {partition} from '@aws-sdk/core/client';
import {loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS} from '@smithy/core/config';

/**
The Region in which identity and Regions are asked for: AWS_REGION, the AWS CLI's AWS_DEFAULT_REGION, or the profile's. Where none is
configured, or it lies in another partition than the one that was asked for by name, the main Region of that one: GovCloud and China do not
know the credentials of the others.

@param profile Whose configuration to read.
@param asked A Region that a person asked for by name; it need not exist.
*/
export async function findHomeRegion(profile: string | undefined, asked: string | undefined): Promise<string> {
	const find = loadConfig(
		{
			...NODE_REGION_CONFIG_OPTIONS,
			environmentVariableSelector: ({AWS_REGION: own, AWS_DEFAULT_REGION: cli}) =>
				[own, cli].find((name) => name !== undefined && name !== ''),
			default: '',
		},
		{...NODE_REGION_CONFIG_FILE_OPTIONS, ...(profile !== undefined && {profile})},
	);
	const configured = await find();
	const wanted = partitionOf(asked ?? configured);
	return configured !== '' && partitionOf(configured).name === wanted.name ? configured : wanted.mainRegion;
}

/** By the SDK's own list; a name that fits no partition counts as the commercial one. */
function partitionOf(region: string): {name: string; mainRegion: string} {
	// The SDK's type leaves out what its list holds.
	const {name, implicitGlobalRegion = 'us-east-1'}: {name: string; implicitGlobalRegion?: string} = partition(region);
	return {name, mainRegion: implicitGlobalRegion};
}
