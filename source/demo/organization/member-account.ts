import {noLaunches} from '../account/launch-sources.ts';
import {type DemoAccount, type DemoRegion, type DemoImage} from '../account/account.ts';
import {makeInstances} from '../account/demo-account.ts';
import {makeImages, type ImagesByFamily} from '../account/demo-images.ts';
import {Random} from '../account/random.ts';
import type {SuspectName} from '../account/workloads.ts';
import type {AllowedImagesSettings} from '../../criteria/settings.ts';
import {memberRegions, type MemberRegion} from './member-regions.ts';

export type MemberPlan = {
	readonly id: string;
	/** Tells accounts apart where random choices are made. */
	readonly number: number;
	/** What its instances are, beside the usual ones. */
	readonly suspects: Readonly<Partial<Record<SuspectName, number>>>;
	/** Opt-in Regions that it has opted in to. */
	readonly optedIn: readonly string[];
	/** Settings of Regions that somebody has set already. */
	readonly settings: Readonly<Record<string, AllowedImagesSettings>>;
};

/** What all accounts of an organization have in common: the images of each Region, made once. */
export type SharedImages = (region: string) => {
	readonly images: readonly DemoImage[];
	readonly byFamily: ImagesByFamily;
};

const untouched: AllowedImagesSettings = {State: 'disabled', ImageCriteria: [], ManagedBy: 'account'};

/** The images that every account of a demo organization can see, by Region: the very ones of the demo account. */
export function sharedImages({now, seed}: {readonly now: Date; readonly seed: number}): SharedImages {
	const made = new Map<string, ReturnType<SharedImages>>();
	return (region) => {
		const known = made.get(region) ?? makeImages(region, {now, seed, size: 1});
		made.set(region, known);
		return known;
	};
}

/** A member account. Its Regions are there at once, what is in them is made when somebody looks: an organization has thousands. */
export function makeMemberAccount(
	plan: MemberPlan,
	{now, shared}: {readonly now: Date; readonly shared: SharedImages},
): DemoAccount {
	const random = new Random(`member ${plan.number}`);
	const homes = new Set([random.pick(usualHomes), random.pick(usualHomes), random.pick(usualHomes)]);
	const regions = memberRegions.map((region) => {
		const count = homes.has(region.name) ? 6 + random.below(30) : random.next() < 0.7 ? 0 : 1 + random.below(3);
		return makeRegion(plan, region, {now, shared, count: plan.number === 0 ? Math.min(count, 2) : count});
	});
	return {
		id: plan.id,
		arn: `arn:aws:iam::${plan.id}:root`,
		userId: plan.id,
		regions,
	};
}

/** Where accounts have most of what they run. */
const usualHomes: readonly [string, ...string[]] = [
	'us-east-1',
	'us-east-1',
	'eu-west-1',
	'eu-west-1',
	'us-west-2',
	'eu-central-1',
	'ap-southeast-2',
];

function makeRegion(
	plan: MemberPlan,
	{name, zones, isOptIn}: MemberRegion,
	{now, shared, count}: {readonly now: Date; readonly shared: SharedImages; readonly count: number},
): DemoRegion {
	let instances: DemoRegion['instances'] | undefined;
	return {
		name,
		zones,
		optInStatus: isOptIn ? (plan.optedIn.includes(name) ? 'opted-in' : 'not-opted-in') : 'opt-in-not-required',
		settings: plan.settings[name] ?? untouched,
		get images() {
			return shared(name).images;
		},
		get instances() {
			const {images, byFamily} = shared(name);
			instances ??= makeInstances({name, zones, suspects: plan.suspects}, images, byFamily, {
				now,
				seed: 1000 + plan.number,
				size: 1,
				count,
			});
			return instances;
		},
		launchTemplates: [],
		references: [],
		launches: noLaunches,
		parameters: new Map(),
		denied: [],
		throttled: [],
	};
}
