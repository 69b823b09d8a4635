import {Dictionary} from '../../inventory/columns/dictionary.ts';
import {InstanceBatch} from '../../inventory/columns/instance-batch.ts';
import type {InstanceColumns} from '../../inventory/columns/instance-columns.ts';
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
	/** By zone: how much the query for the whole Region gave that the zone's own has not given yet. */
	readonly #unconfirmed = new Map<string, Unconfirmed>();
	/** By the code of an ID: the number of the zone whose own query has to give it; 0 where none has to. */
	#zoneToConfirm = new Int32Array(1024);
	#zoneNumbers = 0;
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
		return [...this.#unconfirmed].flatMap(([zone, {count, hasNameless}]) => (count > 0 || hasNameless ? [zone] : []));
	}

	/** A page of one zone. */
	ofZone(zone: string, instances: InstanceBatch): ScanEvent {
		return this.#page(zone, this.#unseen(instances));
	}

	/** A page of many zones, taken apart. `isToConfirm`: the zones' own pages have to give these instances again. */
	*ofMany(instances: InstanceBatch, {isToConfirm}: {readonly isToConfirm: boolean}): Generator<ScanEvent, void> {
		let next = this.#seen.size;
		const {columns, rows} = this.#unseen(instances);
		if (isToConfirm) {
			for (const row of rows) {
				// Those that did not come before have their codes one after the other.
				this.#expect(shownZone(columns, row), columns.parts.ids.lengthOf(row) === 0 ? undefined : next++);
			}
		}

		for (const [, inZone] of Map.groupBy(rows, (row) => columns.zoneOf(row))) {
			yield this.#page(shownZone(columns, inZone[0] ?? 0), new InstanceBatch(columns, inZone));
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

	/** From now on the zone's own query has to give an instance; `code`: that of its ID, if it has one. */
	#expect(zone: string, code: number | undefined): void {
		let unconfirmed = this.#unconfirmed.get(zone);
		if (unconfirmed === undefined) {
			this.#zoneNumbers++;
			unconfirmed = {number: this.#zoneNumbers, count: 0, hasNameless: false};
			this.#unconfirmed.set(zone, unconfirmed);
		}

		if (code === undefined) {
			unconfirmed.hasNameless = true;
			return;
		}

		if (code >= this.#zoneToConfirm.length) {
			const longer = new Int32Array(Math.max(code + 1, 2 * this.#zoneToConfirm.length));
			longer.set(this.#zoneToConfirm);
			this.#zoneToConfirm = longer;
		}

		this.#zoneToConfirm[code] = unconfirmed.number;
		unconfirmed.count++;
	}

	/** A zone gave an instance that came before, or one without an ID. */
	#confirm(zone: string, code: number | undefined): void {
		const unconfirmed = this.#unconfirmed.get(zone);
		if (unconfirmed === undefined) {
			return;
		}

		if (code === undefined) {
			unconfirmed.hasNameless = false;
		} else if (this.#zoneToConfirm[code] === unconfirmed.number) {
			this.#zoneToConfirm[code] = 0;
			unconfirmed.count--;
		}
	}

	/** Those that did not come before; the others are confirmed. One without an ID can't be told from others: it counts. */
	#unseen(instances: InstanceBatch): InstanceBatch {
		const {columns} = instances;
		const {ids} = columns.parts;
		const seen = this.#seen;
		const isAwaited = this.unconfirmed.length > 0;
		const zoneOf = (row: number): string => columns.zones.text(columns.zoneOf(row));
		return instances.filter((row) => {
			const start = ids.startOf(row);
			const end = ids.startOf(row + 1);
			const before = seen.size;
			const code = start === end ? undefined : seen.internBytes(ids.bytes, start, end);
			const isUnseen = code === undefined || code >= before;
			if (isAwaited && (code === undefined || !isUnseen)) {
				this.#confirm(zoneOf(row), code);
			}

			return isUnseen;
		});
	}
}

/** What the query for the whole Region gave of a zone and the zone's own did not yet. */
type Unconfirmed = {
	readonly number: number;
	/** How many with an ID. */
	count: number;
	/** Whether any without. */
	hasNameless: boolean;
};

/** The zone that a row is shown under. */
function shownZone(columns: InstanceColumns, row: number): string {
	const name = columns.zones.text(columns.zoneOf(row));
	return name === '' ? wholeRegion : name;
}
