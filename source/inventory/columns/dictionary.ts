import {Buffer} from 'node:buffer';
import {TextColumn, type PackedTexts} from './text-column.ts';
import {hashOf, spread} from './text-hash.ts';

/** The code of a value that is not there. */
export const absent = 0;

/** Up to so many texts are kept as strings once they were asked for; beyond, most are asked for once. */
const mostKept = 4096;

/**
Each distinct text once, under a small integer; columns hold the integers. Code 0 means "not there", so real codes start at 1. Texts are
looked up and kept by their bytes, and are well-formed.
*/
export class Dictionary {
	readonly #texts: TextColumn;
	/** By hash, twice as many as texts at least: codes; 0 is free. Made when it is first needed: a dictionary that is only read does without. */
	#codes: Int32Array | undefined;
	readonly #strings: string[] = [];
	#last = '';
	#lastCode = absent;

	/** `texts`: those that it begins with, by their codes; code 0 is the empty text. */
	constructor(texts: PackedTexts | readonly string[] = ['']) {
		this.#texts = new TextColumn('bytes' in texts ? texts : undefined);
		if (!('bytes' in texts)) {
			for (const text of texts) {
				this.#texts.pushText(text);
			}
		}
	}

	/** One more than the highest code given out. */
	get size(): number {
		return this.#texts.length;
	}

	/** The code of a string, new or known; `undefined` gives 0. */
	intern(text: string | undefined): number {
		if (text === undefined) {
			return absent;
		}

		// Neighbours are often alike, and comparing is cheaper than looking up.
		if (this.#lastCode === absent || text !== this.#last) {
			const bytes = scratchFor(text);
			const length = bytes.write(text);
			this.#lastCode = this.internBytes(bytes, 0, length);
			this.#last = text;
		}

		return this.#lastCode;
	}

	/** The code of a piece of UTF-8. `hash`: its `hashOf`, where it is known. */
	internBytes(source: Uint8Array, start: number, end: number, hash = hashOf(source, start, end)): number {
		const codes = this.#index();
		const slot = this.#slotOf(codes, source, start, end, hash);
		const known = codes[slot] ?? absent;
		if (known !== absent) {
			return known;
		}

		const added = this.#texts.push(source, start, end);
		codes[slot] = added;
		if (this.size * 2 > codes.length) {
			this.#codes = this.#indexed(this.size * 2);
		}

		return added;
	}

	/** The code of a string that is known; 0 where it is not. */
	codeOf(text: string): number {
		const bytes = scratchFor(text);
		const length = bytes.write(text);
		const codes = this.#index();
		return codes[this.#slotOf(codes, bytes, 0, length, hashOf(bytes, 0, length))] ?? absent;
	}

	/** The code of what another dictionary has under a code. */
	internFrom(other: Dictionary, code: number): number {
		if (code === absent) {
			return absent;
		}

		const start = other.#texts.startOf(code);
		return this.internBytes(other.#texts.bytes, start, other.#texts.startOf(code + 1));
	}

	/** The string of a code; empty for 0. */
	text(code: number): string {
		const kept = this.#strings[code];
		if (kept !== undefined) {
			return kept;
		}

		const text = this.#texts.at(code);
		if (code < mostKept) {
			this.#strings[code] = text;
		}

		return text;
	}

	/** The string of a code; `undefined` for 0. */
	valueOf(code: number): string | undefined {
		return code === absent ? undefined : this.text(code);
	}

	/** How the texts of two codes compare, as strings do. */
	compare(left: number, right: number): number {
		return this.#texts.compare(left, right);
	}

	/** Everything as memory that another thread can take over. */
	pack(): PackedTexts {
		return this.#texts.pack();
	}

	#index(): Int32Array {
		this.#codes ??= this.#indexed(this.size);
		return this.#codes;
	}

	/** Where a text is in a table, or would be. */
	#slotOf(codes: Int32Array, source: Uint8Array, start: number, end: number, hash: number): number {
		const mask = codes.length - 1;
		let slot = spread(hash) & mask;
		for (
			let code = codes[slot] ?? 0;
			code !== 0 && !this.#texts.is(code, source, start, end);
			code = codes[slot] ?? 0
		) {
			slot = (slot + 1) & mask;
		}

		return slot;
	}

	/** A table with room for so many texts, with those that there are. */
	#indexed(room: number): Int32Array {
		const codes = new Int32Array(tableFor(room));
		const mask = codes.length - 1;
		const {bytes} = this.#texts;
		for (let code = 1; code < this.size; code++) {
			const hash = hashOf(bytes, this.#texts.startOf(code), this.#texts.startOf(code + 1));
			let slot = spread(hash) & mask;
			while (codes[slot] !== 0) {
				slot = (slot + 1) & mask;
			}

			codes[slot] = code;
		}

		return codes;
	}
}

/** The power of two that is at least twice as many as are to go in. */
function tableFor(room: number): number {
	return 2 ** Math.ceil(Math.log2(Math.max(16, room * 2)));
}

let scratch = Buffer.alloc(4096);

function scratchFor(text: string): Buffer {
	if (text.length * 3 > scratch.length) {
		scratch = Buffer.alloc(text.length * 3);
	}

	return scratch;
}
