import {Buffer} from 'node:buffer';

/** Bytes gathered before they are handed on: a write of so many takes hardly longer than one of fewer. */
const chunkLength = 262_144;
/** With room for what is added last, which is known to be too much only afterwards. */
const room = chunkLength + 32_768;
/** From this length on a call that copies is faster than copying one by one. */
const shortest = 16;

/** UTF-8 that is put together piece by piece, to be handed on in chunks: no text is made in between. */
export class ByteChunk {
	#bytes = Buffer.allocUnsafeSlow(room);
	#length = 0;

	/** Whether there is enough for a write. */
	get isFull(): boolean {
		return this.#length >= chunkLength;
	}

	/** Hands over what there is, and begins anew. */
	take(): Uint8Array {
		const taken = this.#bytes.subarray(0, this.#length);
		this.#bytes = Buffer.allocUnsafeSlow(room);
		this.#length = 0;
		return taken;
	}

	put(piece: Uint8Array): void {
		this.putPart(piece, 0, piece.length);
	}

	/** Adds a part of a piece. */
	putPart(source: Uint8Array, start: number, end: number): void {
		const length = end - start;
		this.#reserve(length);
		const bytes = this.#bytes;
		if (length < shortest) {
			for (let from = start, to = this.#length; from < end; from++, to++) {
				bytes[to] = source[from] ?? 0;
			}
		} else {
			bytes.set(start === 0 && end === source.length ? source : source.subarray(start, end), this.#length);
		}

		this.#length += length;
	}

	putText(text: string): void {
		this.#reserve(text.length * 3);
		this.#length += this.#bytes.write(text, this.#length);
	}

	/** Adds one character of ASCII, by its code. */
	putByte(byte: number): void {
		this.#reserve(1);
		this.#bytes[this.#length++] = byte;
	}

	/** Adds a number of at most so many digits, with zeros before it. */
	putDigits(value: number, digits: number): void {
		this.#reserve(digits);
		let rest = value;
		for (let place = this.#length + digits - 1; place >= this.#length; place--) {
			this.#bytes[place] = zero + (rest % 10);
			rest = Math.floor(rest / 10);
		}

		this.#length += digits;
	}

	#reserve(length: number): void {
		const end = this.#length + length;
		if (end <= this.#bytes.length) {
			return;
		}

		const longer = Buffer.allocUnsafeSlow(Math.max(end, 2 * this.#bytes.length));
		longer.set(this.#bytes.subarray(0, this.#length));
		this.#bytes = longer;
	}
}

const zero = 0x30;
