import {Random} from '../account/random.ts';
import type {DemoAccount} from '../account/account.ts';
import type {SuspectName} from '../account/workloads.ts';
import {demoAccountId} from '../account/image-families.ts';
import type {AllowedImagesSettings} from '../../criteria/settings.ts';
import {makeMemberAccount, sharedImages} from './member-account.ts';
import type {DemoMember, DemoOrganization, DemoPolicy, DemoRole, DemoUnit} from './tree.ts';

const root = 'r-demo';
const units = {
	security: {id: 'ou-demo-security', name: 'Security', parent: root},
	infrastructure: {id: 'ou-demo-infrastructure', name: 'Infrastructure', parent: root},
	workloads: {id: 'ou-demo-workloads', name: 'Workloads', parent: root},
	prod: {id: 'ou-demo-workloadsprod', name: 'Prod', parent: 'ou-demo-workloads'},
	test: {id: 'ou-demo-workloadstest', name: 'Test', parent: 'ou-demo-workloads'},
	sandbox: {id: 'ou-demo-sandboxes', name: 'Sandbox', parent: root},
	retired: {id: 'ou-demo-retirements', name: 'Retired', parent: root},
} as const satisfies Readonly<Record<string, DemoUnit>>;
type UnitName = keyof typeof units;

/** What the role of least privilege may do: every reading action, and nothing that its first edition did not know of. */
const readerActions: readonly string[] = [
	'autoscaling:Describe*',
	'cloudtrail:LookupEvents',
	'ec2:Describe*',
	'ec2:Get*',
	'imagebuilder:Get*',
	'imagebuilder:List*',
	'ssm:DescribeParameters',
	'ssm:GetParameter*',
];

/** The role as it was handed out years ago. */
const oldReaderActions: readonly string[] = [
	'ec2:DescribeRegions',
	'ec2:DescribeAvailabilityZones',
	'ec2:GetAllowedImagesSettings',
	'ec2:DescribeInstanceImageMetadata',
];

const usualRoles: Readonly<Record<string, DemoRole>> = {
	reader: {actions: readerActions},
	'allowed-amis-reader': {actions: readerActions},
	'partner-reader': {actions: readerActions, externalId: 'demo-external-id'},
	Admin: {actions: 'all'},
	OrganizationAccountAccessRole: {actions: 'all'},
};

type Plan = {
	readonly id?: string;
	readonly name: string;
	readonly unit: UnitName | 'root';
	readonly roles?: Readonly<Record<string, DemoRole>>;
	readonly state?: DemoMember['state'];
	readonly joined?: DemoMember['joined'];
	readonly optedIn?: readonly string[];
	readonly settings?: Readonly<Record<string, AllowedImagesSettings>>;
};

const auditing: AllowedImagesSettings = {
	State: 'audit-mode',
	ManagedBy: 'account',
	ImageCriteria: [{ImageProviders: ['amazon', 'aws-marketplace', demoAccountId]}],
};

/** The accounts that every organization of enough accounts has, what is out of the ordinary first. */
const firstPlans: readonly Plan[] = [
	{id: '999900001111', name: 'acme-management', unit: 'root'},
	{id: demoAccountId, name: 'prod', unit: 'prod'},
	{name: 'payments-test', unit: 'test'},
	{id: '111122223333', name: 'golden-images', unit: 'infrastructure'},
	{name: 'acquired-startup', unit: 'prod', roles: {}, joined: 'INVITED'},
	{
		name: 'legacy-billing',
		unit: 'prod',
		roles: {...usualRoles, reader: {actions: oldReaderActions}},
	},
	{name: 'retired-poc', unit: 'retired', state: 'SUSPENDED'},
	{name: 'sandbox-1', unit: 'sandbox'},
	{
		name: 'orders-prod',
		unit: 'prod',
		optedIn: ['eu-south-1'],
		settings: {'us-east-1': auditing, 'eu-west-1': auditing},
	},
	{name: 'log-archive', unit: 'security'},
	{name: 'sandbox-2', unit: 'sandbox', optedIn: ['me-south-1']},
	{name: 'network', unit: 'infrastructure', optedIn: ['af-south-1', 'eu-south-1']},
];

const suspectsOf: Readonly<Record<UnitName | 'root', Readonly<Partial<Record<SuspectName, number>>>>> = {
	root: {},
	security: {forgotten: 1},
	infrastructure: {platform: 1},
	workloads: {},
	prod: {platform: 2, spark: 2, restored: 1, gpu: 1},
	test: {debian: 1, platform: 1, flatcar: 1},
	sandbox: {imitation: 1, contractor: 1, rocky: 1, debian: 1},
	retired: {sparkGone: 1},
};

/** How many accounts an organization of the demo has where nobody says. */
const usualAccounts = 12;

export type OrganizationOptions = {
	/** What ages are counted from. */
	readonly now: Date;
	/** Suspended ones included; 12 by default. */
	readonly accounts?: number;
	readonly seed?: number;
	/** What is in the account of the base credentials, which every organization has. */
	readonly demoAccount: DemoAccount;
};

/**
An organization of so many accounts, the same for the same options: a tree of units, some accounts suspended, one that lets nobody in, one
whose role is old, Regions that differ from account to account, and a declarative policy on one unit.
*/
export function makeOrganization({
	now,
	accounts = usualAccounts,
	seed = 1,
	demoAccount,
}: OrganizationOptions): DemoOrganization {
	const shared = sharedImages({now, seed});
	const plans = Array.from({length: Math.max(2, accounts)}, (_, number): Plan => {
		const plan = firstPlans[number] ?? morePlan(number);
		return plan.id === demoAccountId ? {...plan, id: demoAccount.id} : plan;
	});
	return {
		id: 'o-demo000001',
		managementAccount: firstPlans[0]?.id ?? '',
		delegatedAdministrator: demoAccount.id,
		units: [{id: root, name: 'Root'}, ...Object.values(units)],
		members: plans.map((plan, number): DemoMember => {
			const {name, unit, roles = usualRoles, state = 'ACTIVE', joined = 'CREATED'} = plan;
			const id = plan.id ?? idOf(number, seed);
			let account: DemoAccount | undefined;
			return {
				id,
				name,
				email: `aws+${name}@example.com`,
				state,
				joined,
				joinedAt: new Date(now.getTime() - (2000 - (number % 1900)) * 86_400_000).toISOString(),
				parent: unit === 'root' ? root : units[unit].id,
				roles,
				get account() {
					account ??=
						id === demoAccount.id
							? demoAccount
							: makeMemberAccount(
									{
										id,
										number,
										suspects: suspectsOf[unit],
										optedIn: plan.optedIn ?? [],
										settings: plan.settings ?? {},
									},
									{now, shared},
								);
					return account;
				},
			};
		}),
		policies: [sandboxPolicy],
	};
}

/** Every fortieth is suspended; the rest are spread over the units as real ones are. */
function morePlan(number: number): Plan {
	const unit = spread[number % spread.length] ?? 'prod';
	const name = `${teams[number % teams.length] ?? 'team'}-${unit}-${number}`;
	const optedIn = number % 7 === 0 ? ['ap-east-1'] : [];
	return number % 40 === 39
		? {name, unit: 'retired', state: 'SUSPENDED'}
		: {name, unit, optedIn, ...(number % 5 === 0 && {settings: {'us-east-1': auditing}})};
}

const spread: readonly UnitName[] = ['prod', 'test', 'prod', 'sandbox', 'prod', 'test', 'infrastructure', 'prod'];
const teams: readonly string[] = ['storefront', 'payments', 'orders', 'search', 'data', 'finance', 'ml', 'edge', 'ci'];

function idOf(number: number, seed: number): string {
	const random = new Random(`${seed} account ${number}`);
	// The first digits tell them apart, so that no two are the same.
	return `${(2000 + number).toString().padStart(5, '3')}${String(random.below(10_000_000)).padStart(7, '0')}`;
}

const sandboxPolicy: DemoPolicy = {
	id: 'p-demosandbox',
	name: 'allowed-amis-sandbox',
	description: 'Audits images in the sandboxes',
	content: JSON.stringify({
		ec2_attributes: {
			exception_message: {'@@assign': 'Ask the platform team: #cloud-guardrails.'},
			allowed_images_settings: {
				state: {'@@assign': 'audit_mode'},
				image_criteria: {
					criteria_1: {allowed_image_providers: {'@@assign': ['amazon', 'aws_marketplace', demoAccountId]}},
				},
			},
		},
	}),
	targets: [units.sandbox.id],
};
