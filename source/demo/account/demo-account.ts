import type {DemoAccount, DemoImage, DemoLaunchTemplate, DemoReference, DemoRegion} from './account.ts';
import type {DemoInstance, InstanceStateName} from './instance.ts';
import {makeImages, type ImagesByFamily} from './demo-images.ts';
import {makeLaunches} from './demo-launches.ts';
import {regionPlans, type RegionPlan} from './demo-regions.ts';
import {demoAccountId} from './image-families.ts';
import {apportion, Random} from './random.ts';
import {everyday, hostileTags, suspects, type Workload} from './workloads.ts';

const usualInstances = 1500;
/** Strange tags turn up now and then, not all at once. */
const hostileEvery = 19;

export type DemoAccountOptions = {
	/** What ages are counted from. */
	readonly now: Date;
	/** Over all Regions. */
	readonly instances?: number;
	readonly seed?: number;
};

/** The demo account: the same for the same options, whatever the machine. */
export function makeDemoAccount({now, instances = usualInstances, seed = 1}: DemoAccountOptions): DemoAccount {
	const shares = apportion(
		instances,
		regionPlans.map(({weight}) => weight),
	);
	const size = instances / usualInstances;
	return {
		id: demoAccountId,
		arn: `arn:aws:sts::${demoAccountId}:assumed-role/Admin/jane`,
		userId: 'AROADEMODEMODEMODEMO:jane',
		regions: regionPlans.map((plan, index) => makeRegion(plan, {now, seed, size, count: shares[index] ?? 0})),
	};
}

export type Scale = {
	readonly now: Date;
	readonly seed: number;
	/** How many times the usual account. */
	readonly size: number;
	readonly count: number;
};

function makeRegion(plan: RegionPlan, scale: Scale): DemoRegion {
	const {images, byFamily} = makeImages(plan.name, scale);
	const references = makeReferences(plan.name, images, byFamily, {...scale, hidden: plan.hidden ?? false});
	const launches = makeLaunches(
		{
			name: plan.name,
			images,
			byFamily,
			templates: references.launchTemplates,
			zones: plan.zones.length,
			hasHidden: plan.hidden ?? false,
			hasNightly: plan.nightly ?? false,
		},
		scale,
	);
	return {
		name: plan.name,
		optInStatus: plan.optInStatus ?? 'opt-in-not-required',
		zones: plan.zones,
		settings: plan.settings,
		...(plan.exceptionMessage !== undefined && {exceptionMessage: plan.exceptionMessage}),
		images,
		instances: makeInstances(plan, images, byFamily, scale),
		...references,
		launches,
		denied: plan.denied ?? [],
		throttled: plan.throttled ?? [],
	};
}

/** So many instances of a Region, over its zones and images; what they are is the plan's. */
export function makeInstances(
	plan: Pick<RegionPlan, 'name' | 'zones' | 'suspects' | 'hostile'>,
	images: readonly DemoImage[],
	byFamily: ImagesByFamily,
	{now, seed, size, count}: Scale,
): DemoInstance[] {
	const random = new Random(`${seed} ${plan.name} instances`);
	const workloads = makeWorkloads(plan, count, size);
	random.shuffle(workloads);
	const numbers = new Map<string, number>();
	return workloads.map((workload, row) => {
		const {role, types, operator} = workload;
		const environment = random.pick(['prod', 'prod', 'prod', 'staging', 'dev']);
		const number = (numbers.get(role + environment) ?? 0) + 1;
		numbers.set(role + environment, number);
		const image = pickImage(workload, byFamily, random);
		const tags =
			plan.hostile && row % hostileEvery === hostileEvery - 1 ? hostileTags[Math.floor(row / hostileEvery)] : undefined;
		return {
			id: `i-0${random.hex(16)}`,
			type: random.pick(types),
			launchedAt: pickLaunch(images[image], random, now),
			zone: random.below(plan.zones.length),
			state: pickState(workload, random),
			image,
			tags: tags ?? makeTags(workload, environment, number, random),
			...(operator !== undefined && {operator}),
		};
	});
}

/** So many workloads, the suspects of the plan among them in proportion to the account's size, at least one of each. */
function makeWorkloads(plan: Pick<RegionPlan, 'suspects'>, count: number, size: number): Workload[] {
	const caught = Object.entries(plan.suspects).flatMap(([name, usual]) => {
		const workload = Object.entries(suspects).find(([suspect]) => suspect === name)?.[1];
		return workload ? Array.from({length: Math.max(1, Math.round(usual * size))}, () => workload) : [];
	});
	const kept: Workload[] = caught.slice(0, Math.ceil(count / 2));
	const shares = apportion(
		count - kept.length,
		everyday.map(([weight]) => weight),
	);
	return [
		...kept,
		...everyday.flatMap(([, workload], index) => Array.from({length: shares[index] ?? 0}, () => workload)),
	];
}

/** Scaling groups run the newest images, people's own instances any. */
function pickImage({family, scaling, skipBuilds = 0}: Workload, byFamily: ImagesByFamily, random: Random): number {
	const rows = byFamily[family].slice(skipBuilds);
	const choices = scaling ? Math.max(1, Math.ceil(rows.length / 2)) : rows.length;
	return rows[random.below(choices)] ?? 0;
}

function pickLaunch(image: DemoImage | undefined, random: Random, now: Date): string {
	const created = image?.createdAt === undefined ? now.getTime() - 700 * day : Date.parse(image.createdAt);
	return toSecond(created + random.next() * (now.getTime() - created));
}

function pickState({scaling}: Workload, random: Random): InstanceStateName {
	const drawn = random.next();
	if (drawn < 0.006) {
		return 'terminated';
	}

	if (drawn < 0.011) {
		return random.pick(['pending', 'stopping', 'shutting-down']);
	}

	return !scaling && drawn < 0.13 ? 'stopped' : 'running';
}

function makeTags(
	{role, team, scaling, operator}: Workload,
	environment: string,
	number: number,
	random: Random,
): Array<readonly [string, string]> {
	if (random.next() < 0.02) {
		// Some were never named at all.
		return [];
	}

	const name = `${role}-${environment}-${String(number).padStart(2, '0')}`;
	const isTagged = random.next() < 0.92;
	return [
		['Name', name],
		...(isTagged
			? ([
					['Environment', environment],
					['Team', team],
				] as const)
			: []),
		...(operator === undefined ? [] : ([[`kubernetes.io/cluster/${environment}`, 'owned']] as const)),
		...(scaling ? ([['aws:autoscaling:groupName', `${role}-${environment}-asg`]] as const) : []),
	];
}

function makeReferences(
	region: string,
	images: readonly DemoImage[],
	byFamily: ImagesByFamily,
	{seed, now, hidden}: Scale & {readonly hidden: boolean},
): Pick<DemoRegion, 'launchTemplates' | 'references' | 'parameters'> {
	const random = new Random(`${seed} ${region} references`);
	const newest = (family: keyof ImagesByFamily, build = 0): string => images[byFamily[family][build] ?? 0]?.id ?? '';
	const template = (
		name: string,
		imageIds: readonly string[],
		type: string,
		byDefault?: number,
	): DemoLaunchTemplate => ({
		id: `lt-0${random.hex(16)}`,
		name,
		createdAt: toSecond(now.getTime() - 400 * day),
		versions: imageIds.map((imageId, index) => ({
			imageId,
			instanceType: type,
			createdAt: toSecond(now.getTime() - (imageIds.length - index) * 30 * day),
		})),
		defaultVersion: byDefault ?? imageIds.length,
	});
	const linuxParameter = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';
	const debianParameter = '/ci/runner/ami';
	const arn = (service: string, resource: string): string =>
		`arn:aws:${service}:${region}:${demoAccountId}:${resource}`;
	return {
		launchTemplates: [
			template('web-prod', [newest('web-app', 2), newest('web-app', 1), newest('web-app')], 'm7i.large'),
			template('api-prod', [newest('golden', 1), newest('golden')], 'c7i.xlarge', 1),
			template('worker', [`resolve:ssm:${linuxParameter}`], 'c7i.large'),
			template('spark-workers', [newest('spark-worker', 2), newest('spark-worker', 1)], 'r6i.4xlarge', 1),
			// Nobody runs this one yet: only the template shows what enforcing would block.
			template('spark-next', [newest('spark-worker', 1), newest('spark-worker')], 'r6i.8xlarge', 1),
			template('ci-runner', [newest('debian', 1), `resolve:ssm:${debianParameter}`], 'c7a.xlarge'),
			template('ingest', [newest('platform-base')], 'm7i.large'),
			template('spark-history', [newest('spark-gone')], 'r5.xlarge'),
			...(hidden
				? [{...template('ecs-managed-instances-web', [newest('ecs-node')], 'c7i.large'), operator: 'ecs.amazonaws.com'}]
				: []),
		],
		parameters: new Map([
			[linuxParameter, newest('amazon-linux-2023')],
			[debianParameter, newest('debian')],
		]),
		references: [
			{imageId: newest('debian'), type: 'ssm:Parameter', arn: arn('ssm', `parameter${debianParameter}`)},
			{imageId: newest('spark-worker', 1), type: 'ssm:Parameter', arn: arn('ssm', 'parameter/team-data/spark/ami')},
			{imageId: newest('golden'), type: 'ssm:Parameter', arn: arn('ssm', 'parameter/golden/current')},
			{
				imageId: newest('amazon-linux-2023'),
				type: 'imagebuilder:ImageRecipe',
				arn: arn('imagebuilder', 'image-recipe/golden-al2023/2.4.0'),
			},
			{
				imageId: newest('debian', 1),
				type: 'imagebuilder:ContainerRecipe',
				arn: arn('imagebuilder', 'container-recipe/ci-runner/1.0.3'),
			},
		] satisfies DemoReference[],
	};
}

const day = 86_400_000;

function toSecond(milliseconds: number): string {
	return new Date(Math.floor(milliseconds / 1000) * 1000).toISOString();
}
