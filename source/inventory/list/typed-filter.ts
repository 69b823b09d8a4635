import type {Fields} from './fields.ts';
import {compileFilter} from './filter.ts';

/** A filter while it is typed: the text, what is wrong with it, and the last one that was right, which is what the list goes by. */
export class TypedFilter {
	#text = '';
	#error: string | undefined;
	#good = '';

	get text(): string {
		return this.#text;
	}

	get error(): string | undefined {
		return this.#error;
	}

	/** The last one that was right. */
	get good(): string {
		return this.#good;
	}

	/** Takes what was typed. Gives the filter that the list goes by from now on, or `undefined` where it stays what it was. */
	type(text: string, fields: Fields): {readonly isEmpty: boolean} | undefined {
		this.#text = text;
		const filter = compileFilter(text, fields);
		this.#error = filter.status === 'wrong' ? filter.message : undefined;
		if (filter.status === 'wrong' || text === this.#good) {
			return undefined;
		}

		this.#good = text;
		return filter;
	}
}
