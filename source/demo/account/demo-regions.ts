import type {AllowedImagesSettings} from '../../criteria/settings.ts';
import type {DemoZone} from './account.ts';
import type {SuspectName} from './workloads.ts';

/** What sets a Region of the demo account apart from the others. */
export type RegionPlan = {
	readonly name: string;
	readonly optInStatus?: 'not-opted-in';
	readonly zones: readonly DemoZone[];
	readonly settings: AllowedImagesSettings;
	readonly exceptionMessage?: string;
	/** Its share of the account's instances, in hundredths. */
	readonly weight: number;
	/** How many instances of each suspect workload, in an account of the usual size. */
	readonly suspects: Readonly<Partial<Record<SuspectName, number>>>;
	readonly denied?: readonly string[];
	readonly throttled?: readonly string[];
	/** Whether some of its instances carry the hostile tags. */
	readonly hostile?: true;
	/** Whether AWS services run instances here that AWS hides. */
	readonly hidden?: true;
	/** Whether a job launches here every night and leaves nothing behind. */
	readonly nightly?: true;
};

const untouched: AllowedImagesSettings = {State: 'disabled', ImageCriteria: [], ManagedBy: 'account'};

/** The Availability Zones of a Region, whose IDs are not in the order of their names, as in every real account. */
function zones(region: string, prefix: string, numbers: readonly number[]): DemoZone[] {
	return numbers.map((number, index) => ({
		name: `${region}${String.fromCodePoint('a'.codePointAt(0)! + index)}`,
		id: `${prefix}-az${number}`,
	}));
}

const allowedImagesActions = [
	'GetAllowedImagesSettings',
	'EnableAllowedImagesSettings',
	'DisableAllowedImagesSettings',
	'ReplaceImageCriteriaInAllowedImagesSettings',
	'DescribeInstanceImageMetadata',
];

export const regionPlans: readonly RegionPlan[] = [
	{
		name: 'ap-east-1',
		optInStatus: 'not-opted-in',
		zones: zones('ap-east-1', 'ape1', [1, 2, 3]),
		settings: untouched,
		weight: 0,
		suspects: {},
	},
	{
		name: 'ap-northeast-1',
		zones: zones('ap-northeast-1', 'apne1', [4, 1, 2]),
		settings: untouched,
		weight: 6,
		suspects: {debian: 2, platform: 3},
		throttled: ['GetAllowedImagesSettings', 'DescribeInstanceImageMetadata'],
	},
	{
		name: 'ap-southeast-2',
		zones: zones('ap-southeast-2', 'apse2', [1, 3, 2]),
		settings: untouched,
		weight: 4,
		suspects: {rocky: 1},
		denied: allowedImagesActions,
	},
	{
		name: 'eu-central-1',
		zones: zones('eu-central-1', 'euc1', [2, 3, 1]),
		settings: {
			State: 'enabled',
			ManagedBy: 'declarative-policy',
			ImageCriteria: [{ImageProviders: ['amazon', 'aws-marketplace', 'aws-backup-vault', '111122223333']}],
		},
		exceptionMessage: 'Ask the platform team: #cloud-guardrails.',
		weight: 9,
		suspects: {platform: 6, flatcar: 2},
	},
	{
		name: 'eu-west-1',
		zones: zones('eu-west-1', 'euw1', [3, 1, 2]),
		settings: {
			State: 'audit-mode',
			ManagedBy: 'account',
			ImageCriteria: [
				{ImageProviders: ['amazon'], DeprecationTimeCondition: {MaximumDaysSinceDeprecated: 0}},
				{ImageProviders: ['aws-marketplace'], MarketplaceProductCodes: ['6njl1pau431dv1qxipg63mvah']},
				{
					ImageProviders: ['111122223333'],
					ImageNames: ['platform/base-*'],
					// The oldest base image that runs here is too old for it in about three weeks.
					CreationDateCondition: {MaximumDaysSinceCreated: 92},
				},
			],
		},
		weight: 15,
		suspects: {restored: 2, platform: 8, gpu: 1, spark: 2, debian: 4, flatcar: 3, sparkGone: 1},
		hostile: true,
	},
	{
		name: 'me-south-1',
		optInStatus: 'not-opted-in',
		zones: zones('me-south-1', 'mes1', [1, 2, 3]),
		settings: untouched,
		weight: 0,
		suspects: {},
	},
	{
		name: 'us-east-1',
		zones: zones('us-east-1', 'use1', [4, 6, 1, 2]),
		settings: untouched,
		weight: 38,
		suspects: {restored: 2, spark: 9, debian: 5, imitation: 2, contractor: 1, sparkGone: 2, forgotten: 1, rocky: 2},
		hostile: true,
		hidden: true,
		nightly: true,
	},
	{
		name: 'us-east-2',
		zones: zones('us-east-2', 'use2', [1, 2, 3]),
		settings: untouched,
		weight: 10,
		suspects: {},
	},
	{
		name: 'us-west-2',
		zones: zones('us-west-2', 'usw2', [2, 1, 3, 4]),
		settings: {
			State: 'audit-mode',
			ManagedBy: 'account',
			ImageCriteria: [
				{ImageProviders: ['amazon', 'aws-marketplace', 'aws-backup-vault']},
				{
					ImageProviders: ['111122223333'],
					ImageWatermarks: [{WatermarkKey: '111122223333:approved-*', MaximumDaysSinceWatermarkCreated: 400}],
					ScanResultCondition: {MaxDaysSinceLastFindingScan: 14, MaximumSeverityLabel: 'medium'},
				},
			],
		},
		weight: 18,
		suspects: {restored: 1, platform: 14, gpu: 4, spark: 3, debian: 2, contractor: 1},
	},
];
