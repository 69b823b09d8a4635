import type {LiveAccount} from '../../account/live-account.ts';
import type {Action} from '../../protocol/action.ts';
import {queryProtocol} from '../../protocol/query-protocol.ts';
import {queryRefusals} from '../refusals.ts';
import {regionalService, type Service} from '../service.ts';
import {describeScalingActivities} from './activities.ts';
import {describeLaunchConfigurations} from './configurations.ts';
import {describeAutoScalingGroups} from './groups.ts';

const actions: ReadonlyMap<string, Action> = new Map([
	['DescribeAutoScalingGroups', describeAutoScalingGroups],
	['DescribeLaunchConfigurations', describeLaunchConfigurations],
	['DescribeScalingActivities', describeScalingActivities],
]);

/** Auto Scaling: what groups there are, what they launch, and how that went. */
export function autoScalingService(live: LiveAccount): Service {
	return regionalService(live, {
		name: 'autoscaling',
		protocol: queryProtocol('https://autoscaling.amazonaws.com/doc/2011-01-01/'),
		refusals: queryRefusals('autoscaling'),
		actions,
	});
}
