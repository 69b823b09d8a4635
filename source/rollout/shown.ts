/** Panels that must have been on the screen in whole, from the first line to the last, before any words count. */
import type {MoveEvent} from '../machine/event.ts';
import {onList} from '../machine/list.ts';

/** What has been drawn of a panel: its lines up to `seen`, of so many; and how many at once. */
export type Shown<Panel> = {
	readonly panel: Panel;
	readonly seen: number;
	readonly of: number;
	readonly atOnce: number;
	readonly layout?: string | undefined;
};

/** A frame with the lines `from` up to `to` of a panel has been written to the terminal. */
export type Drawn<Panel> = {
	readonly panel: Panel;
	readonly from: number;
	readonly to: number;
	readonly of: number;
	/** What the lines say: laid out for another room they are other lines, though as many. */
	readonly layout?: string | undefined;
};

/** What has been drawn once this frame was, too; the same object where that is no more than before. */
export function withDrawn<Panel>(
	shown: Shown<Panel> | undefined,
	{panel, from, to, of, layout}: Drawn<Panel>,
	isSame: (left: Panel, right: Panel) => boolean,
): Shown<Panel> {
	const known = shown?.of === of && shown.layout === layout && isSame(shown.panel, panel) ? shown : undefined;
	const before = known?.seen ?? 0;
	// What comes after lines that were not seen does not count.
	const seen = from <= before ? Math.max(before, to) : before;
	return known?.seen === seen && known.atOnce === to - from ? known : {panel, seen, of, atOnce: to - from, layout};
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
	const {seen = 0, of = 1, atOnce = 1} = shown ?? {};
	const by = event.type === 'move' ? Math.max(-atOnce, Math.min(atOnce, event.by)) : event.to === 'top' ? -of : atOnce;
	return Math.min(seen, onList(top + by, Math.max(1, of - atOnce + 1)));
}

/** A page on, as enter reads where nothing may be acted on yet. */
export const pageOn = {type: 'move', by: 100} as const satisfies MoveEvent;
