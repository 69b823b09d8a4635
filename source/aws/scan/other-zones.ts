/**
Whatever is in none of the zones that AWS lists. A few queries, however many instances there are, give it, or show that there is nothing: one
that the endpoint follows patterns in this filter, the others for every other name. Where they can't show it, or where the zones did not
give what the query for the whole Region had given of them, that query goes on to its end and has the last word; where it failed, it stays
unknown, and the Region incomplete.
*/
import type {ScanEvent} from '../../inventory/instance.ts';
import {ProblemError, problemOf, type Problem} from '../../problem.ts';
import {noInstances} from './instance-pages.ts';
import {merge} from './merge.ts';
import {namesOtherThan} from './zone-names.ts';
import type {Pages, RegionQueries} from './zone-scan.ts';

/** The name under which it is shown. */
export const otherZones = 'other zones';

/** EC2's limit for a filter. */
const mostValues = 200;
/** A Region with more zones than so many queries can name is read by one query to its end. */
const mostQueries = 8;
/** Instances on a page that is asked for to see whether there are any. */
const fewest = 5;

export type ListedZones = {
	/** The zones that are listed, and read by queries of their own. */
	readonly zones: readonly string[];
	/** Resolves when these have ended. */
	readonly zonesEnded: Promise<void>;
	/** The query for the whole Region, as far as it has been read. */
	readonly whole: Pages;
	/** Why it can't be read further. */
	readonly problem: Problem | undefined;
};

export async function* readOtherZones(
	scan: RegionQueries,
	{zones, zonesEnded, whole, problem}: ListedZones,
): AsyncGenerator<ScanEvent, void, void> {
	// Until it is known that there is nothing else, the Region is not complete.
	yield {type: 'page', region: scan.region, zone: otherZones, page: 0, instances: noInstances};
	const others = new OtherZones(scan, zones);
	let failure: Problem | undefined;
	let isWhole = false;
	try {
		if (!(yield* others.areKnown(zonesEnded))) {
			failure = problem;
			yield* others.read(whole, []);
			isWhole = problem === undefined;
		}
	} catch (error) {
		scan.signal.throwIfAborted();
		failure = problemOf(error);
	}

	await zonesEnded;
	// Once the query for the whole Region has come to its end, nothing is missing anywhere.
	for (const zone of isWhole ? scan.pages.notDone : scan.pages.open) {
		yield scan.pages.end(zone, failure);
	}

	yield scan.pages.end(otherZones, failure);
}

/** An endpoint gave instances of zones that it was not asked for: it takes no notice of the filter. */
class UnfilteredError extends Error {}

/** Reads queries, and shows each of their pages beside what was in it. */
class OtherZones {
	readonly #scan: RegionQueries;
	readonly #zones: readonly string[];
	#page = 0;
	#followsPatterns = false;

	constructor(scan: RegionQueries, zones: readonly string[]) {
		this.#scan = scan;
		this.#zones = zones;
	}

	/** Asks for all other zones, and tells whether with the listed ones everything is read now. */
	async *areKnown(zonesEnded: Promise<void>): AsyncGenerator<ScanEvent, boolean, void> {
		const {query, signal, pages} = this.#scan;
		const values = namesOtherThan(this.#zones);
		const filters = Array.from({length: Math.ceil(values.length / mostValues)}, (_, index) => ({
			Name: 'availability-zone',
			Values: values.slice(index * mostValues, (index + 1) * mostValues),
		}));
		if (filters.length > mostQueries) {
			return false;
		}

		try {
			yield* merge([this.#tryPattern(), ...filters.map((filter) => this.read(query([filter]), this.#zones))]);
		} catch (error) {
			signal.throwIfAborted();
			if (error instanceof ProblemError || error instanceof UnfilteredError) {
				return false;
			}

			throw error;
		}

		if (!this.#followsPatterns) {
			return false;
		}

		await zonesEnded;
		return pages.unconfirmed.length === 0;
	}

	/** Reads a query to its end. `excluded`: zones that it must not give. */
	async *read(query: Pages, excluded: readonly string[]): AsyncGenerator<ScanEvent, void, void> {
		const {region, pages} = this.#scan;
		for await (const item of query) {
			if (item.type === 'waiting') {
				yield {...item, region, zone: otherZones};
				continue;
			}

			const {columns, rows} = item.instances;
			if (rows.some((row) => excluded.includes(columns.zones.text(columns.zoneOf(row))))) {
				throw new UnfilteredError();
			}

			yield* pages.ofMany(item.instances, {isToConfirm: false});
			this.#page++;
			yield {type: 'page', region, zone: otherZones, page: this.#page, instances: noInstances};
		}
	}

	/** Finds out whether a pattern finds instances that are there: an endpoint that takes it to the letter would find nothing, and prove nothing. */
	async *#tryPattern(): AsyncGenerator<ScanEvent, void, void> {
		const {region, pages, query} = this.#scan;
		const [zone = ''] = [...pages.unconfirmed, ...this.#zones];
		for await (const item of query([{Name: 'availability-zone', Values: [`${zone.slice(0, -1)}*`]}], fewest)) {
			if (item.type === 'waiting') {
				yield {...item, region, zone: otherZones};
			} else if (item.instances.length > 0) {
				this.#followsPatterns = true;
				return;
			}
		}
	}
}
