import type {AccountList, Member, Visit} from '../accounts/account.ts';
import {folderVersion} from '../cell.ts';
import type {AccountRecord, Lack, Summary} from '../summary.ts';
import {ProblemError} from '../../../problem.ts';
import type {CellStore} from '../ports.ts';
import {plannedCells, type AccountPlan, type Planned} from './planned.ts';

export type RunScope = {
	/** The role of accounts for which nothing else is said, by name or ARN. */
	readonly role: string;
	/** The Regions that were asked for by name; none: all that an account has. */
	readonly regions: readonly string[];
	/** Whether it is the embedded demo organization. */
	readonly demo: boolean;
};

/** Something that a run asked for and did not get whole. */
export type Missing = Lack & {
	readonly Account: string;
	/** Absent where the account as a whole is missing, or Regions of it whose names nobody knows. */
	readonly Region?: string;
};

/** How often the summary is written while a run goes on, in milliseconds. */
const saveEvery = 2000;

/** What a run has to say beside its cells: which accounts and Regions there are to read, and what is missing. Kept as the store's summary. */
export class RunRecord {
	readonly #scope: RunScope;
	readonly #store: CellStore;
	readonly #startedAt: string;
	readonly #before = new Map<string, AccountRecord>();
	readonly #accounts = new Map<string, AccountRecord>();
	/** Accounts that this run has something to say of; of others, whatever a run beside it says holds. */
	readonly #own = new Set<string>();
	#isWhole = false;
	/** Accounts of which it is known how many Regions there are to read in them, since they have told, or can't be entered. */
	readonly #settled = new Set<string>();
	/** Until another account is counted. */
	#planned: Planned | undefined;
	#savedAt = 0;
	#saving: Promise<void> = Promise.resolve();

	constructor(scope: RunScope, store: CellStore, now: Date) {
		this.#scope = scope;
		this.#store = store;
		this.#startedAt = now.toISOString();
	}

	/** Takes over what earlier runs had to say, and writes down what this one is about to read. */
	async begin({visits, leftOut, isWhole}: AccountList, expected: readonly string[]): Promise<void> {
		const before = await this.#store.readSummary();
		if (before !== undefined && before.Demo !== this.#scope.demo) {
			throw new ProblemError({
				kind: 'storage',
				code: 'exists',
				what: `That folder holds a scan of ${before.Demo ? 'the demo organization' : 'a real organization'}.`,
				next: 'Name another folder with --out: the demo never mixes with what is real.',
			});
		}

		this.#isWhole = isWhole || before?.IsWhole === true;
		for (const record of before?.Accounts ?? []) {
			// Of one that was not visited nobody has found out which Regions it has.
			if (record.LeftOut === undefined) {
				this.#before.set(record.Account, record);
			}

			// Accounts that this run is not about stay, unless it is about all, and they are not among them.
			this.#accounts.set(record.Account, record);
			if (isWhole) {
				this.#say({...record, LeftOut: 'it is no longer a member'});
			}
		}

		for (const visit of visits) {
			const asked = this.askedRegions(visit);
			const {Regions: earlier, RegionsAre: are} = this.#before.get(visit.account) ?? {
				Regions: [],
				RegionsAre: 'expected',
			};
			const others = asked === undefined || are === 'expected' ? [] : earlier;
			this.#say({
				...namesOf(visit),
				Regions: [...new Set([...(asked ?? expected), ...others])],
				RegionsAre: asked === undefined ? 'expected' : are === 'all' ? 'all' : 'named',
			});
		}

		// What an earlier run had to say of an account outside of this one's unit still holds.
		for (const member of leftOut) {
			if (member.isOutside === true) {
				continue;
			}

			this.#say({
				...namesOf(member),
				Regions: [],
				RegionsAre: 'all',
				LeftOut: member.why,
			});
		}

		await this.#write(null);
	}

	/** The Regions that were asked for in an account: on the command line, else in the file of accounts; `undefined`: all that it has. */
	askedRegions({entry}: Visit): readonly string[] | undefined {
		return this.#scope.regions.length > 0 ? this.#scope.regions : entry?.regions;
	}

	/** The Regions to read in an account, where an earlier run has found out which these are. */
	settledRegions(visit: Visit): readonly string[] | undefined {
		const {Regions: regions = [], RegionsAre: are, NotOptedIn: notOptedIn = []} = this.#before.get(visit.account) ?? {};
		const asked = this.askedRegions(visit);
		if (asked === undefined) {
			return are === 'all' ? regions : undefined;
		}

		const isSettled = are !== undefined && are !== 'expected';
		return isSettled && asked.every((name) => regions.includes(name) || notOptedIn.includes(name))
			? asked.filter((name) => regions.includes(name))
			: undefined;
	}

	/** The Regions to read in an account, as far as this run knows. */
	regionsOf(account: string): readonly string[] {
		return this.#accounts.get(account)?.Regions ?? [];
	}

	/** How many cells there are to read in these accounts. */
	planned(visits: readonly Visit[]): Planned {
		this.#planned ??= plannedCells(visits.map((visit) => this.#planOf(visit)));
		return this.#planned;
	}

	/** An account was entered, or everything of it is there already; with what it told of its Regions, where it did. */
	settle(
		account: string,
		told?: {readonly regions: readonly string[]; readonly notOptedIn: readonly string[]; readonly areAll: boolean},
	): void {
		const before = this.#before.get(account);
		this.#settleCount(account);
		this.#change(account, ({Lack: _, ...record}) => {
			if (told === undefined) {
				return before === undefined || before.RegionsAre === 'expected'
					? record
					: {
							...record,
							Regions: before.Regions,
							RegionsAre: before.RegionsAre,
							...(before.NotOptedIn !== undefined && {NotOptedIn: before.NotOptedIn}),
						};
			}

			if (told.areAll) {
				return {...record, Regions: told.regions, RegionsAre: 'all'};
			}

			return {
				...record,
				Regions: record.Regions.filter((name) => !told.notOptedIn.includes(name)),
				...(told.notOptedIn.length > 0 && {NotOptedIn: told.notOptedIn}),
			};
		});
	}

	/** An account, or one of its Regions, could not be read. */
	lack(account: string, region: string | undefined, lack: Lack): void {
		if (region === undefined) {
			this.#settleCount(account);
		}

		this.#change(account, (record) =>
			region === undefined
				? {...record, Lack: lack}
				: {...record, RegionLacks: {...record.RegionLacks, [region]: lack}},
		);
	}

	/** What these accounts lack. */
	missing(visits: readonly Visit[]): readonly Missing[] {
		return visits.flatMap(({account}) => {
			const {Lack: lack, RegionLacks: lacks = {}} = this.#accounts.get(account) ?? {};
			return [
				...(lack === undefined ? [] : [{Account: account, ...lack}]),
				...Object.entries(lacks).map(([region, one]) => ({Account: account, Region: region, ...one})),
			];
		});
	}

	/** Writes the summary now and then; what goes wrong with that, the end says. */
	save(): void {
		if (!(performance.now() - this.#savedAt > saveEvery)) {
			return;
		}

		this.#savedAt = performance.now();
		this.#saving = this.#savedAfter(this.#saving);
	}

	/** The run ends before everything was tried. */
	async stop(): Promise<void> {
		try {
			await this.#saving;
			await this.#write(null);
		} catch {
			// It is ending because of something worse, or of this very thing.
		}
	}

	async end(now: Date): Promise<Summary> {
		await this.#saving;
		return this.#write(now);
	}

	#say(record: AccountRecord): void {
		this.#own.add(record.Account);
		this.#accounts.set(record.Account, record);
	}

	#settleCount(account: string): void {
		this.#settled.add(account);
		this.#planned = undefined;
	}

	#planOf(visit: Visit): AccountPlan {
		const {Regions: regions = [], Lack: lack, NotOptedIn: notOptedIn = []} = this.#accounts.get(visit.account) ?? {};
		const asked = this.askedRegions(visit);
		if (asked !== undefined) {
			const readable = asked.filter((name) => !notOptedIn.includes(name));
			return {regions: readable.length, isSettled: true, hasTold: false};
		}

		const isSettled = this.#settled.has(visit.account);
		// Where nobody knows which Regions it has, it counts as one.
		return lack === undefined || !isSettled
			? {regions: regions.length, isSettled, hasTold: isSettled}
			: {regions: Math.max(1, regions.length), isSettled, hasTold: false};
	}

	async #savedAfter(before: Promise<void>): Promise<void> {
		try {
			await before;
			await this.#write(null);
		} catch {
			// The next write of a cell meets the same, and ends the run.
		}
	}

	#change(account: string, change: (record: AccountRecord) => AccountRecord): void {
		const record = this.#accounts.get(account);
		if (record !== undefined) {
			this.#accounts.set(account, change(record));
		}
	}

	async #write(endedAt: Date | null): Promise<Summary> {
		await this.#takeOver();
		const summary: Summary = {
			Version: folderVersion,
			Demo: this.#scope.demo,
			Role: this.#scope.role,
			StartedAt: this.#startedAt,
			EndedAt: endedAt?.toISOString() ?? null,
			...(this.#isWhole && {IsWhole: true}),
			Accounts: this.#accounts
				.values()
				.toArray()
				.toSorted((left, right) => left.Account.localeCompare(right.Account, 'en')),
		};
		await this.#store.writeSummary(summary);
		return summary;
	}

	/** Another run may be at the same folder, over other accounts: these are not lost. */
	async #takeOver(): Promise<void> {
		const there = await this.#store.readSummary();
		this.#isWhole ||= there?.IsWhole === true;
		for (const record of there?.Accounts ?? []) {
			if (!this.#own.has(record.Account)) {
				this.#accounts.set(record.Account, record);
			}
		}
	}
}

function namesOf({account, name, state, path}: Member): Pick<AccountRecord, 'Account' | 'Name' | 'State' | 'Path'> {
	return {
		Account: account,
		...(name !== undefined && {Name: name}),
		...(state !== undefined && {State: state}),
		...(path !== undefined && {Path: path}),
	};
}
