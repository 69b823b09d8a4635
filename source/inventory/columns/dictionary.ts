import {Buffer} from 'node:buffer';

/** The code of a value that is not there. */
export const absent = 0;

/** Each distinct string once, under a small integer; columns hold the integers. Code 0 means "not there", so real codes start at 1. */
export class Dictionary {
	/** Made when it is first needed: a dictionary that is only read does without. */
	#codes: Map<string, number> | undefined;
	readonly #texts: string[];
	#last = '';
	#lastCode = absent;

	/** `texts`: those that it begins with, by their codes; code 0 is the empty text. */
	constructor(texts: readonly string[] = ['']) {
		this.#texts = [...texts];
	}

	/** The texts by their codes. */
	get texts(): readonly string[] {
		return this.#texts;
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
			this.#lastCode = this.#known.get(text) ?? this.#add(detached(text));
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

	get #known(): Map<string, number> {
		this.#codes ??= new Map(
			this.#texts
				.entries()
				.drop(1)
				.map(([code, text]) => [text, code]),
		);
		return this.#codes;
	}

	#add(text: string): number {
		const code = this.#texts.length;
		// Before the text is there: the codes may have to be made of the others first.
		this.#known.set(text, code);
		this.#texts.push(text);
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
