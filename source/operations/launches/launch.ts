import type {ImageEvidence} from '../../criteria/evaluation/image.ts';
import type {Problem} from '../../problem.ts';

/** What launches, the worst to lose first: what does it by itself, what did it lately, what runs, and what others may launch from. */
export const sourceTypes = [
	'auto-scaling-group',
	'ec2-fleet',
	'spot-fleet',
	'spot-request',
	'recent-launch',
	'managed-instance',
	'instance',
	'launch-template',
	'launch-configuration',
	'ssm-parameter',
	'image-recipe',
] as const;
export type SourceType = (typeof sourceTypes)[number];

/** One step on the way from what launches to its image. */
export type ChainLink =
	| {
			readonly type: 'template';
			readonly id: string;
			readonly name: string;
			/** Absent where the version could not be read. */
			readonly version?: number;
			/** How it is named: a number, `$Latest` or `$Default`. */
			readonly asked: string;
	  }
	| {readonly type: 'configuration'; readonly name: string}
	/** An SSM parameter, as `resolve:ssm:` names it. */
	| {readonly type: 'parameter'; readonly name: string};

/** Something that launches an image. */
export type LaunchSource = {
	readonly region: string;
	readonly type: SourceType;
	/** A name, an ID or an ARN, whatever tells it apart; of `instance` and `recent-launch` the image's ID. */
	readonly id: string;
	readonly name?: string;
	/** `ami-…`; `resolve:ssm:…` where AWS didn't say which image that is; empty where not even that is known. */
	readonly imageId: string;
	/** From the source towards the image, both left out. */
	readonly chain: readonly ChainLink[];
	/** Of a launch template: which of its versions name this image. */
	readonly versions?: readonly number[];
	/** How many instances run, or were launched. */
	readonly launches?: number;
	/** ISO 8601. */
	readonly lastLaunch?: string;
	/** Who launched it, who launched most first; the AWS service that manages an instance. */
	readonly by?: readonly string[];
	/** How many instances it is meant to keep: the desired capacity of a group, a fleet's target. */
	readonly capacity?: number;
	/** Why the image is not known. */
	readonly unresolved?: string;
};

/** What launches an image, and what the criteria say of it. */
export type Launch = LaunchSource & {
	/** Absent where nothing is known of the image. */
	readonly evidence?: ImageEvidence;
	/** `null`: not known, which never counts as allowed. */
	readonly allowed: boolean | null;
	/** Who says so: AWS of the criteria that are applied, or this tool's own evaluation. */
	readonly verdictBy: 'aws' | 'allowed-amis';
	readonly reasons: readonly string[];
};

/** Whether it is more than what runs by itself: what launches, or may. An instance that an AWS service manages counts, as that service launches it anew. */
export function isSource({type}: Pick<LaunchSource, 'type'>): boolean {
	return type !== 'instance';
}

/** What could not be asked, or not to its end, so that something may be missing. */
export type LaunchGap = {
	readonly region: string;
	/** What is missing, as people name it: `Auto Scaling groups`. */
	readonly what: string;
	readonly problem: Problem;
};

/** How far CloudTrail has been read. */
export type RecentLaunches = {
	/** ISO 8601: what was asked for, and what was reached, going back from now. They are the same once all is read. */
	readonly since: string;
	readonly reached: string;
};

export type RegionLaunches = {
	readonly region: string;
	readonly launches: readonly Launch[];
	readonly gaps: readonly LaunchGap[];
	/** Absent where CloudTrail was not asked. */
	readonly recent?: RecentLaunches;
};
