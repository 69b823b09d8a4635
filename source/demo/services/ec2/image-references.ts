import type {Action, Call} from '../../protocol/action.ts';
import {invalidValue, missingParameter, ServiceError} from '../../protocol/errors.ts';
import type {LiveRegion} from '../../account/live-region.ts';
import {pageOf} from '../../protocol/paging.ts';
import type {Query} from '../../protocol/query.ts';
import {element, itemSet} from '../../protocol/xml.ts';
import {checkImageIds} from './images.ts';

const resourceTypes = [
	'ec2:Instance',
	'ec2:LaunchTemplate',
	'ssm:Parameter',
	'imagebuilder:ImageRecipe',
	'imagebuilder:ContainerRecipe',
] as const;
type ResourceType = (typeof resourceTypes)[number];

/** The resource types that are looked at, each with its options. */
type Scope = ReadonlyMap<ResourceType, Options>;
type Options = {readonly states: readonly string[]; readonly versionDepth: number};

// An instance that is gone holds on to nothing; of a launch template the newest ten versions count.
const defaults: Options = {states: ['pending', 'running', 'shutting-down', 'stopping', 'stopped'], versionDepth: 10};

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImageReferences.html */
export const describeImageReferences: Action = {
	pages: 'imageReferenceSet',
	parameters: ['ImageId', 'IncludeAllResourceTypes', 'ResourceType', 'NextToken', 'MaxResults'],
	answer({query, region}: Call) {
		const ids = query.list('ImageId');
		if (ids.length === 0) {
			throw missingParameter('ImageId');
		}

		if (ids.length > 10) {
			throw new ServiceError('InvalidParameterValue', 'You can specify up to 10 image IDs in a request.');
		}

		// It works for any AMI, whoever owns it and whether or not it still exists.
		checkImageIds(ids, () => true);
		const scope = readScope(query);
		const size = query.integer('MaxResults', {min: 5, max: 1000}) ?? 1000;
		const references = [...new Set(ids)].flatMap((id) => referencesOf(region, id, scope));
		const {items, nextToken} = pageOf(references, query, {region: region.data.name, size});
		return itemSet('imageReferenceSet', items) + element('nextToken', nextToken);
	},
};

function readScope(query: Query): Scope {
	const scope = new Map<ResourceType, Options>(
		query.boolean('IncludeAllResourceTypes') ? resourceTypes.map((type) => [type, defaults] as const) : [],
	);
	for (const given of query.structures('ResourceType')) {
		const name = given.text('ResourceType') ?? '';
		const type = resourceTypes.find((known) => known === name);
		if (type === undefined) {
			throw invalidValue('ResourceType', name, `Valid values are ${resourceTypes.join(', ')}.`);
		}

		scope.set(type, readOptions(given));
	}

	if (scope.size === 0) {
		throw new ServiceError(
			'MissingParameter',
			'The request must contain either IncludeAllResourceTypes or ResourceTypes',
		);
	}

	return scope;
}

function readOptions(query: Query): Options {
	let {states, versionDepth} = defaults;
	for (const option of query.structures('ResourceTypeOption')) {
		const name = option.text('OptionName') ?? '';
		const values = option.list('OptionValue');
		if (name === 'state-name') {
			states = values;
		} else if (name === 'version-depth') {
			versionDepth = Number(values[0]);
			if (!Number.isSafeInteger(versionDepth) || versionDepth < 1 || versionDepth > 10_000) {
				throw invalidValue('version-depth', values[0] ?? '');
			}
		} else {
			throw invalidValue('OptionName', name, 'Valid values are state-name, version-depth.');
		}
	}

	return {states, versionDepth};
}

function referencesOf(region: LiveRegion, imageId: string, scope: Scope): string[] {
	const {name, launchTemplates, references} = region.data;
	const prefix = `arn:aws:ec2:${name}:${region.accountId}`;
	const row = region.imageRow(imageId);
	const instances = scope.get('ec2:Instance');
	const templates = scope.get('ec2:LaunchTemplate');
	const instanceArns = (row === undefined ? [] : region.instancesOf(row))
		.map((instance) => region.instance(instance))
		.filter(({state}) => instances?.states.includes(state))
		.map(({id}) => ['ec2:Instance', `${prefix}:instance/${id}`] as const);
	const templateArns = launchTemplates
		.filter(({versions, operator}) => {
			const newest = templates ? versions.slice(-templates.versionDepth) : [];
			return operator === undefined && newest.some((version) => version.imageId === imageId);
		})
		.map(({id}) => ['ec2:LaunchTemplate', `${prefix}:launch-template/${id}`] as const);
	const others = references
		.filter((reference) => reference.imageId === imageId && scope.has(reference.type))
		.map(({type, arn}) => [type, arn] as const);
	return [...instanceArns, ...templateArns, ...others].map(
		([type, arn]) => element('imageId', imageId) + element('resourceType', type) + element('arn', arn),
	);
}
