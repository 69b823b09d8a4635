/**
Every AWS action this tool calls, as IAM names them. Whatever sends a request has to name its action from here, so that the policies of
`iam-policy` and the calls that are made can't drift apart.
*/
export const readActions = [
	'ec2:DescribeRegions',
	'ec2:DescribeAvailabilityZones',
	'ec2:GetAllowedImagesSettings',
	'ec2:DescribeInstanceImageMetadata',
	'ec2:DescribeImages',
	'ec2:DescribeImageReferences',
	'ec2:DescribeLaunchTemplates',
	'ec2:DescribeLaunchTemplateVersions',
	'sts:GetCallerIdentity',
] as const;

/** The actions that change a Region. */
export const changeActions = [
	'ec2:EnableAllowedImagesSettings',
	'ec2:DisableAllowedImagesSettings',
	'ec2:ReplaceImageCriteriaInAllowedImagesSettings',
] as const;

export type ReadAction = (typeof readActions)[number];
export type ChangeAction = (typeof changeActions)[number];
export type Action = ReadAction | ChangeAction;

export function isChange(action: Action): action is ChangeAction {
	return (changeActions as readonly string[]).includes(action);
}
