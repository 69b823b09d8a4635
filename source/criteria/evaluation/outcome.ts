/** What became of a condition: three-valued, since evidence may be missing. */
export type Outcome = 'met' | 'not met' | 'unknown';

/** Kleene's AND: one that fails decides; otherwise one that is not known leaves it open. Of nothing: met. */
export function every(outcomes: Iterable<Outcome>): Outcome {
	let result: Outcome = 'met';
	for (const outcome of outcomes) {
		if (outcome === 'not met') {
			return outcome;
		}

		if (outcome === 'unknown') {
			result = outcome;
		}
	}

	return result;
}

/** Kleene's OR: one that holds decides; otherwise one that is not known leaves it open. Of nothing: not met. */
export function some(outcomes: Iterable<Outcome>): Outcome {
	let result: Outcome = 'not met';
	for (const outcome of outcomes) {
		if (outcome === 'met') {
			return outcome;
		}

		if (outcome === 'unknown') {
			result = outcome;
		}
	}

	return result;
}
