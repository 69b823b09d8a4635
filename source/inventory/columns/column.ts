/**
Growable typed columns: a value per row, four or eight bytes each, where an array of objects would take hundreds. They grow by chunks that
stay where they are: to copy millions of values into twice the room would take longer than a key press may wait.
*/
abstract class Column<Values extends Int32Array | Float64Array> {
	readonly #chunks: Values[] = [];
	#length: number;
	/** How long the first chunk is to begin with. */
	readonly #room: number;

	/** `values`: what is in it to begin with; it takes them over. `room`: so many more are expected. */
	constructor(values?: Values, room = 0) {
		this.#length = values?.length ?? 0;
		this.#room = Math.max(256, room);
		for (let start = 0; start < this.#length; start += chunkLength) {
			this.#chunks.push(values?.subarray(start, start + chunkLength) as Values);
		}
	}

	get length(): number {
		return this.#length;
	}

	/** Copies what is in it to a place in other memory. */
	copyTo(values: Values, place: number): void {
		for (const [index, chunk] of this.#chunks.entries()) {
			const start = index * chunkLength;
			values.set(chunk.subarray(0, this.#length - start), place + start);
		}
	}

	/** Takes away what is past a length. */
	truncate(length: number): void {
		this.#length = Math.min(length, this.#length);
	}

	/** The value of a row; 0 past the end. */
	at(row: number): number {
		return this.#chunks[row >>> chunkBits]?.[row & chunkMask] ?? 0;
	}

	/** Changes the value of a row that there is. */
	set(row: number, value: number): void {
		const chunk = this.#chunks[row >>> chunkBits];
		if (chunk !== undefined) {
			chunk[row & chunkMask] = value;
		}
	}

	push(value: number): void {
		const index = this.#length >>> chunkBits;
		const offset = this.#length & chunkMask;
		let chunk = this.#chunks[index];
		if (chunk === undefined || offset >= chunk.length) {
			chunk = this.#grow(index, chunk);
		}

		chunk[offset] = value;
		this.#length++;
	}

	/** The first chunk begins small: most columns stay that way. */
	#grow(index: number, chunk: Values | undefined): Values {
		const grown = this.allocate(
			index > 0 ? chunkLength : Math.min(chunkLength, Math.max(this.#room, 2 * (chunk?.length ?? 0))),
		);
		if (chunk !== undefined) {
			grown.set(chunk);
		}

		this.#chunks[index] = grown;
		return grown;
	}

	protected abstract allocate(length: number): Values;
}

const chunkBits = 14;
const chunkLength = 2 ** chunkBits;
const chunkMask = chunkLength - 1;

export class Int32Column extends Column<Int32Array<ArrayBuffer>> {
	protected allocate(length: number): Int32Array<ArrayBuffer> {
		return new Int32Array(length);
	}
}

export class Float64Column extends Column<Float64Array<ArrayBuffer>> {
	protected allocate(length: number): Float64Array<ArrayBuffer> {
		return new Float64Array(length);
	}
}
