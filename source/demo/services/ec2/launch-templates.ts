import type {DemoLaunchTemplate} from '../../account/account.ts';
import type {Action, Call} from '../../protocol/action.ts';
import type {LiveRegion} from '../../account/live-region.ts';
import {ServiceError} from '../../protocol/errors.ts';
import {readFilters} from '../../protocol/filters.ts';
import {pageOf} from '../../protocol/paging.ts';
import type {Query} from '../../protocol/query.ts';
import {element, itemSet, wrap} from '../../protocol/xml.ts';
import {renderOperator} from './operator.ts';

const pageSize = {min: 1, max: 200};

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplates.html */
export const describeLaunchTemplates: Action = {
	pages: 'launchTemplates',
	parameters: [
		'LaunchTemplateId',
		'LaunchTemplateName',
		'Filter',
		'NextToken',
		'MaxResults',
		'IncludeManagedResources',
	],
	answer({query, region, account}: Call) {
		const ids = query.list('LaunchTemplateId');
		const names = query.list('LaunchTemplateName');
		const filters = readFilters(query, ['create-time', 'launch-template-name']);
		const launchTemplates = templatesOf(region, query);
		for (const id of ids) {
			findTemplate(launchTemplates, {id});
		}

		for (const name of names) {
			findTemplate(launchTemplates, {name});
		}

		const wanted = launchTemplates.filter(
			(template) =>
				(ids.length === 0 || ids.includes(template.id)) &&
				(names.length === 0 || names.includes(template.name)) &&
				filters.every((filter) => filter.matches(filter.name === 'create-time' ? template.createdAt : template.name)),
		);
		const size = query.integer('MaxResults', pageSize) ?? pageSize.max;
		const {items, nextToken} = pageOf(wanted, query, {region: region.data.name, size});
		return (
			itemSet(
				'launchTemplates',
				items.map(
					(template) =>
						element('launchTemplateId', template.id) +
						element('launchTemplateName', template.name) +
						element('createTime', template.createdAt) +
						element('createdBy', account.arn) +
						element('defaultVersionNumber', template.defaultVersion) +
						element('latestVersionNumber', template.versions.length) +
						itemSet('tagSet', []) +
						renderOperator(template.operator, template.operator !== undefined),
				),
			) + element('nextToken', nextToken)
		);
	},
};

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html */
export const describeLaunchTemplateVersions: Action = {
	pages: 'launchTemplateVersionSet',
	parameters: [
		'LaunchTemplateId',
		'LaunchTemplateName',
		'LaunchTemplateVersion',
		'MinVersion',
		'MaxVersion',
		'NextToken',
		'MaxResults',
		'Filter',
		'ResolveAlias',
		'IncludeManagedResources',
	],
	answer({query, region, account}: Call) {
		const filters = readFilters(query, ['create-time', 'image-id', 'instance-type', 'is-default-version']);
		const resolve = query.boolean('ResolveAlias');
		const rows = wantedVersions(query, templatesOf(region, query))
			.map(([template, number]) => describeVersion(template, number))
			.filter((row) => filters.every((filter) => filter.matches(row.texts.get(filter.name))));
		const size = query.integer('MaxResults', pageSize) ?? pageSize.max;
		const {items, nextToken} = pageOf(rows, query, {region: region.data.name, size});
		const imageIdOf = (imageId: string): string =>
			resolve && imageId.startsWith(parameterPrefix)
				? (region.data.parameters.get(imageId.slice(parameterPrefix.length)) ?? imageId)
				: imageId;
		return (
			itemSet(
				'launchTemplateVersionSet',
				items.map(
					({template, number, version}) =>
						element('launchTemplateId', template.id) +
						element('launchTemplateName', template.name) +
						element('versionNumber', number) +
						element('versionDescription', version.description) +
						element('createTime', version.createdAt) +
						element('createdBy', account.arn) +
						element('defaultVersion', number === template.defaultVersion) +
						renderOperator(template.operator, template.operator !== undefined) +
						wrap(
							'launchTemplateData',
							element('imageId', imageIdOf(version.imageId)) + element('instanceType', version.instanceType),
						),
				),
			) + element('nextToken', nextToken)
		);
	},
};

/** The templates that a call sees: those that AWS services manage only where they are asked for or visible. */
function templatesOf({data}: LiveRegion, query: Query): readonly DemoLaunchTemplate[] {
	const withManaged = query.boolean('IncludeManagedResources') || data.launches.visibility === 'visible';
	return data.launchTemplates.filter(({operator}) => withManaged || operator === undefined);
}

const parameterPrefix = 'resolve:ssm:';

function describeVersion(template: DemoLaunchTemplate, number: number) {
	const version = template.versions[number - 1];
	if (!version) {
		throw new ServiceError(
			'InvalidLaunchTemplateId.VersionNotFound',
			`Could not find the specified version ${number} for the launch template with ID ${template.id}.`,
		);
	}

	const texts = new Map([
		['create-time', version.createdAt],
		['image-id', version.imageId],
		['instance-type', version.instanceType],
		['is-default-version', String(number === template.defaultVersion)],
	]);
	return {template, number, version, texts};
}

type TemplateVersion = readonly [template: DemoLaunchTemplate, number: number];

function wantedVersions(query: Query, templates: readonly DemoLaunchTemplate[]): TemplateVersion[] {
	const id = query.text('LaunchTemplateId');
	const name = query.text('LaunchTemplateName');
	if (id !== undefined && name !== undefined) {
		throw new ServiceError(
			'InvalidParameterCombination',
			'The request must include either LaunchTemplateId or LaunchTemplateName, but not both.',
		);
	}

	const versions = query.list('LaunchTemplateVersion');
	if (id === undefined && name === undefined) {
		return versionsOfAll(versions, templates);
	}

	const template = findTemplate(templates, id === undefined ? {name: name ?? ''} : {id});
	if (versions.length > 0) {
		const numbers = versions.map((version) => versionNumber(version, template));
		return [...new Set(numbers)].map((number) => [template, number] as const);
	}

	const first = query.integer('MinVersion', {min: 1, max: Number.MAX_SAFE_INTEGER}) ?? 1;
	const last = query.integer('MaxVersion', {min: 1, max: Number.MAX_SAFE_INTEGER}) ?? template.versions.length;
	return template.versions
		.map((_, index) => index + 1)
		.filter((number) => number >= first && number <= last)
		.toReversed()
		.map((number) => [template, number] as const);
}

/** Over all templates of the account only `$Latest` and `$Default` can be asked for. */
function versionsOfAll(versions: readonly string[], templates: readonly DemoLaunchTemplate[]): TemplateVersion[] {
	if (versions.length === 0) {
		throw new ServiceError(
			'MissingParameter',
			'Either a launch template ID or a launch template name must be specified.',
		);
	}

	if (versions.some((version) => version !== '$Latest' && version !== '$Default')) {
		throw new ServiceError(
			'InvalidParameterValue',
			'Only $Latest and $Default are valid versions when no launch template is specified.',
		);
	}

	return templates.flatMap((template) => {
		const numbers = versions.map((version) => versionNumber(version, template));
		return [...new Set(numbers)].map((number) => [template, number] as const);
	});
}

function versionNumber(version: string, template: DemoLaunchTemplate): number {
	switch (version) {
		case '$Latest': {
			return template.versions.length;
		}

		case '$Default': {
			return template.defaultVersion;
		}

		default: {
			if (!/^\d+$/.test(version)) {
				throw new ServiceError(
					'InvalidParameterValue',
					`Launch template version '${version}' is not valid. Use a number, $Latest or $Default.`,
				);
			}

			return Number(version);
		}
	}
}

function findTemplate(
	templates: readonly DemoLaunchTemplate[],
	by: {readonly id: string} | {readonly name: string},
): DemoLaunchTemplate {
	const template = templates.find((candidate) => ('id' in by ? candidate.id === by.id : candidate.name === by.name));
	if (template) {
		return template;
	}

	throw 'id' in by
		? new ServiceError(
				'InvalidLaunchTemplateId.NotFound',
				`The specified launch template, with template ID ${by.id}, does not exist.`,
			)
		: new ServiceError(
				'InvalidLaunchTemplateName.NotFoundException',
				`The specified launch template, with template name ${by.name}, does not exist.`,
			);
}
