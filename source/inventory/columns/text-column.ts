import {Buffer} from 'node:buffer';

/**
Texts one after the other, as UTF-8 in one piece of memory: about four bytes each beside their own, where a string of the language takes
twenty and more. Only ever added to.
*/
export class TextColumn {
	#bytes: Buffer<ArrayBuffer>;
	/** Where each text ends, and the next begins. */
	#ends: Int32Array<ArrayBuffer>;
	#length: number;

	/** `packed`: what is in it to begin with; it takes it over. */
	constructor(packed?: PackedTexts) {
		this.#bytes = packed === undefined ? noBytes : bufferOf(packed.bytes);
		this.#ends = packed?.ends ?? noEnds;
		this.#length = this.#ends.length;
	}

	get length(): number {
		return this.#length;
	}

	/** Adds a piece of UTF-8; gives its place. */
	push(source: Uint8Array, start: number, end: number): number {
		const from = this.#end;
		const to = from + end - start;
		this.#reserve(to);
		const bytes = this.#bytes;
		if (end - start > shortest) {
			bytes.set(source.subarray(start, end), from);
		} else {
			for (let at = start, place = from; at < end; at++, place++) {
				bytes[place] = source[at] ?? 0;
			}
		}

		return this.#finish(to);
	}

	/** Adds a text; gives its place. */
	pushText(text: string): number {
		const from = this.#end;
		this.#reserve(from + text.length * 3);
		return this.#finish(from + this.#bytes.write(text, from));
	}

	/** The text at a place; empty past the end. */
	at(place: number): string {
		const start = this.startOf(place);
		const end = this.#ends[place] ?? start;
		return start === end || place >= this.#length ? '' : this.#bytes.toString('utf8', start, end);
	}

	startOf(place: number): number {
		return place === 0 ? 0 : (this.#ends[place - 1] ?? 0);
	}

	/** In bytes. */
	lengthOf(place: number): number {
		return place < this.#length ? (this.#ends[place] ?? 0) - this.startOf(place) : 0;
	}

	/** Whether the text at a place is this piece of UTF-8. */
	is(place: number, source: Uint8Array, start: number, end: number): boolean {
		const from = this.startOf(place);
		const length = end - start;
		if ((this.#ends[place] ?? 0) - from !== length) {
			return false;
		}

		const bytes = this.#bytes;
		for (let index = 0; index < length; index++) {
			if (bytes[from + index] !== source[start + index]) {
				return false;
			}
		}

		return true;
	}

	/** Below 0, 0 or above, by UTF-16 code units, as the language compares strings. */
	compare(left: number, right: number): number {
		const bytes = this.#bytes;
		let leftAt = this.startOf(left);
		let rightAt = this.startOf(right);
		const leftEnd = this.#ends[left] ?? leftAt;
		const rightEnd = this.#ends[right] ?? rightAt;
		for (; leftAt < leftEnd && rightAt < rightEnd; leftAt++, rightAt++) {
			const one = bytes[leftAt] ?? 0;
			const other = bytes[rightAt] ?? 0;
			if (one !== other) {
				// Only what lies beyond U+FFFF, whose surrogates come before U+E000, is in another order in UTF-8.
				return one >= 0xee && other >= 0xee && one >= 0xf0 !== other >= 0xf0 ? other - one : one - other;
			}
		}

		return leftEnd - leftAt - (rightEnd - rightAt);
	}

	/** The bytes themselves, from `startOf(place)` on. */
	get bytes(): Uint8Array {
		return this.#bytes;
	}

	/** Everything as two pieces of memory that another thread can take over. */
	pack(): PackedTexts {
		return {
			bytes: new Uint8Array(this.#bytes.subarray(0, this.#end)),
			ends: this.#ends.slice(0, this.#length),
		};
	}

	/** Takes the last text away. */
	pop(): void {
		this.#length--;
	}

	get #end(): number {
		return this.startOf(this.#length);
	}

	#finish(end: number): number {
		if (this.#length === this.#ends.length) {
			const ends = new Int32Array(Math.max(64, this.#length * 2));
			ends.set(this.#ends);
			this.#ends = ends;
		}

		this.#ends[this.#length] = end;
		return this.#length++;
	}

	#reserve(length: number): void {
		if (length <= this.#bytes.length) {
			return;
		}

		const bytes = Buffer.from(new ArrayBuffer(Math.max(1024, length, this.#bytes.length * 2)));
		bytes.set(this.#bytes.subarray(0, this.#end));
		this.#bytes = bytes;
	}
}

/** The same memory, with what a buffer can do. */
function bufferOf({buffer, byteOffset, byteLength}: Uint8Array<ArrayBuffer>): Buffer<ArrayBuffer> {
	return Buffer.from(buffer, byteOffset, byteLength);
}

export type PackedTexts = {readonly bytes: Uint8Array<ArrayBuffer>; readonly ends: Int32Array<ArrayBuffer>};

const noBytes = Buffer.from(new ArrayBuffer(0));
const noEnds = new Int32Array(0);
/** From this length on a call that copies is faster than copying one by one. */
const shortest = 48;
