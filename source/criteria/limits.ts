/**
The names and limits of the criteria language, in one place for the schema, the form and the words.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImageCriterionRequest.html
*/
export const limits = {
	criteria: 10,
	ImageProviders: 200,
	MarketplaceProductCodes: 50,
	ImageNames: 50,
	ImageWatermarks: 50,
	/** Days: the largest 32-bit integer. */
	days: 2_147_483_647,
	nameLength: 128,
	/** A name with `?` must be at least this long. */
	nameLengthWithQuestionMark: 3,
	productCodeLength: 25,
} as const;

/** The values of `ImageProviders` that are read from an image's owner alias. */
export const providerAliases = ['amazon', 'aws-marketplace', 'aws-backup-vault'] as const;
export type ProviderAlias = (typeof providerAliases)[number];

export const parameters = [
	'ImageProviders',
	'MarketplaceProductCodes',
	'ImageNames',
	'CreationDateCondition',
	'DeprecationTimeCondition',
	'ImageWatermarks',
	'ScanResultCondition',
] as const;
export type Parameter = (typeof parameters)[number];

export const watermarkFields = [
	'WatermarkKey',
	'SourceImageRegion',
	'MaximumDaysSinceSourceImageCreated',
	'MaximumDaysSinceWatermarkCreated',
] as const;

export const scanResultFields = [
	'MaxDaysSinceLastFindingScan',
	'MaximumSeverityLabel',
	'MaxDaysSinceInformationalFixAvailable',
	'MaxDaysSinceLowFixAvailable',
	'MaxDaysSinceMediumFixAvailable',
	'MaxDaysSinceHighFixAvailable',
	'MaxDaysSinceCriticalFixAvailable',
] as const;

/** What may be said inside each parameter that is a structure. */
export const fieldsOf = {
	CreationDateCondition: ['MaximumDaysSinceCreated'],
	DeprecationTimeCondition: ['MaximumDaysSinceDeprecated'],
	ScanResultCondition: scanResultFields,
} as const;

export function isProviderAlias(value: string): value is ProviderAlias {
	return (providerAliases as readonly string[]).includes(value);
}

export function isParameter(value: string): value is Parameter {
	return (parameters as readonly string[]).includes(value);
}

/** Whether the text is an account ID: 12 digits, ASCII ones. */
export function isAccountId(value: string): boolean {
	return /^\d{12}$/.test(value);
}
