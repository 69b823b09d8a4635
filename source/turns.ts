/** Those who wait for their turn, first come, first served. */
const waiting: Array<() => void> = [];

/**
Resolves when it is one's turn to work for a few milliseconds: one caller at a time, and before each whatever has arrived meanwhile is
handled, a key press above all. The pages of a scan come in by the dozen; worked through as they come, each would be quick, and all together
would leave the keyboard waiting for half a second.
*/
export async function nextTurn(): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	waiting.push(resolve);
	if (waiting.length === 1) {
		setImmediate(giveTurn);
	}

	return promise;
}

function giveTurn(): void {
	waiting.shift()?.();
	if (waiting.length > 0) {
		// Comes after the input that is there by then.
		setImmediate(giveTurn);
	}
}
