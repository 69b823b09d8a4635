/** The grid of an organization has as many Regions as there is room for: the others are scrolled to, and counted. */
/** What the columns take that are never left out, with the gaps around: account, name, not allowed, unread. */
const otherColumns = 12 + 2 + 10 + 2 + 2 + 11 + 2 + 6;

/** The Regions that there is room for; with the one under the cursor, as near to the middle as can be. */
export type RegionsSeen = {
	readonly first: number;
	readonly count: number;
	readonly title: string;
	readonly width: number;
};

/** Where there is no room for all Regions, the title says which of them are seen. */
export function regionsSeen(room: number, total: number, column: number): RegionsSeen {
	const brackets = 2;
	// The table keeps two columns for its cursor, and two for how far it is scrolled.
	const free = Math.max(5, room - 4 - otherColumns - brackets);
	const count = Math.min(total, free);
	const first = Math.max(0, Math.min(total - count, column - Math.floor(count / 2)));
	const titles =
		count === total
			? ['Regions']
			: [
					`Regions ${first + 1}-${first + count} of ${total}`,
					`${first + 1}-${first + count} of ${total}`,
					`${first + 1}-${first + count}`,
				];
	const width = Math.max(7, count + brackets);
	return {first, count, width, title: titles.find((title) => title.length <= width) ?? titles.at(-1) ?? ''};
}
