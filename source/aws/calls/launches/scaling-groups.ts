import {
	DescribeAutoScalingGroupsCommand,
	DescribeLaunchConfigurationsCommand,
	type AutoScalingGroup,
	type LaunchTemplateSpecification,
} from '@aws-sdk/client-auto-scaling';
import type {GroupLaunch, LaunchConfiguration, ScalingGroup} from '../../../operations/launches/ports.ts';
import type {Caller} from '../../client/caller.ts';
import {safe} from '../../client/safe.ts';
import {templateReference, withoutDoubles} from './template-reference.ts';

const pageSize = 100;

/**
Every Auto Scaling group with what it launches, those at size zero included.
@see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeAutoScalingGroups.html
*/
export async function* readGroups(
	caller: Caller,
	region: string,
	signal: AbortSignal,
): AsyncGenerator<readonly ScalingGroup[], void, void> {
	const pages = caller.pages(
		{
			action: 'autoscaling:DescribeAutoScalingGroups',
			region,
			send: async (client, options, NextToken) =>
				client.send(new DescribeAutoScalingGroupsCommand({MaxRecords: pageSize, NextToken}), options),
		},
		signal,
	);
	for await (const {AutoScalingGroups: groups = []} of pages) {
		yield groups.map((group) => groupFrom(group));
	}
}

function groupFrom(group: AutoScalingGroup): ScalingGroup {
	const {AutoScalingGroupName: name = '', MinSize: min = 0, MaxSize: max = 0, DesiredCapacity: desired = 0} = group;
	return safe({name, min, max, desired, launches: withoutDoubles(launchesOf(group))});
}

function launchesOf(group: AutoScalingGroup): GroupLaunch[] {
	const {LaunchTemplate: template, LaunchConfigurationName: configuration, MixedInstancesPolicy: mixed} = group;
	const launches: GroupLaunch[] = [
		...(configuration === undefined ? [] : [{type: 'configuration', name: configuration} as const]),
		...templateIn(template),
	];
	const base = templateIn(mixed?.LaunchTemplate?.LaunchTemplateSpecification);
	launches.push(...base);
	for (const override of mixed?.LaunchTemplate?.Overrides ?? []) {
		const {ImageId: imageId, LaunchTemplateSpecification: own} = override;
		launches.push(...(imageId === undefined || imageId === '' ? templateIn(own) : [{type: 'image', imageId} as const]));
	}

	return launches;
}

function templateIn(specification: LaunchTemplateSpecification | undefined): GroupLaunch[] {
	const template = specification && templateReference(specification);
	return template === undefined ? [] : [{type: 'template', template}];
}

/**
Every launch configuration, whether or not a group names it now.
@see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeLaunchConfigurations.html
*/
export async function* readConfigurations(
	caller: Caller,
	region: string,
	signal: AbortSignal,
): AsyncGenerator<readonly LaunchConfiguration[], void, void> {
	const pages = caller.pages(
		{
			action: 'autoscaling:DescribeLaunchConfigurations',
			region,
			send: async (client, options, NextToken) =>
				client.send(new DescribeLaunchConfigurationsCommand({MaxRecords: pageSize, NextToken}), options),
		},
		signal,
	);
	for await (const {LaunchConfigurations: configurations = []} of pages) {
		yield configurations.map(({LaunchConfigurationName: name = '', ImageId: imageId = ''}) => safe({name, imageId}));
	}
}
