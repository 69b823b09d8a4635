import type {Filter} from '@aws-sdk/client-ec2';
import type {ScanEvent} from '../../inventory/instance.ts';
import {problemOf} from '../../problem.ts';
import type {Wait} from '../client/retry.ts';
import type {InstancePage} from './instance-pages.ts';
import type {PagesByZone} from './pages-by-zone.ts';

/** The pages of one query, and the waits in between. */
export type Pages = AsyncGenerator<InstancePage | Wait, void, void>;

/** What the parts of a Region's scan share. */
export type RegionQueries = {
	readonly region: string;
	readonly pages: PagesByZone;
	readonly signal: AbortSignal;
	readonly offendersFirst: boolean;
	query(filters: readonly Filter[], pageSize?: number): Pages;
};

/** One zone to its end: its offenders where they are to come first, then everything. What came before is left out; a failure is an event. */
export async function* readZone(scan: RegionQueries, zone: string): AsyncGenerator<ScanEvent, void, void> {
	const inZone = {Name: 'availability-zone', Values: [zone]};
	try {
		if (scan.offendersFirst) {
			yield* readOffenders(scan, zone, inZone);
		}

		yield* readPages(scan, zone, [inZone]);
		yield scan.pages.end(zone);
	} catch (error) {
		scan.signal.throwIfAborted();
		yield scan.pages.end(zone, problemOf(error));
	}
}

/** A shortcut to what people wait for; the zone's full list that follows makes it complete, so a failure AWS answers with costs nothing. */
async function* readOffenders(
	scan: RegionQueries,
	zone: string,
	inZone: Filter,
): AsyncGenerator<ScanEvent, void, void> {
	try {
		yield* readPages(scan, zone, [inZone, {Name: 'image-allowed', Values: ['false']}]);
	} catch (error) {
		if (problemOf(error).kind !== 'service') {
			throw error;
		}
	}
}

async function* readPages(
	{region, pages, query}: RegionQueries,
	zone: string,
	filters: readonly Filter[],
): AsyncGenerator<ScanEvent, void, void> {
	for await (const item of query(filters)) {
		yield item.type === 'waiting' ? {...item, region, zone} : pages.ofZone(zone, item.instances);
	}
}
