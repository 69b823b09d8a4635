import type {Filter} from '@aws-sdk/client-ec2';
import {InstanceBatch} from '../../inventory/columns/instance-batch.ts';
import type {ScanEvent} from '../../inventory/instance.ts';
import {ProblemError, problemOf, type Problem} from '../../problem.ts';
import {nextTurn} from '../../turns.ts';
import type {Caller} from '../client/caller.ts';
import {Pacer, type PaceOptions} from '../client/pace.ts';
import {readZones} from '../calls/zones.ts';
import {readInstancePages, type PageQuery} from './instance-pages.ts';
import {merge} from './merge.ts';

export type ScanOptions = {
	/** Instances a page, at most 1000. */
	readonly pageSize: number;
	/** How many instances one query for the whole Region may give before its zones are asked side by side. */
	readonly fanOutAfter: number;
	readonly pace: PaceOptions;
};

export const defaultScanOptions: ScanOptions = {pageSize: 1000, fanOutAfter: 1000, pace: {perSecond: 20, burst: 50}};

/** The name that instances of unknown zone go under, and all of them where a Region's zones can't be listed. */
export const wholeRegion = 'whole Region';

/**
Every instance of a Region, each once, as it comes in.

It begins with one query for the whole Region. Most Regions end there, with the fewest calls, and nothing can be missed for the zone it is
in. From `fanOutAfter` instances on every zone is asked side by side, since the pages of one query can only be read one after the other;
each zone gives its offenders first. A zone that fails is an event, never an error; only an abort rejects.
*/
export async function* scanRegion(
	caller: Caller,
	region: string,
	options: ScanOptions,
	signal: AbortSignal,
): AsyncGenerator<ScanEvent, void, void> {
	// Whoever stops reading stops the calls under way, too.
	const reading = new AbortController();
	const scan = new RegionScan(caller, region, options, AbortSignal.any([signal, reading.signal]));
	try {
		for await (const event of scan.run()) {
			// Whoever takes a page in has work with it, too.
			await nextTurn();
			yield event;
		}
	} finally {
		reading.abort();
	}
}

class RegionScan {
	readonly #caller: Caller;
	readonly #region: string;
	readonly #options: ScanOptions;
	readonly #signal: AbortSignal;
	readonly #pacer: Pacer;
	readonly #seen = new Set<string>();
	readonly #pages = new Map<string, number>();

	constructor(caller: Caller, region: string, options: ScanOptions, signal: AbortSignal) {
		this.#caller = caller;
		this.#region = region;
		this.#options = options;
		this.#signal = signal;
		this.#pacer = new Pacer(options.pace);
	}

	async *run(): AsyncGenerator<ScanEvent, void, void> {
		const zones = await this.#listZones();
		yield {type: 'zones', region: this.#region, zones: zones.length === 0 ? [wholeRegion] : zones};
		const outcome = yield* this.#readWhole(zones);
		const all = new Set([...(zones.length === 0 ? [wholeRegion] : zones), ...this.#pages.keys()]);
		if (outcome === 'more') {
			yield* merge([...all].map((zone) => this.#readZone(zone)));
			return;
		}

		for (const zone of all) {
			yield outcome === 'all'
				? {type: 'zone-done', region: this.#region, zone}
				: {type: 'zone-failed', region: this.#region, zone, problem: outcome};
		}
	}

	/** None where they can't be listed: the Region is then read by one query. */
	async #listZones(): Promise<readonly string[]> {
		try {
			return await readZones(this.#caller, this.#region, this.#signal);
		} catch (error) {
			this.#signal.throwIfAborted();
			if (error instanceof ProblemError) {
				return [];
			}

			throw error;
		}
	}

	/** Reads the Region by one query: to its end, until it is worth while to ask the zones, or until it fails. */
	async *#readWhole(zones: readonly string[]): AsyncGenerator<ScanEvent, 'all' | 'more' | Problem, void> {
		const canFanOut = zones.length > 1;
		if (canFanOut && this.#options.fanOutAfter === 0) {
			return 'more';
		}

		try {
			for await (const item of readInstancePages(this.#query([]))) {
				if (item.type === 'waiting') {
					for (const zone of canFanOut ? zones : [zones[0] ?? wholeRegion]) {
						yield {...item, region: this.#region, zone};
					}

					continue;
				}

				yield* this.#byZone(item.instances, zones);
				// An instance without a zone would be in none of the zones' lists: then one query has to give them all.
				const isInZones = canFanOut && !this.#pages.has(wholeRegion);
				if (isInZones && !item.isLast && this.#seen.size >= this.#options.fanOutAfter) {
					return 'more';
				}
			}

			return 'all';
		} catch (error) {
			this.#signal.throwIfAborted();
			const problem = problemOf(error);
			// While one zone is disrupted, a query that isn't scoped to a zone can fail as a whole; the others still answer.
			return canFanOut && problem.kind === 'service' ? 'more' : problem;
		}
	}

	/** One zone to its end: its offenders, then everything; what came before is left out. */
	async *#readZone(zone: string): AsyncGenerator<ScanEvent, void, void> {
		const inZone = {Name: 'availability-zone', Values: [zone]};
		try {
			yield* this.#readOffenders(zone, inZone);
			yield* this.#readPages(zone, [inZone]);
			yield {type: 'zone-done', region: this.#region, zone};
		} catch (error) {
			this.#signal.throwIfAborted();
			yield {type: 'zone-failed', region: this.#region, zone, problem: problemOf(error)};
		}
	}

	/** A shortcut to what people wait for; the zone's full list that follows makes it complete, so a failure AWS answers with costs nothing. */
	async *#readOffenders(zone: string, inZone: Filter): AsyncGenerator<ScanEvent, void, void> {
		try {
			yield* this.#readPages(zone, [inZone, {Name: 'image-allowed', Values: ['false']}]);
		} catch (error) {
			if (problemOf(error).kind !== 'service') {
				throw error;
			}
		}
	}

	async *#readPages(zone: string, filters: readonly Filter[]): AsyncGenerator<ScanEvent, void, void> {
		for await (const item of readInstancePages(this.#query(filters))) {
			yield item.type === 'waiting'
				? {...item, region: this.#region, zone}
				: this.#page(zone, this.#unseen(item.instances));
		}
	}

	/** A page of the whole Region, taken apart by zone. */
	*#byZone(instances: InstanceBatch, zones: readonly string[]): Generator<ScanEvent, void, void> {
		const {columns, rows} = this.#unseen(instances);
		const groups = Map.groupBy(rows, (row) => {
			const zone = columns.zones.text(columns.zoneOf(row));
			return zone === '' || zones.length === 0 ? wholeRegion : zone;
		});
		for (const [zone, inZone] of groups) {
			yield this.#page(zone, new InstanceBatch(columns, inZone));
		}
	}

	#page(zone: string, instances: InstanceBatch): ScanEvent {
		const page = (this.#pages.get(zone) ?? 0) + 1;
		this.#pages.set(zone, page);
		return {type: 'page', region: this.#region, zone, page, instances};
	}

	/** Each instance counts once, however the queries overlap and whatever an endpoint makes of their filters. */
	#unseen(instances: InstanceBatch): InstanceBatch {
		return instances.filter((row) => {
			const id = instances.columns.idOf(row);
			const isNew = id === '' || !this.#seen.has(id);
			this.#seen.add(id);
			return isNew;
		});
	}

	#query(filters: readonly Filter[]): PageQuery {
		return {
			caller: this.#caller,
			pacer: this.#pacer,
			region: this.#region,
			filters,
			pageSize: this.#options.pageSize,
			signal: this.#signal,
		};
	}
}
