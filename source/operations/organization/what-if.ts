import type {ImageCriteria} from '../../criteria/criterion.ts';
import {compileCriteria, reasonsOf, type Evaluator} from '../../criteria/evaluation/evaluate.ts';
import type {ImageEvidence, Verdict} from '../../criteria/evaluation/image.ts';
import type {SourceType} from '../launches/launch.ts';
import {gapsOf} from './cell.ts';
import {launchesIn} from './launching.ts';
import type {Row} from './row.ts';

/** An account × Region, or a part of it, that the verdicts don't cover. */
export type Unread = {readonly Account: string; readonly Region: string; readonly Why: string};

/** An image with one verdict, over all accounts of a Region that have it. */
type OrganizationImage = {
	readonly ImageId: string;
	readonly ImageName: string | null;
	readonly OwnerId: string | null;
	readonly Region: string;
	/** By ID. */
	readonly Accounts: readonly string[];
	readonly Instances: number;
	readonly After: Verdict;
	/** One for each criterion. */
	readonly Reasons: readonly string[];
};

/** What launches an image, running or not, over all accounts of a Region: the sources of one kind together. */
type OrganizationLaunch = {
	readonly Type: SourceType;
	/** Empty where nobody knows it. */
	readonly ImageId: string;
	readonly ImageName: string | null;
	readonly OwnerId: string | null;
	readonly Region: string;
	readonly Accounts: readonly string[];
	readonly Sources: number;
	/** The first few. */
	readonly Names: readonly string[];
	readonly After: Verdict;
	readonly Reasons: readonly string[];
};

/** What `org what-if --format json` prints, to the letter. The first two are how many were read. */
export type OrganizationReport = {
	readonly Accounts: number;
	readonly Regions: number;
	readonly Instances: number;
	readonly Allowed: number;
	readonly NotAllowed: number;
	readonly Unknown: number;
	readonly Unread: readonly Unread[];
	/** Those that are not allowed first, then the unknown ones; of each, those that most instances run. */
	readonly Images: readonly OrganizationImage[];
	/** In the same order. */
	readonly Launches: readonly OrganizationLaunch[];
};

type Group = {
	readonly evidence: ImageEvidence;
	readonly region: string;
	readonly after: Verdict;
	readonly evaluator: Evaluator;
	readonly accounts: Set<string>;
	/** Instances, or sources. */
	count: number;
};

type LaunchGroup = Group & {readonly type: SourceType; readonly names: Set<string>};

/** How many names of sources are told. */
const namesTold = 3;

/**
Judges an organization by criteria, row by row, without keeping the rows. An account's own images are allowed in that account only, so one
image can stand there twice, with two verdicts.
*/
export class OrganizationWhatIf {
	readonly #criteria: ImageCriteria;
	readonly #now: Date;
	readonly #groups = new Map<string, Group>();
	readonly #launches = new Map<string, LaunchGroup>();
	readonly #accounts = new Set<string>();
	readonly #regions = new Set<string>();
	readonly #unread: Unread[] = [];
	readonly #counts = {allowed: 0, 'not-allowed': 0, unknown: 0};
	#evaluator: {readonly account: string; readonly of: Evaluator} | undefined;

	constructor(criteria: ImageCriteria, now: Date) {
		this.#criteria = criteria;
		this.#now = now;
	}

	/** Receives a row; those of one account come one after the other. */
	add({record: {Account: account}, region, cell, lack}: Row): void {
		if (cell === undefined) {
			this.#unread.push({Account: account, Region: region, Why: lack.Why});
			return;
		}

		for (const {What: what, Why: why} of gapsOf(cell)) {
			this.#unread.push({Account: account, Region: region, Why: `Not all of it could be read (${what}): ${why}`});
		}

		this.#accounts.add(account);
		this.#regions.add(region);
		this.#counts.unknown += cell.WithoutImage;
		const evaluator = this.#evaluatorOf(account);
		for (const {Image: evidence, Instances: instances} of cell.Images) {
			const after = evaluator.verdict(evidence);
			this.#counts[after] += instances;
			const key = keyOf(evidence, {account, region, after});
			const group = this.#groups.get(key) ?? newGroup({evidence, region, after, evaluator});
			group.accounts.add(account);
			group.count += instances;
			this.#groups.set(key, group);
		}

		for (const {launch, evidence} of launchesIn(cell)) {
			const {Type: type, ImageId: id} = launch;
			const after = evidence === undefined ? 'unknown' : evaluator.verdict(evidence);
			const image = evidence ?? {ImageId: id};
			const key = `${type} ${keyOf(image, {account, region, after})}`;
			const group = this.#launches.get(key) ?? {
				...newGroup({evidence: image, region, after, evaluator}),
				type,
				names: new Set<string>(),
			};
			group.accounts.add(account);
			group.count += launch.Sources;
			for (const name of launch.Names) {
				group.names.add(name);
			}

			this.#launches.set(key, group);
		}
	}

	report(): OrganizationReport {
		const {allowed, 'not-allowed': notAllowed, unknown} = this.#counts;
		return {
			Accounts: this.#accounts.size,
			Regions: this.#regions.size,
			Instances: allowed + notAllowed + unknown,
			Allowed: allowed,
			NotAllowed: notAllowed,
			Unknown: unknown,
			Unread: this.#unread,
			Images: this.#groups
				.values()
				.toArray()
				.toSorted(byUrgency)
				.map((group) => ({...imageIn(group), Instances: group.count, ...verdictIn(group)})),
			Launches: this.#launches
				.values()
				.toArray()
				.toSorted(byUrgency)
				.map((group) => ({
					Type: group.type,
					...imageIn(group),
					Sources: group.count,
					Names: [...group.names].slice(0, namesTold),
					...verdictIn(group),
				})),
		};
	}

	#evaluatorOf(account: string): Evaluator {
		if (this.#evaluator?.account !== account) {
			this.#evaluator = {account, of: compileCriteria(this.#criteria, {account, now: this.#now})};
		}

		return this.#evaluator.of;
	}
}

/** How many sources of launches have this verdict. */
export function sourcesWith(launches: OrganizationReport['Launches'], verdict: Verdict): number {
	return launches.reduce((sum, {After: after, Sources: count}) => sum + (after === verdict ? count : 0), 0);
}

function newGroup(of: Pick<Group, 'evidence' | 'region' | 'after' | 'evaluator'>): Group {
	return {...of, accounts: new Set(), count: 0};
}

/** Own images are allowed for another reason than others, in their account only. */
function keyOf(
	{ImageId: id, OwnerId: owner}: ImageEvidence,
	{account, region, after}: {readonly account: string; readonly region: string; readonly after: Verdict},
): string {
	return `${id} ${region} ${after} ${owner === account ? 'own' : ''}`;
}

function imageIn({evidence, region, accounts}: Group) {
	return {
		ImageId: evidence.ImageId,
		ImageName: evidence.Name ?? null,
		OwnerId: evidence.OwnerId ?? null,
		Region: region,
		Accounts: [...accounts].toSorted(),
	};
}

function verdictIn({evidence, after, evaluator}: Group) {
	const isKnown = evidence.ImageId.startsWith('ami-');
	return {After: after, Reasons: isKnown ? reasonsOf(evaluator.explain(evidence)) : ['its image is not known']};
}

const rank = {'not-allowed': 0, unknown: 1, allowed: 2} as const;

function byUrgency(one: Group, other: Group): number {
	const orders = [
		rank[one.after] - rank[other.after],
		other.count - one.count,
		one.region.localeCompare(other.region, 'en'),
		one.evidence.ImageId.localeCompare(other.evidence.ImageId, 'en'),
	];
	return orders.find((order) => order !== 0) ?? 0;
}
