import {createHash} from 'node:crypto';
import type {DemoImage} from '../../account/account.ts';
import {instanceStateCodes} from '../../account/instance.ts';
import type {Action, Call} from '../../protocol/action.ts';
import {ServiceError} from '../../protocol/errors.ts';
import {matchesTags, readFilters, type Filter} from '../../protocol/filters.ts';
import type {LiveRegion} from '../../account/live-region.ts';
import {fingerprint, readToken, writeToken} from '../../protocol/paging.ts';
import {element, itemSet, tagSet, wrap} from '../../protocol/xml.ts';
import {renderWatermarks} from './image-xml.ts';
import {renderOperator} from './operator.ts';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceImageMetadata.html */
export const describeInstanceImageMetadata: Action = {
	pages: 'instanceImageMetadataSet',
	parameters: ['Filter', 'InstanceId', 'MaxResults', 'NextToken'],
	answer({query, region}: Call) {
		const size = query.integer('MaxResults', {min: 1, max: 1000}) ?? 1000;
		const filters = readFilters(query, knownFilters);
		const ids = query.list('InstanceId');
		const named = ids.length > 0 ? rowsOf(region, ids) : undefined;
		const bound = fingerprint(region.data.name, query);
		const {offset, page} = readToken(query, bound);

		const matches = predicate(region, filters);
		const total = named?.length ?? region.instanceCount(false);
		// One row more than fits: it is where the next page begins, and without it there is none.
		const found = matchingRows({from: offset, total, rowAt: (at) => named?.[at] ?? at, matches, limit: size + 1});
		const isEmpty = page === 1 && !named && found.length > 0 && beginsEmpty(bound);
		const shown = isEmpty ? [] : found.slice(0, size);
		const next = found[shown.length];
		const nextToken = next && writeToken({offset: next.at, page: page + 1}, bound);
		const items = shown.map(({row}) => renderInstance(region, row));
		return itemSet('instanceImageMetadataSet', items) + element('nextToken', nextToken);
	},
};

type Search = {
	readonly from: number;
	readonly total: number;
	rowAt(at: number): number;
	matches(row: number): boolean;
	readonly limit: number;
};

function matchingRows({from, total, rowAt, matches, limit}: Search): Array<{at: number; row: number}> {
	const found = [];
	for (let at = from; at < total && found.length < limit; at++) {
		const row = rowAt(at);
		if (matches(row)) {
			found.push({at, row});
		}
	}

	return found;
}

/** A page may be empty and still carry a token: here the first page of about every fourth query, always of the same ones. */
function beginsEmpty(bound: string): boolean {
	return (createHash('sha256').update(bound).digest()[0] ?? 0) % 4 === 0;
}

function rowsOf(region: LiveRegion, ids: readonly string[]): number[] {
	const malformed = ids.find((id) => !/^i-[\da-f]{8}(?:[\da-f]{9})?$/.test(id));
	if (malformed !== undefined) {
		throw new ServiceError('InvalidInstanceID.Malformed', `Invalid id: "${malformed}"`);
	}

	const unknown = ids.filter((id) => !((region.instanceRow(id) ?? Infinity) < region.instanceCount(false)));
	if (unknown.length > 0) {
		throw new ServiceError(
			'InvalidInstanceID.NotFound',
			unknown.length === 1
				? `The instance ID '${unknown[0]}' does not exist`
				: `The instance IDs '${unknown.join(', ')}' do not exist`,
		);
	}

	return [...new Set(ids.map((id) => region.instanceRow(id) ?? -1))].toSorted((left, right) => left - right);
}

const knownFilters = [
	'availability-zone',
	'image-allowed',
	'instance-id',
	'instance-state-name',
	'instance-type',
	'launch-time',
	'owner-alias',
	'owner-id',
	'tag-key',
	'zone-id',
];

function predicate(region: LiveRegion, filters: readonly Filter[]): (row: number) => boolean {
	const tests = filters.map((filter) => rowTest(region, filter));
	return (row) => tests.every((test) => test(row));
}

function rowTest(region: LiveRegion, filter: Filter): (row: number) => boolean {
	const {zones} = region.data;
	switch (filter.name) {
		case 'availability-zone': {
			const wanted = zones.map(({name}) => filter.matches(name));
			return (row) => wanted[region.instance(row).zone] === true;
		}

		case 'zone-id': {
			const wanted = zones.map(({id}) => filter.matches(id));
			return (row) => wanted[region.instance(row).zone] === true;
		}

		case 'image-allowed': {
			return (row) => {
				const allowed = region.isAllowed(region.instance(row).image);
				return allowed !== undefined && filter.matches(String(allowed));
			};
		}

		case 'owner-alias': {
			return (row) => filter.matches(region.image(region.instance(row).image).ownerAlias);
		}

		case 'owner-id': {
			return (row) => filter.matches(region.image(region.instance(row).image).ownerId);
		}

		case 'instance-id': {
			return (row) => filter.matches(region.instance(row).id);
		}

		case 'instance-state-name': {
			return (row) => filter.matches(region.instance(row).state);
		}

		case 'instance-type': {
			return (row) => filter.matches(region.instance(row).type);
		}

		case 'launch-time': {
			return (row) => filter.matches(region.instance(row).launchedAt);
		}

		default: {
			return (row) => matchesTags(filter, region.instance(row).tags);
		}
	}
}

function renderInstance(region: LiveRegion, row: number): string {
	const {id, type, launchedAt, zone, state, image, tags, operator} = region.instance(row);
	const place = region.data.zones[zone];
	return (
		element('instanceId', id) +
		element('instanceType', type) +
		element('launchTime', launchedAt) +
		element('availabilityZone', place?.name) +
		element('zoneId', place?.id) +
		`<instanceState><code>${instanceStateCodes[state]}</code><name>${state}</name></instanceState>` +
		element('instanceOwnerId', region.accountId) +
		tagSet(tags) +
		region.derive('metadata', image, (of) => renderMetadata(region, of, image)) +
		renderOperator(operator, row >= region.data.instances.length)
	);
}

function renderMetadata(region: LiveRegion, image: DemoImage, row: number): string {
	return wrap(
		'imageMetadata',
		element('imageId', image.id) +
			element('name', image.name) +
			element('imageOwnerId', image.ownerId) +
			element('imageState', image.state) +
			element('imageOwnerAlias', shownAlias(region, image)) +
			element('creationDate', image.createdAt) +
			element('deprecationTime', image.deprecatedAt) +
			element('imageAllowed', region.isAllowed(row)) +
			element('isPublic', image.isPublic) +
			renderWatermarks(image),
	);
}

/** In enabled mode EC2 has been seen to put the owner's account ID where an image has no alias. */
function shownAlias(region: LiveRegion, image: DemoImage): string | undefined {
	const isForeign = image.ownerId !== region.accountId;
	const isEnforced = region.settings.inForce.State === 'enabled';
	return image.ownerAlias ?? (isForeign && isEnforced ? image.ownerId : undefined);
}
