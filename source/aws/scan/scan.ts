import {pagesPerSecond} from '../../operations/ports.ts';
import type {ScanEvent} from '../../inventory/instance.ts';
import {ProblemError, problemOf, type Problem} from '../../problem.ts';
import {nextTurn} from '../../turns.ts';
import {readZones} from '../calls/zones.ts';
import type {Caller} from '../client/caller.ts';
import {Pacer, type PaceOptions} from '../client/pace.ts';
import {readInstancePages} from './instance-pages.ts';
import {merge} from './merge.ts';
import {readOtherZones} from './other-zones.ts';
import {PagesByZone, wholeRegion} from './pages-by-zone.ts';
import {readZone, type Pages, type RegionQueries} from './zone-scan.ts';

export type ScanOptions = {
	/** Instances a page, at most 1000. */
	readonly pageSize: number;
	/** How many instances one query for the whole Region may give before its zones are asked side by side. */
	readonly fanOutAfter: number;
	/** `never`: they are not even listed, and one query gives the whole Region. Where many Regions are read at once, that takes fewest calls. */
	readonly zones?: 'side by side' | 'never';
	/** Whether every zone gives its offenders before everything, for whoever waits for them; that takes more calls. So it is unless told otherwise. */
	readonly offendersFirst?: boolean;
	readonly pace: PaceOptions;
};

/** AWS lets 100 calls through at once; a few of those are left to whoever else asks. */
export const defaultScanOptions: ScanOptions = {
	pageSize: 1000,
	fanOutAfter: 1000,
	pace: {perSecond: pagesPerSecond, burst: 90},
};

/**
Every instance of a Region, each once, as it comes in.

It begins with one query for the whole Region. Most Regions end there, with the fewest calls, and nothing can be missed for the zone it is
in. From `fanOutAfter` instances on every zone is asked side by side, since the pages of one query can only be read one after the other;
each zone gives its offenders first, if that is wanted. That there is nothing beside the zones that AWS lists is not taken for granted: see `readOtherZones`.
A zone that fails is an event, never an error; only an abort rejects.
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
	readonly #options: ScanOptions;
	readonly #scan: RegionQueries;

	constructor(caller: Caller, region: string, options: ScanOptions, signal: AbortSignal) {
		const pacer = new Pacer(options.pace);
		this.#caller = caller;
		this.#options = options;
		this.#scan = {
			region,
			pages: new PagesByZone(region),
			signal,
			offendersFirst: options.offendersFirst ?? true,
			query: (filters, pageSize = options.pageSize) =>
				readInstancePages({caller, pacer, region, filters, pageSize, signal}),
		};
	}

	async *run(): AsyncGenerator<ScanEvent, void, void> {
		const {region, pages, query} = this.#scan;
		const {fanOutAfter, zones: zoneMode} = this.#options;
		const isReadToItsEnd = zoneMode === 'never' || fanOutAfter === Infinity;
		// A query that is sure to go on asks for its next page while the last one is worked on.
		const whole = isReadToItsEnd ? merge([query([])]) : query([]);
		// Beside the list of zones, which most Regions need for their names only.
		const first = fanOutAfter === 0 ? undefined : whole.next();
		first?.catch(() => undefined);
		const zones = zoneMode === 'never' ? [] : await this.#listZones();
		yield {type: 'zones', region, zones: zones.length === 0 ? [wholeRegion] : zones};
		const {type, problem} = yield* this.#readWhole(whole, first, zones);
		if (type === 'more') {
			yield* this.#readSideBySide(zones, whole, problem);
			return;
		}

		for (const zone of new Set([...(zones.length === 0 ? [wholeRegion] : zones), ...pages.zones])) {
			yield pages.end(zone, problem);
		}
	}

	/** None where they can't be listed: the Region is then read by one query. */
	async #listZones(): Promise<readonly string[]> {
		const {region, signal} = this.#scan;
		try {
			return await readZones(this.#caller, region, signal);
		} catch (error) {
			signal.throwIfAborted();
			if (error instanceof ProblemError) {
				return [];
			}

			throw error;
		}
	}

	/** Reads the Region by one query: to its end, until it is worth while to ask the zones, or until it fails. */
	async *#readWhole(
		whole: Pages,
		first: ReturnType<Pages['next']> | undefined,
		zones: readonly string[],
	): AsyncGenerator<ScanEvent, {readonly type: 'all' | 'more'; readonly problem?: Problem}, void> {
		const {region, pages, signal} = this.#scan;
		const canFanOut = zones.length > 1;
		if (canFanOut && first === undefined) {
			return {type: 'more'};
		}

		try {
			// Not `for await`: it would end the query when it is left, which may have to go on.
			for (let step = await (first ?? whole.next()); step.done !== true; step = await whole.next()) {
				const item = step.value;
				if (item.type === 'waiting') {
					for (const zone of canFanOut ? zones : [zones[0] ?? wholeRegion]) {
						yield {...item, region, zone};
					}

					continue;
				}

				yield* zones.length === 0
					? [pages.ofZone(wholeRegion, item.instances)]
					: pages.ofMany(item.instances, {isToConfirm: canFanOut});
				// An instance without a zone would be in none of the zones' lists: then one query has to give them all.
				const isInZones = canFanOut && !pages.zones.includes(wholeRegion);
				if (isInZones && !item.isLast && pages.instances >= this.#options.fanOutAfter) {
					return {type: 'more'};
				}
			}

			return {type: 'all'};
		} catch (error) {
			signal.throwIfAborted();
			const problem = problemOf(error);
			// While one zone is disrupted, a query that isn't scoped to a zone can fail as a whole; the others still answer.
			return {type: canFanOut && problem.kind === 'service' ? 'more' : 'all', problem};
		}
	}

	async *#readSideBySide(
		zones: readonly string[],
		whole: Pages,
		problem: Problem | undefined,
	): AsyncGenerator<ScanEvent, void, void> {
		const {promise: zonesEnded, resolve} = Promise.withResolvers<void>();
		let running = zones.length;
		const scan = this.#scan;
		async function* read(zone: string): AsyncGenerator<ScanEvent, void, void> {
			try {
				yield* readZone(scan, zone);
			} finally {
				running--;
				if (running === 0) {
					resolve();
				}
			}
		}

		yield* merge([...zones.map((zone) => read(zone)), readOtherZones(scan, {zones, zonesEnded, whole, problem})]);
	}
}
