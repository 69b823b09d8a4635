import {Buffer} from 'node:buffer';
import type {InstanceColumns} from '../../../inventory/columns/instance-columns.ts';
import type {InstanceRow} from './instance-row.ts';
import {readText, unread} from './plain-text.ts';
import {throwUnexpected, type XmlCursor} from './xml-cursor.ts';

const itemOpening = Buffer.from('<item>');
const itemClosing = Buffer.from('</item>');
const emptyItem = Buffer.from('<item/>');
const keyOpening = Buffer.from('<key>');
const keyClosing = Buffer.from('</key>');
const emptyKey = Buffer.from('<key/>');
const valueOpening = Buffer.from('<value>');
const valueClosing = Buffer.from('</value>');
const emptyValue = Buffer.from('<value/>');
const closingOfSet = Buffer.from('</tagSet>');

/** Not come yet. */
const missing = -2;

/** Reads the tags of instances. */
export class TagReader {
	readonly #cursor: XmlCursor;
	readonly #row: InstanceRow;
	readonly #texts: InstanceColumns['parts']['texts'];
	readonly #nameKey: number;

	constructor(cursor: XmlCursor, columns: InstanceColumns, row: InstanceRow) {
		this.#cursor = cursor;
		this.#row = row;
		this.#texts = columns.parts.texts;
		this.#nameKey = this.#texts.tagKey.intern('Name');
	}

	/** Reads all tags of one instance, and the closing tag of their set. */
	read(): void {
		const cursor = this.#cursor;
		while (cursor.hasElement()) {
			if (cursor.skips(itemOpening)) {
				this.#readOne();
			} else {
				cursor.take(emptyItem);
				this.#row.isOdd = true;
			}
		}

		cursor.take(closingOfSet);
	}

	#readOne(): void {
		const cursor = this.#cursor;
		const {tagKey, tagValue} = this.#texts;
		let key = missing;
		let value = missing;
		while (cursor.hasElement()) {
			if (key === missing && cursor.skips(keyOpening)) {
				key = readText(cursor, tagKey, keyClosing);
			} else if (value === missing && cursor.skips(valueOpening)) {
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
