import type {CodeName} from '../../columns/column-parts.ts';
import {absent, type Dictionary} from '../../columns/dictionary.ts';
import type {InstanceColumns} from '../../columns/instance-columns.ts';
import {remembered} from '../remembered.ts';
import {cliImage, cliInstant, cliObject, cliState} from './cli-object.ts';
import {jsonOf, lineBreak, quoted, type JsonLayout} from './json-layout.ts';

/**
Rows as the JSON of what `cliObject` makes of their instances, to the letter, without making them: what rows share is worked out once, and a
row is put together from it.
*/
export class JsonRows {
	readonly #columns: InstanceColumns;
	readonly #layout: JsonLayout;
	readonly #members: Readonly<Record<'type' | 'zone' | 'zoneId' | 'owner' | 'operator' | 'region', TextOf>>;
	readonly #image: TextOf;
	readonly #tagKey: TextOf;
	readonly #tagValue: TextOf;
	/** By code of the state and its name. */
	readonly #states = new Map<string, string>();
	readonly #start: string;
	readonly #launchTime: string;
	readonly #end: string;
	readonly #tagsStart: string;
	readonly #tagsEnd: string;
	readonly #tagEnd: string;
	readonly #nextTag: string;

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
		this.#tagKey = remembered((code) => `{${ofTag}"Key"${colon}${jsonText(tagKey, code)},${ofTag}"Value"${colon}`);
		this.#tagValue = remembered((code) => jsonText(tagValue, code));
		this.#start = `{${lineBreak(layout, 2)}"InstanceId"${colon}`;
		this.#launchTime = `,${lineBreak(layout, 2)}"LaunchTime"${colon}"`;
		this.#end = `${lineBreak(layout, 1)}}`;
		this.#tagsStart = `,${lineBreak(layout, 2)}"Tags"${colon}[${lineBreak(layout, 3)}`;
		this.#tagEnd = `${lineBreak(layout, 3)}}`;
		this.#nextTag = `,${lineBreak(layout, 3)}`;
		this.#tagsEnd = `${lineBreak(layout, 2)}]`;
	}

	/** The JSON of a row, as an element of a list. */
	textOf(row: number): string {
		const columns = this.#columns;
		const {numbers, texts} = columns.parts;
		if (columns.isOdd(row)) {
			return jsonOf(cliObject(columns.instanceAt(row)), this.#layout, 1);
		}

		const {type, zone, zoneId, owner, operator, region} = this.#members;
		const launched = columns.launchedAt(row);
		return (
			this.#start +
			quoted(columns.idOf(row)) +
			type(numbers.type.at(row)) +
			(Number.isNaN(launched) ? '' : `${this.#launchTime}${cliInstant(launched)}"`) +
			zone(numbers.zone.at(row)) +
			zoneId(numbers.zoneId.at(row)) +
			this.#stateOf(row) +
			owner(numbers.owner.at(row)) +
			this.#tagsOf(row) +
			this.#image(numbers.image.at(row)) +
			(texts.operator.size > 1 ? operator(numbers.operator.at(row)) : '') +
			region(numbers.region.at(row)) +
			this.#end
		);
	}

	#stateOf(row: number): string {
		const columns = this.#columns;
		const state = columns.stateAt(row);
		if (state === undefined) {
			return '';
		}

		const key = `${state.Code ?? ''} ${columns.stateOf(row)}`;
		const known = this.#states.get(key);
		if (known !== undefined) {
			return known;
		}

		const text = this.#member('State', cliState(state));
		this.#states.set(key, text);
		return text;
	}

	#tagsOf(row: number): string {
		const columns = this.#columns;
		if (!columns.hasTags(row)) {
			return '';
		}

		let text = '';
		columns.someTag(row, (key, value) => {
			text +=
				(text === '' ? this.#tagsStart : this.#nextTag) + this.#tagKey(key) + this.#tagValue(value) + this.#tagEnd;
			return false;
		});
		return text === '' ? this.#member('Tags', []) : text + this.#tagsEnd;
	}

	#textMember(name: CodeName, member: string, valueOf: (text: string) => unknown = (text) => text): TextOf {
		const dictionary = this.#columns.parts.texts[name];
		return remembered((code) => (code === absent ? '' : this.#member(member, valueOf(dictionary.text(code)))));
	}

	/** A member after others; none where there is no value. */
	#member(name: string, value: unknown): string {
		const colon = this.#layout === 'compact' ? ':' : ': ';
		return value === undefined
			? ''
			: `,${lineBreak(this.#layout, 2)}"${name}"${colon}${jsonOf(value, this.#layout, 2)}`;
	}
}

type TextOf = (code: number) => string;

function jsonText(dictionary: Dictionary, code: number): string {
	return quoted(dictionary.text(code));
}
