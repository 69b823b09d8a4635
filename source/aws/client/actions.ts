/**
What a review calls. These lists hold every AWS action that this tool calls, as IAM names them: whatever sends a request has to name its
action from here, so that the policies of `iam-policy` and the calls that are made can't drift apart.
*/
export const reviewActions = [
	'ec2:DescribeRegions',
	'ec2:DescribeAvailabilityZones',
	'ec2:GetAllowedImagesSettings',
	'ec2:DescribeInstanceImageMetadata',
	'ec2:GetManagedResourceVisibility',
	'ec2:DescribeInstances',
	'ec2:DescribeImages',
	'ec2:DescribeImageReferences',
	'sts:GetCallerIdentity',
] as const;

/**
What else launches: read for `launches` and `watch`, and for what enforcing would block. Without them the tool works, and says what it
doesn't see.
*/
export const launchActions = [
	'ec2:DescribeLaunchTemplates',
	'ec2:DescribeLaunchTemplateVersions',
	'ec2:DescribeFleets',
	'ec2:DescribeSpotFleetRequests',
	'ec2:DescribeSpotInstanceRequests',
	'autoscaling:DescribeAutoScalingGroups',
	'autoscaling:DescribeLaunchConfigurations',
	'autoscaling:DescribeScalingActivities',
	'cloudtrail:LookupEvents',
] as const;

/** The actions that change a Region. */
export const changeActions = [
	'ec2:EnableAllowedImagesSettings',
	'ec2:DisableAllowedImagesSettings',
	'ec2:ReplaceImageCriteriaInAllowedImagesSettings',
] as const;

export const readActions = [...reviewActions, ...launchActions] as const;

/** What is asked in every account of an organization: what a role for it grants, and what each session of it is narrowed down to. */
export const memberActions = [
	'ec2:DescribeInstances',
	'ec2:GetManagedResourceVisibility',
	'ec2:DescribeRegions',
	'ec2:GetAllowedImagesSettings',
	'ec2:DescribeInstanceImageMetadata',
	'ec2:DescribeImages',
	'ec2:DescribeImageReferences',
	'ec2:DescribeLaunchTemplates',
	'ec2:DescribeLaunchTemplateVersions',
	'ec2:DescribeFleets',
	'ec2:DescribeSpotFleetRequests',
	'ec2:DescribeSpotInstanceRequests',
	'autoscaling:DescribeAutoScalingGroups',
	'autoscaling:DescribeLaunchConfigurations',
] as const satisfies ReadonlyArray<(typeof readActions)[number]>;

/** What whoever goes through an organization asks first, from its management account or as a delegated administrator. */
export const organizationActions = [
	'organizations:ListAccounts',
	'organizations:ListAccountsForParent',
	'organizations:ListOrganizationalUnitsForParent',
	'organizations:ListRoots',
	'sts:AssumeRole',
] as const;

export type ReadAction = (typeof readActions)[number];
export type ChangeAction = (typeof changeActions)[number];
type OrganizationAction = (typeof organizationActions)[number];
export type Action = ReadAction | ChangeAction | OrganizationAction;

/** Whether the read-only policy grants it. */
export function isReview(action: string): boolean {
	return (readActions as readonly string[]).includes(action);
}

export function isChange(action: string): action is ChangeAction {
	return (changeActions as readonly string[]).includes(action);
}
