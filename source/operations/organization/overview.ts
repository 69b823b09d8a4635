/** A folder of an organization as a person browses it: accounts × Regions, the images over all of them, and what a plan rests on. */
import type {ImageCriteria} from '../../criteria/criterion.ts';
import {compileCriteria, type Evaluator} from '../../criteria/evaluation/evaluate.ts';
import type {ImageEvidence, Verdict} from '../../criteria/evaluation/image.ts';
import {instancesIn, isWhole, type Cell} from './cell.ts';
import {launchesIn} from './launching.ts';
import {wavesOf, type Candidate, type Wave} from './policy/waves.ts';
import {unaskedIn, whyUnsafe} from './rows.ts';
import type {Row} from './row.ts';
import type {AccountRecord, Lack, Summary} from './summary.ts';
import {OrganizationWhatIf, type OrganizationReport} from './what-if.ts';

/** One account × Region. What is unread, partial or older than a day says why, and never counts as fine. */
export type OverviewCell = {
	readonly region: string;
	readonly row: Row;
	readonly instances: number;
	readonly notAllowed: number;
	/** Instances without a verdict. */
	readonly unknown: number;
	/** How many things launch there beside the instances that people started, and what they launch; absent where it was not asked. */
	readonly launches?: {readonly sources: number; readonly notAllowed: number; readonly unknown: number};
	/** Why nothing that blocks launches may be decided upon it. */
	readonly unsafe?: Lack;
};

/** One account with all its cells. */
export type OverviewAccount = {
	readonly record: AccountRecord;
	/** By Region; what nobody knows the name of stands under `all` or `other`. */
	readonly cells: ReadonlyMap<string, OverviewCell>;
	readonly instances: number;
	readonly notAllowed: number;
	readonly unknown: number;
	/** Cells that are unread, partial or stale. */
	readonly unsafe: number;
};

export type Overview = {
	readonly accounts: readonly OverviewAccount[];
	/** Every Region that any account has, sorted; `other` and `all` last. */
	readonly regions: readonly string[];
	/** What the criteria would do; absent where none are tried: the verdicts are AWS's own then. */
	readonly report?: OrganizationReport;
	/** By AWS's own verdict where no criteria are tried. */
	readonly images: OrganizationReport['Images'];
	/** Cells, and Regions that nobody asked for. */
	readonly unsafe: ReadonlyArray<{readonly account: string; readonly region: string; readonly why: string}>;
	readonly waves: readonly Wave[];
};

/** Receives all rows of a folder; those of one account come one after the other. `criteria`: what to judge by, instead of AWS's own verdicts. */
export async function overviewOf(
	rows: AsyncIterable<Row>,
	{
		criteria,
		now,
		summary,
	}: {
		readonly criteria: ImageCriteria | undefined;
		readonly now: Date;
		/** Of the same folder. */
		readonly summary: Pick<Summary, 'IsWhole' | 'Accounts'> | undefined;
	},
): Promise<Overview> {
	const whatIf = criteria === undefined ? undefined : new OrganizationWhatIf(criteria, now);
	const byAws = new AwsVerdicts();
	const accounts = new Map<string, {record: AccountRecord; cells: Map<string, OverviewCell>}>();
	// Own images are allowed in their account only: each account is judged by itself.
	let judge: {readonly account: string; readonly of: Evaluator} | undefined;
	for await (const row of rows) {
		whatIf?.add(row);
		byAws.add(row);
		const {record, region} = row;
		const account = accounts.get(record.Account) ?? {record, cells: new Map<string, OverviewCell>()};
		if (criteria !== undefined && judge?.account !== record.Account) {
			judge = {account: record.Account, of: compileCriteria(criteria, {account: record.Account, now})};
		}

		account.cells.set(region, cellOf(row, judge?.of, now));
		accounts.set(record.Account, account);
	}

	const all = accounts
		.values()
		.map((account) => withTotals(account))
		.toArray();
	const report = whatIf?.report();
	return {
		accounts: all,
		regions: [...new Set(all.flatMap(({cells}) => cells.keys().toArray()))].toSorted(byRegion),
		...(report !== undefined && {report}),
		images: report?.Images ?? byAws.images(),
		unsafe: [...all.flatMap((account) => unsafeIn(account)), ...unaskedIn(summary)],
		waves: wavesOf(
			all.map((account) => candidateOf(account)),
			summary?.IsWhole === true,
		),
	};
}

/** The cells of an account that keep an enforcing policy from it. */
function unsafeIn({record: {Account: account}, cells}: OverviewAccount): Overview['unsafe'] {
	return cells
		.values()
		.flatMap(({region, unsafe}) => (unsafe === undefined ? [] : [{account, region, why: unsafe.Why}]))
		.toArray();
}

function cellOf(row: Row, evaluator: Evaluator | undefined, now: Date): OverviewCell {
	const {cell, region} = row;
	const counts = {allowed: 0, 'not-allowed': 0, unknown: cell?.WithoutImage ?? 0};
	for (const {Image: image, Instances: instances} of cell?.Images ?? []) {
		counts[evaluator?.verdict(image) ?? verdictByAws(image)] += instances;
	}

	const unsafe = whyUnsafe(row, now);
	return {
		region,
		row,
		instances: cell === undefined ? 0 : instancesIn(cell),
		notAllowed: counts['not-allowed'],
		unknown: counts.unknown,
		...(cell?.Launches !== undefined && {launches: launchesOf(cell, evaluator)}),
		...(unsafe !== undefined && {unsafe}),
	};
}

function launchesOf(cell: Cell, evaluator: Evaluator | undefined): NonNullable<OverviewCell['launches']> {
	const counts = {allowed: 0, 'not-allowed': 0, unknown: 0};
	for (const {launch, evidence} of launchesIn(cell)) {
		counts[launchVerdict(evidence, evaluator)] += launch.Sources;
	}

	const {allowed, 'not-allowed': notAllowed, unknown} = counts;
	return {sources: allowed + notAllowed + unknown, notAllowed, unknown};
}

/** What criteria, or else AWS itself, say of an image that is launched. */
export function launchVerdict(evidence: ImageEvidence | undefined, evaluator: Evaluator | undefined): Verdict {
	return evidence === undefined ? 'unknown' : (evaluator?.verdict(evidence) ?? verdictByAws(evidence));
}

function verdictByAws({ImageAllowed: isAllowed}: ImageEvidence): Verdict {
	return isAllowed === undefined ? 'unknown' : isAllowed ? 'allowed' : 'not-allowed';
}

function withTotals({
	record,
	cells,
}: {
	readonly record: AccountRecord;
	readonly cells: ReadonlyMap<string, OverviewCell>;
}): OverviewAccount {
	const sum = (value: (cell: OverviewCell) => number) => cells.values().reduce((all, cell) => all + value(cell), 0);
	return {
		record,
		cells,
		instances: sum(({instances}) => instances),
		notAllowed: sum(({notAllowed}) => notAllowed),
		unknown: sum(({unknown}) => unknown),
		unsafe: sum(({unsafe}) => (unsafe === undefined ? 0 : 1)),
	};
}

function candidateOf({record: {Account, Name, Path}, cells, instances}: OverviewAccount): Candidate {
	return {
		account: Account,
		...(Name !== undefined && {name: Name}),
		...(Path !== undefined && {path: Path}),
		instances,
		isRead: cells.values().every(({row: {cell}}) => cell !== undefined && isWhole(cell)),
	};
}

/** `all` and `other` are no names of Regions: they come last. */
function byRegion(one: string, other: string): number {
	const isName = (region: string): boolean => region.includes('-');
	return isName(one) === isName(other) ? (one < other ? -1 : one > other ? 1 : 0) : isName(one) ? -1 : 1;
}

/** The images of an organization by AWS's own verdicts, in the shape of `org what-if`. */
class AwsVerdicts {
	readonly #images = new Map<
		string,
		{evidence: ImageEvidence; region: string; accounts: Set<string>; instances: number}
	>();

	add({record, region, cell}: Row): void {
		for (const {Image: evidence, Instances: instances} of cell?.Images ?? []) {
			const key = `${evidence.ImageId} ${region} ${verdictByAws(evidence)}`;
			const image = this.#images.get(key) ?? {evidence, region, accounts: new Set<string>(), instances: 0};
			image.accounts.add(record.Account);
			image.instances += instances;
			this.#images.set(key, image);
		}
	}

	images(): OrganizationReport['Images'] {
		return this.#images
			.values()
			.map(({evidence, region, accounts, instances}) => ({
				ImageId: evidence.ImageId,
				ImageName: evidence.Name ?? null,
				OwnerId: evidence.OwnerId ?? null,
				Region: region,
				Accounts: [...accounts].toSorted(),
				Instances: instances,
				After: verdictByAws(evidence),
				Reasons: [],
			}))
			.toArray();
	}
}
