/**
The names a person may have meant, nearest first: those within a few slips of the keyboard (a swap of neighbours counts as one), or that
begin with what was typed; at most `limit` of them, and none where nothing is near.
*/
export function nearest(typed: string, names: Iterable<string>, limit = 3): readonly string[] {
	const wanted = typed.toLowerCase();
	const allowed = wanted.length < 5 ? 1 : Math.max(2, Math.floor(wanted.length / 4));
	return [...new Set(names)]
		.map((name) => ({name, distance: distanceFrom(wanted, name.toLowerCase())}))
		.filter(({distance}) => distance <= allowed)
		.toSorted((left, right) => left.distance - right.distance)
		.slice(0, limit)
		.map(({name}) => name);
}

/** "Did you mean a, b or c?", or what to do where nothing is near. */
export function didYouMean(typed: string, names: Iterable<string>, otherwise: string): string {
	const near = nearest(typed, names);
	return near.length === 0
		? otherwise
		: `Did you mean ${new Intl.ListFormat('en', {type: 'disjunction'}).format(near)}?`;
}

function distanceFrom(wanted: string, name: string): number {
	return wanted.length > 1 && name.startsWith(wanted) ? 0 : slips(wanted, name);
}

/** The optimal string alignment distance. */
function slips(left: string, right: string): number {
	let beforeLast: number[] = [];
	let last = Array.from({length: right.length + 1}, (_, index) => index);
	for (let row = 1; row <= left.length; row++) {
		const current = [row];
		for (let column = 1; column <= right.length; column++) {
			const isSame = left[row - 1] === right[column - 1];
			const isSwap =
				row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
			current[column] = Math.min(
				at(last, column) + 1,
				at(current, column - 1) + 1,
				at(last, column - 1) + (isSame ? 0 : 1),
				isSwap ? at(beforeLast, column - 2) + 1 : Infinity,
			);
		}

		beforeLast = last;
		last = current;
	}

	return at(last, right.length);
}

function at(row: readonly number[], index: number): number {
	return row[index] ?? Infinity;
}
