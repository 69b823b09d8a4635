import type {DemoAccount} from '../account/account.ts';

/** The root of an organization, or one of its organizational units. */
export type DemoUnit = {
	/** `r-demo`, `ou-demo-…`. */
	readonly id: string;
	readonly name: string;
	/** The unit above; the root has none. */
	readonly parent?: string;
};

/** A role in a member account: who may assume it, and what it may do there. */
export type DemoRole = {
	/** `all`, or the actions as IAM names them: `ec2:DescribeImages`. */
	readonly actions: 'all' | readonly string[];
	/** What whoever assumes it has to say. */
	readonly externalId?: string;
};

export type DemoMember = {
	/** 12 digits. */
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly state: 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE';
	readonly joined: 'CREATED' | 'INVITED';
	/** ISO 8601. */
	readonly joinedAt: string;
	/** The unit it is in. */
	readonly parent: string;
	readonly roles: Readonly<Record<string, DemoRole>>;
	/** What is in the account, made when it is first asked for. */
	readonly account: DemoAccount;
};

/** An organization as it begins; the running endpoint keeps what becomes of its policies. */
export type DemoOrganization = {
	/** `o-…`. */
	readonly id: string;
	readonly managementAccount: string;
	/** The account whose principals may ask Organizations, too. */
	readonly delegatedAdministrator: string;
	/** The root first; every unit after the one above it. */
	readonly units: readonly DemoUnit[];
	readonly members: readonly DemoMember[];
	/** Declarative policies, and what each is attached to. */
	readonly policies: readonly DemoPolicy[];
};

export type DemoPolicy = {
	/** `p-…`. */
	readonly id: string;
	readonly name: string;
	readonly description: string;
	/** The policy's own text. */
	readonly content: string;
	/** Units and accounts. */
	readonly targets: readonly string[];
};
