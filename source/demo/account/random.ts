/** A deterministic source of random choices: the same seed gives the same sequence (mulberry32). */
export class Random {
	#state: number;

	/** Takes any text as its seed: what is drawn for one subject does not depend on what was drawn for another. */
	constructor(seed: string) {
		// FNV-1a spreads similar seeds apart.
		let hash = 0x81_1c_9d_c5;
		for (const character of seed) {
			hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01_00_01_93);
		}

		this.#state = hash;
	}

	/** 0 ≤ x < 1. */
	next(): number {
		this.#state = Math.trunc(this.#state + 0x6d_2b_79_f5) % 0x1_00_00_00_00;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** An integer, 0 ≤ n < limit. */
	below(limit: number): number {
		return Math.floor(this.next() * limit);
	}

	pick<Item>(items: readonly [Item, ...Item[]]): Item {
		return items[this.below(items.length)] ?? items[0];
	}

	/** So many hexadecimal digits, as resource IDs have them. */
	hex(digits: number): string {
		let text = '';
		while (text.length < digits) {
			text += this.below(0x1_00_00_00).toString(16).padStart(6, '0');
		}

		return text.slice(0, digits);
	}

	/** In place, each order equally likely. */
	shuffle(items: unknown[]): void {
		for (let last = items.length - 1; last > 0; last--) {
			const other = this.below(last + 1);
			const item = items[last];
			items[last] = items[other];
			items[other] = item;
		}
	}
}

/** Whole numbers in proportion to the weights that add up to the total exactly (largest remainders). */
export function apportion(total: number, weights: readonly number[]): number[] {
	const sum = weights.reduce((left, right) => left + right, 0);
	const exact = weights.map((weight) => (sum === 0 ? 0 : (total * weight) / sum));
	const shares = exact.map((share) => Math.floor(share));
	const byRemainder = exact
		.map((share, index) => ({index, remainder: share - Math.floor(share)}))
		.toSorted((left, right) => right.remainder - left.remainder);
	let left = total - shares.reduce((one, other) => one + other, 0);
	for (const {index} of byRemainder) {
		if (left-- <= 0) {
			break;
		}

		shares[index] = (shares[index] ?? 0) + 1;
	}

	return shares;
}
