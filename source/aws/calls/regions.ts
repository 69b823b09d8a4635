import {DescribeRegionsCommand} from '@aws-sdk/client-ec2';
import {safeText} from '../../safe-text.ts';
import type {RegionInfo} from '../../operations/ports.ts';
import type {Caller} from '../client/caller.ts';

/**
Every Region of the partition, sorted by name; those that the account is not opted in to are told apart.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html
*/
export async function readRegions(caller: Caller, signal: AbortSignal): Promise<readonly RegionInfo[]> {
	const {Regions: regions = []} = await caller.call(
		{
			action: 'ec2:DescribeRegions',
			region: await caller.clients.homeRegion(),
			send: async (client, options) => client.send(new DescribeRegionsCommand({AllRegions: true}), options),
		},
		signal,
	);
	return regions
		.flatMap(({RegionName: name, OptInStatus: status}): RegionInfo[] =>
			name === undefined ? [] : [{name: safeText(name), optInStatus: optInStatusOf(status)}],
		)
		.toSorted((left, right) => left.name.localeCompare(right.name, 'en'));
}

function optInStatusOf(status: string | undefined): RegionInfo['optInStatus'] {
	return status === 'not-opted-in' || status === 'opted-in' ? status : 'opt-in-not-required';
}
