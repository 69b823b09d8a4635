import type {AccountList, Visit} from '../accounts/account.ts';
import {isStale, isWhole, type Cell} from '../cell.ts';
import type {Summary} from '../summary.ts';
import {problemOf, type ProblemKind} from '../../../problem.ts';
import type {RegionInfo} from '../../ports.ts';
import type {CellStore, OrganizationCloud} from '../ports.ts';
import {wayTo} from '../accounts/ways.ts';
import {Pool} from './pool.ts';
import {lackOf} from './gap.ts';
import {readCell} from './read-cell.ts';
import {RenewedSession} from './renewed-session.ts';
import {RunRecord, type Missing, type RunScope} from './run-record.ts';

export type ScanRequest = RunScope & {
	readonly accounts: AccountList;
	/** How many accounts or Regions are read at once. */
	readonly concurrency: number;
	/** Whether cells that are there already are read again. */
	readonly force: boolean;
	readonly withInstances: boolean;
};

export type ScanPorts = {
	readonly cloud: OrganizationCloud;
	readonly store: CellStore;
	now(): Date;
	/** Told after every cell. */
	progress(progress: ScanProgress): void;
};

/** How far a run is, in cells: one account in one Region each. */
export type ScanProgress = {
	/** How many there are, of which those of accounts that were not entered yet are an estimate. */
	readonly planned: number;
	readonly isEstimate: boolean;
	readonly done: number;
	readonly failed: number;
	/** Those that an earlier run had read. */
	readonly kept: number;
	/** Cells a second. */
	readonly rate: number;
	/** Seconds; absent until enough cells are in to tell. */
	readonly left?: number;
};

export type ScanOutcome = {
	readonly summary: Summary;
	readonly missing: readonly Missing[];
	readonly progress: ScanProgress;
};

/** With these, going on makes no sense: the next account would end the same way. */
const fatalKinds: ReadonlySet<ProblemKind> = new Set(['expired', 'storage', 'interrupted', 'bug']);

/** How many cells have to be in before their rate tells how long the rest takes. */
const tellingCells = 20;

/**
Reads accounts × Regions side by side into a store, each cell as soon as it is done. Cells that are whole and fresh there are kept. An account
that can't be entered and a Region that can't be read are named; they stop nobody else.

Rejects where going on makes no sense: the run's own credentials have ended, or the store can't be written to. Whatever ends it, what has been
read stays, and the next run goes on from there.
*/
export async function scanOrganization(
	request: ScanRequest,
	ports: ScanPorts,
	signal: AbortSignal,
): Promise<ScanOutcome> {
	return new Run(request, ports, signal).finish();
}

class Run {
	readonly #request: ScanRequest;
	readonly #ports: ScanPorts;
	readonly #pool: Pool;
	readonly #signal: AbortSignal;
	readonly #started = performance.now();
	readonly #counts = {done: 0, failed: 0, kept: 0};
	readonly #partial: Missing[] = [];
	readonly #record: RunRecord;

	constructor(request: ScanRequest, ports: ScanPorts, signal: AbortSignal) {
		this.#request = request;
		this.#ports = ports;
		this.#pool = new Pool(request.concurrency, signal);
		this.#signal = this.#pool.signal;
		this.#record = new RunRecord(request, ports.store, ports.now());
	}

	async finish(): Promise<ScanOutcome> {
		const {accounts} = this.#request;
		await this.#record.begin(accounts, await this.#expectedRegions());
		for (const visit of accounts.visits) {
			this.#pool.add('account', async () => this.#visit(visit));
		}

		const failure = await this.#pool.done();
		if (failure !== undefined) {
			await this.#record.stop();
			throw failure;
		}

		const summary = await this.#record.end(this.#ports.now());
		const missing = [...this.#record.missing(accounts.visits), ...this.#partial];
		return {summary, missing, progress: this.#progress()};
	}

	/** The Regions asked for, or those that every account has without opting in: what is missing where an account can't be entered. */
	async #expectedRegions(): Promise<readonly string[]> {
		const {regions} = this.#request;
		if (regions.length > 0) {
			return regions;
		}

		try {
			const all = await this.#ports.cloud.regions(this.#signal);
			return all.filter(({optInStatus}) => optInStatus === 'opt-in-not-required').map(({name}) => name);
		} catch (error) {
			this.#rethrowFatal(error);
			return [];
		}
	}

	async #visit(visit: Visit): Promise<void> {
		const {account} = visit;
		const known = this.#record.settledRegions(visit);
		if (known !== undefined && (await this.#areKept(account, known))) {
			this.#counts.kept += known.length;
			this.#record.settle(account);
			this.#told();
			return;
		}

		const way = wayTo(visit, this.#request.role);
		const session = new RenewedSession(way, async () => this.#ports.cloud.enter(way, this.#signal));
		try {
			await session.enter();
		} catch (error) {
			this.#rethrowFatal(error, session);
			// Where nobody knows which Regions it has, it counts as one.
			this.#counts.failed += Math.max(1, this.#record.regionsOf(account).length);
			this.#record.lack(account, undefined, lackOf(problemOf(error)));
			this.#told();
			return;
		}

		const regions = await this.#regionsOf(visit, session);
		for (const region of regions) {
			this.#pool.add('cell', async () => this.#cell(session, account, region));
		}
	}

	/** The Regions to read in an account that was entered. */
	async #regionsOf(visit: Visit, session: RenewedSession): Promise<readonly string[]> {
		const {account} = visit;
		const asked = this.#record.askedRegions(visit);
		let infos: readonly RegionInfo[];
		try {
			infos = await session.use(async (open) => open.regions(this.#signal));
		} catch (error) {
			this.#rethrowFatal(error, session);
			if (asked === undefined) {
				const {Why: why, Next: next} = lackOf(problemOf(error));
				this.#record.lack(account, undefined, {Why: `Which other Regions it has is not known: ${why}`, Next: next});
				return this.#record.regionsOf(account);
			}

			this.#record.settle(account);
			return asked;
		}

		const optIn = new Map(infos.map(({name, optInStatus}) => [name, optInStatus]));
		const readable = (asked ?? optIn.keys().toArray()).filter((name) => optIn.get(name) !== 'not-opted-in');
		const notOptedIn = asked?.filter((name) => optIn.get(name) === 'not-opted-in') ?? [];
		this.#record.settle(account, {regions: readable, notOptedIn, areAll: asked === undefined});
		return readable;
	}

	async #cell(session: RenewedSession, account: string, region: string): Promise<void> {
		if (await this.#areKept(account, [region])) {
			this.#counts.kept++;
			this.#told();
			return;
		}

		let cell: Cell;
		try {
			cell = await session.use(async (open) => {
				try {
					return await readCell(
						open,
						{account, region, withInstances: this.#request.withInstances, now: this.#ports.now()},
						this.#signal,
					);
				} finally {
					open.leave(region);
				}
			});
		} catch (error) {
			this.#rethrowFatal(error, session);
			this.#counts.failed++;
			this.#record.lack(account, region, lackOf(problemOf(error)));
			this.#told();
			return;
		}

		await this.#ports.store.write(cell);
		this.#counts.done++;
		for (const {What: what, Why: why, Next: next} of cell.Gaps) {
			this.#partial.push({
				Account: account,
				Region: region,
				Why: `Not all of it could be read (${what}): ${why}`,
				Next: next,
			});
		}

		this.#told();
	}

	async #areKept(account: string, regions: readonly string[]): Promise<boolean> {
		if (this.#request.force) {
			return false;
		}

		for (const region of regions) {
			const cell = await this.#ports.store.read(account, region);
			const isGood =
				cell !== undefined &&
				cell !== 'broken' &&
				isWhole(cell) &&
				!isStale(cell, this.#ports.now()) &&
				(!this.#request.withInstances || cell.InstanceList !== undefined);
			if (!isGood) {
				return false;
			}
		}

		return true;
	}

	#told(): void {
		this.#record.save();
		this.#ports.progress(this.#progress());
	}

	#progress(): ScanProgress {
		const {done, failed, kept} = this.#counts;
		const {cells: planned, isEstimate} = this.#record.planned(this.#request.accounts.visits);
		const ended = done + failed;
		const rate = ended / Math.max(0.001, (performance.now() - this.#started) / 1000);
		const open = Math.max(0, planned - ended - kept);
		return {planned, isEstimate, done, failed, kept, rate, ...(ended >= tellingCells && {left: open / rate})};
	}

	/** Keys of a session that are refused as expired although they were renewed are that account's own trouble, and so are those of a profile of its own. */
	#rethrowFatal(error: unknown, session?: RenewedSession): void {
		this.#signal.throwIfAborted();
		const {kind} = problemOf(error);
		if (fatalKinds.has(kind) && (kind !== 'expired' || session?.hasEnded !== false)) {
			throw error;
		}
	}
}
