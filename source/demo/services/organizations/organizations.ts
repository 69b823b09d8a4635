import type {LiveOrganization, LivePolicy} from '../../organization/live-organization.ts';
import type {DemoMember, DemoUnit} from '../../organization/tree.ts';
import {effectivePolicy} from '../../organization/effective-policy.ts';
import {ServiceError} from '../../protocol/errors.ts';
import {jsonProtocol} from '../../protocol/json-protocol.ts';
import {pageOf} from '../../protocol/paging.ts';
import type {Query} from '../../protocol/query.ts';
import {jsonRefusals} from '../refusals.ts';
import type {Service, ServiceCall} from '../service.ts';
import {
	policyType,
	renderMember,
	renderOrganization,
	renderPolicy,
	renderRoot,
	renderUnit,
	type Answer,
} from './answers.ts';

type OrganizationsAction = {
	readonly pages?: string;
	answer(query: Query, organization: LiveOrganization): Answer;
};

const longestPolicy = 10_000;

/** As Organizations pages by default, and at most. */
const pageSize = 20;

/** What the tree and its policies are asked for; and what the commands that this tool prints change, so that they can be tried here. */
const actions: ReadonlyMap<string, OrganizationsAction> = new Map<string, OrganizationsAction>([
	['DescribeOrganization', {answer: (_, {data}) => ({Organization: renderOrganization(data)})}],
	[
		'DescribeAccount',
		{
			answer: (query, organization) => ({
				Account: renderMember(accountIn(query, organization), organization),
			}),
		},
	],
	[
		'ListAccounts',
		listing('Accounts', (_, organization) =>
			organization.data.members.map((member) => renderMember(member, organization)),
		),
	],
	[
		'ListAccountsForParent',
		listing('Accounts', (query, organization) => {
			const parent = unitIn(query, 'ParentId', organization);
			return organization.data.members
				.filter((member) => member.parent === parent.id)
				.map((member) => renderMember(member, organization));
		}),
	],
	['ListRoots', listing('Roots', (_, {data}) => data.units.slice(0, 1).map((unit) => renderRoot(unit, data.id)))],
	[
		'ListOrganizationalUnitsForParent',
		listing('OrganizationalUnits', (query, organization) => {
			const parent = unitIn(query, 'ParentId', organization);
			return organization.data.units
				.filter((unit) => unit.parent === parent.id)
				.map((unit) => renderUnit(unit, organization));
		}),
	],
	[
		'ListChildren',
		listing('Children', (query, organization) => {
			const parent = unitIn(query, 'ParentId', organization);
			const type = query.text('ChildType');
			const {members, units} = organization.data;
			return type === 'ACCOUNT'
				? members.filter((member) => member.parent === parent.id).map(({id}) => ({Id: id, Type: type}))
				: units.filter((unit) => unit.parent === parent.id).map(({id}) => ({Id: id, Type: type}));
		}),
	],
	[
		'ListParents',
		listing('Parents', (query, organization) => {
			const id = query.text('ChildId') ?? '';
			const parent = organization.member(id)?.parent ?? organization.data.units.find((unit) => unit.id === id)?.parent;
			if (parent === undefined) {
				throw notFound('ChildNotFoundException', 'You specified a child that does not exist.');
			}

			return [{Id: parent, Type: parent.startsWith('r-') ? 'ROOT' : 'ORGANIZATIONAL_UNIT'}];
		}),
	],
	[
		'ListPolicies',
		listing('Policies', (query, {policies, data}) =>
			query.text('Filter') === policyType ? policies.map((policy) => renderPolicy(policy, data.id)) : [],
		),
	],
	[
		'ListPoliciesForTarget',
		listing('Policies', (query, organization) => {
			const target = targetIn(query, organization);
			return organization.policies
				.filter(({targets}) => targets.has(target))
				.map((policy) => renderPolicy(policy, organization.data.id));
		}),
	],
	[
		'ListTargetsForPolicy',
		listing('Targets', (query, organization) =>
			[...policyIn(query, organization).targets].map((target) => ({TargetId: target, Type: typeOf(target)})),
		),
	],
	[
		'DescribePolicy',
		{
			answer(query, organization) {
				const policy = policyIn(query, organization);
				return {Policy: {PolicySummary: renderPolicy(policy, organization.data.id), Content: policy.content}};
			},
		},
	],
	['EnablePolicyType', {answer: (_, {data}) => ({Root: renderRoot(data.units[0], data.id)})}],
	[
		'CreatePolicy',
		{
			answer(query, organization) {
				const name = query.text('Name') ?? '';
				if (organization.policies.some((policy) => policy.name === name)) {
					throw new ServiceError('DuplicatePolicyException', 'A policy with the same name already exists.');
				}

				const policy: LivePolicy = {
					id: `p-demo${String(organization.policies.length).padStart(6, '0')}`,
					name,
					description: query.text('Description') ?? '',
					content: contentIn(query),
					targets: new Set(),
				};
				organization.policies.push(policy);
				return {Policy: {PolicySummary: renderPolicy(policy, organization.data.id), Content: policy.content}};
			},
		},
	],
	[
		'UpdatePolicy',
		{
			answer(query, organization) {
				const policy = policyIn(query, organization);
				policy.content = contentIn(query);
				organization.policiesChanged();
				return {Policy: {PolicySummary: renderPolicy(policy, organization.data.id), Content: policy.content}};
			},
		},
	],
	[
		'AttachPolicy',
		{
			answer(query, organization) {
				policyIn(query, organization).targets.add(targetIn(query, organization));
				organization.policiesChanged();
				return {};
			},
		},
	],
	[
		'DetachPolicy',
		{
			answer(query, organization) {
				policyIn(query, organization).targets.delete(targetIn(query, organization));
				organization.policiesChanged();
				return {};
			},
		},
	],
]);

/** AWS Organizations, to the management account and the delegated administrator alone. */
export function organizationsService(organization: LiveOrganization): Service {
	const refusals = {
		...jsonRefusals('organizations'),
		throttled: () =>
			new ServiceError(
				'TooManyRequestsException',
				"AWS Organizations can't complete your request because another request is already in progress. Try again later.",
			),
		denied: () => new ServiceError('AccessDeniedException', "You don't have permissions to access this resource."),
	};
	return {
		name: 'organizations',
		target: 'AWSOrganizationsV20161128',
		protocol: jsonProtocol,
		refusals,
		pagedSet: (action) => actions.get(action)?.pages,
		answer({action: name, query, scope}: ServiceCall) {
			const action = actions.get(name);
			if (!action) {
				throw refusals.unknownAction(name, query);
			}

			const {account} = organization.callerOf(scope);
			const {managementAccount, delegatedAdministrator} = organization.data;
			if (account !== managementAccount && account !== delegatedAdministrator) {
				throw refusals.denied();
			}

			return JSON.stringify(action.answer(query, organization));
		},
	};
}

function listing(
	name: string,
	items: (query: Query, organization: LiveOrganization) => readonly Answer[],
): OrganizationsAction {
	return {
		pages: name,
		answer(query, organization) {
			const size = query.integer('MaxResults', {min: 1, max: pageSize}) ?? pageSize;
			const page = pageOf(items(query, organization), query, {region: name, size});
			return {[name]: page.items, ...(page.nextToken !== undefined && {NextToken: page.nextToken})};
		},
	};
}

function accountIn(query: Query, organization: LiveOrganization): DemoMember {
	const member = organization.member(query.text('AccountId') ?? '');
	if (member === undefined) {
		throw notFound('AccountNotFoundException', 'You specified an account that does not exist.');
	}

	return member;
}

function unitIn(query: Query, name: string, {data}: LiveOrganization): DemoUnit {
	const id = query.text(name) ?? '';
	if (!/^(?:r-[\da-z]{4,32}|ou-[\da-z]{4,32}-[\da-z]{8,32})$/.test(id)) {
		throw new ServiceError('InvalidInputException', 'You provided a value that does not match the required pattern.');
	}

	const unit = data.units.find((one) => one.id === id);
	if (unit === undefined) {
		throw notFound('ParentNotFoundException', 'You specified a parent that does not exist.');
	}

	return unit;
}

function targetIn(query: Query, organization: LiveOrganization): string {
	const id = query.text('TargetId') ?? '';
	if (organization.member(id) === undefined && organization.data.units.every((unit) => unit.id !== id)) {
		throw notFound('TargetNotFoundException', 'You specified a target that does not exist.');
	}

	return id;
}

function typeOf(target: string): string {
	return target.startsWith('r-') ? 'ROOT' : target.startsWith('ou-') ? 'ORGANIZATIONAL_UNIT' : 'ACCOUNT';
}

function policyIn(query: Query, {policies}: LiveOrganization): LivePolicy {
	const policy = policies.find(({id}) => id === query.text('PolicyId'));
	if (policy === undefined) {
		throw notFound('PolicyNotFoundException', 'You specified a policy that does not exist.');
	}

	return policy;
}

function contentIn(query: Query): string {
	const content = query.text('Content') ?? '';
	if (content.length > longestPolicy) {
		throw new ServiceError('ConstraintViolationException', 'You have exceeded the maximum size of a policy document.');
	}

	try {
		if (effectivePolicy([content]) === undefined) {
			throw new SyntaxError('no settings');
		}
	} catch {
		throw new ServiceError(
			'MalformedPolicyDocumentException',
			'The provided policy document does not meet the requirements of the specified policy type.',
		);
	}

	return content;
}

function notFound(code: string, message: string): ServiceError {
	return new ServiceError(code, message);
}
