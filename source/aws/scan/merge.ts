/**
Runs generators side by side and yields what comes first. A generator is asked for its next item as soon as the last one was handed over,
so the slowest reader sets the pace and nothing piles up. The first failure ends the whole.
*/
export async function* merge<Item>(
	sources: Iterable<AsyncGenerator<Item, void, void>>,
): AsyncGenerator<Item, void, void> {
	const running = new Set<AsyncGenerator<Item, void, void>>();
	/** In the order they came, so that a fast source can't starve the others. */
	const settled: Array<Settled<Item>> = [];
	let wake: (() => void) | undefined;
	// Not a race of promises: one that waits long would keep everything that was faster than it.
	const settle = (step: Settled<Item>): void => {
		settled.push(step);
		wake?.();
	};

	const advance = (source: AsyncGenerator<Item, void, void>): void => {
		running.add(source);
		void stepOf(source).then(settle);
	};

	for (const source of sources) {
		advance(source);
	}

	try {
		while (running.size > 0) {
			const next = settled.shift();
			if (next === undefined) {
				const {promise, resolve} = Promise.withResolvers<void>();
				wake = resolve;
				await promise;
			} else if (next.step === undefined) {
				throw next.error;
			} else if (next.step.done === true) {
				running.delete(next.source);
			} else {
				advance(next.source);
				yield next.step.value;
			}
		}
	} finally {
		// Not awaited: a source amid a call only returns when the call ends, which its own signal brings about.
		for (const source of running) {
			source.return().catch(() => undefined);
		}
	}
}

/** What a source gave when it was asked. */
type Settled<Item> = {readonly source: AsyncGenerator<Item, void, void>} & (
	{readonly step: IteratorResult<Item, void>} | {readonly step?: undefined; readonly error: unknown}
);

async function stepOf<Item>(source: AsyncGenerator<Item, void, void>): Promise<Settled<Item>> {
	try {
		return {source, step: await source.next()};
	} catch (error) {
		return {source, error};
	}
}
