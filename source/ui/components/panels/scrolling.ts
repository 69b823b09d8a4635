/**
Where a window of `visible` rows onto a list of `count` rows starts, for a list whose model keeps no scroll position of its own: the selected
row is in the middle, but for the ends of the list. It follows from the cursor alone, so that a list never has two positions.
*/
export function windowStart({
	count,
	visible,
	selected = 0,
}: {
	readonly count: number;
	readonly visible: number;
	readonly selected?: number | undefined;
}): number {
	return clamp(selected - Math.floor(visible / 2), 0, Math.max(0, count - visible));
}

/** For each visible row, whether the scroll bar's thumb covers it. The thumb touches an end only where the list does. */
export function scrollBar({
	count,
	visible,
	top,
}: {
	readonly count: number;
	readonly visible: number;
	readonly top: number;
}): readonly boolean[] {
	const size = clamp(Math.round((visible * visible) / count), 1, visible);
	const highest = count - visible;
	const free = visible - size;
	const start =
		top <= 0
			? 0
			: top >= highest
				? free
				: clamp(Math.round((top / highest) * free), Math.min(1, free), Math.max(0, free - 1));
	return Array.from({length: visible}, (_, row) => row >= start && row < start + size);
}

/** `37 of 1,482`: the row under the cursor, for a title line. */
export function positionText(selected: number, count: number): string {
	return count === 0 ? '0' : `${(selected + 1).toLocaleString('en-US')} of ${count.toLocaleString('en-US')}`;
}

function clamp(value: number, low: number, high: number): number {
	return Math.max(low, Math.min(high, value));
}
