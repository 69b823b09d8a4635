/**
Runs `work` for each item, at most `width` at a time, and gives the results in the order of the items. The first failure stops what has not
begun and rejects.
*/
export async function sideBySide<Item, Result>(
	items: readonly Item[],
	width: number,
	work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
	const results: Result[] = [];
	const queue = items.entries();
	const worker = async (): Promise<void> => {
		// One iterator that all workers share: each takes the next item that nobody has.
		for (const [index, item] of queue) {
			results[index] = await work(item);
		}
	};

	await Promise.all(Array.from({length: Math.min(width, items.length)}, worker));
	return results;
}
