import {GetCallerIdentityCommand} from '@aws-sdk/client-sts';
import {safeText} from '../../safe-text.ts';
import type {Identity} from '../../operations/ports.ts';
import type {Caller} from '../client/caller.ts';
import {WrongAnswerError} from '../client/errors/foreign-answers.ts';

/**
Who the credentials are.
@see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
*/
export async function readIdentity(caller: Caller, signal: AbortSignal): Promise<Identity> {
	const {Account: account = '', Arn: arn = ''} = await caller.callSts(async (client, options) => {
		const answer = await client.send(new GetCallerIdentityCommand({}), options);
		if ([answer.Account, answer.Arn].some((told) => told === undefined || told === '')) {
			throw new WrongAnswerError('it says nothing of who asks', answer.$metadata);
		}

		return answer;
	}, signal);
	const {profile} = caller.clients;
	return {
		account: safeText(account),
		arn: safeText(arn),
		principal: safeText(principalOf(arn)),
		partition: safeText(partitionOf(arn)),
		...(profile !== undefined && {profile: safeText(profile)}),
	};
}

/**
What a person recognises of an ARN: `assumed-role/Admin/jane` is `Admin/jane`, `user/team/jane` is `jane`. The role names that IAM Identity
Center makes up lose their frame: `AWSReservedSSO_Admin_0123456789abcdef` is `Admin`.
@see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
*/
export function principalOf(arn: string): string {
	const resource = arn.split(':').slice(5).join(':');
	const [type, ...path] = resource.split('/');
	if (type === 'assumed-role') {
		const [role = '', ...session] = path;
		return [role.replace(/^AWSReservedSSO_(.+)_[\da-f]{16}$/, '$1'), ...session].join('/');
	}

	return path.at(-1) ?? resource;
}

/** `aws`, `aws-us-gov`, `aws-cn`. */
function partitionOf(arn: string): string {
	const partition = arn.split(':', 2)[1];
	return partition === undefined || partition === '' ? 'aws' : partition;
}
