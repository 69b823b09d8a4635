import {iamPolicy} from '../aws/client/policy.ts';

/** `allowed-amis iam-policy`: prints the least-privilege policy, ready for `aws iam create-policy --policy-document`. Gives the exit code. */
export function runIamPolicy(
	options: {readonly readOnly?: boolean},
	io: {readonly stdout: NodeJS.WritableStream},
): number {
	const policy = iamPolicy(options.readOnly === true ? 'read-only' : 'operator');
	io.stdout.write(`${JSON.stringify(policy, undefined, '\t')}\n`);
	return 0;
}
