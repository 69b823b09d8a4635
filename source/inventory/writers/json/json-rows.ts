import {Buffer} from 'node:buffer';
import type {CodeName} from '../../columns/column-parts.ts';
import {absent} from '../../columns/dictionary.ts';
import type {InstanceColumns} from '../../columns/instance-columns.ts';
import type {ByteChunk} from '../byte-chunk.ts';
import {remembered} from '../remembered.ts';
import {cliImage, cliObject, cliState} from './cli-object.ts';
import {CliInstants} from './instant.ts';
import {isPlainAscii, jsonOf, lineBreak, quoted, type JsonLayout} from './json-layout.ts';

/**
Rows as the JSON of what `cliObject` makes of their instances, to the letter, without making them: what rows share is worked out once, and a
row is put together from it, from bytes to bytes.
*/
export class JsonRows {
	readonly #columns: InstanceColumns;
	readonly #layout: JsonLayout;
	readonly #members: Readonly<Record<'type' | 'zone' | 'zoneId' | 'owner' | 'operator' | 'region', BytesOf>>;
	readonly #image: BytesOf;
	readonly #tagKey: BytesOf;
	readonly #tagValue: BytesOf;
	/** By code of the state and its name. */
	readonly #states = new Map<string, Uint8Array>();
	readonly #instants = new CliInstants();
	readonly #start: Uint8Array;
	readonly #launchTime: Uint8Array;
	readonly #end: Uint8Array;
	readonly #tagsStart: Uint8Array;
	readonly #tagsEnd: Uint8Array;
	readonly #tagEnd: Uint8Array;
	readonly #nextTag: Uint8Array;
	readonly #noTags: Uint8Array;

	constructor(columns: InstanceColumns, layout: JsonLayout) {
		const {images} = columns;
		const {tagKey, tagValue} = columns.parts.texts;
		this.#columns = columns;
		this.#layout = layout;
		this.#members = {
			type: this.#textMember('type', 'InstanceType'),
			zone: this.#textMember('zone', 'AvailabilityZone'),
			zoneId: this.#textMember('zoneId', 'ZoneId'),
			owner: this.#textMember('owner', 'OwnerId'),
			operator: this.#textMember('operator', 'Operator', (json) => JSON.parse(json)),
			region: this.#textMember('region', 'Region'),
		};
		this.#image = remembered((index) => this.#member('ImageMetadata', cliImage(images.at(index).scanned)));
		const colon = layout === 'compact' ? ':' : ': ';
		const ofTag = lineBreak(layout, 4);
		this.#tagKey = remembered((code) =>
			Buffer.from(`{${ofTag}"Key"${colon}${quoted(tagKey.text(code))},${ofTag}"Value"${colon}`),
		);
		this.#tagValue = remembered((code) => {
			const json = quoted(tagValue.text(code));
			return Buffer.from(json);
		});
		this.#start = Buffer.from(`{${lineBreak(layout, 2)}"InstanceId"${colon}`);
		this.#launchTime = Buffer.from(`,${lineBreak(layout, 2)}"LaunchTime"${colon}"`);
		this.#end = Buffer.from(`${lineBreak(layout, 1)}}`);
		this.#tagsStart = Buffer.from(`,${lineBreak(layout, 2)}"Tags"${colon}[${lineBreak(layout, 3)}`);
		this.#tagEnd = Buffer.from(`${lineBreak(layout, 3)}}`);
		this.#nextTag = Buffer.from(`,${lineBreak(layout, 3)}`);
		this.#tagsEnd = Buffer.from(`${lineBreak(layout, 2)}]`);
		this.#noTags = this.#member('Tags', []);
	}

	/** Adds the JSON of a row, as an element of a list. */
	put(row: number, out: ByteChunk): void {
		const columns = this.#columns;
		const {numbers, texts} = columns.parts;
		if (columns.isOdd(row)) {
			const object = cliObject(columns.instanceAt(row));
			out.putText(jsonOf(object, this.#layout, 1));
			return;
		}

		const {type, zone, zoneId, owner, operator, region} = this.#members;
		out.put(this.#start);
		this.#putId(row, out);
		out.put(type(numbers.type.at(row)));
		this.#putLaunchTime(row, out);
		out.put(zone(numbers.zone.at(row)));
		out.put(zoneId(numbers.zoneId.at(row)));
		this.#putState(row, out);
		out.put(owner(numbers.owner.at(row)));
		this.#putTags(row, out);
		out.put(this.#image(numbers.image.at(row)));
		if (texts.operator.size > 1) {
			out.put(operator(numbers.operator.at(row)));
		}

		out.put(region(numbers.region.at(row)));
		out.put(this.#end);
	}

	#putId(row: number, out: ByteChunk): void {
		const {ids} = this.#columns.parts;
		const start = ids.startOf(row);
		const end = start + ids.lengthOf(row);
		if (isPlainAscii(ids.bytes, start, end)) {
			out.putByte(quote);
			out.putPart(ids.bytes, start, end);
			out.putByte(quote);
		} else {
			out.putText(quoted(this.#columns.idOf(row)));
		}
	}

	#putLaunchTime(row: number, out: ByteChunk): void {
		const launched = this.#columns.launchedAt(row);
		if (Number.isNaN(launched)) {
			return;
		}

		out.put(this.#launchTime);
		this.#instants.put(launched, out);
		out.putByte(quote);
	}

	#putState(row: number, out: ByteChunk): void {
		const columns = this.#columns;
		const state = columns.stateAt(row);
		if (state === undefined) {
			return;
		}

		const key = `${state.Code ?? ''} ${columns.stateOf(row)}`;
		const bytes = this.#states.get(key) ?? this.#member('State', cliState(state));
		this.#states.set(key, bytes);
		out.put(bytes);
	}

	#putTags(row: number, out: ByteChunk): void {
		const columns = this.#columns;
		if (!columns.hasTags(row)) {
			return;
		}

		let isFirst = true;
		columns.someTag(row, (key, value) => {
			out.put(isFirst ? this.#tagsStart : this.#nextTag);
			out.put(this.#tagKey(key));
			out.put(this.#tagValue(value));
			out.put(this.#tagEnd);
			isFirst = false;
			return false;
		});
		out.put(isFirst ? this.#noTags : this.#tagsEnd);
	}

	#textMember(name: CodeName, member: string, valueOf: (text: string) => unknown = (text) => text): BytesOf {
		const dictionary = this.#columns.parts.texts[name];
		return remembered((code) => (code === absent ? nothing : this.#member(member, valueOf(dictionary.text(code)))));
	}

	/** A member after others; none where there is no value. */
	#member(name: string, value: unknown): Uint8Array {
		const colon = this.#layout === 'compact' ? ':' : ': ';
		return value === undefined
			? nothing
			: Buffer.from(`,${lineBreak(this.#layout, 2)}"${name}"${colon}${jsonOf(value, this.#layout, 2)}`);
	}
}

type BytesOf = (code: number) => Uint8Array;

const nothing = new Uint8Array();
const quote = 0x22;
