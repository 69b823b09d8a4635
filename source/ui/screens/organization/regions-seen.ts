/** The grid of an organization has as many Regions as there is room for: the others are scrolled to, and counted. */
import {widthOf} from '../../components/text/fit.ts';

/** What the columns take that are never left out, with the gaps around: account, name without its text, not allowed, unread. */
const otherColumns = 12 + 2 + 2 + 2 + 11 + 2 + 6;

/** The table keeps two columns for its cursor, and two for how far it is scrolled. */
const margins = 4;

/** The Regions that there is room for; with the one under the cursor, as near to the middle as can be. */
export type RegionsSeen = {
	readonly first: number;
	readonly count: number;
	readonly title: string;
	readonly width: number;
};

/** Where there is no room for all Regions beside names of so many columns, the title says which of them are seen. */
export function regionsSeen(
	{room, names}: {readonly room: number; readonly names: number},
	total: number,
	column: number,
): RegionsSeen {
	const brackets = 2;
	const free = Math.max(5, room - margins - otherColumns - names - brackets);
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

/** The width of the longest of the texts of a column, between the least and the most that it may have. */
export function columnFor(texts: readonly string[], least: number, most: number): number {
	const longest = Math.max(0, ...texts.map((text) => widthOf(text)));
	return Math.max(least, Math.min(most, longest));
}

/** What names can have at most beside the Regions that are seen. */
export function roomForNames(room: number, seen: RegionsSeen): number {
	return room - margins - otherColumns - seen.width;
}
