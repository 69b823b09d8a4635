/**
What `launches`, `watch` and the scan's look at managed instances need from AWS, as types: `aws` implements them. Every promise and every
iteration rejects with a `ProblemError`, or with an `AbortError` once its signal has fired. All text is safe to print; times are ISO 8601.
*/
import type {ImageEvidence} from '../../criteria/evaluation/image.ts';
import type {Instance} from '../../inventory/instance.ts';

/** A launch template as something names it: by ID or name, at a version (a number, `$Latest` or `$Default`). */
export type TemplateReference = {readonly id?: string; readonly name?: string; readonly version: string};

export type LaunchTemplate = {
	readonly id: string;
	readonly name: string;
	readonly defaultVersion: number;
	readonly latestVersion: number;
	/** The AWS service that manages it. */
	readonly operator?: string;
};

export type LaunchTemplateVersion = {
	readonly templateId: string;
	readonly templateName: string;
	readonly version: number;
	/** Whether it is the template's default version. */
	readonly isDefault: boolean;
	/** `ami-…` or `resolve:ssm:…`, as the template says it; absent where it names none. */
	readonly imageId?: string;
};

/** What an Auto Scaling group launches, in the order in which it names it. */
export type GroupLaunch =
	| {readonly type: 'template'; readonly template: TemplateReference}
	| {readonly type: 'configuration'; readonly name: string}
	| {readonly type: 'image'; readonly imageId: string};

export type ScalingGroup = {
	readonly name: string;
	readonly min: number;
	readonly max: number;
	readonly desired: number;
	/** Without doubles; overrides of a mixed-instances policy after its own template. */
	readonly launches: readonly GroupLaunch[];
};

export type LaunchConfiguration = {readonly name: string; readonly imageId: string};

/** An EC2 Fleet, Spot Fleet or Spot request that launches again and again. */
export type Fleet = {
	readonly type: 'ec2-fleet' | 'spot-fleet' | 'spot-request';
	readonly id: string;
	readonly name?: string;
	/** How many instances or units it is meant to keep, where it says. */
	readonly capacity?: number;
	readonly launches: ReadonlyArray<Exclude<GroupLaunch, {type: 'configuration'}>>;
};

/** One call of RunInstances as CloudTrail recorded it. */
export type LaunchEvent = {
	readonly id: string;
	readonly at: string;
	/** Who called: an AWS service (`autoscaling.amazonaws.com`), or the caller's ARN. */
	readonly by: string;
	/** The images that it named or that instances were launched from, with how many instances were. */
	readonly images: ReadonlyArray<{readonly imageId: string; readonly count: number}>;
	/** The Auto Scaling group that it was for, where the record tells. */
	readonly group?: string;
	readonly template?: TemplateReference;
	/** Why it failed, in AWS's own code and words; absent where it didn't. */
	readonly error?: {readonly code: string; readonly message: string};
};

export type LaunchEventPage = {
	readonly events: readonly LaunchEvent[];
	/** Records that can't be read. */
	readonly unreadable: number;
	/** Everything since then has been read; the events come newest first. */
	readonly reached: string;
};

/** A scaling activity that failed. */
export type FailedActivity = {
	readonly id: string;
	readonly group: string;
	readonly at: string;
	/** AWS's status: `Failed`, `Cancelled`. */
	readonly status: string;
	readonly message: string;
};

/** What `DescribeImages` makes of an ID. */
export type NamedImage =
	| {readonly type: 'found'; readonly evidence: ImageEvidence}
	/** Left out of the answer without a word: what AWS does with images that aren't allowed, once a Region is enforced. */
	| {readonly type: 'left-out'; readonly imageId: string}
	/** AWS says that there is no such image, or none that this account may use. */
	| {readonly type: 'missing'; readonly imageId: string};

/** Reads what launches; nothing here changes anything. */
export type LaunchCloud = {
	/** Whether AWS hides the instances that its services manage: `hidden`, `visible`, or what a newer AWS says. */
	managedVisibility(region: string, signal: AbortSignal): Promise<string>;
	/** The instances that AWS services manage, hidden or not; of their images the ID alone. */
	managedInstances(region: string, signal: AbortSignal): AsyncIterable<readonly Instance[]>;
	images(region: string, imageIds: readonly string[], signal: AbortSignal): AsyncIterable<readonly NamedImage[]>;
	templates(region: string, signal: AbortSignal): AsyncIterable<readonly LaunchTemplate[]>;
	/** The default and the latest version of every launch template. */
	currentVersions(region: string, signal: AbortSignal): AsyncIterable<readonly LaunchTemplateVersion[]>;
	/**
	These versions of one launch template, by ID or name. With `isResolved` AWS puts the image of this moment in the place of `resolve:ssm:…`.
	*/
	versions(
		region: string,
		template: {
			readonly id?: string;
			readonly name?: string;
			readonly versions: readonly string[];
			readonly isResolved: boolean;
		},
		signal: AbortSignal,
	): Promise<readonly LaunchTemplateVersion[]>;
	groups(region: string, signal: AbortSignal): AsyncIterable<readonly ScalingGroup[]>;
	configurations(region: string, signal: AbortSignal): AsyncIterable<readonly LaunchConfiguration[]>;
	/** EC2 Fleets of type `maintain` that aren't deleted. */
	fleets(region: string, signal: AbortSignal): AsyncIterable<readonly Fleet[]>;
	/** Spot Fleets that are active. */
	spotFleets(region: string, signal: AbortSignal): AsyncIterable<readonly Fleet[]>;
	/** Spot requests that are persistent and not closed. */
	spotRequests(region: string, signal: AbortSignal): AsyncIterable<readonly Fleet[]>;
	/** CloudTrail's calls of RunInstances between two times, the newest first, at CloudTrail's two calls a second for the Region. */
	launchEvents(
		region: string,
		period: {readonly since: Date; readonly until: Date},
		signal: AbortSignal,
	): AsyncIterable<LaunchEventPage>;
	/** The scaling activities that failed since a time. */
	failedActivities(region: string, since: Date, signal: AbortSignal): AsyncIterable<readonly FailedActivity[]>;
};
