import type {DemoSpotRequest} from '../../account/launch-sources.ts';
import type {Action, Call} from '../../protocol/action.ts';
import {readFilters} from '../../protocol/filters.ts';
import {pageOf} from '../../protocol/paging.ts';
import {element, itemSet, tagSet, wrap} from '../../protocol/xml.ts';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSpotInstanceRequests.html */
export const describeSpotInstanceRequests: Action = {
	pages: 'spotInstanceRequestSet',
	parameters: ['SpotInstanceRequestId', 'Filter', 'MaxResults', 'NextToken'],
	answer({query, region}: Call) {
		const ids = query.list('SpotInstanceRequestId');
		const filters = readFilters(query, ['launch.image-id', 'spot-instance-request-id', 'state', 'type']);
		const wanted = region.data.launches.spotRequests.filter(
			(request) =>
				(ids.length === 0 || ids.includes(request.id)) &&
				filters.every(({name, matches}) => matches(filterText(request, name))),
		);
		const {items, nextToken} = pageOf(wanted, query, {
			region: region.data.name,
			size: query.integer('MaxResults', {min: 5, max: 1000}),
		});
		return (
			itemSet(
				'spotInstanceRequestSet',
				items.map((request) => renderRequest(request)),
			) + element('nextToken', nextToken)
		);
	},
};

function filterText({id, state, type, imageId}: DemoSpotRequest, name: string): string {
	switch (name) {
		case 'launch.image-id': {
			return imageId;
		}

		case 'state': {
			return state;
		}

		case 'type': {
			return type;
		}

		default: {
			return id;
		}
	}
}

function renderRequest({id, createdAt, state, type, imageId, instanceType}: DemoSpotRequest): string {
	return (
		element('createTime', createdAt) +
		wrap('launchSpecification', element('imageId', imageId) + element('instanceType', instanceType)) +
		element('productDescription', 'Linux/UNIX') +
		element('spotInstanceRequestId', id) +
		element('state', state) +
		tagSet([]) +
		element('type', type)
	);
}
