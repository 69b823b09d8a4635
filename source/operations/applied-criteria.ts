/** Where criteria are applied now: what each Region of an account holds, as it was read back from AWS. */
import type {ImageCriteria} from '../criteria/criterion.ts';
import {sameCriteria, type AllowedImagesSettings} from '../criteria/settings.ts';
import type {Problem} from '../problem.ts';
import type {Cloud} from './ports.ts';
import {readStatuses, type RegionStatus} from './region-status.ts';

/** What the Regions of an account reported. */
export type AppliedCriteria = {
	/** 12 digits. */
	readonly account: string;
	/** When it was read; ISO 8601. */
	readonly at: string;
	/** Every Region that the account has opted in to, those that could not be read among them. */
	readonly regions: readonly RegionStatus[];
};

export type AppliedReading = {
	readonly cloud: Cloud;
	readonly signal: AbortSignal;
	readonly now: () => Date;
	/** Hears how many Regions of how many are read. */
	readonly onProgress?: (done: number, count: number) => void;
};

/**
Reads the settings of every Region that the account has opted in to. A Region that can't be read is named in what it gives, and hides no other.

@throws {ProblemError} what asking who one is, or for the Regions, failed with.
*/
export async function readAppliedCriteria({cloud, signal, now, onProgress}: AppliedReading): Promise<AppliedCriteria> {
	const {account} = await cloud.identity(signal);
	const known = await cloud.regions(signal);
	const names = known.filter(({optInStatus}) => optInStatus !== 'not-opted-in').map(({name}) => name);
	onProgress?.(0, names.length);
	const regions = await readStatuses(names, {
		cloud,
		signal,
		onProgress(done) {
			onProgress?.(done, names.length);
		},
	});
	return {account, at: now().toISOString(), regions};
}

export type Whereabouts = {
	/** The Regions that hold exactly these criteria. */
	readonly held: ReadonlyArray<{readonly region: string; readonly settings: AllowedImagesSettings}>;
	/** The Regions that could not be read: they may hold them, too. */
	readonly unread: ReadonlyArray<{readonly region: string; readonly problem: Problem}>;
	/** How many were read. */
	readonly read: number;
};

/** Which Regions held exactly these criteria when they were read. */
export function whereApplied(criteria: ImageCriteria, {regions}: Pick<AppliedCriteria, 'regions'>): Whereabouts {
	return {
		held: regions.flatMap(({region, settings}) =>
			settings !== undefined && sameCriteria(settings.ImageCriteria, criteria) ? [{region, settings}] : [],
		),
		unread: regions.flatMap(({region, settings, problem}) =>
			settings === undefined && problem !== undefined ? [{region, problem}] : [],
		),
		read: regions.filter(({settings}) => settings !== undefined).length,
	};
}
