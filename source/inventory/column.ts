/** Growable typed columns: a value per row, four or eight bytes each, where an array of objects would take hundreds. */
abstract class Column<Values extends Int32Array | Float64Array | Uint8Array> {
	#values: Values;
	#length = 0;

	constructor(values: Values) {
		this.#values = values;
	}

	get length(): number {
		return this.#length;
	}

	protected get filled(): Values {
		return this.#values.subarray(0, this.#length) as Values;
	}

	/** The value of a row; 0 past the end. */
	at(row: number): number {
		return this.#values[row] ?? 0;
	}

	set(row: number, value: number): void {
		this.#values[row] = value;
	}

	push(value: number): void {
		if (this.#length === this.#values.length) {
			const grown = this.allocate(this.#length * 2);
			grown.set(this.#values);
			this.#values = grown;
		}

		this.#values[this.#length++] = value;
	}

	protected abstract allocate(length: number): Values;
}

const initialLength = 1024;

export class Int32Column extends Column<Int32Array> {
	constructor() {
		super(new Int32Array(initialLength));
	}

	/** What is in it now, without copying; later additions don't show. */
	get values(): Int32Array {
		return this.filled;
	}

	protected allocate(length: number): Int32Array {
		return new Int32Array(length);
	}
}

export class Float64Column extends Column<Float64Array> {
	constructor() {
		super(new Float64Array(initialLength));
	}

	protected allocate(length: number): Float64Array {
		return new Float64Array(length);
	}
}

export class Uint8Column extends Column<Uint8Array> {
	constructor() {
		super(new Uint8Array(initialLength));
	}

	protected allocate(length: number): Uint8Array {
		return new Uint8Array(length);
	}
}
