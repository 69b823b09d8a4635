import {
	DescribeInstancesCommand,
	GetManagedResourceVisibilityCommand,
	type Instance as Ec2Instance,
} from '@aws-sdk/client-ec2';
import type {Instance} from '../../../inventory/instance.ts';
import {safeText} from '../../../safe-text.ts';
import type {Caller} from '../../client/caller.ts';
import {WrongAnswerError} from '../../client/errors/foreign-answers.ts';
import {instanceFrom} from '../instances.ts';

/**
Whether AWS hides the instances that its services manage: `hidden`, `visible`, or what a newer AWS says.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetManagedResourceVisibility.html
*/
export async function readManagedVisibility(caller: Caller, region: string, signal: AbortSignal): Promise<string> {
	return caller.call(
		{
			action: 'ec2:GetManagedResourceVisibility',
			region,
			async send(client, options) {
				const {Visibility: visibility, $metadata} = await client.send(
					new GetManagedResourceVisibilityCommand({}),
					options,
				);
				if (visibility?.DefaultVisibility === undefined) {
					throw new WrongAnswerError('it does not say what is visible', $metadata);
				}

				return safeText(visibility.DefaultVisibility);
			},
		},
		signal,
	);
}

/**
The instances that AWS services manage, hidden or not, page by page, in the shape of a scan; of their images only the ID is known.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html
*/
export async function* readManagedInstances(
	caller: Caller,
	region: string,
	signal: AbortSignal,
): AsyncGenerator<readonly Instance[], void, void> {
	const pages = caller.pages(
		{
			action: 'ec2:DescribeInstances',
			region,
			send: async (client, options, NextToken) =>
				client.send(
					new DescribeInstancesCommand({
						IncludeManagedResources: true,
						Filters: [{Name: 'operator.managed', Values: ['true']}],
						MaxResults: 1000,
						NextToken,
					}),
					options,
				),
		},
		signal,
	);
	for await (const {Reservations: reservations = []} of pages) {
		yield reservations.flatMap(({OwnerId: owner, Instances: instances = []}) =>
			instances
				// Whatever the filter made of it: this is about managed instances alone.
				.filter(({Operator: operator}) => operator?.Managed === true)
				.map((instance) => scanned(instance, owner, region)),
		);
	}
}

function scanned(instance: Ec2Instance, owner: string | undefined, region: string): Instance {
	const {InstanceId, InstanceType, LaunchTime, Placement: place, State, Tags, Operator, ImageId} = instance;
	return instanceFrom(
		{
			InstanceId,
			...(InstanceType !== undefined && {InstanceType}),
			...(LaunchTime !== undefined && {LaunchTime}),
			...(place?.AvailabilityZone !== undefined && {AvailabilityZone: place.AvailabilityZone}),
			...(place?.AvailabilityZoneId !== undefined && {ZoneId: place.AvailabilityZoneId}),
			...(State !== undefined && {State}),
			...(owner !== undefined && {OwnerId: owner}),
			Tags: Tags ?? [],
			...(ImageId !== undefined && ImageId !== '' && {ImageMetadata: {ImageId}}),
			...(Operator !== undefined && {Operator}),
		},
		region,
	);
}
