import {Dictionary} from '../../inventory/columns/dictionary.ts';
import {InstanceBatch} from '../../inventory/columns/instance-batch.ts';
import type {ScanEvent} from '../../inventory/instance.ts';
import type {Problem} from '../../problem.ts';

/** The name that instances of unknown zone go under, and all of them where a Region's zones can't be listed. */
export const wholeRegion = 'whole Region';

/**
What the queries of a Region gave, as events: each instance once, however the queries overlap and whatever an endpoint makes of their
filters, and each under its zone.
*/
export class PagesByZone {
	readonly #region: string;
	/** The IDs. */
	readonly #seen = new Dictionary();
	/** By zone: what the query for the whole Region gave and the zone's own has not given yet. */
	readonly #unconfirmed = new Map<string, Set<string>>();
	readonly #pages = new Map<string, number>();
	readonly #ended = new Set<string>();
	readonly #failed = new Set<string>();

	constructor(region: string) {
		this.#region = region;
	}

	/** How many instances there are. */
	get instances(): number {
		return this.#seen.size - 1;
	}

	/** The zones that pages came from. */
	get zones(): readonly string[] {
		return this.#pages.keys().toArray();
	}

	/** The zones that pages came from since they ended, if they have. */
	get open(): readonly string[] {
		return this.zones.filter((zone) => !this.#ended.has(zone));
	}

	/** The zones that are open, or that failed. */
	get notDone(): readonly string[] {
		return [...new Set([...this.open, ...this.#failed])];
	}

	/** The zones of which the query for the whole Region gave something that their own have not given. */
	get unconfirmed(): readonly string[] {
		return [...this.#unconfirmed].flatMap(([zone, ids]) => (ids.size === 0 ? [] : [zone]));
	}

	/** A page of one zone. */
	ofZone(zone: string, instances: InstanceBatch): ScanEvent {
		this.#confirm(instances);
		return this.#page(zone, this.#unseen(instances));
	}

	/** A page of many zones, taken apart. `isToConfirm`: the zones' own pages have to give these instances again. */
	*ofMany(instances: InstanceBatch, {isToConfirm}: {readonly isToConfirm: boolean}): Generator<ScanEvent, void> {
		this.#confirm(instances);
		const {columns, rows} = this.#unseen(instances);
		for (const [code, inZone] of Map.groupBy(rows, (row) => columns.zoneOf(row))) {
			const name = columns.zones.text(code);
			const zone = name === '' ? wholeRegion : name;
			if (isToConfirm) {
				const ids = this.#unconfirmed.get(zone) ?? new Set();
				this.#unconfirmed.set(zone, ids);
				for (const row of inZone) {
					ids.add(columns.idOf(row));
				}
			}

			yield this.#page(zone, new InstanceBatch(columns, inZone));
		}
	}

	/** What became of a zone. */
	end(zone: string, problem?: Problem): ScanEvent {
		this.#ended.add(zone);
		if (problem === undefined) {
			this.#failed.delete(zone);
		} else {
			this.#failed.add(zone);
			this.#unconfirmed.delete(zone);
		}

		return problem === undefined
			? {type: 'zone-done', region: this.#region, zone}
			: {type: 'zone-failed', region: this.#region, zone, problem};
	}

	#page(zone: string, instances: InstanceBatch): ScanEvent {
		const page = (this.#pages.get(zone) ?? 0) + 1;
		this.#pages.set(zone, page);
		this.#ended.delete(zone);
		return {type: 'page', region: this.#region, zone, page, instances};
	}

	#confirm({columns, rows}: InstanceBatch): void {
		if (this.unconfirmed.length === 0) {
			return;
		}

		for (const row of rows) {
			const missing = this.#unconfirmed.get(columns.zones.text(columns.zoneOf(row)));
			if (missing !== undefined && missing.size > 0) {
				missing.delete(columns.idOf(row));
			}
		}
	}

	/** Those that did not come before. One without an ID can't be told from others: it counts. */
	#unseen(instances: InstanceBatch): InstanceBatch {
		const {ids} = instances.columns.parts;
		const seen = this.#seen;
		return instances.filter((row) => {
			const start = ids.startOf(row);
			const end = ids.startOf(row + 1);
			const before = seen.size;
			return start === end || seen.internBytes(ids.bytes, start, end) >= before;
		});
	}
}
