import type {ImageCriteria} from '../../criteria/criterion.ts';
import {Inventory} from '../../inventory/store.ts';
import {problemOf} from '../../problem.ts';
import type {Cloud, ImageReference} from '../ports.ts';
import {Gaps} from './gaps.ts';
import {instanceSources} from './instances.ts';
import type {LaunchSource, RegionLaunches, SourceType} from './launch.ts';
import {byHarm} from './order.ts';
import type {Fleet, GroupLaunch, LaunchCloud, LaunchConfiguration, ScalingGroup, TemplateReference} from './ports.ts';
import {RecentEvents} from './recent.ts';
import {TemplateVersions, type NamedImage} from './template-versions.ts';
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
};

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
	onProgress?.(`Looking ${imageIds.length} images up in ${region}`);
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
	const versions = new TemplateVersions({region, cloud: launches, gaps, signal});
	const recent = new RecentEvents();
	const [settings, inventory, managed, groups, configurations, ...fleets] = await Promise.all([
		gaps.orGap("The Region's criteria", async () => cloud.settings(region, signal)),
		options.inventory ?? scanned(region, options, gaps),
		gaps.pages('Instances that AWS services manage', () => launches.managedInstances(region, signal)),
		gaps.pages('Auto Scaling groups', () => launches.groups(region, signal)),
		gaps.pages('Launch configurations', () => launches.configurations(region, signal)),
		gaps.pages('EC2 Fleets', () => launches.fleets(region, signal)),
		gaps.pages('Spot Fleets', () => launches.spotFleets(region, signal)),
		gaps.pages('Spot requests', () => launches.spotRequests(region, signal)),
		versions.readCurrent(),
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
	const allFleets = fleets.flatMap((pages) => (pages === undefined ? [] : pages.items));
	await versions.readNamed([
		...[...groups.items, ...allFleets].flatMap((source) => templatesOf(source.launches)),
		...recent.templates,
	]);
	await versions.resolveParameters();
	recent.resolve(region, (template) => versions.imageOf(template).imageId, gaps);
	return {
		settings,
		inventory,
		recent: recent.range,
		sources: [
			...instanceSources(region, inventory, managed.items),
			...groups.items.flatMap((group) => groupSources(region, group, {versions, configurations: configurations.items})),
			...allFleets.flatMap((fleet) => fleetSources(region, fleet, versions)),
			...configurations.items.map(({name, imageId}) => ({
				...sourceOf(region, 'launch-configuration', name, versions.direct(imageId)),
			})),
			...templateSources(region, versions),
			...recent.sources(region),
		],
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

function templatesOf(launches: readonly GroupLaunch[]): readonly TemplateReference[] {
	return launches.flatMap((launch) => (launch.type === 'template' ? [launch.template] : []));
}

function sourceOf(
	region: string,
	type: SourceType,
	id: string,
	{imageId, chain, unresolved}: NamedImage,
): LaunchSource {
	return {region, type, id, imageId, chain, ...(unresolved !== undefined && {unresolved})};
}

type Known = {
	readonly versions: TemplateVersions;
	readonly configurations: readonly LaunchConfiguration[];
};

/** A group once for each image that it may launch. */
function groupSources(region: string, group: ScalingGroup, known: Known): readonly LaunchSource[] {
	return eachImage(group.launches.map((launch) => imageOf(launch, known))).map((image) => ({
		...sourceOf(region, 'auto-scaling-group', group.name, image),
		capacity: group.desired,
	}));
}

function imageOf(launch: GroupLaunch, {versions, configurations}: Known): NamedImage {
	switch (launch.type) {
		case 'template': {
			return versions.imageOf(launch.template);
		}

		case 'image': {
			return versions.direct(launch.imageId);
		}

		case 'configuration': {
			const configuration = configurations.find(({name}) => name === launch.name);
			const chain = [{type: 'configuration', name: launch.name} as const];
			return configuration === undefined
				? {imageId: '', chain, unresolved: 'its launch configuration could not be read'}
				: {imageId: configuration.imageId, chain};
		}
	}
}

function fleetSources(region: string, fleet: Fleet, versions: TemplateVersions): readonly LaunchSource[] {
	const known = {versions, configurations: []};
	return eachImage(fleet.launches.map((launch) => imageOf(launch, known))).map((image) => ({
		...sourceOf(region, fleet.type, fleet.id, image),
		...(fleet.name !== undefined && {name: fleet.name}),
		...(fleet.capacity !== undefined && {capacity: fleet.capacity}),
	}));
}

/** The first way to each image; of those that lead to none, every one. What says nothing of an image is not passed over. */
function eachImage(named: readonly NamedImage[]): readonly NamedImage[] {
	const images =
		named.length === 0 ? [{imageId: '', chain: [], unresolved: 'it says nothing of what it launches'}] : named;
	return images.filter(
		({imageId}, index) => imageId === '' || images.findIndex((other) => other.imageId === imageId) === index,
	);
}

/** A launch template once for each image that its versions name. */
function templateSources(region: string, versions: TemplateVersions): readonly LaunchSource[] {
	const sources = new Map<string, LaunchSource & {versions: readonly number[]}>();
	for (const {template, image} of versions.sources()) {
		const key = `${template.templateId} ${image.imageId}`;
		const known = sources.get(key);
		sources.set(key, {
			...(known ?? {
				...sourceOf(region, 'launch-template', template.templateId, image),
				name: template.templateName,
			}),
			versions: [...(known?.versions ?? []), template.version],
		});
	}

	return sources.values().toArray();
}

/** What refers to images beside what is asked for outright: SSM parameters and Image Builder's recipes. */
function referenceSources(region: string, references: readonly ImageReference[]): readonly LaunchSource[] {
	const types: Readonly<Record<string, SourceType>> = {
		'ssm:Parameter': 'ssm-parameter',
		'imagebuilder:ImageRecipe': 'image-recipe',
		'imagebuilder:ContainerRecipe': 'image-recipe',
	};
	return references.flatMap(({ImageId: imageId, ResourceType, Arn: id}): LaunchSource[] => {
		const type = types[ResourceType];
		return type === undefined ? [] : [{region, type, id, name: nameOf(id), imageId, chain: []}];
	});
}

/** `/golden/current` of a parameter's ARN, `golden-al2023/2.4.0` of a recipe's. */
function nameOf(arn: string): string {
	const resource = arn.split(':').slice(5).join(':');
	const name = resource.slice(resource.indexOf('/'));
	return resource.startsWith('parameter/') ? name : name.slice(1);
}
