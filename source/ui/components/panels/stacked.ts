/** Texts below each other in a column of so many lines: what can be shortened is named as far as there is room, and the rest counted. */
import {line, type Line} from '../text/lines.tsx';

export type Block = {
	/** Over its lines; absent: it goes on from the one before without a gap. */
	readonly title?: string | undefined;
	readonly lines: readonly Line[];
	/** One that can be shortened: a line each, the most important first. */
	readonly shortened?: {
		/** At least so many lines stay, however small the room. */
		readonly least: number;
		/** What stands for those that are left out. */
		readonly more: (count: number) => Line;
	};
};

/** The blocks that have anything to say, in their order. Those that can be shortened share what the others leave, the first one first. */
export function stacked(blocks: readonly Block[], room: number): readonly Line[] {
	const shown = blocks.filter(({lines}) => lines.length > 0);
	const titles = shown.reduce(
		(sum, {title}, index) => sum + (title === undefined ? 0 : 1) + (hasGap(shown, index) ? 1 : 0),
		0,
	);
	const kept = shown.map(({lines, shortened}) =>
		shortened === undefined ? lines.length : Math.min(lines.length, shortened.least),
	);
	let free = room - titles - kept.reduce((sum, count) => sum + count, 0);
	return shown.flatMap((block, index) => {
		const {title, lines} = block;
		const least = kept[index] ?? 0;
		const more = Math.max(0, Math.min(lines.length - least, free));
		free -= more;
		return [
			...(hasGap(shown, index) ? [line('')] : []),
			...(title === undefined ? [] : [line(title, 'heading')]),
			...cut(block, least + more),
		];
	});
}

/** A title stands apart from what is above it. */
function hasGap(blocks: readonly Block[], index: number): boolean {
	return index > 0 && blocks[index]?.title !== undefined;
}

function cut({lines, shortened}: Block, count: number): readonly Line[] {
	return shortened === undefined || lines.length <= count
		? lines
		: count === 0
			? []
			: [...lines.slice(0, count - 1), shortened.more(lines.length - count + 1)];
}
