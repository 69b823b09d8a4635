/** How AWS Organizations tells of itself, its accounts, units and policies. */
import type {LiveOrganization, LivePolicy} from '../../organization/live-organization.ts';
import type {DemoMember, DemoUnit} from '../../organization/tree.ts';

export type Answer = Readonly<Record<string, unknown>>;

export const policyType = 'DECLARATIVE_POLICY_EC2';

export function renderOrganization({id, managementAccount}: LiveOrganization['data']): Answer {
	return {
		Id: id,
		Arn: `arn:aws:organizations::${managementAccount}:organization/${id}`,
		FeatureSet: 'ALL',
		MasterAccountArn: `arn:aws:organizations::${managementAccount}:account/${id}/${managementAccount}`,
		MasterAccountId: managementAccount,
		MasterAccountEmail: 'aws+management@example.com',
		AvailablePolicyTypes: [],
	};
}

/** `Status` is what `State` was before 2026; both are there until September of it, and this is an endpoint of after. */
export function renderMember({id, name, email, state, joined, joinedAt}: DemoMember, {data}: LiveOrganization): Answer {
	return {
		Id: id,
		Arn: `arn:aws:organizations::${data.managementAccount}:account/${data.id}/${id}`,
		Email: email,
		Name: name,
		State: state,
		JoinedMethod: joined,
		JoinedTimestamp: Date.parse(joinedAt) / 1000,
	};
}

export function renderRoot(unit: DemoUnit | undefined, organization: string): Answer {
	return {
		Id: unit?.id,
		Arn: `arn:aws:organizations::999900001111:root/${organization}/${unit?.id}`,
		Name: unit?.name,
		PolicyTypes: [{Type: policyType, Status: 'ENABLED'}],
	};
}

export function renderUnit({id, name}: DemoUnit, {data}: LiveOrganization): Answer {
	return {Id: id, Arn: `arn:aws:organizations::${data.managementAccount}:ou/${data.id}/${id}`, Name: name};
}

export function renderPolicy({id, name, description}: LivePolicy, organization: string): Answer {
	return {
		Id: id,
		Arn: `arn:aws:organizations::999900001111:policy/${organization}/declarative_policy_ec2/${id}`,
		Name: name,
		Description: description,
		Type: policyType,
		AwsManaged: false,
	};
}
