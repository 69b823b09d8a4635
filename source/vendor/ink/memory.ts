/**
A function that remembers what it gave. For what Ink works out anew for every line of every frame: from one frame to the next, most lines are
the same. `most` answers are remembered; one more, and all are forgotten.
*/
export function remembering<Argument, Result>(work: (argument: Argument) => Result, most = 4096): typeof work {
	const known = new Map<Argument, {readonly result: Result}>();
	return (argument) => {
		let entry = known.get(argument);
		if (entry === undefined) {
			if (known.size >= most) {
				known.clear();
			}

			entry = {result: work(argument)};
			known.set(argument, entry);
		}

		return entry.result;
	};
}
