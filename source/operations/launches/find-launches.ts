import type {ImageCriteria} from '../../criteria/criterion.ts';
import type {AllowedImagesSettings} from '../../criteria/settings.ts';
import {Inventory} from '../../inventory/store.ts';
import {problemOf} from '../../problem.ts';
import type {Cloud} from '../ports.ts';
import {Gaps} from './gaps.ts';
import {instanceSources} from './instances.ts';
import {ImageLookup} from './image-lookup.ts';
import type {LaunchSource, RecentLaunches, RegionLaunches} from './launch.ts';
import {byHarm} from './order.ts';
import type {LaunchCloud} from './ports.ts';
import {RecentEvents} from './recent.ts';
import {referenceSources} from './references.ts';
import {StandingSources} from './standing-sources.ts';
import {LaunchJudge} from './verdicts.ts';

export type FindOptions = {
	readonly cloud: Cloud & {readonly launches: LaunchCloud};
	/** Whose own images are exempt: 12 digits. */
	readonly account: string;
	/** Other criteria to judge by than those that are applied. */
	readonly criteria?: ImageCriteria | undefined;
	/** How far back CloudTrail is read; 0: not at all. */
	readonly days: number;
	readonly now: Date;
	readonly signal: AbortSignal;
	/** Fires when a person has seen enough of CloudTrail: what was got until then is kept, and the gap is named. */
	readonly stop?: AbortSignal;
	/** Told how far it is, in words. */
	readonly onProgress?: (words: string) => void;
	/** Told what launches without CloudTrail, where that is read, too: it is there long before. */
	readonly onStanding?: (found: RegionLaunches) => void;
	/** A scan of this Region that is there already; it is scanned otherwise. */
	readonly inventory?: Inventory;
	/** What the Region reported, where somebody watches over that already; it is asked otherwise. */
	readonly reported?: AllowedImagesSettings | undefined;
};

/** Groups, configurations, three kinds of fleets and the launch templates are asked for side by side. */
const kindsAtOnce = 6;

/**
Everything that launches images in a Region, running or not, each with its image, the way to it and what the criteria say. Every source is
asked side by side and may fail alone: then it is a gap. Only an interruption rejects.
*/
export async function findLaunches(region: string, options: FindOptions): Promise<RegionLaunches> {
	const {cloud, days, now, signal, onProgress, stop = new AbortController().signal} = options;
	const {launches} = cloud;
	const gaps = new Gaps(region, signal);
	const standing = new StandingSources({region, cloud: launches, gaps, signal, atOnce: kindsAtOnce});
	const recent = new RecentEvents();
	// CloudTrail takes minutes: what is there without it can be told long before.
	const [judged] = await Promise.all([
		judgeStanding(region, options, {gaps, standing}),
		days === 0
			? undefined
			: recent.read(region, launches, gaps, {
					days,
					now,
					stop,
					signal,
					onReached(reached) {
						onProgress?.(`CloudTrail in ${region}: back to ${reached.slice(0, 16).replace('T', ' ')}`);
					},
				}),
	]);
	if (days > 0) {
		await standing.resolve(recent.templates);
		recent.resolve(region, (template) => standing.imageOf(template).imageId, gaps);
	}

	return judged({recent: recent.sources(region), range: recent.range});
}

/** What is there to launch, read but for CloudTrail; gives what it comes to, with what CloudTrail adds. */
async function judgeStanding(
	region: string,
	options: FindOptions,
	{gaps, standing}: {readonly gaps: Gaps; readonly standing: StandingSources},
) {
	const {cloud, account, criteria, days, now, signal, onStanding} = options;
	const [settings, inventory, managed] = await Promise.all([
		options.reported ?? gaps.orGap("The Region's criteria", async () => cloud.settings(region, signal)),
		options.inventory ?? scanned(region, options, gaps),
		gaps.pages('Instances that AWS services manage', () => cloud.launches.managedInstances(region, signal)),
		standing.read(),
	]);
	await standing.resolve();
	const judge = new LaunchJudge({settings, criteria, account, now});
	for (const {evidence} of inventory.images(region)) {
		if (evidence !== undefined) {
			judge.learnScanned(evidence);
		}
	}

	const images = new ImageLookup({region, cloud, gaps, judge, signal, onProgress: options.onProgress});
	const judged = async ({
		recent,
		range,
	}: {
		readonly recent: readonly LaunchSource[];
		readonly range?: RecentLaunches | undefined;
	}): Promise<RegionLaunches> => {
		const direct = [...instanceSources(region, inventory, managed.items), ...standing.sources(), ...recent];
		const references = await images.lookUp(direct.map(({imageId}) => imageId));
		const sources = [...direct, ...referenceSources(region, references)];
		return {
			region,
			launches: sources.map((source) => judge.judge(source)).toSorted(byHarm),
			gaps: [...gaps.all],
			...(range !== undefined && {recent: range}),
		};
	};

	if (days > 0 && onStanding !== undefined) {
		onStanding(await judged({recent: []}));
	}

	return judged;
}

/** The instances of the Region; what could not be scanned is a gap. */
async function scanned(region: string, {cloud, signal}: FindOptions, gaps: Gaps): Promise<Inventory> {
	const inventory = new Inventory();
	inventory.expectRegions([region]);
	try {
		for await (const event of cloud.scan(region, signal)) {
			inventory.apply(event);
		}
	} catch (error) {
		signal.throwIfAborted();
		inventory.failRegion(region, problemOf(error));
	}

	for (const {zone, problem} of inventory.coverage.failures(region)) {
		gaps.add(zone === undefined ? 'Instances' : `Instances in ${zone}`, problem);
	}

	return inventory;
}
