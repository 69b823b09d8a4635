import {isDeepStrictEqual} from 'node:util';
import type {ImageEvidence} from '../criteria/image.ts';
import type {Problem} from '../problem.ts';
import {Float64Column, Int32Column, Uint8Column} from './column.ts';
import {covered, expectRegion, failRegion, regionFromFile, type Coverage} from './coverage.ts';
import {absent, detached, Dictionary} from './dictionary.ts';
import {ImageTable} from './image-table.ts';
import type {Instance, ScanEvent} from './instance.ts';
import {Notifier, systemScheduler, type Scheduler} from './scheduler.ts';

export type InventoryOptions = {
	readonly scheduler?: Scheduler;
	/** The least number of milliseconds between two notifications; 100 by default. */
	readonly notifyEvery?: number;
};

const retired = 1;
const terminated = 2;
const hasTags = 4;
const hasStateCode = 8;
const hasState = 16;

/**
The instances of one or many scans, in columns: about 100 bytes an instance besides its ID and its own tags.

Rows are only ever added and never change: their numbers stay valid, and whoever worked on the first n rows has only to look at the rest.
An instance that comes again (a retry, a page that overlaps) is one row if it is the same; if it changed, the earlier row is *retired*
and the new one counts. Rows that count are neither retired nor terminated.
*/
export class Inventory {
	readonly images = new ImageTable();
	readonly regions = new Dictionary();
	readonly zones = new Dictionary();
	readonly types = new Dictionary();
	readonly states = new Dictionary();
	readonly tagKeys = new Dictionary();
	readonly tagValues = new Dictionary();

	readonly #ids: string[] = [];
	readonly #rows = new Map<string, Map<string, number>>();
	readonly #flags = new Uint8Column();
	readonly #image = new Int32Column();
	readonly #region = new Int32Column();
	readonly #zone = new Int32Column();
	readonly #zoneId = new Int32Column();
	readonly #type = new Int32Column();
	readonly #state = new Int32Column();
	readonly #stateCode = new Int32Column();
	readonly #owner = new Int32Column();
	readonly #operator = new Int32Column();
	readonly #name = new Int32Column();
	readonly #launched = new Float64Column();
	readonly #tagEnd = new Int32Column();
	/** Key, value, key, value… of all rows, one after the other. */
	readonly #tags = new Int32Column();

	readonly #zoneIds = new Dictionary();
	readonly #owners = new Dictionary();
	readonly #operators = new Dictionary();
	readonly #originals = new Map<number, unknown>();
	/** Launch times that are not to the millisecond in UTC, as they came. */
	readonly #oddLaunchTimes = new Map<number, string>();

	readonly #notifier: Notifier;
	readonly #nameKey = this.tagKeys.intern('Name');
	#coverage: Coverage = [];
	#version = 0;
	#retirements = 0;
	#evidenceVersion = 0;

	constructor({scheduler = systemScheduler, notifyEvery = 100}: InventoryOptions = {}) {
		this.#notifier = new Notifier(scheduler, notifyEvery);
	}

	/** How many rows there are, retired ones included: rows are 0…rowCount−1. */
	get rowCount(): number {
		return this.#ids.length;
	}

	/** Changes with every change. */
	get version(): number {
		return this.#version;
	}

	/** Changes whenever a row retires: until then, rows that counted still do. */
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

	/** Calls back after changes, at most ten times a second, and always after the last one. Gives a function that ends it. */
	subscribe(listener: () => void): () => void {
		return this.#notifier.subscribe(listener);
	}

	/** Says which Regions are going to be scanned, so that those not yet begun are missed in the coverage. */
	expectRegions(regions: Iterable<string>): void {
		for (const region of regions) {
			this.#coverage = expectRegion(this.#coverage, region);
		}

		this.#changed();
	}

	/** Says that a Region could not be scanned at all, or stopped midway. */
	failRegion(region: string, problem: Problem): void {
		this.#coverage = failRegion(this.#coverage, region, problem);
		this.#changed();
	}

	/** Takes in a piece of a scan. A second `zones` event of a Region means that it is scanned again: its rows retire. */
	apply(event: ScanEvent): void {
		if (
			event.type === 'zones' &&
			this.#coverage.some(({region, zonesKnown}) => region === event.region && zonesKnown)
		) {
			for (const row of this.#rows.get(event.region)?.values() ?? []) {
				this.#retire(row);
			}

			this.#rows.delete(event.region);
		}

		if (event.type === 'page') {
			for (const instance of event.instances) {
				this.#add(instance);
			}
		}

		this.#coverage = covered(this.#coverage, event);
		this.#changed();
	}

	/** Takes in instances of a saved scan: nothing tells whether it was complete. */
	addSaved(instances: Iterable<Instance>): void {
		const regions = new Set<string>();
		for (const instance of instances) {
			this.#add(instance);
			regions.add(instance.Region);
		}

		for (const region of regions) {
			this.#coverage = regionFromFile(this.#coverage, region);
		}

		this.#changed();
	}

	/** Adds what `DescribeImages` knows of images of a Region; images that no instance uses are left out. */
	addEvidence(region: string, images: Iterable<ImageEvidence>): void {
		let isNews = false;
		for (const image of images) {
			isNews = this.images.learn(region, image) || isNews;
		}

		if (!isNews) {
			return;
		}

		this.#evidenceVersion++;
		this.#changed();
	}

	/** The row that stands for an instance now. */
	rowOf(region: string, instanceId: string): number | undefined {
		return this.#rows.get(region)?.get(instanceId);
	}

	/** Whether a newer row took this one's place. */
	isRetired(row: number): boolean {
		return (this.#flags.at(row) & retired) !== 0;
	}

	isTerminated(row: number): boolean {
		return (this.#flags.at(row) & terminated) !== 0;
	}

	/** Neither retired nor terminated. */
	counts(row: number): boolean {
		return (this.#flags.at(row) & (retired | terminated)) === 0;
	}

	idOf(row: number): string {
		return this.#ids[row] ?? '';
	}

	imageOf(row: number): number {
		return this.#image.at(row);
	}

	regionOf(row: number): number {
		return this.#region.at(row);
	}

	zoneOf(row: number): number {
		return this.#zone.at(row);
	}

	typeOf(row: number): number {
		return this.#type.at(row);
	}

	stateOf(row: number): number {
		return this.#state.at(row);
	}

	/** The code of the `Name` tag's value in `tagValues`. */
	nameOf(row: number): number {
		return this.#name.at(row);
	}

	/** Milliseconds since 1970; NaN where it is not known. */
	launchedAt(row: number): number {
		return this.#launched.at(row);
	}

	/** Whether any tag of a row passes; keys and values are codes of `tagKeys` and `tagValues`. */
	someTag(row: number, test: (key: number, value: number) => boolean): boolean {
		const end = this.#tagEnd.at(row);
		for (let index = row === 0 ? 0 : this.#tagEnd.at(row - 1); index < end; index += 2) {
			if (test(this.#tags.at(index), this.#tags.at(index + 1))) {
				return true;
			}
		}

		return false;
	}

	/** The rows that count, in the order in which they came; with `terminated`, terminated instances too. */
	*rows({includeTerminated = false}: {includeTerminated?: boolean} = {}): Generator<number> {
		for (let row = 0; row < this.rowCount; row++) {
			if (includeTerminated ? !this.isRetired(row) : this.counts(row)) {
				yield row;
			}
		}
	}

	/** The instances of rows, made one at a time: what writers take. */
	*instances(rows: Iterable<number> = this.rows()): Generator<Instance> {
		for (const row of rows) {
			yield this.instanceAt(row);
		}
	}

	/** An instance as it came in. */
	instanceAt(row: number): Instance {
		if (row < 0 || row >= this.rowCount) {
			throw new RangeError(`No row ${row} among ${this.rowCount}`);
		}

		const type = this.types.valueOf(this.#type.at(row));
		const launched = this.#launchTime(row);
		const zone = this.zones.valueOf(this.#zone.at(row));
		const zoneId = this.#zoneIds.valueOf(this.#zoneId.at(row));
		const owner = this.#owners.valueOf(this.#owner.at(row));
		const operator = this.#operators.valueOf(this.#operator.at(row));
		const image = this.images.at(this.#image.at(row)).scanned;
		const flags = this.#flags.at(row);
		return {
			Region: this.regions.text(this.#region.at(row)),
			InstanceId: this.idOf(row),
			...(type !== undefined && {InstanceType: type}),
			...(launched !== undefined && {LaunchTime: launched}),
			...(zone !== undefined && {AvailabilityZone: zone}),
			...(zoneId !== undefined && {ZoneId: zoneId}),
			...((flags & hasState) !== 0 && {State: this.#stateAt(row)}),
			...(owner !== undefined && {OwnerId: owner}),
			...((flags & hasTags) !== 0 && {Tags: this.#tagsAt(row)}),
			...(image !== undefined && {ImageMetadata: image}),
			...(operator !== undefined && {Operator: JSON.parse(operator) as Readonly<Record<string, unknown>>}),
			...(this.#originals.has(row) && {original: this.#originals.get(row)}),
		};
	}

	#launchTime(row: number): string | undefined {
		const launched = this.#launched.at(row);
		return this.#oddLaunchTimes.get(row) ?? (Number.isNaN(launched) ? undefined : new Date(launched).toISOString());
	}

	#stateAt(row: number): NonNullable<Instance['State']> {
		const name = this.states.valueOf(this.#state.at(row));
		return {
			...((this.#flags.at(row) & hasStateCode) !== 0 && {Code: this.#stateCode.at(row)}),
			...(name !== undefined && {Name: name}),
		};
	}

	#tagsAt(row: number): NonNullable<Instance['Tags']> {
		const tags: Array<{Key: string; Value: string}> = [];
		this.someTag(row, (key, value) => {
			tags.push({Key: this.tagKeys.text(key), Value: this.tagValues.text(value)});
			return false;
		});
		return tags;
	}

	#add(instance: Instance): void {
		let known = this.#rows.get(instance.Region);
		if (known === undefined) {
			known = new Map();
			this.#rows.set(instance.Region, known);
		}

		const earlier = known.get(instance.InstanceId);
		if (earlier === undefined) {
			const id = detached(instance.InstanceId);
			known.set(id, this.#append(id, instance));
			return;
		}

		if (isDeepStrictEqual(this.instanceAt(earlier), instance)) {
			return;
		}

		const row = this.#append(this.idOf(earlier), instance);
		this.#retire(earlier);
		known.set(this.idOf(row), row);
	}

	#append(id: string, instance: Instance): number {
		const row = this.#ids.length;
		const {LaunchTime: launchTime, State: state, Tags: tags, Operator: operator} = instance;
		const isTerminated = state?.Name === 'terminated';
		const image = this.images.intern(instance.Region, instance.ImageMetadata);
		const launched = launchTime === undefined ? NaN : Date.parse(launchTime);

		this.#ids.push(id);
		this.#image.push(image);
		this.#region.push(this.regions.intern(instance.Region));
		this.#zone.push(this.zones.intern(instance.AvailabilityZone));
		this.#zoneId.push(this.#zoneIds.intern(instance.ZoneId));
		this.#type.push(this.types.intern(instance.InstanceType));
		this.#state.push(this.states.intern(state?.Name));
		this.#stateCode.push(state?.Code ?? 0);
		this.#owner.push(this.#owners.intern(instance.OwnerId));
		this.#operator.push(this.#operators.intern(operator && JSON.stringify(operator)));
		this.#launched.push(launched);
		this.#name.push(this.#pushTags(tags ?? []));
		this.#tagEnd.push(this.#tags.length);
		this.#flags.push(
			(isTerminated ? terminated : 0) |
				(tags === undefined ? 0 : hasTags) |
				(state === undefined ? 0 : hasState) |
				(state?.Code === undefined ? 0 : hasStateCode),
		);

		if (launchTime !== undefined && !isPlainInstant(launchTime, launched)) {
			this.#oddLaunchTimes.set(row, launchTime);
		}

		if (instance.original !== undefined) {
			this.#originals.set(row, structuredClone(instance.original));
		}

		if (!isTerminated) {
			this.images.count(image, 1);
		}

		return row;
	}

	/** Gives the code of the `Name` tag's value. */
	#pushTags(tags: NonNullable<Instance['Tags']>): number {
		let name = absent;
		for (const {Key, Value} of tags) {
			const key = this.tagKeys.intern(Key);
			const value = this.tagValues.intern(Value);
			this.#tags.push(key);
			this.#tags.push(value);
			if (key === this.#nameKey) {
				name = value;
			}
		}

		return name;
	}

	#retire(row: number): void {
		if (this.counts(row)) {
			this.images.count(this.#image.at(row), -1);
		}

		this.#flags.set(row, this.#flags.at(row) | retired);
		this.#retirements++;
	}

	#changed(): void {
		this.#version++;
		this.#notifier.changed();
	}
}

/** Whether an instant can be given back to the letter from its milliseconds, told without formatting 200,000 dates. */
function isPlainInstant(text: string, milliseconds: number): boolean {
	return !Number.isNaN(milliseconds) && text.length === 24 && text.endsWith('Z') && text[19] === '.';
}
