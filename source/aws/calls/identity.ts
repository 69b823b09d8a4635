import {GetCallerIdentityCommand} from '@aws-sdk/client-sts';
import {safeText} from '../../safe-text.ts';
import type {Identity} from '../../operations/ports.ts';
import type {Caller} from '../client/caller.ts';
import {principalOf} from '../../principal.ts';
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

/** `aws`, `aws-us-gov`, `aws-cn`. */
function partitionOf(arn: string): string {
	const partition = arn.split(':', 2)[1];
	return partition === undefined || partition === '' ? 'aws' : partition;
}
