import {counted} from '../../counted.ts';
import type {ImageCriteria} from '../../criteria/criterion.ts';
import type {AllowedImagesSettings} from '../../criteria/settings.ts';
import {Inventory} from '../../inventory/store.ts';
import {problemOf} from '../../problem.ts';
import type {Cloud} from '../ports.ts';
import {Gaps} from './gaps.ts';
import {instanceSources} from './instances.ts';
import type {RegionLaunches} from './launch.ts';
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
	const {cloud, account, criteria, now, signal, onProgress} = options;
	const gaps = new Gaps(region, signal);
	const found = await gather(region, options, gaps);
	const judge = new LaunchJudge({settings: found.settings, criteria, account, now});
	for (const {evidence} of found.inventory.images(region)) {
		if (evidence !== undefined) {
			judge.learnScanned(evidence);
		}
	}

	const direct = found.sources;
	const imageIds = [...new Set(direct.map(({imageId}) => imageId).filter((id) => id.startsWith('ami-')))];
	onProgress?.(`Looking up ${counted(imageIds.length, 'image')} in ${region}`);
	const [references] = await Promise.all([
		gaps.orGap('SSM parameters and Image Builder recipes', async () =>
			imageIds.length === 0 ? [] : cloud.references(region, imageIds, signal),
		),
		gaps.orGap('What only DescribeImages tells of images', async () => {
			for await (const images of cloud.launches.images(region, imageIds, signal)) {
				for (const image of images) {
					judge.learn(image);
				}
			}
		}),
	]);
	const sources = [...direct, ...referenceSources(region, references ?? [])];
	return {
		region,
		launches: sources.map((source) => judge.judge(source)).toSorted(byHarm),
		gaps: gaps.all,
		...(found.recent !== undefined && {recent: found.recent}),
	};
}

async function gather(region: string, options: FindOptions, gaps: Gaps) {
	const {cloud, days, now, signal, onProgress, stop = new AbortController().signal} = options;
	const {launches} = cloud;
	const standing = new StandingSources({region, cloud: launches, gaps, signal, atOnce: kindsAtOnce});
	const recent = new RecentEvents();
	const [settings, inventory, managed] = await Promise.all([
		options.reported ?? gaps.orGap("The Region's criteria", async () => cloud.settings(region, signal)),
		options.inventory ?? scanned(region, options, gaps),
		gaps.pages('Instances that AWS services manage', () => launches.managedInstances(region, signal)),
		standing.read(),
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
	await standing.resolve(recent.templates);
	recent.resolve(region, (template) => standing.imageOf(template).imageId, gaps);
	return {
		settings,
		inventory,
		recent: recent.range,
		sources: [...instanceSources(region, inventory, managed.items), ...standing.sources(), ...recent.sources(region)],
	};
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
