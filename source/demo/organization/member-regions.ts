import type {DemoZone} from '../account/account.ts';

/** A Region as every account of an organization sees it. */
export type MemberRegion = {
	readonly name: string;
	readonly zones: readonly DemoZone[];
	/** Whether an account has to opt in to it. */
	readonly isOptIn: boolean;
};

/** How zone IDs abbreviate a Region: `use1-az1`. */
const prefixes = {
	'ap-northeast-1': 'apne1',
	'ap-northeast-2': 'apne2',
	'ap-northeast-3': 'apne3',
	'ap-south-1': 'aps1',
	'ap-southeast-1': 'apse1',
	'ap-southeast-2': 'apse2',
	'ca-central-1': 'cac1',
	'eu-central-1': 'euc1',
	'eu-north-1': 'eun1',
	'eu-west-1': 'euw1',
	'eu-west-2': 'euw2',
	'eu-west-3': 'euw3',
	'sa-east-1': 'sae1',
	'us-east-1': 'use1',
	'us-east-2': 'use2',
	'us-west-1': 'usw1',
	'us-west-2': 'usw2',
} as const;

const optInPrefixes = {'af-south-1': 'afs1', 'ap-east-1': 'ape1', 'eu-south-1': 'eus1', 'me-south-1': 'mes1'} as const;

/**
The Regions that every account has, and four that an account has to opt in to.
@see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
*/
export const memberRegions: readonly MemberRegion[] = [
	...Object.entries(prefixes).map(([name, prefix]) => ({name, zones: threeZones(name, prefix), isOptIn: false})),
	...Object.entries(optInPrefixes).map(([name, prefix]) => ({name, zones: threeZones(name, prefix), isOptIn: true})),
];

function threeZones(region: string, prefix: string): DemoZone[] {
	return ['a', 'b', 'c'].map((letter, index) => ({name: `${region}${letter}`, id: `${prefix}-az${index + 1}`}));
}
