import type {Instance} from '../instance.ts';
import {emptyParts, codeNames, forEachName, type ColumnParts} from './column-parts.ts';
import {absent, detached, Dictionary} from './dictionary.ts';
import type {ImageTable} from './image-table.ts';

const retired = 1;
const terminated = 2;
const hasTags = 4;
const hasState = 8;
const hasStateCode = 16;

/**
Instances as columns, one row each: about 60 bytes a row besides its ID and its own tags. Rows are only ever added, and never change but for
being retired. Text is held once in dictionaries; columns give codes into them.
*/
export class InstanceColumns {
	/** What it is made of, for those who pack it up. */
	readonly parts: ColumnParts;
	readonly images: ImageTable;
	readonly regions: Dictionary;
	readonly zones: Dictionary;
	readonly types: Dictionary;
	readonly states: Dictionary;
	readonly tagKeys: Dictionary;
	readonly tagValues: Dictionary;

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

	/** Adds an instance; gives its row. */
	append(instance: Instance): number {
		const {ids, texts, numbers, launched, tags} = this.parts;
		const row = this.rowCount;
		const {LaunchTime: launchTime, State: state, Tags: ownTags} = instance;
		const isTerminated = state?.Name === 'terminated';
		const imageIndex = this.images.intern(instance.Region, instance.ImageMetadata);
		const launchedAt = launchTime === undefined ? NaN : Date.parse(launchTime);

		ids.push(detached(instance.InstanceId));
		numbers.image.push(imageIndex);
		numbers.region.push(texts.region.intern(instance.Region));
		numbers.zone.push(texts.zone.intern(instance.AvailabilityZone));
		numbers.zoneId.push(texts.zoneId.intern(instance.ZoneId));
		numbers.type.push(texts.type.intern(instance.InstanceType));
		numbers.state.push(texts.state.intern(state?.Name));
		numbers.owner.push(texts.owner.intern(instance.OwnerId));
		numbers.rest.push(texts.rest.intern(restOf(instance)));
		numbers.stateCode.push(state?.Code ?? 0);
		launched.push(launchedAt);
		numbers.name.push(this.#appendTags(ownTags ?? []));
		numbers.tagEnd.push(tags.length);
		numbers.flags.push(
			(isTerminated ? terminated : 0) |
				(ownTags === undefined ? 0 : hasTags) |
				(state === undefined ? 0 : hasState) |
				(state?.Code === undefined ? 0 : hasStateCode),
		);

		if (launchTime !== undefined && !isPlainInstant(launchTime, launchedAt)) {
			this.parts.oddLaunchTimes.set(row, launchTime);
		}

		if (instance.original !== undefined) {
			this.parts.originals.set(row, structuredClone(instance.original));
		}

		this.images.count(imageIndex, isTerminated ? 'terminated' : 'instances', 1);
		return row;
	}

	/**
	Gives a function that adds a row of other columns here, and gives its row. Texts and images are looked up once each, however many rows
	share them.
	*/
	copying(from: InstanceColumns): (row: number) => number {
		const own = this.parts;
		const other = from.parts;
		const imageOf = translated((index) => {
			const {region, scanned} = other.images.at(index);
			return this.images.intern(region, scanned);
		});
		const textOf = (texts: Dictionary, others: Dictionary) => translated((code) => texts.intern(others.valueOf(code)));
		const codeOf = forEachName(codeNames, (name) => textOf(own.texts[name], other.texts[name]));
		const keyOf = textOf(own.texts.tagKey, other.texts.tagKey);
		const valueOf = textOf(own.texts.tagValue, other.texts.tagValue);
		return (row) => {
			const added = this.rowCount;
			const imageIndex = imageOf(other.numbers.image.at(row));
			own.ids.push(from.idOf(row));
			own.numbers.image.push(imageIndex);
			for (const name of codeNames) {
				own.numbers[name].push(codeOf[name](other.numbers[name].at(row)));
			}

			own.numbers.stateCode.push(other.numbers.stateCode.at(row));
			own.launched.push(other.launched.at(row));
			own.numbers.name.push(valueOf(other.numbers.name.at(row)));
			from.someTag(row, (key, value) => {
				own.tags.push(keyOf(key));
				own.tags.push(valueOf(value));
				return false;
			});
			own.numbers.tagEnd.push(own.tags.length);
			own.numbers.flags.push(other.numbers.flags.at(row) & ~retired);
			copyEntry(other.oddLaunchTimes, row, own.oddLaunchTimes, added);
			copyEntry(other.originals, row, own.originals, added);
			this.images.count(imageIndex, from.isTerminated(row) ? 'terminated' : 'instances', 1);
			return added;
		};
	}

	/** Takes a row out of all counts: a newer one took its place, or its Region is scanned again. */
	retire(row: number): void {
		if (this.isRetired(row)) {
			return;
		}

		const {image, flags} = this.parts.numbers;
		this.images.count(image.at(row), this.isTerminated(row) ? 'terminated' : 'instances', -1);
		flags.set(row, flags.at(row) | retired);
	}

	/**
	The same instances without those that are retired, in the same order, and where each row is now; −1 where it is gone. Images and what is
	known of them are shared: their numbers stay.
	*/
	withoutRetired(): {readonly columns: InstanceColumns; readonly rowOf: Int32Array} {
		const {images, texts} = this.parts;
		const columns = new InstanceColumns({...emptyParts(), images, texts: {...texts, tagValue: new Dictionary()}});
		const own = columns.parts;
		const valueOf = translated((code) => own.texts.tagValue.intern(this.tagValues.valueOf(code)));
		const rowOf = new Int32Array(this.rowCount).fill(-1);
		for (let row = 0; row < this.rowCount; row++) {
			if (this.isRetired(row)) {
				continue;
			}

			const kept = columns.rowCount;
			rowOf[row] = kept;
			own.ids.push(this.idOf(row));
			for (const name of plainNames) {
				own.numbers[name].push(this.parts.numbers[name].at(row));
			}

			own.launched.push(this.launchedAt(row));
			own.numbers.name.push(valueOf(this.nameOf(row)));
			this.someTag(row, (key, value) => {
				own.tags.push(key);
				own.tags.push(valueOf(value));
				return false;
			});
			own.numbers.tagEnd.push(own.tags.length);
			copyEntry(this.parts.oddLaunchTimes, row, own.oddLaunchTimes, kept);
			copyEntry(this.parts.originals, row, own.originals, kept);
		}

		return {columns, rowOf};
	}

	isRetired(row: number): boolean {
		return (this.parts.numbers.flags.at(row) & retired) !== 0;
	}

	isTerminated(row: number): boolean {
		return (this.parts.numbers.flags.at(row) & terminated) !== 0;
	}

	/** Neither retired nor terminated. */
	counts(row: number): boolean {
		return (this.parts.numbers.flags.at(row) & (retired | terminated)) === 0;
	}

	idOf(row: number): string {
		return this.parts.ids[row] ?? '';
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

	/** Milliseconds since 1970; NaN where it is not known. */
	launchedAt(row: number): number {
		return this.parts.launched.at(row);
	}

	/** Whether any tag of a row passes; keys and values are codes of `tagKeys` and `tagValues`. */
	someTag(row: number, test: (key: number, value: number) => boolean): boolean {
		const end = this.parts.numbers.tagEnd.at(row);
		for (let index = row === 0 ? 0 : this.parts.numbers.tagEnd.at(row - 1); index < end; index += 2) {
			if (test(this.parts.tags.at(index), this.parts.tags.at(index + 1))) {
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
		const launched = this.#launchTime(row);
		const zone = this.zones.valueOf(numbers.zone.at(row));
		const zoneId = texts.zoneId.valueOf(numbers.zoneId.at(row));
		const owner = texts.owner.valueOf(numbers.owner.at(row));
		const rest = texts.rest.valueOf(numbers.rest.at(row));
		const image = this.images.at(numbers.image.at(row)).scanned;
		const flags = numbers.flags.at(row);
		return {
			Region: this.regions.text(numbers.region.at(row)),
			InstanceId: this.idOf(row),
			...(type !== undefined && {InstanceType: type}),
			...(launched !== undefined && {LaunchTime: launched}),
			...(zone !== undefined && {AvailabilityZone: zone}),
			...(zoneId !== undefined && {ZoneId: zoneId}),
			...((flags & hasState) !== 0 && {State: this.#stateAt(row)}),
			...(owner !== undefined && {OwnerId: owner}),
			...((flags & hasTags) !== 0 && {Tags: this.#tagsAt(row)}),
			...(image !== undefined && {ImageMetadata: image}),
			...(rest !== undefined && (JSON.parse(rest) as Partial<Instance>)),
			...(originals.has(row) && {original: originals.get(row)}),
		};
	}

	#launchTime(row: number): string | undefined {
		const launched = this.parts.launched.at(row);
		return (
			this.parts.oddLaunchTimes.get(row) ?? (Number.isNaN(launched) ? undefined : new Date(launched).toISOString())
		);
	}

	#stateAt(row: number): NonNullable<Instance['State']> {
		const name = this.states.valueOf(this.parts.numbers.state.at(row));
		return {
			...((this.parts.numbers.flags.at(row) & hasStateCode) !== 0 && {Code: this.parts.numbers.stateCode.at(row)}),
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

	/** Gives the code of the `Name` tag's value. */
	#appendTags(tags: NonNullable<Instance['Tags']>): number {
		let name = absent;
		for (const {Key, Value} of tags) {
			const key = this.tagKeys.intern(Key);
			const value = this.tagValues.intern(Value);
			this.parts.tags.push(key);
			this.parts.tags.push(value);
			if (Key === 'Name') {
				name = value;
			}
		}

		return name;
	}
}

/** Numbers that mean the same wherever the row is. */
const plainNames = [...codeNames, 'image', 'stateCode', 'flags'] as const;

/** Remembers what codes stand for. */
function translated(translate: (code: number) => number): (code: number) => number {
	const known: number[] = [];
	return (code) => {
		known[code] ??= translate(code);
		return known[code];
	};
}

function copyEntry<Value>(from: ReadonlyMap<number, Value>, row: number, to: Map<number, Value>, added: number): void {
	const value = from.size === 0 ? undefined : from.get(row);
	if (value !== undefined) {
		to.set(added, value);
	}
}

/** Whether `Date` gives an instant back to the letter; told from its look, since formatting 200,000 dates takes long. */
function isPlainInstant(text: string, milliseconds: number): boolean {
	return !Number.isNaN(milliseconds) && text.length === 24 && text.endsWith('Z') && text[19] === '.';
}

const ownColumns: ReadonlySet<string> = new Set<keyof Instance>([
	'Region',
	'InstanceId',
	'InstanceType',
	'LaunchTime',
	'AvailabilityZone',
	'ZoneId',
	'State',
	'OwnerId',
	'Tags',
	'ImageMetadata',
	'original',
]);

/** What has no column of its own, as JSON; mostly nothing. */
function restOf(instance: Instance): string | undefined {
	let rest: Record<string, unknown> | undefined;
	for (const name in instance) {
		if (ownColumns.has(name)) {
			continue;
		}

		rest ??= {};
		rest[name] = (instance as Readonly<Record<string, unknown>>)[name];
	}

	return rest && JSON.stringify(rest);
}
