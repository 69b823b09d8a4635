import {failedLaunches, uuid} from '../../account/failures.ts';
import type {LiveRegion} from '../../account/live-region.ts';
import type {Action, Call} from '../../protocol/action.ts';
import {ServiceError} from '../../protocol/errors.ts';
import {pageOf} from '../../protocol/paging.ts';
import {element, memberSet} from '../../protocol/xml.ts';
import {groupArn} from './groups.ts';

/** @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeScalingActivities.html */
export const describeScalingActivities: Action = {
	pages: 'Activities',
	parameters: ['ActivityIds', 'AutoScalingGroupName', 'IncludeDeletedGroups', 'Filters', 'MaxRecords', 'NextToken'],
	answer({query, region, now}: Call) {
		const group = query.text('AutoScalingGroupName');
		const filters = query
			.structures('Filters.member')
			.map((filter) => ({name: filter.text('Name') ?? '', values: filter.list('Values.member')}));
		for (const {name} of filters) {
			if (name === 'Status' ? group === undefined : !bounds.has(name)) {
				throw new ServiceError('ValidationError', `The filter '${name}' is not valid.`);
			}
		}

		const wanted = activitiesOf(region, now).filter(
			(activity) =>
				(group === undefined || activity.group === group) &&
				filters.every(({name, values}) => meets(activity, name, values)),
		);
		const size = query.integer('MaxRecords', {min: 1, max: 100}) ?? 100;
		const {items, nextToken} = pageOf(wanted, query, {region: region.data.name, size});
		return (
			memberSet(
				'Activities',
				items.map((activity) => renderActivity(activity, region)),
			) + element('NextToken', nextToken)
		);
	},
};

const bounds = new Set(['StartTimeLowerBound', 'StartTimeUpperBound']);
/** Auto Scaling remembers six weeks. */
const remembered = 42 * 86_400_000;

type DemoActivity = {
	readonly id: string;
	readonly group: string;
	readonly startedAt: string;
	readonly status: 'Successful' | 'Failed';
	readonly instance: string;
	readonly message?: string;
};

function activitiesOf(region: LiveRegion, now: Date): DemoActivity[] {
	const launched = region.data.launches.events.flatMap(({id, at, group}): DemoActivity[] =>
		group === undefined || now.getTime() - Date.parse(at) > remembered
			? []
			: [
					{
						id: uuid(`activity ${id}`),
						group,
						startedAt: at,
						status: 'Successful',
						instance: `i-0${uuid(id).slice(0, 8)}${'0'.repeat(8)}`,
					},
				],
	);
	const failed = failedLaunches(region, now).map(({id, at, group, error}): DemoActivity => ({
		id: uuid(`activity ${id}`),
		group,
		startedAt: at,
		status: 'Failed',
		instance: '',
		message: `${error?.message ?? ''}. Launching EC2 instance failed.`,
	}));
	return [...failed, ...launched].toSorted((left, right) => Date.parse(right.startedAt) - Date.parse(left.startedAt));
}

function meets({startedAt, status}: DemoActivity, name: string, values: readonly string[]): boolean {
	switch (name) {
		case 'StartTimeLowerBound': {
			return values.some((value) => Date.parse(startedAt) >= Date.parse(value));
		}

		case 'StartTimeUpperBound': {
			return values.some((value) => Date.parse(startedAt) <= Date.parse(value));
		}

		default: {
			return values.includes(status);
		}
	}
}

function renderActivity({id, group, startedAt, status, instance, message}: DemoActivity, region: LiveRegion): string {
	return (
		element('ActivityId', id) +
		element('AutoScalingGroupName', group) +
		element(
			'Description',
			status === 'Failed'
				? 'Launching a new EC2 instance.  Status Reason: ' + (message ?? '')
				: `Launching a new EC2 instance: ${instance}`,
		) +
		element(
			'Cause',
			`At ${startedAt.slice(0, 19)}Z an instance was started in response to a difference between desired and actual capacity, increasing the capacity.`,
		) +
		element('StartTime', startedAt) +
		element('EndTime', startedAt) +
		element('StatusCode', status) +
		element('StatusMessage', message) +
		element('Progress', 100) +
		element('Details', JSON.stringify({'Availability Zone': region.data.zones[0]?.name})) +
		element('AutoScalingGroupARN', groupArn(region, group))
	);
}
