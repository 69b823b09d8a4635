/** How declarative policies spell what the EC2 API spells otherwise. */
import {limits, providerAliases} from '../limits.ts';

/** `criteria_1` to `criteria_10`. */
export const criterionNames: readonly string[] = Array.from(
	{length: limits.criteria},
	(_, index) => `criteria_${index + 1}`,
);

/** What else the policies of EC2 can say: nothing about criteria. */
export const otherAttributes = [
	'vpc_block_public_access',
	'vpc_encryption_controls',
	'serial_console_access',
	'image_block_public_access',
	'instance_metadata_defaults',
	'snapshot_block_public_access',
];

/** Lists: policy name → API name. */
export const listNames: ReadonlyMap<string, string> = new Map([
	['allowed_image_providers', 'ImageProviders'],
	['marketplace_product_codes', 'MarketplaceProductCodes'],
	['image_names', 'ImageNames'],
]);

export const conditionNames: ReadonlyMap<
	string,
	{readonly parameter: string; readonly field: string; readonly name: string}
> = new Map([
	[
		'creation_date_condition',
		{parameter: 'CreationDateCondition', field: 'MaximumDaysSinceCreated', name: 'maximum_days_since_created'},
	],
	[
		'deprecation_time_condition',
		{
			parameter: 'DeprecationTimeCondition',
			field: 'MaximumDaysSinceDeprecated',
			name: 'maximum_days_since_deprecated',
		},
	],
]);

export const policyStates: readonly string[] = ['enabled', 'audit_mode', 'disabled'];
export const policyAliases: readonly string[] = providerAliases.map((alias) => providerToPolicy(alias));

/** `aws_marketplace` is `aws-marketplace` in the API. */
export function providerFromPolicy(provider: string): string {
	return provider.replaceAll('_', '-');
}

export function providerToPolicy(provider: string): string {
	return provider.replaceAll('-', '_');
}

export function stateFromPolicy(state: string): string {
	return state.replaceAll('_', '-');
}

export function stateToPolicy(state: string): string {
	return state.replaceAll('-', '_');
}
