import {problemOf, type Problem} from '../../problem.ts';
import type {LaunchGap} from './launch.ts';

/** Collects what could not be asked of a Region: each source may fail alone, and is named then. */
export class Gaps {
	readonly #region: string;
	readonly #signal: AbortSignal;
	readonly all: LaunchGap[] = [];

	/** Once `signal` fires, what fails is no gap: it rejects. */
	constructor(region: string, signal: AbortSignal) {
		this.#region = region;
		this.#signal = signal;
	}

	/** What is named already, with the same problem, is not named again. */
	add(what: string, problem: Problem): void {
		if (this.all.some((gap) => gap.what === what && gap.problem.what === problem.what)) {
			return;
		}

		this.all.push({region: this.#region, what, problem});
	}

	/** What `ask` gives, or `undefined` and a gap. */
	async orGap<Value>(what: string, ask: () => Promise<Value>): Promise<Value | undefined> {
		try {
			return await ask();
		} catch (error) {
			this.#signal.throwIfAborted();
			this.add(what, problemOf(error));
			return undefined;
		}
	}

	/** All items of all pages that came in; where one fails, those before it and a gap. `isWhole` tells which. */
	async pages<Item>(
		what: string,
		pages: () => AsyncIterable<readonly Item[]>,
	): Promise<{readonly items: readonly Item[]; readonly isWhole: boolean}> {
		const items: Item[] = [];
		const read = await this.orGap(what, async () => {
			for await (const page of pages()) {
				items.push(...page);
			}

			return true;
		});
		return {items, isWhole: read === true};
	}
}
