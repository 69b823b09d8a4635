import {Buffer} from 'node:buffer';
import os from 'node:os';

/** What was read is not what the reader was made for: whoever can read any XML has the word. */
export class UnexpectedError extends Error {}

/** What is being read has not all come yet. */
export class MoreNeededError extends Error {}

// Made once: they only tell, and come with every piece of an answer.
const unexpected = new UnexpectedError('Unexpected');
const moreNeeded = new MoreNeededError('More needed');

export function throwUnexpected(): never {
	throw unexpected;
}

const lessThan = 0x3c;
const slash = 0x2f;
const greaterThan = 0x3e;
const lineFeed = 0x0a;

/** A stretch of what has come. */
export type Span = {readonly from: number; readonly length: number};

/** Whether this machine has the lowest byte of a number first. */
const isLittleEndian = os.endianness() === 'LE';

/** Bytes that are looked for: four of them at least. */
export class Expected {
	readonly bytes: Uint8Array;
	/** The same, four at a time, as far as there are whole fours. */
	readonly words: Int32Array;
	/** The last four, which overlap the ones before where they are not a whole four. */
	readonly lastWord: number;

	constructor(expected: string | Uint8Array) {
		const given = typeof expected === 'string' ? Buffer.from(expected) : expected;
		const {length} = given;
		const memory = new ArrayBuffer(4 * Math.ceil(length / 4));
		this.bytes = new Uint8Array(memory, 0, length);
		this.bytes.set(given);
		this.words = new Int32Array(memory, 0, Math.floor(length / 4));
		this.lastWord = new DataView(memory).getInt32(length - 4, isLittleEndian);
	}

	get length(): number {
		return this.bytes.length;
	}
}

/**
XML as it arrives, in bytes, and a place in it. It reads the XML that AWS writes: elements and text, no attributes, comments or CDATA. Every
method throws an `UnexpectedError` where there is something else and a `MoreNeededError` where the bytes end, and may leave the place
anywhere then.
*/
export class XmlCursor {
	/** All that has come, and nothing else. */
	bytes: Buffer = Buffer.alloc(0);
	at = 0;
	/** Whether the element that was just opened is closed already: `<name/>`. */
	isEmpty = false;
	/** The same bytes, to be read four at a time. */
	view = new DataView(new ArrayBuffer(0));
	#memory = Buffer.alloc(0);
	readonly #room: number;

	/** `room`: so many bytes are expected. */
	constructor(room = 0) {
		this.#room = Math.max(room, 65_536);
	}

	append(chunk: Uint8Array): void {
		const start = this.bytes.length;
		const end = start + chunk.length;
		if (end > this.#memory.length) {
			// Pages are about a megabyte: few copies lead there, and those are of what is in the processor's cache.
			const memory = Buffer.allocUnsafeSlow(Math.max(end, 2 * this.#memory.length, this.#room));
			memory.set(this.bytes);
			this.#memory = memory;
			this.view = new DataView(memory.buffer, memory.byteOffset, memory.byteLength);
		}

		this.#memory.set(chunk, start);
		this.bytes = this.#memory.subarray(0, end);
	}

	/** Steps over these bytes if they come next, and gives whether they did. */
	skips(expected: Expected): boolean {
		const {at} = this;
		if (this.has(expected, at)) {
			this.at = at + expected.length;
			return true;
		}

		return this.#mayBecome(expected) && this.more();
	}

	/** Steps over these bytes, which have to come next. */
	take(expected: Expected): void {
		if (!this.skips(expected)) {
			throwUnexpected();
		}
	}

	/** Whether these bytes are at a place, all of them. */
	has(expected: Expected, at: number): boolean {
		const {view} = this;
		const {words, length} = expected;
		if (at + length > this.bytes.length) {
			return false;
		}

		for (let index = 0, place = at; index < words.length; index++, place += 4) {
			if (view.getInt32(place, isLittleEndian) !== words[index]) {
				return false;
			}
		}

		return view.getInt32(at + length - 4, isLittleEndian) === expected.lastWord;
	}

	/** Whether what comes next is what stood at an earlier place, to the byte. */
	repeats({from, length}: Span): boolean {
		const {view, at} = this;
		if (length < 4 || at + length > this.bytes.length) {
			return false;
		}

		const last = length - 4;
		for (let offset = 0; offset < last; offset += 4) {
			if (view.getInt32(at + offset) !== view.getInt32(from + offset)) {
				return false;
			}
		}

		return view.getInt32(at + last) === view.getInt32(from + last);
	}

	/** Steps over what may stand between elements: nothing, or a line break with its indent. To the SDK any other blank is content. */
	indent(): void {
		const {bytes} = this;
		if (bytes[this.at] === lessThan) {
			return;
		}

		let hasLineFeed = false;
		for (let byte = this.#byte(); byte !== lessThan; byte = this.#byte()) {
			if (byte !== lineFeed && byte !== 0x20 && byte !== 0x09) {
				throwUnexpected();
			}

			hasLineFeed ||= byte === lineFeed;
			this.at++;
		}

		if (!hasLineFeed) {
			throwUnexpected();
		}
	}

	/** Steps over an indent; gives whether an element follows, and not a closing tag. */
	hasElement(): boolean {
		this.indent();
		return !this.isAtClose();
	}

	/** Whether a closing tag comes next. */
	isAtClose(): boolean {
		return this.#byteAt(this.at + 1) === slash;
	}

	/** Reads an opening tag and gives its name. */
	open(): string {
		if (this.#byte() !== lessThan) {
			throwUnexpected();
		}

		const start = this.at + 1;
		const end = this.bytes.indexOf(greaterThan, start);
		if (end === -1) {
			return this.more();
		}

		this.isEmpty = this.bytes[end - 1] === slash;
		this.at = end + 1;
		const name = this.bytes.toString('latin1', start, this.isEmpty ? end - 1 : end);
		return /^[a-z][\w\-.]*$/i.test(name) ? name : throwUnexpected();
	}

	/** Reads the closing tag of an element. */
	close(name: string): void {
		this.take(new Expected(`</${name}>`));
	}

	/** Reads the text of an element, and its closing tag: where the text is. */
	textEnd(): number {
		const end = this.bytes.indexOf(lessThan, this.at);
		return end === -1 ? this.more() : end;
	}

	/** Steps over everything in the element that was just opened, and its closing tag. */
	skipElement(name: string): void {
		const open = this.isEmpty ? [] : [name];
		while (open.length > 0) {
			this.at = this.textEnd();
			if (this.isAtClose()) {
				this.close(open.pop() ?? '');
				continue;
			}

			const inner = this.open();
			if (!this.isEmpty) {
				open.push(inner);
			}
		}
	}

	more(): never {
		throw moreNeeded;
	}

	/** Whether the bytes that are there begin as these do, and end before them. */
	#mayBecome({bytes: expected, length}: Expected): boolean {
		const {bytes, at} = this;
		if (at + length <= bytes.length) {
			return false;
		}

		for (let place = at; place < bytes.length; place++) {
			if (bytes[place] !== expected[place - at]) {
				return false;
			}
		}

		return true;
	}

	#byte(): number {
		return this.#byteAt(this.at);
	}

	#byteAt(place: number): number {
		return this.bytes[place] ?? this.more();
	}
}
