import type {TextColumn} from './text-column.ts';
import {hashOf, spread} from './text-hash.ts';

/** Finds rows by Region and instance ID: four to sixteen bytes a row, where a map of strings takes more than a hundred. */
export class RowIndex {
	readonly #ids: TextColumn;
	readonly #regionOf: (row: number) => number;
	/** By hash, twice as many as entries at least: one more than the row; 0 is free. */
	#rows = new Int32Array(64);
	#size = 0;

	/** `ids`: by row. `regionOf`: the code of a row's Region. */
	constructor(ids: TextColumn, regionOf: (row: number) => number) {
		this.#ids = ids;
		this.#regionOf = regionOf;
	}

	/** The row that was set last for an instance, by a piece of UTF-8; −1 if there is none. */
	find(region: number, source: Uint8Array, start: number, end: number): number {
		return (this.#rows[this.#slotOf(region, source, start, end)] ?? 0) - 1;
	}

	/** Makes a row that which stands for its instance; gives the one that did so far, −1 if there was none. */
	place(row: number): number {
		const ids = this.#ids;
		const slot = this.#slotOf(this.#regionOf(row), ids.bytes, ids.startOf(row), ids.startOf(row + 1));
		const earlier = (this.#rows[slot] ?? 0) - 1;
		this.#rows[slot] = row + 1;
		if (earlier === -1) {
			this.#size++;
			if (this.#size * 2 > this.#rows.length) {
				this.#grow();
			}
		}

		return earlier;
	}

	#slotOf(region: number, source: Uint8Array, start: number, end: number): number {
		const rows = this.#rows;
		const mask = rows.length - 1;
		let slot = spread(hashOf(source, start, end, region)) & mask;
		for (let entry = rows[slot] ?? 0; entry !== 0; entry = rows[slot] ?? 0) {
			if (this.#regionOf(entry - 1) === region && this.#ids.is(entry - 1, source, start, end)) {
				return slot;
			}

			slot = (slot + 1) & mask;
		}

		return slot;
	}

	#grow(): void {
		const before = this.#rows;
		const rows = new Int32Array(before.length * 2);
		const mask = rows.length - 1;
		const ids = this.#ids;
		for (const entry of before) {
			if (entry === 0) {
				continue;
			}

			let slot =
				spread(hashOf(ids.bytes, ids.startOf(entry - 1), ids.startOf(entry), this.#regionOf(entry - 1))) & mask;
			while (rows[slot] !== 0) {
				slot = (slot + 1) & mask;
			}

			rows[slot] = entry;
		}

		this.#rows = rows;
	}
}
