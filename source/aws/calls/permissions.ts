import {
	DescribeAvailabilityZonesCommand,
	DescribeFleetsCommand,
	DescribeImageReferencesCommand,
	DescribeImagesCommand,
	DescribeInstanceImageMetadataCommand,
	DescribeInstancesCommand,
	DescribeLaunchTemplatesCommand,
	DescribeLaunchTemplateVersionsCommand,
	DescribeRegionsCommand,
	DescribeSpotFleetRequestsCommand,
	DescribeSpotInstanceRequestsCommand,
	DisableAllowedImagesSettingsCommand,
	EnableAllowedImagesSettingsCommand,
	GetAllowedImagesSettingsCommand,
	GetManagedResourceVisibilityCommand,
	ReplaceImageCriteriaInAllowedImagesSettingsCommand,
} from '@aws-sdk/client-ec2';
import {ProblemError} from '../../problem.ts';
import type {PermissionCheck} from '../../operations/ports.ts';
import {changeActions, readActions, type ChangeAction, type ReadAction} from '../client/actions.ts';
import type {Caller, RegionalAction, Request} from '../client/caller.ts';

/** How each permission is asked for: with a dry run, or where a call knows none, with the smallest read there is. */
type Probes = {
	readonly [Probed in Exclude<ReadAction | ChangeAction, 'sts:GetCallerIdentity'>]: Request<unknown, Probed>['send'];
};

/** A syntactically right ID of no image: a dry run checks the permission and never looks for it. */
const noImage = 'ami-00000000000000000';

/** `sts:GetCallerIdentity` needs no permission. */
const probes: Probes = {
	'ec2:DescribeRegions': async (client, options) => client.send(new DescribeRegionsCommand({DryRun: true}), options),
	'ec2:DescribeAvailabilityZones': async (client, options) =>
		client.send(new DescribeAvailabilityZonesCommand({DryRun: true}), options),
	'ec2:GetAllowedImagesSettings': async (client, options) =>
		client.send(new GetAllowedImagesSettingsCommand({DryRun: true}), options),
	'ec2:DescribeInstanceImageMetadata': async (client, options) =>
		client.send(new DescribeInstanceImageMetadataCommand({DryRun: true}), options),
	'ec2:GetManagedResourceVisibility': async (client, options) =>
		client.send(new GetManagedResourceVisibilityCommand({DryRun: true}), options),
	'ec2:DescribeInstances': async (client, options) =>
		client.send(new DescribeInstancesCommand({DryRun: true}), options),
	'ec2:DescribeImages': async (client, options) =>
		client.send(new DescribeImagesCommand({DryRun: true, ImageIds: [noImage]}), options),
	'ec2:DescribeImageReferences': async (client, options) =>
		client.send(
			new DescribeImageReferencesCommand({DryRun: true, ImageIds: [noImage], IncludeAllResourceTypes: true}),
			options,
		),
	'ec2:DescribeLaunchTemplates': async (client, options) =>
		client.send(new DescribeLaunchTemplatesCommand({DryRun: true}), options),
	'ec2:DescribeLaunchTemplateVersions': async (client, options) =>
		client.send(new DescribeLaunchTemplateVersionsCommand({DryRun: true, Versions: ['$Default']}), options),
	'ec2:DescribeFleets': async (client, options) => client.send(new DescribeFleetsCommand({DryRun: true}), options),
	'ec2:DescribeSpotFleetRequests': async (client, options) =>
		client.send(new DescribeSpotFleetRequestsCommand({DryRun: true}), options),
	'ec2:DescribeSpotInstanceRequests': async (client, options) =>
		client.send(new DescribeSpotInstanceRequestsCommand({DryRun: true}), options),
	async 'autoscaling:DescribeAutoScalingGroups'(client, options) {
		const {DescribeAutoScalingGroupsCommand} = await import('@aws-sdk/client-auto-scaling');
		return client.send(new DescribeAutoScalingGroupsCommand({MaxRecords: 1}), options);
	},
	async 'autoscaling:DescribeLaunchConfigurations'(client, options) {
		const {DescribeLaunchConfigurationsCommand} = await import('@aws-sdk/client-auto-scaling');
		return client.send(new DescribeLaunchConfigurationsCommand({MaxRecords: 1}), options);
	},
	async 'autoscaling:DescribeScalingActivities'(client, options) {
		const {DescribeScalingActivitiesCommand} = await import('@aws-sdk/client-auto-scaling');
		return client.send(new DescribeScalingActivitiesCommand({MaxRecords: 1}), options);
	},
	async 'cloudtrail:LookupEvents'(client, options) {
		const {LookupEventsCommand} = await import('@aws-sdk/client-cloudtrail');
		return client.send(new LookupEventsCommand({MaxResults: 1}), options);
	},
	'ec2:EnableAllowedImagesSettings': async (client, options) =>
		client.send(
			new EnableAllowedImagesSettingsCommand({DryRun: true, AllowedImagesSettingsState: 'audit-mode'}),
			options,
		),
	'ec2:DisableAllowedImagesSettings': async (client, options) =>
		client.send(new DisableAllowedImagesSettingsCommand({DryRun: true}), options),
	'ec2:ReplaceImageCriteriaInAllowedImagesSettings': async (client, options) =>
		client.send(new ReplaceImageCriteriaInAllowedImagesSettingsCommand({DryRun: true, ImageCriteria: []}), options),
};

/**
Asks for each permission with a dry run, which changes nothing: `DryRunOperation` says granted, `UnauthorizedOperation` not. Auto Scaling and
CloudTrail know no dry run: one item is read there. The changes are asked only after a read has shown that the endpoint honours dry runs at all; one that ignored them would carry the changes out.
*/
export async function checkPermissions(
	caller: Caller,
	region: string,
	isReadOnly: boolean,
	signal: AbortSignal,
): Promise<readonly PermissionCheck[]> {
	const checked = readActions.filter((action) => action !== 'sts:GetCallerIdentity');
	const reads = await Promise.all(checked.map(async (action) => check(caller, region, action, signal)));
	if (isReadOnly) {
		return reads.map((outcome) => outcome.check);
	}

	const areHonoured =
		reads.some(({dryRun}) => dryRun === 'honoured') && reads.every(({dryRun}) => dryRun !== 'ignored');
	const changes = areHonoured
		? await Promise.all(changeActions.map(async (action) => check(caller, region, action, signal)))
		: changeActions.map((action) => ({check: {action, granted: undefined}}));
	return [...reads, ...changes].map((outcome) => outcome.check);
}

type DryRunOutcome = {
	readonly check: PermissionCheck;
	/** What the endpoint made of `DryRun`; a refusal doesn't tell. */
	readonly dryRun: 'honoured' | 'ignored' | 'not known';
};

async function check<Probed extends Exclude<RegionalAction, `organizations:${string}`>>(
	caller: Caller,
	region: string,
	action: Probed,
	signal: AbortSignal,
): Promise<DryRunOutcome> {
	const knowsDryRun = action.startsWith('ec2:');
	try {
		await caller.call({action, region, send: probes[action]}, signal);
		return knowsDryRun
			? {check: {action, granted: undefined}, dryRun: 'ignored'}
			: {check: {action, granted: true}, dryRun: 'not known'};
	} catch (error) {
		if (!(error instanceof ProblemError)) {
			throw error;
		}

		const {problem} = error;
		return problem.code === 'DryRunOperation'
			? {check: {action, granted: true}, dryRun: 'honoured'}
			: {check: {action, granted: problem.kind === 'denied' ? false : undefined, problem}, dryRun: 'not known'};
	}
}
