import type {DemoGroup, DemoGroupSource, DemoTemplateVersion} from '../../account/launch-sources.ts';
import type {LiveRegion} from '../../account/live-region.ts';
import type {Action, Call} from '../../protocol/action.ts';
import {pageOf} from '../../protocol/paging.ts';
import {element, memberSet, wrap} from '../../protocol/xml.ts';

/** @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeAutoScalingGroups.html */
export const describeAutoScalingGroups: Action = {
	pages: 'AutoScalingGroups',
	parameters: ['AutoScalingGroupNames', 'IncludeInstances', 'Filters', 'MaxRecords', 'NextToken'],
	answer({query, region}: Call) {
		const names = query.list('AutoScalingGroupNames.member');
		// A name that no group has is left out without a word, as Auto Scaling does.
		const wanted = region.data.launches.groups.filter(({name}) => names.length === 0 || names.includes(name));
		const size = query.integer('MaxRecords', {min: 1, max: 100}) ?? 50;
		const {items, nextToken} = pageOf(wanted, query, {region: region.data.name, size});
		return (
			memberSet(
				'AutoScalingGroups',
				items.map((group) => renderGroup(group, region)),
			) + element('NextToken', nextToken)
		);
	},
};

export function groupArn(region: LiveRegion, name: string): string {
	return `arn:aws:autoscaling:${region.data.name}:${region.accountId}:autoScalingGroup:demo:autoScalingGroupName/${name}`;
}

function renderGroup({name, createdAt, source, min, max, desired}: DemoGroup, region: LiveRegion): string {
	return (
		element('AutoScalingGroupName', name) +
		element('AutoScalingGroupARN', groupArn(region, name)) +
		renderSource(source) +
		element('MinSize', min) +
		element('MaxSize', max) +
		element('DesiredCapacity', desired) +
		element('DefaultCooldown', 300) +
		memberSet(
			'AvailabilityZones',
			region.data.zones.map((zone) => zone.name),
		) +
		element('HealthCheckType', 'EC2') +
		memberSet('Instances', []) +
		element('CreatedTime', createdAt) +
		memberSet('Tags', [])
	);
}

function renderSource(source: DemoGroupSource): string {
	switch (source.type) {
		case 'template': {
			return renderTemplate('LaunchTemplate', source.template);
		}

		case 'configuration': {
			return element('LaunchConfigurationName', source.name);
		}

		case 'mixed': {
			const overrides = source.overrides.map(
				({instanceType, template, imageId}) =>
					element('InstanceType', instanceType) +
					(template ? renderTemplate('LaunchTemplateSpecification', template) : '') +
					element('ImageId', imageId),
			);
			return wrap(
				'MixedInstancesPolicy',
				wrap(
					'LaunchTemplate',
					renderTemplate('LaunchTemplateSpecification', source.template) + memberSet('Overrides', overrides),
				) + wrap('InstancesDistribution', element('OnDemandPercentageAboveBaseCapacity', 100)),
			);
		}
	}
}

function renderTemplate(as: string, {templateId, name, version}: DemoTemplateVersion): string {
	return wrap(
		as,
		element('LaunchTemplateId', templateId) + element('LaunchTemplateName', name) + element('Version', version),
	);
}
