import {
	DescribeLaunchTemplatesCommand,
	DescribeLaunchTemplateVersionsCommand,
	type LaunchTemplateVersion as Ec2TemplateVersion,
} from '@aws-sdk/client-ec2';
import type {LaunchTemplate, LaunchTemplateVersion} from '../../../operations/launches/ports.ts';
import type {Caller} from '../../client/caller.ts';
import {safe} from '../../client/safe.ts';

const pageSize = 200;

/**
Every launch template, those that AWS services manage included.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplates.html
*/
export async function* readTemplates(
	caller: Caller,
	region: string,
	signal: AbortSignal,
): AsyncGenerator<readonly LaunchTemplate[], void, void> {
	const pages = caller.pages(
		{
			action: 'ec2:DescribeLaunchTemplates',
			region,
			send: async (client, options, NextToken) =>
				client.send(
					new DescribeLaunchTemplatesCommand({IncludeManagedResources: true, MaxResults: pageSize, NextToken}),
					options,
				),
		},
		signal,
	);
	for await (const {LaunchTemplates: templates = []} of pages) {
		yield templates.flatMap(
			({LaunchTemplateId: id, LaunchTemplateName: name, DefaultVersionNumber, LatestVersionNumber, Operator}) =>
				id === undefined
					? []
					: [
							safe({
								id,
								name: name ?? id,
								defaultVersion: DefaultVersionNumber ?? 1,
								latestVersion: LatestVersionNumber ?? 1,
								...(Operator?.Principal !== undefined && {operator: Operator.Principal}),
							}),
						],
		);
	}
}

/**
The default and the latest version of every launch template, which these two names give where no template is named.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html
*/
export async function* readCurrentVersions(
	caller: Caller,
	region: string,
	signal: AbortSignal,
): AsyncGenerator<readonly LaunchTemplateVersion[], void, void> {
	const pages = caller.pages(
		{
			action: 'ec2:DescribeLaunchTemplateVersions',
			region,
			send: async (client, options, NextToken) =>
				client.send(
					new DescribeLaunchTemplateVersionsCommand({
						Versions: ['$Default', '$Latest'],
						IncludeManagedResources: true,
						MaxResults: pageSize,
						NextToken,
					}),
					options,
				),
		},
		signal,
	);
	for await (const {LaunchTemplateVersions: versions = []} of pages) {
		yield versions.flatMap((version) => versionFrom(version));
	}
}

/** These versions of one launch template, with the image of this moment in the place of `resolve:ssm:…` where that is asked for. */
export async function readVersions(
	caller: Caller,
	region: string,
	template: {
		readonly id?: string;
		readonly name?: string;
		readonly versions: readonly string[];
		readonly isResolved: boolean;
	},
	signal: AbortSignal,
): Promise<readonly LaunchTemplateVersion[]> {
	const {id, name, versions, isResolved} = template;
	const pages = caller.pages(
		{
			action: 'ec2:DescribeLaunchTemplateVersions',
			region,
			send: async (client, options, NextToken) =>
				client.send(
					new DescribeLaunchTemplateVersionsCommand({
						...(id === undefined ? {LaunchTemplateName: name} : {LaunchTemplateId: id}),
						Versions: [...versions],
						IncludeManagedResources: true,
						...(isResolved && {ResolveAlias: true}),
						NextToken,
					}),
					options,
				),
		},
		signal,
	);
	const found: LaunchTemplateVersion[] = [];
	for await (const {LaunchTemplateVersions: page = []} of pages) {
		found.push(...page.flatMap((version) => versionFrom(version)));
	}

	return found;
}

function versionFrom(version: Ec2TemplateVersion): LaunchTemplateVersion[] {
	const {LaunchTemplateId: id, LaunchTemplateName: name, VersionNumber: number, LaunchTemplateData: data} = version;
	if (id === undefined || number === undefined) {
		return [];
	}

	const imageId = data?.ImageId;
	return [
		safe({
			templateId: id,
			templateName: name ?? id,
			version: number,
			isDefault: version.DefaultVersion === true,
			...(imageId !== undefined && imageId !== '' && {imageId}),
		}),
	];
}
