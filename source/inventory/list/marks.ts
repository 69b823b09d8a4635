/** Marked lines: instances by row, groups by what they are grouped by and their key. */
export class Marks {
	#rows = new Set<number>();
	readonly #groups = new Map<string, Set<string>>();

	/** `grouping`: whose marks; `undefined` for those of instances. */
	count(grouping: string | undefined): number {
		return grouping === undefined ? this.#rows.size : this.#keys(grouping).size;
	}

	has(row: number): boolean {
		return this.#rows.has(row);
	}

	hasGroup(grouping: string, key: string): boolean {
		return this.#keys(grouping).has(key);
	}

	set(row: number, isMarked: boolean): void {
		if (isMarked) {
			this.#rows.add(row);
		} else {
			this.#rows.delete(row);
		}
	}

	setGroup(grouping: string, key: string, isMarked: boolean): void {
		if (isMarked) {
			this.#keys(grouping).add(key);
		} else {
			this.#keys(grouping).delete(key);
		}
	}

	clear(grouping: string | undefined): void {
		if (grouping === undefined) {
			this.#rows.clear();
		} else {
			this.#groups.delete(grouping);
		}
	}

	/** In the order in which the instances came in. */
	rows(): readonly number[] {
		return [...this.#rows].toSorted((left, right) => left - right);
	}

	/** Carries marks over to the rows that took the place of marked ones; those of instances that have gone go. */
	follow(successorOf: (row: number) => number | undefined): void {
		const followed = [...this.#rows].map((row) => successorOf(row)).filter((row) => row !== undefined);
		this.#rows = new Set(followed);
	}

	#keys(grouping: string): Set<string> {
		let keys = this.#groups.get(grouping);
		if (keys === undefined) {
			keys = new Set();
			this.#groups.set(grouping, keys);
		}

		return keys;
	}
}
