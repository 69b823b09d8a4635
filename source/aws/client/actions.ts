/**
What a review calls. These lists hold every AWS action that this tool calls, as IAM names them: whatever sends a request has to name its
action from here, so that the policies of `iam-policy` and the calls that are made can't drift apart.
*/
export const reviewActions = [
	'ec2:DescribeRegions',
	'ec2:DescribeAvailabilityZones',
	'ec2:GetAllowedImagesSettings',
	'ec2:DescribeInstanceImageMetadata',
	'ec2:DescribeImages',
	'ec2:DescribeImageReferences',
	'sts:GetCallerIdentity',
] as const;

/** What is read right before enforcing alone: which launch templates would be blocked. */
export const impactActions = ['ec2:DescribeLaunchTemplates', 'ec2:DescribeLaunchTemplateVersions'] as const;

/** The actions that change a Region. */
export const changeActions = [
	'ec2:EnableAllowedImagesSettings',
	'ec2:DisableAllowedImagesSettings',
	'ec2:ReplaceImageCriteriaInAllowedImagesSettings',
] as const;

export const readActions = [...reviewActions, ...impactActions] as const;

export type ReadAction = (typeof readActions)[number];
export type ChangeAction = (typeof changeActions)[number];
export type Action = ReadAction | ChangeAction;

/** Whether the read-only policy grants it. */
export function isReview(action: string): boolean {
	return (reviewActions as readonly string[]).includes(action);
}

export function isChange(action: string): action is ChangeAction {
	return (changeActions as readonly string[]).includes(action);
}
