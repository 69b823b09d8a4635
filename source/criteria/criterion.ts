/**
The criteria language of Allowed AMIs, in the field names of the EC2 API.

An image is allowed if it meets any criterion; a criterion holds if every parameter given in it holds; a parameter holds if any of its values does.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImageCriterionRequest.html
*/
export type ImageCriteria = readonly ImageCriterion[];

export type ImageCriterion = {
	/** At most 200 of `amazon`, `aws-marketplace`, `aws-backup-vault`, a 12-digit account ID, or `none` alone. */
	readonly ImageProviders?: readonly string[];
	/** At most 50, each 1–25 letters and digits. */
	readonly MarketplaceProductCodes?: readonly string[];
	/** At most 50, each 1–128 characters; `*` and `?` are wildcards. */
	readonly ImageNames?: readonly string[];
	/** Days, 0…2147483647. */
	readonly CreationDateCondition?: {readonly MaximumDaysSinceCreated?: number};
	/** Days, 0…2147483647; 0 excludes every deprecated image. */
	readonly DeprecationTimeCondition?: {readonly MaximumDaysSinceDeprecated?: number};
	/** At most 50 filters; one watermark has to meet all fields of one filter. */
	readonly ImageWatermarks?: readonly ImageWatermarkFilter[];
	/** Amazon Inspector findings; an image that was never scanned fails. */
	readonly ScanResultCondition?: ScanResultCondition;
	/** Parameters newer than this tool: kept, shown and sent back as they came. */
	readonly [unknownParameter: string]: unknown;
};

export type ImageWatermarkFilter = {
	/** `accountId:name`, with wildcards. */
	readonly WatermarkKey?: string;
	/** A Region, with wildcards. */
	readonly SourceImageRegion?: string;
	readonly MaximumDaysSinceSourceImageCreated?: number;
	readonly MaximumDaysSinceWatermarkCreated?: number;
};

export const severityLabels = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type SeverityLabel = (typeof severityLabels)[number];

export type ScanResultCondition = {
	readonly MaxDaysSinceLastFindingScan?: number;
	readonly MaximumSeverityLabel?: SeverityLabel;
	readonly MaxDaysSinceInformationalFixAvailable?: number;
	readonly MaxDaysSinceLowFixAvailable?: number;
	readonly MaxDaysSinceMediumFixAvailable?: number;
	readonly MaxDaysSinceHighFixAvailable?: number;
	readonly MaxDaysSinceCriticalFixAvailable?: number;
};
