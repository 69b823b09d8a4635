import type {DemoFleet, DemoSpotFleet, DemoTemplateVersion} from '../../account/launch-sources.ts';
import type {Action, Call} from '../../protocol/action.ts';
import {ServiceError} from '../../protocol/errors.ts';
import {readFilters} from '../../protocol/filters.ts';
import {pageOf} from '../../protocol/paging.ts';
import {element, itemSet, tagSet, wrap} from '../../protocol/xml.ts';

const pageSize = {min: 1, max: 1000};

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeFleets.html */
export const describeFleets: Action = {
	pages: 'fleetSet',
	parameters: ['FleetId', 'Filter', 'MaxResults', 'NextToken'],
	answer({query, region}: Call) {
		const ids = query.list('FleetId');
		const filters = readFilters(query, ['activity-status', 'fleet-state', 'type']);
		const {fleets} = region.data.launches;
		const unknown = ids.find((id) => fleets.every((fleet) => fleet.id !== id));
		if (unknown !== undefined) {
			throw new ServiceError('InvalidFleetId.NotFound', `The fleet ID '${unknown}' does not exist`);
		}

		const wanted = fleets.filter(
			(fleet) =>
				// An instant fleet shows only where it is asked for by its ID.
				(ids.length === 0 ? fleet.type !== 'instant' : ids.includes(fleet.id)) &&
				filters.every(({name, matches}) => matches(filterText(fleet, name))),
		);
		const {items, nextToken} = pageOf(wanted, query, {
			region: region.data.name,
			size: query.integer('MaxResults', pageSize) ?? pageSize.max,
		});
		return (
			itemSet(
				'fleetSet',
				items.map((fleet) => renderFleet(fleet)),
			) + element('nextToken', nextToken)
		);
	},
};

function filterText({type, state}: DemoFleet, name: string): string {
	switch (name) {
		case 'fleet-state': {
			return state;
		}

		case 'type': {
			return type;
		}

		default: {
			return 'fulfilled';
		}
	}
}

function renderFleet({id, name, createdAt, type, state, template, imageIds, capacity}: DemoFleet): string {
	const config =
		renderTemplate('launchTemplateSpecification', template) +
		itemSet('overrides', [
			element('instanceType', 'c7a.xlarge'),
			...imageIds.map((imageId) => element('instanceType', 'c7i.xlarge') + element('imageId', imageId)),
		]);
	return (
		element('activityStatus', 'fulfilled') +
		element('createTime', createdAt) +
		element('fleetId', id) +
		element('fleetState', state) +
		itemSet('launchTemplateConfigs', [config]) +
		wrap('targetCapacitySpecification', element('totalTargetCapacity', capacity)) +
		element('type', type) +
		tagSet([['Name', name]])
	);
}

function renderTemplate(as: string, {templateId, name, version}: DemoTemplateVersion): string {
	return wrap(
		as,
		element('launchTemplateId', templateId) + element('launchTemplateName', name) + element('version', version),
	);
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSpotFleetRequests.html */
export const describeSpotFleetRequests: Action = {
	pages: 'spotFleetRequestConfigSet',
	parameters: ['SpotFleetRequestId', 'MaxResults', 'NextToken'],
	answer({query, region}: Call) {
		const ids = query.list('SpotFleetRequestId');
		const wanted = region.data.launches.spotFleets.filter(({id}) => ids.length === 0 || ids.includes(id));
		const {items, nextToken} = pageOf(wanted, query, {
			region: region.data.name,
			size: query.integer('MaxResults', pageSize) ?? pageSize.max,
		});
		return (
			itemSet(
				'spotFleetRequestConfigSet',
				items.map((fleet) => renderSpotFleet(fleet, region.accountId)),
			) + element('nextToken', nextToken)
		);
	},
};

function renderSpotFleet({id, createdAt, state, capacity, launch}: DemoSpotFleet, accountId: string): string {
	const launches =
		'imageIds' in launch
			? itemSet(
					'launchSpecifications',
					launch.imageIds.map((imageId) => element('imageId', imageId) + element('instanceType', 'g6.xlarge')),
				)
			: itemSet('launchTemplateConfigs', [renderTemplate('launchTemplateSpecification', launch.template)]);
	return (
		element('activityStatus', state === 'active' ? 'fulfilled' : undefined) +
		element('createTime', createdAt) +
		wrap(
			'spotFleetRequestConfig',
			element('iamFleetRole', `arn:aws:iam::${accountId}:role/spot-fleet`) +
				launches +
				element('targetCapacity', capacity) +
				element('type', 'maintain'),
		) +
		element('spotFleetRequestId', id) +
		element('spotFleetRequestState', state)
	);
}
