import {
	DescribeFleetsCommand,
	DescribeSpotFleetRequestsCommand,
	DescribeSpotInstanceRequestsCommand,
	type FleetLaunchTemplateSpecification,
} from '@aws-sdk/client-ec2';
import type {Fleet} from '../../../operations/launches/ports.ts';
import type {Caller} from '../../client/caller.ts';
import {safe} from '../../client/safe.ts';
import {templateReference, withoutDoubles} from './template-reference.ts';

/**
The EC2 Fleets that keep their capacity (`maintain`) and are not deleted.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeFleets.html
*/
export async function* readFleets(
	caller: Caller,
	region: string,
	signal: AbortSignal,
): AsyncGenerator<readonly Fleet[], void, void> {
	const pages = caller.pages(
		{
			action: 'ec2:DescribeFleets',
			region,
			send: async (client, options, NextToken) => client.send(new DescribeFleetsCommand({NextToken}), options),
		},
		signal,
	);
	for await (const {Fleets: fleets = []} of pages) {
		yield fleets
			.filter(({Type: type, FleetState: state}) => type === 'maintain' && isAlive(state))
			.map((fleet): Fleet => {
				const {FleetId: id = '', Tags: tags = [], TargetCapacitySpecification: target} = fleet;
				const name = tags.find(({Key: key}) => key === 'Name')?.Value;
				const configs = fleet.LaunchTemplateConfigs ?? [];
				return safe({
					type: 'ec2-fleet',
					id,
					...(name !== undefined && {name}),
					...(target?.TotalTargetCapacity !== undefined && {capacity: target.TotalTargetCapacity}),
					launches: withoutDoubles(
						configs.flatMap(({LaunchTemplateSpecification: template, Overrides: overrides = []}) => {
							const images = overrides.flatMap(({ImageId: imageId}) => imageIn(imageId));
							return images.length > 0 && images.length === overrides.length
								? images
								: [...templateIn(template), ...images];
						}),
					),
				});
			});
	}
}

/**
The Spot Fleets that are active.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSpotFleetRequests.html
*/
export async function* readSpotFleets(
	caller: Caller,
	region: string,
	signal: AbortSignal,
): AsyncGenerator<readonly Fleet[], void, void> {
	const pages = caller.pages(
		{
			action: 'ec2:DescribeSpotFleetRequests',
			region,
			send: async (client, options, NextToken) =>
				client.send(new DescribeSpotFleetRequestsCommand({NextToken}), options),
		},
		signal,
	);
	for await (const {SpotFleetRequestConfigs: fleets = []} of pages) {
		yield fleets
			.filter(({SpotFleetRequestState: state}) => isAlive(state))
			.map(({SpotFleetRequestId: id = '', SpotFleetRequestConfig: config, Tags: tags = []}): Fleet => {
				const name = tags.find(({Key: key}) => key === 'Name')?.Value;
				const {LaunchSpecifications: specifications = [], LaunchTemplateConfigs: configs = []} = config ?? {};
				return safe({
					type: 'spot-fleet',
					id,
					...(name !== undefined && {name}),
					...(config?.TargetCapacity !== undefined && {capacity: config.TargetCapacity}),
					launches: withoutDoubles([
						...specifications.flatMap(({ImageId: imageId}) => imageIn(imageId)),
						...configs.flatMap(({LaunchTemplateSpecification: template}) => templateIn(template)),
					]),
				});
			});
	}
}

/**
The Spot requests that come again once their instance is gone (`persistent`).
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSpotInstanceRequests.html
*/
export async function* readSpotRequests(
	caller: Caller,
	region: string,
	signal: AbortSignal,
): AsyncGenerator<readonly Fleet[], void, void> {
	const pages = caller.pages(
		{
			action: 'ec2:DescribeSpotInstanceRequests',
			region,
			send: async (client, options, NextToken) =>
				client.send(
					new DescribeSpotInstanceRequestsCommand({
						Filters: [{Name: 'type', Values: ['persistent']}],
						MaxResults: 1000,
						NextToken,
					}),
					options,
				),
		},
		signal,
	);
	for await (const {SpotInstanceRequests: requests = []} of pages) {
		yield requests
			.filter(({Type: type, State: state}) => type === 'persistent' && isAlive(state))
			.map(({SpotInstanceRequestId: id = '', LaunchSpecification: specification}): Fleet =>
				safe({type: 'spot-request', id, launches: imageIn(specification?.ImageId)}),
			);
	}
}

/** Whether it may launch again: every state but those of the end, `deleted_running` and the like, whose names begin so. */
function isAlive(state: string | undefined): boolean {
	return !/^(?:deleted|cancelled|closed|failed)/.test(state ?? '');
}

function imageIn(imageId: string | undefined): ReadonlyArray<{type: 'image'; imageId: string}> {
	return imageId === undefined || imageId === '' ? [] : [{type: 'image', imageId}];
}

function templateIn(specification: FleetLaunchTemplateSpecification | undefined) {
	const template = specification && templateReference(specification);
	return template === undefined ? [] : [{type: 'template', template} as const];
}
