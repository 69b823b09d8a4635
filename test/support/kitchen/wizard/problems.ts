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
	next: 'Sign in again with s, or choose another profile with p.',
	signIn: ['aws', 'sso', 'login', '--profile', 'prod'],
};
export const unreachable: Problem = {
	kind: 'unreachable',
	what: 'EC2 in us-east-1 did not answer: getaddrinfo ENOTFOUND ec2.us-east-1.amazonaws.com, which may be a proxy, a VPN that is not up, or no network at all.',
	next: 'Check the network and HTTPS_PROXY, then try again with r.',
};
export const policy: AllowedImagesSettings = {
	State: 'enabled',
	ManagedBy: 'declarative-policy',
	ImageCriteria: [{ImageProviders: ['amazon', 'aws-marketplace']}],
};
