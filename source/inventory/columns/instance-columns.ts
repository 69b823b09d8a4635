import type {Instance} from '../instance.ts';
import {appendInstance} from './append-instance.ts';
import {emptyParts, hasFlags, numberNames, rowFlags, tagsFrom, type ColumnParts} from './column-parts.ts';
import {appendRows, partsWithoutRetired, translationsOf, type Translations} from './copy-rows.ts';
import {absent, type Dictionary} from './dictionary.ts';
import type {ImageTable} from './image-table.ts';

/**
Instances as columns, one row each: about 70 bytes a row besides its ID and its own tags. Rows are only ever added, and never change but for
being retired. Text is held once in dictionaries; columns give codes into them.
*/
export class InstanceColumns {
	/** What it is made of, for those who fill it and pack it up. */
	readonly parts: ColumnParts;
	readonly images: ImageTable;
	readonly regions: Dictionary;
	readonly zones: Dictionary;
	readonly types: Dictionary;
	readonly states: Dictionary;
	readonly tagKeys: Dictionary;
	readonly tagValues: Dictionary;

	/** What the codes of those are here that rows were added from. */
	readonly #translations = new WeakMap<ColumnParts, Translations>();

	constructor(parts: ColumnParts = emptyParts()) {
		const {images, texts} = parts;
		this.parts = parts;
		this.images = images;
		this.regions = texts.region;
		this.zones = texts.zone;
		this.types = texts.type;
		this.states = texts.state;
		this.tagKeys = texts.tagKey;
		this.tagValues = texts.tagValue;
	}

	/** Rows are 0…rowCount−1. */
	get rowCount(): number {
		return this.parts.ids.length;
	}

	/** Adds an instance that is there as an object; gives its row. */
	append(instance: Instance, place = instance.Region): number {
		return appendInstance(this.parts, instance, place);
	}

	/** Adds rows of other columns, which don't change any more. */
	appendRows({parts}: InstanceColumns, rows: readonly number[]): void {
		// Rows come mostly zone by zone: what was looked up for one holds for the next.
		const known = this.#translations.get(parts) ?? translationsOf(parts);
		this.#translations.set(parts, known);
		appendRows(this.parts, parts, rows, known);
	}

	/** The same instances without those that are retired, in the same order, and with the same images. */
	withoutRetired(): InstanceColumns {
		return new InstanceColumns(partsWithoutRetired(this.parts));
	}

	/** Takes the last row away as if it had never been added. */
	removeLast(): void {
		const {ids, numbers, launched, tags, originals, oddLaunchTimes} = this.parts;
		const row = this.rowCount - 1;
		const isCounted = !this.isRetired(row);
		if (isCounted) {
			this.images.count(this.imageOf(row), this.isTerminated(row) ? 'terminated' : 'instances', -1);
		}

		tags.truncate(tagsFrom(this.parts, row));
		for (const name of numberNames) {
			numbers[name].truncate(row);
		}

		launched.truncate(row);
		originals.delete(row);
		oddLaunchTimes.delete(row);
		ids.pop();
	}

	/** Takes a row out of all counts: a newer one took its place, or its Region is scanned again. */
	retire(row: number): void {
		if (this.isRetired(row)) {
			return;
		}

		const {image, flags} = this.parts.numbers;
		this.images.count(image.at(row), this.isTerminated(row) ? 'terminated' : 'instances', -1);
		flags.set(row, flags.at(row) | rowFlags.retired);
	}

	isRetired(row: number): boolean {
		return this.#has(row, rowFlags.retired);
	}

	isTerminated(row: number): boolean {
		return this.#has(row, rowFlags.terminated);
	}

	/** Whether the verdict in a row's image metadata is this tool's own: AWS gave none. */
	isJudgedHere(row: number): boolean {
		return this.#has(row, rowFlags.isJudgedHere);
	}

	/** Neither retired nor terminated. */
	counts(row: number): boolean {
		return !this.#has(row, rowFlags.retired | rowFlags.terminated);
	}

	idOf(row: number): string {
		return this.parts.ids.at(row);
	}

	/** How the IDs of two rows compare, as strings do. */
	compareIds(left: number, right: number): number {
		return this.parts.ids.compare(left, right);
	}

	imageOf(row: number): number {
		return this.parts.numbers.image.at(row);
	}

	regionOf(row: number): number {
		return this.parts.numbers.region.at(row);
	}

	zoneOf(row: number): number {
		return this.parts.numbers.zone.at(row);
	}

	typeOf(row: number): number {
		return this.parts.numbers.type.at(row);
	}

	stateOf(row: number): number {
		return this.parts.numbers.state.at(row);
	}

	/** The code of the `Name` tag's value in `tagValues`. */
	nameOf(row: number): number {
		return this.parts.numbers.name.at(row);
	}

	/** A state as it came in. */
	stateAt(row: number): Instance['State'] {
		if (!this.#has(row, rowFlags.hasState)) {
			return undefined;
		}

		const name = this.states.valueOf(this.parts.numbers.state.at(row));
		return {
			...(this.#has(row, rowFlags.hasStateCode) && {Code: this.parts.numbers.stateCode.at(row)}),
			...(name !== undefined && {Name: name}),
		};
	}

	/** Tags as they came in. */
	tagsAt(row: number): Instance['Tags'] {
		if (!this.#has(row, rowFlags.hasTags)) {
			return undefined;
		}

		const tags: Array<{Key: string; Value: string}> = [];
		this.someTag(row, (key, value) => {
			tags.push({Key: this.tagKeys.text(key), Value: this.tagValues.text(value)});
			return false;
		});
		return tags;
	}

	/** Whether tags came with a row, be it none. */
	hasTags(row: number): boolean {
		return this.#has(row, rowFlags.hasTags);
	}

	/** Whether an instance has more to it than stands in columns: its original, members newer than this tool, another notation of time. */
	isOdd(row: number): boolean {
		const {numbers, originals, oddLaunchTimes} = this.parts;
		return (
			numbers.rest.at(row) !== absent ||
			(originals.size > 0 && originals.has(row)) ||
			(oddLaunchTimes.size > 0 && oddLaunchTimes.has(row))
		);
	}

	/** AWS's `Operator` of a row, as it came in: which service manages the instance, if any. */
	operatorOf(row: number): Instance['Operator'] {
		const {texts, numbers} = this.parts;
		const operator = texts.operator.valueOf(numbers.operator.at(row));
		return operator === undefined ? undefined : (JSON.parse(operator) as NonNullable<Instance['Operator']>);
	}

	/** Milliseconds since 1970; NaN where it is not known. */
	launchedAt(row: number): number {
		return this.parts.launched.at(row);
	}

	/** A launch time as it came in. */
	launchTimeAt(row: number): string | undefined {
		const launched = this.parts.launched.at(row);
		return (
			this.parts.oddLaunchTimes.get(row) ?? (Number.isNaN(launched) ? undefined : new Date(launched).toISOString())
		);
	}

	/** Whether any tag of a row passes; keys and values are codes of `tagKeys` and `tagValues`. */
	someTag(row: number, test: (key: number, value: number) => boolean): boolean {
		const {tags, numbers} = this.parts;
		const end = numbers.tagEnd.at(row);
		for (let index = tagsFrom(this.parts, row); index < end; index += 2) {
			if (test(tags.at(index), tags.at(index + 1))) {
				return true;
			}
		}

		return false;
	}

	/** An instance as it came in. */
	instanceAt(row: number): Instance {
		if (!(row >= 0 && row < this.rowCount)) {
			throw new RangeError(`No row ${row} among ${this.rowCount}`);
		}

		const {texts, numbers, originals} = this.parts;
		const type = this.types.valueOf(numbers.type.at(row));
		const launched = this.launchTimeAt(row);
		const zone = this.zones.valueOf(numbers.zone.at(row));
		const zoneId = texts.zoneId.valueOf(numbers.zoneId.at(row));
		const owner = texts.owner.valueOf(numbers.owner.at(row));
		const state = this.stateAt(row);
		const tags = this.tagsAt(row);
		const operator = this.operatorOf(row);
		const rest = texts.rest.valueOf(numbers.rest.at(row));
		const image = this.images.at(numbers.image.at(row)).scanned;
		return {
			Region: this.regions.text(numbers.region.at(row)),
			InstanceId: this.idOf(row),
			...(type !== undefined && {InstanceType: type}),
			...(launched !== undefined && {LaunchTime: launched}),
			...(zone !== undefined && {AvailabilityZone: zone}),
			...(zoneId !== undefined && {ZoneId: zoneId}),
			...(state !== undefined && {State: state}),
			...(owner !== undefined && {OwnerId: owner}),
			...(tags !== undefined && {Tags: tags}),
			...(image !== undefined && {ImageMetadata: image}),
			...(operator !== undefined && {Operator: operator}),
			...(rest !== undefined && (JSON.parse(rest) as Partial<Instance>)),
			...(originals.has(row) && {original: originals.get(row)}),
		};
	}

	#has(row: number, flags: number): boolean {
		return hasFlags(this.parts, row, flags);
	}
}
