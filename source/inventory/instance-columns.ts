import {Float64Column, Int32Column, Uint8Column} from './column.ts';
import {absent, detached, Dictionary} from './dictionary.ts';
import {ImageTable} from './image-table.ts';
import type {Instance} from './instance.ts';

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
	readonly images = new ImageTable();
	readonly regions = new Dictionary();
	readonly zones = new Dictionary();
	readonly types = new Dictionary();
	readonly states = new Dictionary();
	readonly tagKeys = new Dictionary();
	readonly tagValues = new Dictionary();

	readonly #zoneIds = new Dictionary();
	readonly #owners = new Dictionary();
	/** `Operator` and members newer than this tool, as JSON. */
	readonly #rests = new Dictionary();
	readonly #nameKey = this.tagKeys.intern('Name');

	readonly #ids: string[] = [];
	readonly #flags = new Uint8Column();
	readonly #image = new Int32Column();
	readonly #region = new Int32Column();
	readonly #zone = new Int32Column();
	readonly #zoneId = new Int32Column();
	readonly #type = new Int32Column();
	readonly #state = new Int32Column();
	readonly #stateCode = new Int32Column();
	readonly #owner = new Int32Column();
	readonly #rest = new Int32Column();
	readonly #name = new Int32Column();
	readonly #launched = new Float64Column();
	/** Where a row's tags end in `#tags`, and those of the next row begin. */
	readonly #tagEnd = new Int32Column();
	/** Key, value, key, value… */
	readonly #tags = new Int32Column();
	readonly #originals = new Map<number, unknown>();
	/** Launch times in another notation than `Date` would give them back in. */
	readonly #oddLaunchTimes = new Map<number, string>();

	/** Rows are 0…rowCount−1. */
	get rowCount(): number {
		return this.#ids.length;
	}

	/** Adds an instance; gives its row. */
	append(instance: Instance): number {
		const row = this.#ids.length;
		const {LaunchTime: launchTime, State: state, Tags: tags} = instance;
		const isTerminated = state?.Name === 'terminated';
		const image = this.images.intern(instance.Region, instance.ImageMetadata);
		const launched = launchTime === undefined ? NaN : Date.parse(launchTime);

		this.#ids.push(detached(instance.InstanceId));
		this.#image.push(image);
		this.#region.push(this.regions.intern(instance.Region));
		this.#zone.push(this.zones.intern(instance.AvailabilityZone));
		this.#zoneId.push(this.#zoneIds.intern(instance.ZoneId));
		this.#type.push(this.types.intern(instance.InstanceType));
		this.#state.push(this.states.intern(state?.Name));
		this.#stateCode.push(state?.Code ?? 0);
		this.#owner.push(this.#owners.intern(instance.OwnerId));
		this.#rest.push(this.#rests.intern(restOf(instance)));
		this.#launched.push(launched);
		this.#name.push(this.#appendTags(tags ?? []));
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

		this.images.count(image, isTerminated ? 'terminated' : 'instances', 1);
		return row;
	}

	/** Takes a row out of all counts: a newer one took its place, or its Region is scanned again. */
	retire(row: number): void {
		if (this.isRetired(row)) {
			return;
		}

		this.images.count(this.#image.at(row), this.isTerminated(row) ? 'terminated' : 'instances', -1);
		this.#flags.set(row, this.#flags.at(row) | retired);
	}

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

	/** An instance as it came in. */
	instanceAt(row: number): Instance {
		if (!(row >= 0 && row < this.rowCount)) {
			throw new RangeError(`No row ${row} among ${this.rowCount}`);
		}

		const type = this.types.valueOf(this.#type.at(row));
		const launched = this.#launchTime(row);
		const zone = this.zones.valueOf(this.#zone.at(row));
		const zoneId = this.#zoneIds.valueOf(this.#zoneId.at(row));
		const owner = this.#owners.valueOf(this.#owner.at(row));
		const rest = this.#rests.valueOf(this.#rest.at(row));
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
			...(rest !== undefined && (JSON.parse(rest) as Partial<Instance>)),
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

	/** Gives the code of the `Name` tag's value. */
	#appendTags(tags: NonNullable<Instance['Tags']>): number {
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
