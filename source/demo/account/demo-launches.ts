import type {DemoImage, DemoLaunchTemplate} from './account.ts';
import type {DemoInstance} from './instance.ts';
import type {ImagesByFamily} from './demo-images.ts';
import type {FamilyName} from './image-families.ts';
import type {
	DemoFleet,
	DemoGroup,
	DemoLaunchConfiguration,
	DemoLaunchEvent,
	DemoLaunches,
	DemoPrincipal,
	DemoSpotFleet,
	DemoSpotRequest,
	DemoTemplateVersion,
} from './launch-sources.ts';
import {Random} from './random.ts';

type Region = {
	readonly name: string;
	readonly images: readonly DemoImage[];
	readonly byFamily: ImagesByFamily;
	readonly templates: readonly DemoLaunchTemplate[];
	readonly zones: number;
	/** Whether EKS and WorkSpaces run instances here that AWS hides. */
	readonly hasHidden: boolean;
	/** Whether a job launches here every night and leaves nothing behind. */
	readonly hasNightly: boolean;
};

/** What launches instances in a Region of the demo account: running, at size zero, at night only, or out of sight. */
export function makeLaunches(region: Region, {now, seed}: {readonly now: Date; readonly seed: number}): DemoLaunches {
	const random = new Random(`${seed} ${region.name} launches`);
	const newest = (family: FamilyName, build = 0): string =>
		region.images[region.byFamily[family][build] ?? region.byFamily[family][0] ?? 0]?.id ?? '';
	const at = (name: string, version: string): DemoTemplateVersion => {
		const template = region.templates.find((candidate) => candidate.name === name);
		return {templateId: template?.id ?? '', name, version};
	};

	const daysAgo = (days: number): string =>
		new Date(Math.floor((now.getTime() - days * day) / 1000) * 1000).toISOString();
	const make: Maker = {random, newest, at, daysAgo};
	return {
		groups: makeGroups(make),
		configurations: makeConfigurations(make),
		fleets: makeFleets(make),
		spotFleets: makeSpotFleets(make),
		spotRequests: makeSpotRequests(make),
		events: makeEvents(make, region, now),
		hiddenInstances: region.hasHidden ? makeHidden(make, region) : [],
		visibility: 'hidden',
	};
}

const day = 86_400_000;

type Maker = {
	readonly random: Random;
	newest(family: FamilyName, build?: number): string;
	at(name: string, version: string): DemoTemplateVersion;
	daysAgo(days: number): string;
};

function makeGroups({at, daysAgo}: Maker): DemoGroup[] {
	const group = (
		name: string,
		source: DemoGroup['source'],
		sizes: readonly [min: number, max: number, desired: number],
	) => ({
		name,
		createdAt: daysAgo(380),
		source,
		min: sizes[0],
		max: sizes[1],
		desired: sizes[2],
	});
	const from = (name: string, version = '$Latest'): DemoGroup['source'] => ({
		type: 'template',
		template: at(name, version),
	});
	return [
		group('web-prod', from('web-prod'), [4, 40, 12]),
		group('api-prod', from('api-prod', '$Default'), [2, 20, 6]),
		group('orders-worker', from('worker'), [2, 12, 4]),
		{...group('spark-workers', from('spark-workers', '$Default'), [0, 60, 12]), replaces: true},
		// At size zero: no instance shows what it will launch on Friday night.
		group('spark-nightly', from('spark-next'), [0, 80, 0]),
		group(
			'ci-runners',
			{
				type: 'mixed',
				template: at('ci-runner', '$Latest'),
				overrides: [{instanceType: 'c7a.xlarge'}, {instanceType: 'm7i.large', template: at('ingest', '1')}],
			},
			[0, 30, 3],
		),
		group('legacy-billing', {type: 'configuration', name: 'legacy-billing-2019'}, [1, 2, 1]),
		group('jumpbox', {type: 'configuration', name: 'jumpbox-2023'}, [0, 1, 0]),
	];
}

function makeConfigurations({newest, daysAgo}: Maker): DemoLaunchConfiguration[] {
	return [
		{name: 'jumpbox-2023', createdAt: daysAgo(290), imageId: newest('ubuntu-imitation'), instanceType: 't3.micro'},
		{name: 'legacy-billing-2019', createdAt: daysAgo(400), imageId: newest('amazon-linux-2'), instanceType: 'm5.large'},
		// No group names it any more, and anybody may again.
		{name: 'legacy-ftp-2018', createdAt: daysAgo(1100), imageId: newest('amazon-linux-1'), instanceType: 't2.micro'},
	];
}

function makeFleets({random, newest, at, daysAgo}: Maker): DemoFleet[] {
	const fleet = (
		name: string,
		rest: Pick<DemoFleet, 'type' | 'state' | 'template' | 'imageIds' | 'capacity'>,
	): DemoFleet => ({
		id: `fleet-${random.hex(8)}-${random.hex(4)}-${random.hex(4)}-${random.hex(4)}-${random.hex(12)}`,
		name,
		createdAt: daysAgo(33),
		...rest,
	});
	return [
		fleet('render-farm', {
			type: 'maintain',
			state: 'active',
			template: at('worker', '$Latest'),
			imageIds: [newest('rocky')],
			capacity: 8,
		}),
		fleet('one-shot', {
			type: 'request',
			state: 'active',
			template: at('spark-next', '$Latest'),
			imageIds: [],
			capacity: 2,
		}),
		fleet('retired', {
			type: 'maintain',
			state: 'deleted_running',
			template: at('spark-workers', '$Latest'),
			imageIds: [],
			capacity: 0,
		}),
	];
}

function makeSpotFleets({random, newest, at, daysAgo}: Maker): DemoSpotFleet[] {
	const id = () => `sfr-${random.hex(8)}-${random.hex(4)}-${random.hex(4)}-${random.hex(4)}-${random.hex(12)}`;
	return [
		{
			id: id(),
			createdAt: daysAgo(21),
			state: 'active',
			capacity: 20,
			launch: {imageIds: [newest('platform-gpu'), newest('amazon-linux-2023')]},
		},
		{id: id(), createdAt: daysAgo(60), state: 'active', capacity: 4, launch: {template: at('ingest', '$Default')}},
		{id: id(), createdAt: daysAgo(90), state: 'cancelled', capacity: 9, launch: {imageIds: [newest('spark-gone')]}},
	];
}

function makeSpotRequests({random, newest, daysAgo}: Maker): DemoSpotRequest[] {
	return [
		{
			id: `sir-${random.hex(8)}`,
			createdAt: daysAgo(12),
			type: 'persistent',
			state: 'open',
			imageId: newest('debian', 1),
			instanceType: 'c6a.xlarge',
		},
		{
			id: `sir-${random.hex(8)}`,
			createdAt: daysAgo(1),
			type: 'one-time',
			state: 'active',
			imageId: newest('spark-worker'),
			instanceType: 'r6i.4xlarge',
		},
	];
}

/** The role that Auto Scaling launches with. */
export const scalingRole: DemoPrincipal = {
	role: 'AWSServiceRoleForAutoScaling',
	session: 'AutoScaling',
	service: 'autoscaling.amazonaws.com',
};
const batch: DemoPrincipal = {role: 'nightly-batch', session: 'scheduler'};
const jane: DemoPrincipal = {role: 'Admin', session: 'jane'};

/** Ninety days of CloudTrail, the newest event first. */
function makeEvents(make: Maker, region: Region, now: Date): DemoLaunchEvent[] {
	const {random, newest, at} = make;
	const events: DemoLaunchEvent[] = [];
	const add = (time: number, event: Omit<DemoLaunchEvent, 'id' | 'at'>): void => {
		const id = `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-8${random.hex(3)}-${random.hex(12)}`;
		if (time < now.getTime()) {
			events.push({id, at: new Date(Math.floor(time / 1000) * 1000).toISOString(), ...event});
		}
	};

	const midnight = Math.floor(now.getTime() / day) * day;
	for (let back = 0; back < 90; back++) {
		const start = midnight - back * day;
		const build = Math.min(5, Math.floor(back / 6));
		for (const hour of [7, 9, 13, 18]) {
			add(start + hour * 3_600_000 + random.below(1800) * 1000, {
				imageId: newest('web-app', build),
				instanceType: 'm7i.large',
				by: scalingRole,
				count: 1,
				group: 'web-prod',
				template: at('web-prod', '$Latest'),
			});
		}

		if (region.hasNightly) {
			// Up at two, gone by four: no scan by day sees it.
			add(start + 2 * 3_600_000 + random.below(120) * 1000, {
				imageId: newest('flatcar'),
				instanceType: 'm6a.large',
				by: batch,
				count: 3,
			});
		}
	}

	if (region.hasNightly) {
		add(now.getTime() - 5.3 * day, {imageId: newest('contractor'), instanceType: 't3.small', by: jane, count: 1});
	}

	return events.toSorted((left, right) => Date.parse(right.at) - Date.parse(left.at));
}

/** EKS Auto Mode's nodes and a few WorkSpaces: AWS keeps them out of sight, and a criterion may hit them all the same. */
function makeHidden({random, daysAgo}: Maker, {byFamily, images, zones}: Region): DemoInstance[] {
	const fleet = [
		{family: 'eks-auto', operator: 'eks.amazonaws.com', name: 'eks-auto-general-purpose', type: 'c6a.large', count: 6},
		{family: 'workspaces', operator: 'workspaces.amazonaws.com', name: 'workspace', type: 't3.xlarge', count: 2},
	] as const;
	return fleet.flatMap(({family, operator, name, type, count}) =>
		Array.from({length: count}, (_, index): DemoInstance => {
			const rows = byFamily[family];
			const image = rows[index % rows.length] ?? 0;
			const created = Date.parse(images[image]?.createdAt ?? daysAgo(1));
			const launched = Math.max(created, Date.parse(daysAgo(1 + index / 8)));
			return {
				id: `i-0${random.hex(16)}`,
				type,
				launchedAt: new Date(launched).toISOString(),
				zone: index % zones,
				state: 'running',
				image,
				tags: [['Name', `${name}-${index + 1}`]],
				operator,
			};
		}),
	);
}
