/** Panels that must have been on the screen in whole, from the first line to the last, before any words count. */
import type {MoveEvent} from '../machine/event.ts';
import {onList} from '../machine/list.ts';

/** What has been drawn of a panel: its lines up to `seen`, of so many; how many at once; and the line that its last frame begins with. */
export type Shown<Panel> = {
	readonly panel: Panel;
	readonly seen: number;
	readonly of: number;
	readonly atOnce: number;
	readonly last?: number;
	readonly layout?: string | undefined;
};

/** A frame with the lines `from` up to `to` of a panel has been written to the terminal. */
export type Drawn<Panel> = {
	readonly panel: Panel;
	readonly from: number;
	readonly to: number;
	readonly of: number;
	/** The line that the frame with its last line begins with, where that has room for fewer lines than this one. */
	readonly last?: number;
	/** What the lines say: laid out for another room they are other lines, though as many. */
	readonly layout?: string | undefined;
};

/** What has been drawn once this frame was, too; the same object where that is no more than before. */
export function withDrawn<Panel>(
	shown: Shown<Panel> | undefined,
	{panel, from, to, of, last, layout}: Drawn<Panel>,
	isSame: (left: Panel, right: Panel) => boolean,
): Shown<Panel> {
	const known = shown?.of === of && shown.layout === layout && isSame(shown.panel, panel) ? shown : undefined;
	const before = known?.seen ?? 0;
	// What comes after lines that were not seen does not count.
	const seen = from <= before ? Math.max(before, to) : before;
	const atOnce = to - from;
	return known?.seen === seen && known.atOnce === atOnce && known.last === last
		? known
		: {panel, seen, of, atOnce, layout, ...(last !== undefined && {last})};
}

/** Whether all of it has been on the screen. */
export function isSeen({seen, of}: Shown<unknown>): boolean {
	return seen >= of;
}

/** How far somebody has read what is to be read before it is acted on. */
export type Read<Panel> = {
	/** The first line to be drawn, where not all of them fit. */
	readonly top: number;
	readonly shown?: Shown<Panel>;
};

/** The first line to draw after a key, never past lines that have not been drawn: what was left out would have to be looked for. */
export function scrolled(top: number, event: MoveEvent, shown: Shown<unknown> | undefined): number {
	const {seen = 0, of = 1, atOnce = 1, last = of - atOnce} = shown ?? {};
	const by = event.type === 'move' ? Math.max(-atOnce, Math.min(atOnce, event.by)) : event.to === 'top' ? -of : atOnce;
	return Math.min(seen, onList(top + by, Math.max(1, last + 1)));
}

/** A page on, as enter reads where nothing may be acted on yet. */
export const pageOn = {type: 'move', by: 100} as const satisfies MoveEvent;
