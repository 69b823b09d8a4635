/** Where a window of `visible` rows onto `count` rows starts. It moves no more than it must to keep the selected row in sight. */
export function scrollTop({
	count,
	visible,
	selected,
	top,
}: {
	readonly count: number;
	readonly visible: number;
	readonly selected: number | undefined;
	/** Where it started before. */
	readonly top: number;
}): number {
	const highest = Math.max(0, count - visible);
	if (selected === undefined) {
		return clamp(top, 0, highest);
	}

	const row = clamp(selected, 0, Math.max(0, count - 1));
	return clamp(clamp(top, row - visible + 1, row), 0, highest);
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
