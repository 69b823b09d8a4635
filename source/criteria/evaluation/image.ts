/**
What is known of an image: the evidence a verdict stands on. An absent key means "not known", never "no".

The first part comes with every scan (`InstanceImageMetadata.ImageMetadata`), the second only from `DescribeImages`, which a deregistered
image no longer answers. All text is safe to print.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImageMetadata.html
*/
export type ImageEvidence = {
	readonly ImageId: string;
	readonly Name?: string;
	readonly OwnerId?: string;
	/** `amazon`, `aws-marketplace`, `aws-backup-vault`; in enabled mode it has been seen to hold an account ID. */
	readonly ImageOwnerAlias?: string;
	readonly State?: string;
	/** ISO 8601. */
	readonly CreationDate?: string;
	/** ISO 8601; `null`: known not to be deprecated. */
	readonly DeprecationTime?: string | null;
	readonly IsPublic?: boolean;
	/** AWS's own verdict under the criteria applied in the Region; absent where it gives none. */
	readonly ImageAllowed?: boolean;
	readonly ImageWatermarks?: readonly ImageWatermark[];

	/** True once `DescribeImages` did not know the image: what only it could tell stays unknown. */
	readonly deregistered?: boolean;
	readonly ProductCodes?: readonly string[];
	/** `null`: known never to have been scanned. */
	readonly ScanResults?: ScanResults | null;
};

export type ImageWatermark = {
	readonly WatermarkKey?: string;
	readonly SourceImageRegion?: string;
	readonly SourceImageId?: string;
	/** ISO 8601. */
	readonly SourceImageCreationTime?: string;
	/** ISO 8601. */
	readonly WatermarkCreationTime?: string;
};

/**
Amazon Inspector's findings on an image; times are ISO 8601. A scanned image without findings has a scan date alone.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ScanResults.html
*/
export type ScanResults = {
	readonly HighestFindingSeverityLabel?: string;
	readonly FindingScanDate?: string;
	readonly InformationalFixAvailableSince?: string;
	readonly LowFixAvailableSince?: string;
	readonly MediumFixAvailableSince?: string;
	readonly HighFixAvailableSince?: string;
	readonly CriticalFixAvailableSince?: string;
};

/** Not a boolean: where evidence is missing the honest answer is that we don't know. */
export type Verdict = 'allowed' | 'not-allowed' | 'unknown';
