import {DescribeAvailabilityZonesCommand} from '@aws-sdk/client-ec2';
import {safeText} from '../../safe-text.ts';
import type {Caller} from '../client/caller.ts';

/**
The names of the zones of a Region that can hold instances of this account, sorted: Availability Zones, and the Local and Wavelength Zones
that it is opted in to. One it never opted in to cannot hold any, and an opt-out needs every instance gone first.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html
*/
export async function readZones(caller: Caller, region: string, signal: AbortSignal): Promise<readonly string[]> {
	const {AvailabilityZones: zones = []} = await caller.call(
		{
			action: 'ec2:DescribeAvailabilityZones',
			region,
			send: async (client, options) =>
				client.send(new DescribeAvailabilityZonesCommand({AllAvailabilityZones: true}), options),
		},
		signal,
	);
	return zones
		.flatMap(({ZoneName: name, OptInStatus: status}) =>
			name === undefined || status === 'not-opted-in' ? [] : [safeText(name)],
		)
		.toSorted();
}
