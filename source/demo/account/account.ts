import type {AllowedImagesSettings} from '../../criteria/settings.ts';
import type {DemoInstance} from './instance.ts';
import type {DemoLaunches} from './launch-sources.ts';

/** Everything that an endpoint knows of one AWS account, as data. Times are ISO 8601. */
export type DemoAccount = {
	/** 12 digits. */
	readonly id: string;
	/** The principal that every caller is. */
	readonly arn: string;
	readonly userId: string;
	readonly regions: readonly DemoRegion[];
};

export type DemoRegion = {
	readonly name: string;
	readonly optInStatus: 'opt-in-not-required' | 'opted-in' | 'not-opted-in';
	readonly zones: readonly DemoZone[];
	/** The settings at the start; the server keeps what becomes of them. */
	readonly settings: AllowedImagesSettings;
	/** The organization's own sentence in a refusal by declarative policy. */
	readonly exceptionMessage?: string;
	readonly images: readonly DemoImage[];
	readonly instances: readonly DemoInstance[];
	readonly launchTemplates: readonly DemoLaunchTemplate[];
	readonly references: readonly DemoReference[];
	readonly launches: DemoLaunches;
	/** Public and own SSM parameters that launch templates name: parameter → image ID. */
	readonly parameters: ReadonlyMap<string, string>;
	/** EC2 actions that the principal may not call here. */
	readonly denied: readonly string[];
	/** EC2 actions whose every other attempt is answered with `RequestLimitExceeded`. */
	readonly throttled: readonly string[];
};

export type DemoZone = {readonly name: string; readonly id: string};

export type DemoImage = {
	readonly id: string;
	/** A deregistered image keeps only what EC2 still remembers of it. */
	readonly state: 'available' | 'disabled' | 'deregistered';
	readonly name?: string;
	readonly ownerId?: string;
	readonly ownerAlias?: string;
	readonly createdAt?: string;
	readonly deprecatedAt?: string;
	readonly isPublic?: boolean;
	readonly description?: string;
	readonly architecture: 'x86_64' | 'arm64';
	readonly windows?: boolean;
	readonly productCodes?: readonly string[];
	readonly watermarks?: readonly DemoWatermark[];
	readonly scan?: DemoScan;
};

export type DemoWatermark = {
	/** `accountId:name`. */
	readonly key: string;
	readonly sourceRegion: string;
	readonly sourceImageId: string;
	readonly sourceCreatedAt: string;
	readonly createdAt: string;
};

export const severities = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** Amazon Inspector's findings; a scanned image without findings has its scan date alone. */
export type DemoScan = {
	readonly scannedAt: string;
	readonly highest?: Severity;
	readonly fixAvailableSince?: Readonly<Partial<Record<Severity, string>>>;
};

export type DemoLaunchTemplate = {
	readonly id: string;
	readonly name: string;
	readonly createdAt: string;
	/** Version n is at n − 1; the last is `$Latest`. */
	readonly versions: ReadonlyArray<{
		readonly imageId: string;
		readonly instanceType: string;
		readonly createdAt: string;
		readonly description?: string;
	}>;
	readonly defaultVersion: number;
	/** The AWS service that manages it; it shows only where managed resources are asked for or visible. */
	readonly operator?: string;
};

/** What holds on to an image beside instances and launch templates. */
export type DemoReference = {
	readonly imageId: string;
	readonly type: 'ssm:Parameter' | 'imagebuilder:ImageRecipe' | 'imagebuilder:ContainerRecipe';
	readonly arn: string;
};
