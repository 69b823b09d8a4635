import type {LiveOrganization} from '../organization/live-organization.ts';
import {readSessionPolicy, type Session} from '../organization/sessions.ts';
import type {DemoMember} from '../organization/tree.ts';
import {missingParameter, ServiceError} from '../protocol/errors.ts';
import type {Query} from '../protocol/query.ts';
import {queryProtocol} from '../protocol/query-protocol.ts';
import {element, wrap} from '../protocol/xml.ts';
import {queryRefusals} from './refusals.ts';
import type {Service, ServiceCall} from './service.ts';

type StsAction = (call: ServiceCall, organization: LiveOrganization) => string;

const actions: ReadonlyMap<string, StsAction> = new Map([
	['AssumeRole', assumeRole],
	[
		'GetCallerIdentity',
		({scope}: ServiceCall, organization: LiveOrganization) => {
			const {account, arn, userId} = organization.callerOf(scope);
			return element('Arn', arn) + element('UserId', userId) + element('Account', account);
		},
	],
]);

/** STS: who the caller is, and sessions in the accounts of the organization. */
export function stsService(organization: LiveOrganization): Service {
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

			return action(call, organization);
		},
	};
}

const shortestSeconds = 900;
const longestSeconds = 43_200;
const longestChained = 3600;

/**
Keys for a role of a member account, as far as it lets the caller in.
@see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
*/
function assumeRole({query, scope}: ServiceCall, organization: LiveOrganization): string {
	const caller = organization.callerOf(scope);
	const arn = required(query, 'RoleArn');
	const name = required(query, 'RoleSessionName');
	const [, account = '', role = ''] = /^arn:aws[\w-]*:iam::(\d{12}):role\/(?:.*\/)?([\w+,\-.=@]+)$/.exec(arn) ?? [];
	if (account === '') {
		throw new ServiceError('ValidationError', `${arn} is invalid`);
	}

	if (!/^[\w+,\-.=@]{2,64}$/.test(name)) {
		throw new ServiceError('ValidationError', `The specified value for roleSessionName is invalid: ${name}`);
	}

	const isChained = caller.arn.includes(':assumed-role/');
	const seconds = query.integer('DurationSeconds', {min: shortestSeconds, max: longestSeconds}) ?? longestChained;
	if (isChained && seconds > longestChained) {
		throw new ServiceError(
			'ValidationError',
			'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
		);
	}

	const found = roleOf(organization.member(account), role, query.text('ExternalId'));
	if (found === undefined) {
		throw new ServiceError(
			'AccessDenied',
			`User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
			403,
		);
	}

	const policy = query.text('Policy');
	const now = organization.now();
	const session = organization.sessions.make(
		{
			account,
			arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
			userId: `AROADEMO${account}:${name}`,
			endsAt: new Date(now.getTime() + Math.min(seconds, organization.sessionSeconds) * 1000),
			roleActions: found.actions,
			...(policy !== undefined && {policyActions: readSessionPolicy(policy)}),
		},
		now,
	);
	return answerOf(session, policy);
}

/** A role that lets the caller in; AWS tells nobody which of the reasons kept them out. */
function roleOf(member: DemoMember | undefined, name: string, externalId: string | undefined) {
	const role = member?.state === 'ACTIVE' ? member.roles[name] : undefined;
	return role?.externalId === undefined || role.externalId === externalId ? role : undefined;
}

function answerOf({accessKeyId, secretAccessKey, sessionToken, endsAt, arn, userId}: Session, policy = ''): string {
	return (
		wrap(
			'Credentials',
			element('AccessKeyId', accessKeyId) +
				element('SecretAccessKey', secretAccessKey) +
				element('SessionToken', sessionToken) +
				element('Expiration', endsAt.toISOString()),
		) +
		wrap('AssumedRoleUser', element('AssumedRoleId', userId) + element('Arn', arn)) +
		(policy === '' ? '' : element('PackedPolicySize', Math.ceil((policy.length / 2048) * 100)))
	);
}

function required(query: Query, name: string): string {
	const value = query.text(name);
	if (value === undefined || value === '') {
		throw missingParameter(name);
	}

	return value;
}
