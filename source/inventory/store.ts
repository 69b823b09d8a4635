import {Buffer} from 'node:buffer';
import {isDeepStrictEqual} from 'node:util';
import type {ImageEvidence} from '../criteria/evaluation/image.ts';
import type {Problem} from '../problem.ts';
import {unknownRegion} from './saved-scan.ts';
import {Coverage, type ManagedCoverage, type RegionCoverage} from './coverage.ts';
import type {ImageEntry} from './columns/image-table.ts';
import {InstanceBatch} from './columns/instance-batch.ts';
import {absent} from './columns/dictionary.ts';
import {InstanceColumns} from './columns/instance-columns.ts';
import {accountAt} from './place.ts';
import {RowIndex} from './columns/row-index.ts';
import type {Instance, ScanEvent} from './instance.ts';
import {Notifier, systemScheduler, type Scheduler} from './list/scheduler.ts';
import {totalsOf, type Totals} from './totals.ts';
import {awsVerdict} from './verdicts.ts';

export type InventoryOptions = {
	readonly scheduler?: Scheduler;
	/** The least number of milliseconds between two notifications; 100 by default. */
	readonly notifyEvery?: number;
};

/**
The instances of one or many scans, and what the scans covered.

Row numbers stay valid as long as `columns` is the same, and whoever worked through the first n rows has only to look at the rest. An
instance that comes again (a retry, a page that overlaps) is one row if it is the same; if it changed, the earlier row is *retired* and the
new one counts. When a Region is scanned again, and most rows are retired by now, they are given back: the rows that are left move to new
columns, and the old ones stay as they were for whoever still holds them.
*/
export class Inventory {
	#columns = new InstanceColumns();
	/** The row that came last of each instance; it may be retired. */
	#index = indexOf(this.#columns);
	/** How many rows are not retired. */
	#live = 0;
	/** IDs of instances that the scan did not list, by Region. */
	readonly #unlisted = new Map<string, Set<string>>();
	readonly #notifier: Notifier;
	#coverage = new Coverage();
	#version = 0;
	#retirements = 0;
	#evidenceVersion = 0;

	constructor({scheduler = systemScheduler, notifyEvery = 200}: InventoryOptions = {}) {
		this.#notifier = new Notifier(scheduler, notifyEvery);
	}

	/** Others once retired rows were given back: row numbers are then those of the new ones. */
	get columns(): InstanceColumns {
		return this.#columns;
	}

	/** How many rows there are, retired ones included: rows are 0…rowCount−1. */
	get rowCount(): number {
		return this.columns.rowCount;
	}

	/** Changes with every change. */
	get version(): number {
		return this.#version;
	}

	/** Changes whenever rows retire: until then, rows that counted still do. */
	get retirements(): number {
		return this.#retirements;
	}

	/** Changes whenever more becomes known of an image. */
	get evidenceVersion(): number {
		return this.#evidenceVersion;
	}

	get coverage(): Coverage {
		return this.#coverage;
	}

	/** Calls back after changes, at most five times a second, and always after the last one. Gives a function that ends it. */
	subscribe(listener: () => void): () => void {
		return this.#notifier.subscribe(listener);
	}

	/** Says which Regions are going to be scanned, so that those not yet begun are missed in the coverage. */
	expectRegions(regions: Iterable<string>): void {
		for (const region of regions) {
			this.#coverage = this.#coverage.expecting(region);
		}

		this.#changed();
	}

	/** Says that a Region could not be scanned, or not to its end. */
	failRegion(region: string, problem: Problem): void {
		this.#coverage = this.#coverage.failing(region, problem);
		this.#changed();
	}

	/** Receives a piece of a scan. A second `zones` event of a Region means that it is scanned again: its rows retire. */
	apply(event: ScanEvent): void {
		if (event.type === 'zones' && this.#coverage.region(event.region)?.zonesKnown) {
			this.#retireAll(event.region);
		}

		if (event.type === 'page') {
			this.#addPage(event.instances);
		}

		this.#coverage = this.#coverage.after(event);
		this.#changed();
	}

	/** Retires everything of a Region, which is going to be scanned again. */
	forget(region: string): void {
		this.#retireAll(region);
		this.#coverage = this.#coverage.forgetting(region);
		this.#changed();
	}

	/** Receives the instances of a saved scan: nothing tells whether it was complete; where it was cut short, every Region of it is partial. */
	addSaved(instances: Iterable<Instance>, cutShort?: Problem): void {
		const regions = new Set<string>();
		for (const instance of instances) {
			this.#add(instance);
			regions.add(instance.Region);
		}

		// A file without an instance is read all the same: nothing more comes.
		if (regions.size === 0) {
			regions.add(unknownRegion);
		}

		for (const region of regions) {
			const coverage = this.#coverage.fromFile(region);
			this.#coverage = cutShort === undefined ? coverage : coverage.failing(region, cutShort);
		}

		this.#changed();
	}

	/**
	Receives instances that are known to be different ones, and what was covered: of several accounts, say. Each comes with its place (`placeOf`),
	which has its own images.
	*/
	receive(
		instances: Iterable<{readonly instance: Instance; readonly place: string}>,
		coverage: readonly RegionCoverage[],
	): void {
		for (const {instance, place} of instances) {
			this.columns.append(instance, place);
			this.#live++;
		}

		this.#coverage = new Coverage([...this.#coverage.regions, ...coverage]);
		this.#changed();
	}

	/** The accounts, where there are several; none otherwise. */
	get accounts(): ReadonlySet<string> {
		return new Set(this.#coverage.regions.flatMap(({region}) => accountAt(region) ?? []));
	}

	/** Receives the managed instances that a scan of a Region did not list, and what became of asking for them. */
	addManaged(
		region: string,
		instances: readonly Instance[],
		known: Omit<ManagedCoverage, 'added' | 'judgedHere'>,
	): void {
		const unlisted = this.#unlisted.get(region) ?? new Set();
		this.#unlisted.set(region, unlisted);
		for (const instance of instances) {
			this.#add(instance);
			unlisted.add(instance.InstanceId);
		}

		this.#coverage = this.#coverage.withManaged(region, {
			...known,
			added: unlisted.size,
			judgedHere: instances.filter(({VerdictBy: by}) => by !== undefined).length,
		});
		this.#changed();
	}

	/** Whether the scan did not list the instance of a row. */
	isUnlisted(row: number): boolean {
		const {columns} = this;
		return (
			this.#unlisted.size > 0 &&
			this.#unlisted.get(columns.regions.text(columns.regionOf(row)))?.has(columns.idOf(row)) === true
		);
	}

	/** Adds what `DescribeImages` knows of images of a Region; images that no instance runs are left out. */
	addEvidence(region: string, images: Iterable<ImageEvidence>): void {
		let isNews = false;
		for (const image of images) {
			isNews = this.columns.images.learn(region, image) || isNews;
		}

		if (!isNews) {
			return;
		}

		this.#evidenceVersion++;
		this.#changed();
	}

	/** Counts by AWS's own verdicts, of one Region or of all. */
	totals(region?: string): Totals {
		return totalsOf(this.images(region));
	}

	/** The IDs of the images that instances run and AWS does not allow, sorted. */
	offendingImages(region?: string): readonly string[] {
		const ids = new Set<string>();
		for (const {instances, evidence} of this.images(region)) {
			if (evidence && instances > 0 && awsVerdict(evidence) === 'not-allowed') {
				ids.add(evidence.ImageId);
			}
		}

		return [...ids].toSorted();
	}

	/** Whether any instance was launched from an image. */
	hasImage(imageId: string): boolean {
		return this.columns.images.has(imageId);
	}

	/** The distinct images, of one Region or of all; some may have no instance left that counts. */
	*images(region?: string): Generator<ImageEntry, void> {
		for (const entry of this.columns.images) {
			if (region === undefined || entry.region === region) {
				yield entry;
			}
		}
	}

	/** The row that stands for an instance now. */
	rowOf(region: string, instanceId: string): number | undefined {
		const code = this.columns.regions.codeOf(region);
		const id = Buffer.from(instanceId);
		const row = code === absent ? -1 : this.#index.find(code, id, 0, id.length);
		return row === -1 || this.columns.isRetired(row) ? undefined : row;
	}

	/** The row that stands now for the instance that a row stood for, in the columns of then. */
	successorOf(row: number, columns: InstanceColumns = this.columns): number | undefined {
		return columns === this.columns && !columns.isRetired(row)
			? row
			: this.rowOf(columns.regions.text(columns.regionOf(row)), columns.idOf(row));
	}

	/** The rows that count, in the order in which they came; terminated instances only on request. */
	rows({includeTerminated = false}: {includeTerminated?: boolean} = {}): Generator<number, void> {
		return rowsOf(this.columns, includeTerminated);
	}

	/** An instance as it came in. */
	instanceAt(row: number): Instance {
		return this.columns.instanceAt(row);
	}

	/** The instances of rows, made one at a time: what writers take. The rows are those of now, however late they are read. */
	instances(rows: Iterable<number> = this.rows()): InstanceBatch {
		return new InstanceBatch(this.columns, [...rows]);
	}

	#addPage(instances: Iterable<Instance>): void {
		if (!(instances instanceof InstanceBatch)) {
			for (const instance of instances) {
				this.#add(instance);
			}

			return;
		}

		const {columns} = this;
		const first = columns.rowCount;
		columns.appendRows(instances.columns, instances.rows);
		for (let row = first, end = columns.rowCount; row < end; row++) {
			this.#place(row);
		}
	}

	#add(instance: Instance): void {
		this.#place(this.columns.append(instance));
	}

	/** Lets a row that was added stand for its instance, unless it says nothing new. */
	#place(row: number): void {
		const {columns} = this;
		this.#live++;
		// Rows without an ID can't be told apart: each counts.
		if (columns.parts.ids.lengthOf(row) === 0) {
			return;
		}

		const earlier = this.#index.place(row);
		if (earlier === -1 || columns.isRetired(earlier)) {
			return;
		}

		this.#live--;
		if (!isDeepStrictEqual(columns.instanceAt(earlier), columns.instanceAt(row))) {
			columns.retire(earlier);
			this.#retirements++;
			return;
		}

		this.#index.place(earlier);
		if (row === columns.rowCount - 1) {
			columns.removeLast();
		} else {
			columns.retire(row);
		}
	}

	#retireAll(region: string): void {
		const {columns} = this;
		const code = columns.regions.codeOf(region);
		const end = code === absent ? 0 : this.rowCount;
		for (let row = 0; row < end; row++) {
			if (columns.regionOf(row) !== code || columns.isRetired(row)) {
				continue;
			}

			columns.retire(row);
			this.#live--;
		}

		this.#unlisted.delete(region);
		this.#retirements++;
		if (this.rowCount > 2 * this.#live) {
			this.#giveBackRetired();
		}
	}

	#giveBackRetired(): void {
		this.#columns = this.#columns.withoutRetired();
		this.#index = indexOf(this.#columns);
	}

	#changed(): void {
		this.#version++;
		this.#notifier.changed();
	}
}

function indexOf(columns: InstanceColumns): RowIndex {
	const index = new RowIndex(columns.parts.ids, (row) => columns.regionOf(row));
	for (let row = 0; row < columns.rowCount; row++) {
		if (columns.parts.ids.lengthOf(row) > 0) {
			index.place(row);
		}
	}

	return index;
}

function* rowsOf(columns: InstanceColumns, includeTerminated: boolean): Generator<number, void> {
	for (let row = 0; row < columns.rowCount; row++) {
		if (includeTerminated ? !columns.isRetired(row) : columns.counts(row)) {
			yield row;
		}
	}
}
