import {memberActions} from '../client/actions.ts';

export type RoleTemplateOptions = {
	readonly role: string;
	/** Whom the role trusts: an ARN of a role, a user or an account's root, or an account's ID. Without one it is a parameter of the template. */
	readonly principal?: string;
	readonly externalId?: string;
};

/** What the role is called where nobody says. */
export const usualRole = 'allowed-amis-reader';

/**
A CloudFormation template of the role that a run over an organization assumes, for a StackSet: it grants the calls that are made, and nothing
else.
@see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
*/
export function roleTemplate({role, principal, externalId}: RoleTemplateOptions): Readonly<Record<string, unknown>> {
	return {
		AWSTemplateFormatVersion: '2010-09-09',
		Description:
			'Lets allowed-amis read the EC2 Allowed AMIs settings of this account and the images in use. It can change nothing.',
		...(principal === undefined && {
			Parameters: {
				Principal: {
					Type: 'String',
					Description: 'ARN of the role or user that runs allowed-amis org scan, or the ID of its account',
					AllowedPattern: '^([0-9]{12}|arn:aws[a-z-]*:iam::[0-9]{12}:(root|(role|user)/.+))$',
				},
			},
		}),
		Resources: {
			ReaderRole: {
				Type: 'AWS::IAM::Role',
				Properties: {
					RoleName: role,
					Description: 'Read by allowed-amis org scan and org verify',
					MaxSessionDuration: 3600,
					AssumeRolePolicyDocument: {
						Version: '2012-10-17',
						Statement: [
							{
								Effect: 'Allow',
								Principal: {AWS: principal ?? {Ref: 'Principal'}},
								Action: 'sts:AssumeRole',
								...(externalId !== undefined && {Condition: {StringEquals: {'sts:ExternalId': externalId}}}),
							},
						],
					},
					Policies: [
						{
							PolicyName: 'read-allowed-amis',
							PolicyDocument: {
								Version: '2012-10-17',
								Statement: [{Effect: 'Allow', Action: memberActions, Resource: '*'}],
							},
						},
					],
				},
			},
		},
		Outputs: {RoleArn: {Description: 'What --role takes', Value: {'Fn::GetAtt': ['ReaderRole', 'Arn']}}},
	};
}
