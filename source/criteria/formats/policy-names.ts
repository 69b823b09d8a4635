/** How declarative policies spell what the EC2 API spells otherwise. */

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
