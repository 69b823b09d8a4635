/** What enforcing would hit beyond running instances, and what refers to an image. */
import type {AllowedImagesSettings} from '../criteria/settings.ts';
import type {Inventory} from '../inventory/store.ts';
import {problemOf} from '../problem.ts';
import {findLaunches} from './launches/find-launches.ts';
import {isSource, type Launch, type LaunchGap, type RecentLaunches, type RegionLaunches} from './launches/launch.ts';
import {byHarm} from './launches/order.ts';
import {recentWhat} from './launches/recent.ts';
import type {Cloud, ImageReference} from './ports.ts';

/** What launches in a Region, as far as it decides anything: what would fail, and what may. */
export type Impact = {
	/** What launches an image that isn't allowed, the worst first; running instances are counted elsewhere. */
	readonly failing: readonly Launch[];
	/** What launches an image that stays allowed. */
	readonly allowed: readonly Launch[];
	/** How far CloudTrail was read for what was launched lately and runs no more; absent where it was not read. */
	readonly recent?: RecentLaunches;
	/** What launches an image of which that is not known. */
	readonly unknown: readonly Launch[];
	/** What could not be asked, in words; a note, never a failure. */
	readonly notes: readonly string[];
};

/** What holds on to an image. */
export type References = {
	readonly references: readonly ImageReference[];
	/** What could not be asked, in words; a note, never a failure. */
	readonly notes: readonly string[];
};

/**
Everything that would fail to launch once a Region is enforced, CloudTrail's recent launches left out, since reading them can take minutes.
What may not be asked becomes a note; only an interruption rejects.
*/
export async function findImpact(
	region: string,
	{
		cloud,
		account,
		inventory,
		settings,
		now,
		signal,
	}: {
		readonly cloud: Cloud;
		/** Whose own images are exempt: 12 digits. */
		readonly account: string;
		/** What was scanned of the Region, if anything. */
		readonly inventory: Inventory | undefined;
		/** Those that it was scanned under. */
		readonly settings: AllowedImagesSettings;
		readonly now: Date;
		readonly signal: AbortSignal;
	},
): Promise<Impact> {
	return impactIn(
		await findLaunches(region, {
			cloud,
			account,
			reported: settings,
			days: 0,
			now,
			signal,
			...(inventory !== undefined && {inventory}),
		}),
	);
}

/** What of a Region's launches enforcing would hit, or may. */
function impactIn({launches, gaps}: RegionLaunches): Impact {
	const beyondInstances = launches.filter((launch) => isSource(launch));
	return {
		failing: beyondInstances.filter(({allowed}) => allowed === false),
		allowed: beyondInstances.filter(({allowed}) => allowed === true),
		unknown: beyondInstances.filter(({allowed}) => allowed === null),
		notes: notesOf(gaps),
	};
}

/** What could not be asked, that of one reason together. */
function notesOf(gaps: readonly LaunchGap[]): readonly string[] {
	return [...Map.groupBy(gaps, ({problem}) => problem.what)].map(([reason, missing]) => {
		const whats = [...new Set(missing.map(({what}) => what))];
		return `Not known: ${new Intl.ListFormat('en').format(whats)}. ${reason}`;
	});
}

/** The same with what CloudTrail saw launched lately, where that was read before under the same settings, and with what of it could not be read. */
export function withRecent(impact: Impact, known: RegionLaunches | undefined): Impact {
	if (known?.recent === undefined) {
		return impact;
	}

	const recent = known.launches.filter(({type}) => type === 'recent-launch');
	const withThose = (launches: readonly Launch[], allowed: boolean | null): readonly Launch[] =>
		[...launches, ...recent.filter((launch) => launch.allowed === allowed)].toSorted(byHarm);
	return {
		...impact,
		failing: withThose(impact.failing, false),
		allowed: withThose(impact.allowed, true),
		unknown: withThose(impact.unknown, null),
		notes: [...impact.notes, ...notesOf(known.gaps.filter(({what}) => what === recentWhat))],
		recent: known.recent,
	};
}

/** What holds on to an image. What may not be asked becomes a note; only an interruption rejects. */
export async function findReferences(
	{region, imageId}: {readonly region: string; readonly imageId: string},
	{cloud, signal}: {readonly cloud: Cloud; readonly signal: AbortSignal},
): Promise<References> {
	try {
		return {references: await cloud.references(region, [imageId], signal), notes: []};
	} catch (error) {
		signal.throwIfAborted();
		return {references: [], notes: [`References are not known: ${problemOf(error).what}`]};
	}
}
