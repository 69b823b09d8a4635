import {Buffer} from 'node:buffer';

/** The code of a value that is not there. */
export const absent = 0;

/** Each distinct string once, under a small integer; columns hold the integers. Code 0 means "not there", so real codes start at 1. */
export class Dictionary {
	readonly #codes = new Map<string, number>();
	readonly #texts: string[] = [''];
	#last = '';
	#lastCode = absent;

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
			this.#lastCode = this.#codes.get(text) ?? this.#add(detached(text));
			this.#last = this.text(this.#lastCode);
		}

		return this.#lastCode;
	}

	/** The string of a code; empty for 0. */
	text(code: number): string {
		return this.#texts[code] ?? '';
	}

	/** The string of a code; `undefined` for 0. */
	valueOf(code: number): string | undefined {
		return code === absent ? undefined : this.#texts[code];
	}

	#add(text: string): number {
		const code = this.#texts.length;
		this.#texts.push(text);
		this.#codes.set(text, code);
		return code;
	}
}

/**
A copy that stands alone. A string cut out of a response is a view that keeps the whole page of XML alive; over 200,000 instances that is
hundreds of megabytes for a few of IDs.
*/
export function detached(text: string): string {
	return text.isWellFormed() ? Buffer.from(text).toString() : text;
}
