/**
Runs generators side by side and yields what comes first. A generator is asked for its next item as soon as the last one was handed over,
so the slowest reader sets the pace and nothing piles up. The first failure ends the whole.
*/
export async function* merge<Item>(
	sources: Iterable<AsyncGenerator<Item, void, void>>,
): AsyncGenerator<Item, void, void> {
	const pending = new Map<AsyncGenerator<Item, void, void>, Promise<Advanced<Item>>>();
	const advance = (source: AsyncGenerator<Item, void, void>) => {
		// Leaving first puts the source behind the others, so that a fast one can't starve them.
		pending.delete(source);
		const step = stepOf(source);
		// It may fail while the reader is busy with another item: the race hears of it later, and until then it is no stray rejection.
		step.catch(() => undefined);
		pending.set(source, step);
	};

	for (const source of sources) {
		advance(source);
	}

	try {
		while (pending.size > 0) {
			const {source, step} = await Promise.race(pending.values());
			if (step.done === true) {
				pending.delete(source);
			} else {
				advance(source);
				yield step.value;
			}
		}
	} finally {
		// Not awaited: a source amid a call only returns when the call ends, which its own signal brings about.
		for (const source of pending.keys()) {
			source.return().catch(() => undefined);
		}
	}
}

type Advanced<Item> = {source: AsyncGenerator<Item, void, void>; step: IteratorResult<Item, void>};

async function stepOf<Item>(source: AsyncGenerator<Item, void, void>): Promise<Advanced<Item>> {
	return {source, step: await source.next()};
}
