/** A declarative policy as code: what creates it, and attaches it, in Terraform and in CloudFormation. */
import {quoteForTerraform} from './terraform.ts';

export type PolicyTemplate = {
	/** What the policy is called in the organization. */
	readonly name: string;
	readonly description?: string;
	/** The minified JSON of the policy. */
	readonly policy: string;
	/** IDs of the root, OUs or accounts it is attached to; none: it is only created. */
	readonly targets?: readonly string[];
};

const type = 'DECLARATIVE_POLICY_EC2';

/**
`aws_organizations_policy`, and `aws_organizations_policy_attachment` for the targets.

@see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/organizations_policy
*/
export function terraformPolicy({name, description, policy, targets = []}: PolicyTemplate): string {
	const attributes = [
		['name', quoteForTerraform(name)],
		...(description === undefined ? [] : [['description', quoteForTerraform(description)]]),
		['type', quoteForTerraform(type)],
		// The text itself: jsonencode would write some characters as escapes, which count.
		['content', quoteForTerraform(policy)],
	].map(([key = '', value = '']) => `  ${key.padEnd(description === undefined ? 7 : 11)} = ${value}`);
	const attachment = [
		'resource "aws_organizations_policy_attachment" "allowed_amis" {',
		`  for_each  = toset([${targets.map((target) => quoteForTerraform(target)).join(', ')}])`,
		'  policy_id = aws_organizations_policy.allowed_amis.id',
		'  target_id = each.value',
		'}',
	];
	return [
		'resource "aws_organizations_policy" "allowed_amis" {',
		...attributes,
		'}',
		...(targets.length === 0 ? [] : ['', ...attachment]),
		'',
	].join('\n');
}

/**
A CloudFormation template of `AWS::Organizations::Policy`.

@see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-policy.html
*/
export function cloudFormationPolicy({name, description, policy, targets = []}: PolicyTemplate): string {
	const template = {
		AWSTemplateFormatVersion: '2010-09-09',
		...(description !== undefined && {Description: description}),
		Resources: {
			AllowedAmisPolicy: {
				Type: 'AWS::Organizations::Policy',
				Properties: {
					Name: name,
					...(description !== undefined && {Description: description}),
					Type: type,
					Content: JSON.parse(policy) as unknown,
					...(targets.length > 0 && {TargetIds: targets}),
				},
			},
		},
	};
	return `${JSON.stringify(template, undefined, 2)}\n`;
}
