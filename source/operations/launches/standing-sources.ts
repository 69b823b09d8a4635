import {sideBySide} from '../side-by-side.ts';
import type {Gaps} from './gaps.ts';
import type {LaunchSource, SourceType} from './launch.ts';
import type {Fleet, GroupLaunch, LaunchCloud, LaunchConfiguration, ScalingGroup, TemplateReference} from './ports.ts';
import {TemplateVersions, type NamedImage} from './template-versions.ts';

type Asking = {
	readonly region: string;
	readonly cloud: LaunchCloud;
	readonly gaps: Gaps;
	readonly signal: AbortSignal;
	/** How many calls are under way at once. */
	readonly atOnce: number;
};

/** What launches by itself in a Region, and what others launch from: groups, configurations, fleets, Spot requests and launch templates. */
export class StandingSources {
	readonly #asking: Asking;
	readonly #versions: TemplateVersions;
	readonly #groups: ScalingGroup[] = [];
	readonly #configurations: LaunchConfiguration[] = [];
	readonly #fleets: Fleet[] = [];

	constructor(asking: Asking) {
		this.#asking = asking;
		this.#versions = new TemplateVersions(asking);
	}

	/** Asks for each kind; one that fails is a gap. */
	async read(): Promise<void> {
		const {region, cloud, gaps, signal, atOnce} = this.#asking;
		const into =
			<Item>(items: Item[], what: string, pages: () => AsyncIterable<readonly Item[]>) =>
			async (): Promise<void> => {
				const read = await gaps.pages(what, pages);
				items.push(...read.items);
			};

		const kinds = [
			into(this.#groups, 'Auto Scaling groups', () => cloud.groups(region, signal)),
			into(this.#configurations, 'Launch configurations', () => cloud.configurations(region, signal)),
			into(this.#fleets, 'EC2 Fleets', () => cloud.fleets(region, signal)),
			into(this.#fleets, 'Spot Fleets', () => cloud.spotFleets(region, signal)),
			into(this.#fleets, 'Spot requests', () => cloud.spotRequests(region, signal)),
			async () => this.#versions.readCurrent(),
		];
		await sideBySide(kinds, atOnce, async (kind) => kind());
	}

	/** Reads the versions of launch templates that something names, these included, and what parameters stand for. */
	async resolve(also: readonly TemplateReference[] = []): Promise<void> {
		const named = [...this.#groups, ...this.#fleets].flatMap((source) => templatesOf(source.launches));
		await this.#versions.readNamed([...named, ...also]);
		await this.#versions.resolveParameters();
	}

	/** What a version of a launch template launches. */
	imageOf(template: TemplateReference): NamedImage {
		return this.#versions.imageOf(template);
	}

	/** Each once for each image that it launches. */
	sources(): readonly LaunchSource[] {
		const {region} = this.#asking;
		const known = {versions: this.#versions, configurations: this.#configurations};
		return [
			...this.#groups.flatMap((group) => groupSources(region, group, known)),
			...this.#fleets.flatMap((fleet) => fleetSources(region, fleet, this.#versions)),
			...this.#configurations.map(({name, imageId}) => ({
				...sourceOf(region, 'launch-configuration', name, this.#versions.direct(imageId)),
			})),
			...templateSources(region, this.#versions),
		];
	}
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
