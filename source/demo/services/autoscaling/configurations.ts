import type {Action, Call} from '../../protocol/action.ts';
import {pageOf} from '../../protocol/paging.ts';
import {element, memberSet} from '../../protocol/xml.ts';

/** @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeLaunchConfigurations.html */
export const describeLaunchConfigurations: Action = {
	pages: 'LaunchConfigurations',
	parameters: ['LaunchConfigurationNames', 'MaxRecords', 'NextToken'],
	answer({query, region}: Call) {
		const names = query.list('LaunchConfigurationNames.member');
		const wanted = region.data.launches.configurations.filter(({name}) => names.length === 0 || names.includes(name));
		const size = query.integer('MaxRecords', {min: 1, max: 100}) ?? 50;
		const {items, nextToken} = pageOf(wanted, query, {region: region.data.name, size});
		return (
			memberSet(
				'LaunchConfigurations',
				items.map(
					({name, createdAt, imageId, instanceType}) =>
						element('LaunchConfigurationName', name) +
						element(
							'LaunchConfigurationARN',
							`arn:aws:autoscaling:${region.data.name}:${region.accountId}:launchConfiguration:demo:launchConfigurationName/${name}`,
						) +
						element('ImageId', imageId) +
						element('InstanceType', instanceType) +
						memberSet('SecurityGroups', []) +
						memberSet('BlockDeviceMappings', []) +
						element('CreatedTime', createdAt),
				),
			) + element('NextToken', nextToken)
		);
	},
};
