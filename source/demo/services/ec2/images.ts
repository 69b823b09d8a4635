import type {DemoImage} from '../../account/account.ts';
import type {Action, Call} from '../../protocol/action.ts';
import {invalidValue, ServiceError} from '../../protocol/errors.ts';
import {readFilters} from '../../protocol/filters.ts';
import {pageOf} from '../../protocol/paging.ts';
import {element, itemSet} from '../../protocol/xml.ts';
import {renderImage} from './image-xml.ts';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html */
export const describeImages: Action = {
	pages: 'imagesSet',
	parameters: [
		'ExecutableBy',
		'ImageId',
		'Owner',
		'IncludeDeprecated',
		'IncludeDisabled',
		'MaxResults',
		'NextToken',
		'Filter',
	],
	answer({query, region, account, now}: Call) {
		const ids = new Set(query.list('ImageId'));
		checkImageIds(ids, (id) => {
			const row = region.imageRow(id);
			return row !== undefined && region.image(row).state !== 'deregistered';
		});
		const size = query.integer('MaxResults', {min: 1, max: 1000});
		if (size !== undefined && ids.size > 0) {
			throw new ServiceError(
				'InvalidParameterCombination',
				'The parameter imageIdsSet cannot be used with the parameter maxResults',
			);
		}

		const owners = query.list('Owner').map((owner) => (owner === 'self' ? account.id : owner));
		const wrongOwner = owners.find((owner) => !/^(?:\d{12}|amazon|aws-marketplace|aws-backup-vault)$/.test(owner));
		if (wrongOwner !== undefined) {
			throw invalidValue('owner', wrongOwner);
		}

		const filters = readFilters(query, knownFilters);
		const withDeprecated = query.boolean('IncludeDeprecated') || ids.size > 0;
		const withDisabled = query.boolean('IncludeDisabled');
		const {State: state} = region.settings.inForce;

		const isListed = (image: DemoImage, row: number): boolean => {
			const isOwn = image.ownerId === account.id;
			const isDeprecated = image.deprecatedAt !== undefined && Date.parse(image.deprecatedAt) <= now.getTime();
			return (
				image.state !== 'deregistered' &&
				(ids.size === 0 || ids.has(image.id)) &&
				(owners.length === 0 || owners.includes(image.ownerId ?? '') || owners.includes(image.ownerAlias ?? '')) &&
				(withDeprecated || isOwn || !isDeprecated) &&
				(withDisabled || image.state !== 'disabled') &&
				// Once enforced, an image that is not allowed cannot be discovered.
				(state !== 'enabled' || region.isAllowed(row) === true) &&
				filters.every((filter) => filter.matches(filterText(image, region.isAllowed(row), filter.name)))
			);
		};

		const rows = region.data.images.flatMap((image, row) => (isListed(image, row) ? [row] : []));
		const {items, nextToken} = pageOf(rows, query, {region: region.data.name, size});
		return (
			itemSet(
				'imagesSet',
				items.map((row) => renderImage(region.image(row), region.isAllowed(row))),
			) + element('nextToken', nextToken)
		);
	},
};

const knownFilters = [
	'architecture',
	'creation-date',
	'image-allowed',
	'image-id',
	'image-type',
	'is-public',
	'name',
	'owner-alias',
	'owner-id',
	'product-code',
	'state',
];

function filterText(image: DemoImage, allowed: boolean | undefined, filter: string): string | undefined {
	switch (filter) {
		case 'architecture': {
			return image.architecture;
		}

		case 'creation-date': {
			return image.createdAt;
		}

		case 'image-allowed': {
			return allowed === undefined ? undefined : String(allowed);
		}

		case 'image-id': {
			return image.id;
		}

		case 'image-type': {
			return 'machine';
		}

		case 'is-public': {
			return String(image.isPublic ?? false);
		}

		case 'owner-alias': {
			return image.ownerAlias;
		}

		case 'owner-id': {
			return image.ownerId;
		}

		case 'product-code': {
			return image.productCodes?.[0];
		}

		case 'state': {
			return image.state;
		}

		default: {
			return image.name;
		}
	}
}

/** Refuses the call if any of the IDs is malformed or not known, naming all of these as EC2 does. */
export function checkImageIds(ids: Iterable<string>, isKnown: (id: string) => boolean): void {
	const all = [...ids];
	const malformed = all.find((id) => !/^ami-[\da-f]{8}(?:[\da-f]{9})?$/.test(id));
	if (malformed !== undefined) {
		throw new ServiceError('InvalidAMIID.Malformed', `Invalid id: "${malformed}" (expecting "ami-...")`);
	}

	const unknown = all.filter((id) => !isKnown(id));
	if (unknown.length === 0) {
		return;
	}

	const [subject, verb] = unknown.length === 1 ? ['image id', 'does'] : ['image ids', 'do'];
	throw new ServiceError('InvalidAMIID.NotFound', `The ${subject} '[${unknown.join(', ')}]' ${verb} not exist`);
}
