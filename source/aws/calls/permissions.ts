import {
	DescribeAvailabilityZonesCommand,
	DescribeImageReferencesCommand,
	DescribeImagesCommand,
	DescribeInstanceImageMetadataCommand,
	DescribeLaunchTemplatesCommand,
	DescribeLaunchTemplateVersionsCommand,
	DescribeRegionsCommand,
	DisableAllowedImagesSettingsCommand,
	EnableAllowedImagesSettingsCommand,
	GetAllowedImagesSettingsCommand,
	ReplaceImageCriteriaInAllowedImagesSettingsCommand,
} from '@aws-sdk/client-ec2';
import {ProblemError} from '../../problem.ts';
import type {PermissionCheck} from '../../operations/ports.ts';
import {changeActions, readActions, reviewActions, type Action, type ReadAction} from '../client/actions.ts';
import type {Caller, Request} from '../client/caller.ts';

type DryRun = Request<unknown>['send'];

/** A syntactically right ID of no image: a dry run checks the permission and never looks for it. */
const noImage = 'ami-00000000000000000';

/** `sts:GetCallerIdentity` knows no dry run and needs no permission. */
const dryRuns: Readonly<Record<Exclude<Action, 'sts:GetCallerIdentity'>, DryRun>> = {
	'ec2:DescribeRegions': async (client, options) => client.send(new DescribeRegionsCommand({DryRun: true}), options),
	'ec2:DescribeAvailabilityZones': async (client, options) =>
		client.send(new DescribeAvailabilityZonesCommand({DryRun: true}), options),
	'ec2:GetAllowedImagesSettings': async (client, options) =>
		client.send(new GetAllowedImagesSettingsCommand({DryRun: true}), options),
	'ec2:DescribeInstanceImageMetadata': async (client, options) =>
		client.send(new DescribeInstanceImageMetadataCommand({DryRun: true}), options),
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
Asks for each permission with a dry run, which changes nothing: `DryRunOperation` says granted, `UnauthorizedOperation` not. The changes are
asked only after a read has shown that the endpoint honours dry runs at all; one that ignored them would carry the changes out.
*/
export async function checkPermissions(
	caller: Caller,
	region: string,
	isReadOnly: boolean,
	signal: AbortSignal,
): Promise<readonly PermissionCheck[]> {
	const wanted: readonly ReadAction[] = isReadOnly ? reviewActions : readActions;
	const checked = wanted.filter((action) => action !== 'sts:GetCallerIdentity');
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

async function check(
	caller: Caller,
	region: string,
	action: keyof typeof dryRuns,
	signal: AbortSignal,
): Promise<DryRunOutcome> {
	try {
		await caller.call({action, region, send: dryRuns[action]}, signal);
		return {check: {action, granted: undefined}, dryRun: 'ignored'};
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
