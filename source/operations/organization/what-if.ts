import type {ImageCriteria} from '../../criteria/criterion.ts';
import {compileCriteria, reasonsOf, type Evaluator} from '../../criteria/evaluate.ts';
import type {ImageEvidence, Verdict} from '../../criteria/image.ts';
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
};

type Group = {
	readonly evidence: ImageEvidence;
	readonly region: string;
	readonly after: Verdict;
	readonly evaluator: Evaluator;
	readonly accounts: Set<string>;
	instances: number;
};

/**
Judges an organization by criteria, row by row, without keeping the rows. An account's own images are allowed in that account only, so one
image can stand there twice, with two verdicts.
*/
export class OrganizationWhatIf {
	readonly #criteria: ImageCriteria;
	readonly #now: Date;
	readonly #groups = new Map<string, Group>();
	readonly #accounts = new Set<string>();
	readonly #regions = new Set<string>();
	readonly #unread: Unread[] = [];
	readonly #counts = {allowed: 0, 'not-allowed': 0, unknown: 0};
	#evaluator: {readonly account: string; readonly of: Evaluator} | undefined;

	constructor(criteria: ImageCriteria, now: Date) {
		this.#criteria = criteria;
		this.#now = now;
	}

	/** Takes in a row; those of one account come one after the other. */
	add({record: {Account: account}, region, cell, lack}: Row): void {
		if (cell === undefined) {
			this.#unread.push({Account: account, Region: region, Why: lack.Why});
			return;
		}

		for (const {What: what, Why: why} of cell.Gaps) {
			this.#unread.push({Account: account, Region: region, Why: `Not all of it could be read (${what}): ${why}`});
		}

		this.#accounts.add(account);
		this.#regions.add(region);
		this.#counts.unknown += cell.WithoutImage;
		const evaluator = this.#evaluatorOf(account);
		for (const {Image: evidence, Instances: instances} of cell.Images) {
			const after = evaluator.verdict(evidence);
			this.#counts[after] += instances;
			const isOwn = evidence.OwnerId === account;
			const key = `${evidence.ImageId} ${region} ${after} ${isOwn ? 'own' : ''}`;
			const group = this.#groups.get(key) ?? {evidence, region, after, evaluator, accounts: new Set(), instances: 0};
			group.accounts.add(account);
			group.instances += instances;
			this.#groups.set(key, group);
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
				.map(({evidence, region, after, evaluator, accounts, instances}) => ({
					ImageId: evidence.ImageId,
					ImageName: evidence.Name ?? null,
					OwnerId: evidence.OwnerId ?? null,
					Region: region,
					Accounts: [...accounts].toSorted(),
					Instances: instances,
					After: after,
					Reasons: reasonsOf(evaluator.explain(evidence)),
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

const rank = {'not-allowed': 0, unknown: 1, allowed: 2} as const;

function byUrgency(one: Group, other: Group): number {
	const orders = [
		rank[one.after] - rank[other.after],
		other.instances - one.instances,
		one.region.localeCompare(other.region, 'en'),
		one.evidence.ImageId.localeCompare(other.evidence.ImageId, 'en'),
	];
	return orders.find((order) => order !== 0) ?? 0;
}
