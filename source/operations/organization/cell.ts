import type {ImageEvidence} from '../../criteria/evaluation/image.ts';
import type {AllowedImagesSettings} from '../../criteria/settings.ts';
import type {Instance} from '../../inventory/instance.ts';
import type {SourceType} from '../launches/launch.ts';

/** The version of every file of an organization's folder. */
export const folderVersion = 1;

/** How long a cell counts as fresh, in milliseconds: a day. */
const freshFor = 86_400_000;

/** An image that instances of a cell run. */
type CellImage = {
	/** From the scan and from `DescribeImages`, as far as either knows it. */
	readonly Image: ImageEvidence;
	/** Without terminated ones. */
	readonly Instances: number;
};

/** What launches an image, running or not: the sources of one kind together. */
export type CellLaunch = {
	readonly Type: SourceType;
	/** `ami-…`; `resolve:ssm:…` where AWS didn't say which image that is; empty where not even that is known. */
	readonly ImageId: string;
	readonly Sources: number;
	/** The first few by name; of managed instances the services that manage them. */
	readonly Names: readonly string[];
	/** How many instances they are meant to keep, together. */
	readonly Capacity?: number;
};

/** Something that could not be read, and why. */
export type Gap = {
	/** The action as IAM names it, or the place: `ec2:DescribeImages`, `us-east-1a`. */
	readonly What: string;
	/** A sentence. */
	readonly Why: string;
	/** What to do about it, in a sentence. */
	readonly Next: string;
};

/**
What a run read of one account in one Region: settings, and images with how many instances run each. Kept as JSON under these very names.
What couldn't be read is a gap; a cell without gaps is whole.
*/
export type Cell = {
	readonly Version: typeof folderVersion;
	/** 12 digits. */
	readonly Account: string;
	readonly Region: string;
	/** ISO 8601. */
	readonly ReadAt: string;
	/** `null` where they could not be read. */
	readonly Settings: AllowedImagesSettings | null;
	readonly Images: readonly CellImage[];
	/** Instances that AWS gave no image for. */
	readonly WithoutImage: number;
	/**
	What launches beside the instances that people started, managed instances included, which `Images` counts, too. Absent where it was not asked
	for: that an older version did not is a gap.
	*/
	readonly Launches?: readonly CellLaunch[];
	/** Images that something launches and no instance runs. */
	readonly LaunchImages?: readonly ImageEvidence[];
	readonly Gaps: readonly Gap[];
	/** With `--instances`: each instance. */
	readonly InstanceList?: readonly Instance[];
};

const launchesMissing: Gap = {
	What: 'what launches',
	Why: 'It was read by an older allowed-amis, which did not ask for that.',
	Next: 'Run the scan again: it reads this one anew.',
};

/** What is missing in a cell. */
export function gapsOf({Gaps: gaps, Launches: launches}: Pick<Cell, 'Gaps' | 'Launches'>): readonly Gap[] {
	return launches === undefined ? [...gaps, launchesMissing] : gaps;
}

export function isWhole(cell: Pick<Cell, 'Gaps' | 'Launches'>): boolean {
	return gapsOf(cell).length === 0;
}

/**
Whether a cell is older than a day, and nothing that blocks launches may be decided upon it any more. One that a wrong clock dated ahead is of nobody
knows when.
*/
export function isStale({ReadAt: readAt}: Pick<Cell, 'ReadAt'>, now: Date): boolean {
	return Math.abs(now.getTime() - Date.parse(readAt)) > freshFor;
}

/** Instances of a cell, terminated ones left out. */
export function instancesIn({Images: images, WithoutImage: without}: Pick<Cell, 'Images' | 'WithoutImage'>): number {
	return images.reduce((sum, {Instances: count}) => sum + count, without);
}

/** Whether instances of a cell could be asked for at all; else that none are in it says nothing. */
export function isCounted(cell: Pick<Cell, 'Images' | 'WithoutImage' | 'Gaps'>): boolean {
	return instancesIn(cell) > 0 || cell.Gaps.every(({What: what}) => what !== 'ec2:DescribeInstanceImageMetadata');
}

/** How many of a cell's instances AWS itself calls not allowed; `undefined` where it gives no verdict. */
export function notAllowedIn(cell: Pick<Cell, 'Images' | 'Settings' | 'WithoutImage'>): number | undefined {
	// While Allowed AMIs is off, AWS may judge no image at all: then nothing is known, which is not the same as none.
	let isJudged = instancesIn(cell) === 0 && cell.Settings !== null && cell.Settings.State !== 'disabled';
	let count = 0;
	for (const {Image: image, Instances: instances} of cell.Images) {
		isJudged ||= image.ImageAllowed !== undefined && instances > 0;
		count += image.ImageAllowed === false ? instances : 0;
	}

	return isJudged ? count : undefined;
}
