import {instanceStateCodes} from '../../account/instance.ts';
import type {LiveRegion} from '../../account/live-region.ts';
import type {Action, Call} from '../../protocol/action.ts';
import {ServiceError} from '../../protocol/errors.ts';
import {matchesTags, readFilters, type Filter} from '../../protocol/filters.ts';
import {pageOf} from '../../protocol/paging.ts';
import {element, itemSet, tagSet, wrap} from '../../protocol/xml.ts';
import {renderOperator} from './operator.ts';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html */
export const describeInstances: Action = {
	pages: 'reservationSet',
	parameters: ['InstanceId', 'Filter', 'IncludeManagedResources', 'MaxResults', 'NextToken'],
	answer({query, region}: Call) {
		const ids = query.list('InstanceId');
		const size = query.integer('MaxResults', {min: 5, max: 1000});
		if (size !== undefined && ids.length > 0) {
			throw new ServiceError(
				'InvalidParameterCombination',
				'The parameter instancesSet cannot be used with the parameter maxResults',
			);
		}

		const filters = readFilters(query, knownFilters);
		const count = region.instanceCount(query.boolean('IncludeManagedResources'));
		const unknown = ids.filter((id) => !((region.instanceRow(id) ?? Infinity) < count));
		if (unknown.length > 0) {
			throw new ServiceError('InvalidInstanceID.NotFound', `The instance ID '${unknown[0] ?? ''}' does not exist`);
		}

		const rows = Array.from({length: count}, (_, row) => row).filter(
			(row) =>
				(ids.length === 0 || ids.includes(region.instance(row).id)) &&
				filters.every((filter) => matchesInstance(region, row, filter)),
		);
		const {items, nextToken} = pageOf(rows, query, {region: region.data.name, size});
		return (
			itemSet(
				'reservationSet',
				items.map((row) => renderReservation(region, row)),
			) + element('nextToken', nextToken)
		);
	},
};

const knownFilters = [
	'availability-zone',
	'image-id',
	'instance-id',
	'instance-state-name',
	'instance-type',
	'operator.managed',
	'operator.principal',
	'tag-key',
];

function matchesInstance(region: LiveRegion, row: number, filter: Filter): boolean {
	const {id, type, zone, state, image, tags, operator} = region.instance(row);
	switch (filter.name) {
		case 'availability-zone': {
			return filter.matches(region.data.zones[zone]?.name);
		}

		case 'image-id': {
			return filter.matches(region.image(image).id);
		}

		case 'instance-id': {
			return filter.matches(id);
		}

		case 'instance-state-name': {
			return filter.matches(state);
		}

		case 'instance-type': {
			return filter.matches(type);
		}

		case 'operator.managed': {
			return filter.matches(String(operator !== undefined));
		}

		case 'operator.principal': {
			return filter.matches(operator);
		}

		default: {
			return matchesTags(filter, tags);
		}
	}
}

/** Every instance in a reservation of its own. */
function renderReservation(region: LiveRegion, row: number): string {
	const {id, type, launchedAt, zone, state, image, tags, operator} = region.instance(row);
	const place = region.data.zones[zone];
	const isHidden = row >= region.data.instances.length;
	const {architecture, windows} = region.image(image);
	const instance =
		element('instanceId', id) +
		element('imageId', region.image(image).id) +
		`<instanceState><code>${instanceStateCodes[state]}</code><name>${state}</name></instanceState>` +
		element('instanceType', type) +
		element('launchTime', launchedAt) +
		wrap('placement', element('availabilityZone', place?.name) + element('availabilityZoneId', place?.id)) +
		element('architecture', architecture) +
		element('platform', windows ? 'windows' : undefined) +
		tagSet(tags) +
		renderOperator(operator, isHidden);
	return (
		element('reservationId', id.replace('i-', 'r-')) +
		element('ownerId', region.accountId) +
		itemSet('groupSet', []) +
		itemSet('instancesSet', [instance])
	);
}
