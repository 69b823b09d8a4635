/** What can be wrong, and what an organization sets, in the scenes of the wizard. */
import type {AllowedImagesSettings} from '../../../../source/criteria/settings.ts';
import type {Problem} from '../../../../source/problem.ts';

export const denied: Problem = {
	kind: 'denied',
	what: 'Admin/jane may not call ec2:GetAllowedImagesSettings in us-east-1.',
	next: 'Ask for that permission; `allowed-amis iam-policy` prints the policy that grants it.',
	code: 'UnauthorizedOperation',
	requestId: '5b1c0f6e-6f5c-4b0e-8d3e-0d6c1b1a2f3e',
};
export const expired: Problem = {
	kind: 'expired',
	what: 'The session of profile "prod" has expired.',
	next: 'Sign in again: aws sso login --profile prod',
	signIn: ['aws', 'sso', 'login', '--profile', 'prod'],
};
export const unreachable: Problem = {
	kind: 'unreachable',
	what: 'GetAllowedImagesSettings in us-east-1: the name ec2.us-east-1.amazonaws.com could not be resolved (ENOTFOUND).',
	next: 'Check the network and that us-east-1 is a Region; behind a proxy, set HTTPS_PROXY.',
};
export const policy: AllowedImagesSettings = {
	State: 'enabled',
	ManagedBy: 'declarative-policy',
	ImageCriteria: [{ImageProviders: ['amazon', 'aws-marketplace']}],
};
