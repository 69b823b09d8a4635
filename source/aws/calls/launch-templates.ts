import {
	DescribeLaunchTemplatesCommand,
	DescribeLaunchTemplateVersionsCommand,
	type LaunchTemplate,
	type LaunchTemplateVersion,
} from '@aws-sdk/client-ec2';
import type {LaunchTemplateUse} from '../../operations/ports.ts';
import type {Caller} from '../client/caller.ts';
import {safe} from '../client/safe.ts';

/**
The default and the latest version of every launch template that names an image, itself or by an SSM parameter (`resolve:ssm:…`, kept as it
is): these are what launches by name, and no instance needs to run from them yet.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html
*/
export async function readLaunchTemplates(
	caller: Caller,
	region: string,
	signal: AbortSignal,
): Promise<readonly LaunchTemplateUse[]> {
	const templates = new Map<string, LaunchTemplate>();
	const pages = caller.pages(
		{
			action: 'ec2:DescribeLaunchTemplates',
			region,
			send: async (client, options, NextToken) =>
				client.send(new DescribeLaunchTemplatesCommand({MaxResults: 200, NextToken}), options),
		},
		signal,
	);
	for await (const {LaunchTemplates: found = []} of pages) {
		for (const template of found) {
			templates.set(template.LaunchTemplateId ?? '', template);
		}
	}

	return templates.size === 0 ? [] : readVersions(caller, region, templates, signal);
}

async function readVersions(
	caller: Caller,
	region: string,
	templates: ReadonlyMap<string, LaunchTemplate>,
	signal: AbortSignal,
): Promise<readonly LaunchTemplateUse[]> {
	// Without a template's ID these two names give the versions of all templates.
	const pages = caller.pages(
		{
			action: 'ec2:DescribeLaunchTemplateVersions',
			region,
			send: async (client, options, NextToken) =>
				client.send(
					new DescribeLaunchTemplateVersionsCommand({Versions: ['$Default', '$Latest'], MaxResults: 200, NextToken}),
					options,
				),
		},
		signal,
	);
	const uses = new Map<string, LaunchTemplateUse>();
	for await (const {LaunchTemplateVersions: versions = []} of pages) {
		for (const version of versions) {
			const use = useOf(version, templates.get(version.LaunchTemplateId ?? ''));
			if (use !== undefined) {
				// A version that is both may be listed once or twice.
				uses.set(`${use.templateId} ${use.version}`, use);
			}
		}
	}

	return uses.values().toArray();
}

function useOf(version: LaunchTemplateVersion, template: LaunchTemplate | undefined): LaunchTemplateUse | undefined {
	const {LaunchTemplateId: id, VersionNumber: number, LaunchTemplateData: data} = version;
	const imageId = data?.ImageId;
	if (id === undefined || number === undefined || imageId === undefined || imageId === '') {
		return undefined;
	}

	const isDefault = template === undefined ? version.DefaultVersion === true : template.DefaultVersionNumber === number;
	const isLatest = template === undefined ? version.DefaultVersion !== true : template.LatestVersionNumber === number;
	return safe({
		templateId: id,
		templateName: version.LaunchTemplateName ?? template?.LaunchTemplateName ?? id,
		version: number,
		role: isDefault && isLatest ? 'default and latest' : isDefault ? 'default' : 'latest',
		imageId,
	});
}
