import {missingParameter} from '../protocol/errors.ts';
import type {LiveAccount} from '../account/live-account.ts';
import {queryProtocol} from '../protocol/query-protocol.ts';
import {element} from '../protocol/xml.ts';
import {queryRefusals} from './refusals.ts';
import type {Service, ServiceCall} from './service.ts';

type StsAction = (call: ServiceCall, live: LiveAccount) => string;

const actions: ReadonlyMap<string, StsAction> = new Map([
	[
		'GetCallerIdentity',
		(_call, {data: {arn, userId, id}}) => element('Arn', arn) + element('UserId', userId) + element('Account', id),
	],
]);

/** STS: who the caller is. */
export function stsService(live: LiveAccount): Service {
	const refusals = {...queryRefusals('sts'), unsigned: () => missingParameter('AWSAccessKeyId')};
	return {
		name: 'sts',
		protocol: queryProtocol('https://sts.amazonaws.com/doc/2011-06-15/'),
		refusals,
		pagedSet: () => undefined,
		answer(call: ServiceCall) {
			const action = actions.get(call.action);
			if (!action) {
				throw refusals.unknownAction(call.action, call.query);
			}

			return action(call, live);
		},
	};
}
