import {DescribeScalingActivitiesCommand} from '@aws-sdk/client-auto-scaling';
import type {FailedActivity} from '../../../operations/launches/ports.ts';
import type {Caller} from '../../client/caller.ts';
import {safe} from '../../client/safe.ts';

/**
The scaling activities that failed since a time, of all groups, deleted ones included. Only of a group that is named could AWS be asked for
the failed ones alone; they are picked here.
@see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeScalingActivities.html
*/
export async function* readFailedActivities(
	caller: Caller,
	region: string,
	since: Date,
	signal: AbortSignal,
): AsyncGenerator<readonly FailedActivity[], void, void> {
	const pages = caller.pages(
		{
			action: 'autoscaling:DescribeScalingActivities',
			region,
			send: async (client, options, NextToken) =>
				client.send(
					new DescribeScalingActivitiesCommand({
						IncludeDeletedGroups: true,
						Filters: [{Name: 'StartTimeLowerBound', Values: [since.toISOString()]}],
						MaxRecords: 100,
						NextToken,
					}),
					options,
				),
		},
		signal,
	);
	for await (const {Activities: activities = []} of pages) {
		yield activities.flatMap(
			({ActivityId: id, AutoScalingGroupName: group, StartTime: at, StatusCode: status, StatusMessage, Description}) =>
				id === undefined || at === undefined || at < since || (status !== 'Failed' && status !== 'Cancelled')
					? []
					: [
							safe({
								id,
								group: group ?? '',
								at: at.toISOString(),
								status,
								message: StatusMessage ?? Description ?? '',
							}),
						],
		);
	}
}
