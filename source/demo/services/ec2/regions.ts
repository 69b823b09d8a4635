import type {DemoRegion} from '../../account/account.ts';
import type {Action, Call} from '../../protocol/action.ts';
import {invalidValue, ServiceError} from '../../protocol/errors.ts';
import {readFilters} from '../../protocol/filters.ts';
import {element, itemSet} from '../../protocol/xml.ts';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html */
export const describeRegions: Action = {
	parameters: ['RegionName', 'AllRegions', 'Filter'],
	answer({query, account}: Call) {
		const names = query.list('RegionName');
		const filters = readFilters(query, ['endpoint', 'opt-in-status', 'region-name']);
		for (const name of names) {
			if (account.regions.every((region) => region.name !== name)) {
				throw invalidValue('region', name);
			}
		}

		const all = query.boolean('AllRegions') || names.length > 0;
		const regions = account.regions.filter(
			(region) =>
				(all || region.optInStatus !== 'not-opted-in') &&
				(names.length === 0 || names.includes(region.name)) &&
				filters.every((filter) => filter.matches(regionFilterText(region, filter.name))),
		);
		return itemSet(
			'regionInfo',
			regions.map(
				(region) =>
					element('regionName', region.name) +
					element('regionEndpoint', endpointOf(region)) +
					element('optInStatus', region.optInStatus),
			),
		);
	},
};

function endpointOf(region: DemoRegion): string {
	return `ec2.${region.name}.amazonaws.com`;
}

function regionFilterText(region: DemoRegion, filter: string): string {
	switch (filter) {
		case 'endpoint': {
			return endpointOf(region);
		}

		case 'opt-in-status': {
			return region.optInStatus;
		}

		default: {
			return region.name;
		}
	}
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html */
export const describeAvailabilityZones: Action = {
	parameters: ['ZoneName', 'ZoneId', 'AllAvailabilityZones', 'Filter'],
	answer({query, region}: Call) {
		const names = query.list('ZoneName');
		const ids = query.list('ZoneId');
		const filters = readFilters(query, [
			'group-name',
			'opt-in-status',
			'region-name',
			'state',
			'zone-id',
			'zone-name',
			'zone-type',
		]);
		const {name: regionName, zones} = region.data;
		const unknownName = names.find((name) => zones.every((zone) => zone.name !== name));
		const unknownId = ids.find((id) => zones.every((zone) => zone.id !== id));
		if (unknownName !== undefined || unknownId !== undefined) {
			throw new ServiceError('InvalidParameterValue', `Invalid availability zone: [${unknownName ?? unknownId ?? ''}]`);
		}

		const rows = zones
			.filter(({name, id}) => (names.length === 0 || names.includes(name)) && (ids.length === 0 || ids.includes(id)))
			.map(({name, id}) => ({
				'opt-in-status': 'opt-in-not-required',
				'group-name': `${regionName}-zg-1`,
				'region-name': regionName,
				'zone-id': id,
				'zone-name': name,
				'zone-type': 'availability-zone',
				state: 'available',
			}))
			.filter((zone) =>
				filters.every((filter) => filter.matches(Object.entries(zone).find(([key]) => key === filter.name)?.[1])),
			);
		return itemSet(
			'availabilityZoneInfo',
			rows.map(
				(zone) =>
					element('optInStatus', zone['opt-in-status']) +
					itemSet('messageSet', []) +
					element('regionName', regionName) +
					element('zoneName', zone['zone-name']) +
					element('zoneId', zone['zone-id']) +
					element('groupName', zone['group-name']) +
					element('networkBorderGroup', regionName) +
					element('zoneType', zone['zone-type']) +
					element('zoneState', zone.state),
			),
		);
	},
};
