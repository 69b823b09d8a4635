import type {InstanceColumns} from '../../../inventory/columns/instance-columns.ts';
import type {InstanceRow} from './instance-row.ts';
import {LastText, readText, unread} from './plain-text.ts';
import {Expected, throwUnexpected, type XmlCursor} from './xml-cursor.ts';

const itemOpening = new Expected('<item>');
const itemClosing = new Expected('</item>');
const emptyItem = new Expected('<item/>');
const keyOpening = new Expected('<key>');
const keyClosing = new Expected('</key>');
const emptyKey = new Expected('<key/>');
const valueOpening = new Expected('<value>');
const valueClosing = new Expected('</value>');
const emptyValue = new Expected('<value/>');
const closingOfSet = new Expected('</tagSet>');

/** Not come yet. */
const missing = -2;

/** Reads the tags of instances. */
export class TagReader {
	readonly #cursor: XmlCursor;
	readonly #row: InstanceRow;
	readonly #texts: InstanceColumns['parts']['texts'];
	readonly #nameKey: number;
	/** By place among an instance's tags: how the last one began, `<item><key>Name</key><value>` with any indents. */
	readonly #beginnings: LastText[] = [];

	constructor(cursor: XmlCursor, columns: InstanceColumns, row: InstanceRow) {
		this.#cursor = cursor;
		this.#row = row;
		this.#texts = columns.parts.texts;
		this.#nameKey = this.#texts.tagKey.intern('Name');
	}

	/** Reads all tags of one instance, and the closing tag of their set. */
	read(): void {
		const cursor = this.#cursor;
		for (let place = 0; cursor.hasElement(); place++) {
			const beginning = this.#beginnings[place] ?? new LastText();
			this.#beginnings[place] = beginning;
			const from = cursor.at;
			if (cursor.repeats(beginning)) {
				cursor.at += beginning.length;
				this.#readOne(beginning, from, beginning.code);
			} else if (cursor.skips(itemOpening)) {
				this.#readOne(beginning, from, missing);
			} else {
				cursor.take(emptyItem);
				this.#row.isOdd = true;
			}
		}

		cursor.take(closingOfSet);
	}

	/** `known`: the key, where the tag was read up to its value. */
	#readOne(beginning: LastText, from: number, known: number): void {
		const cursor = this.#cursor;
		const {tagKey, tagValue} = this.#texts;
		let key = known;
		let value = known === missing ? missing : readText(cursor, tagValue, valueClosing);
		while (cursor.hasElement()) {
			if (key === missing && cursor.skips(keyOpening)) {
				key = readText(cursor, tagKey, keyClosing);
			} else if (value === missing && cursor.skips(valueOpening)) {
				if (key >= 0) {
					beginning.from = from;
					beginning.length = cursor.at - from;
					beginning.code = key;
				}

				value = readText(cursor, tagValue, valueClosing);
			} else if (key === missing && cursor.skips(emptyKey)) {
				key = tagKey.intern('');
			} else if (value === missing && cursor.skips(emptyValue)) {
				value = tagValue.intern('');
			} else {
				throwUnexpected();
			}
		}

		cursor.take(itemClosing);
		if (key === missing || key === unread || value === missing || value === unread) {
			this.#row.isOdd = true;
			return;
		}

		this.#row.addTag(key, value);
		if (key === this.#nameKey) {
			this.#row.name = value;
		}
	}
}
