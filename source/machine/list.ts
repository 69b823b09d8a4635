/** The cursor of a list that is wholly in the state. */
import type {MoveEvent} from './event.ts';

/** The cursor after a move, kept on the list; 0 where the list is empty. */
export function movedCursor(cursor: number, event: MoveEvent, length: number): number {
	if (event.type === 'move') {
		return onList(onList(cursor, length) + event.by, length);
	}

	return event.to === 'top' ? 0 : onList(Infinity, length);
}

/** An index, or the nearest one that is on a list of this length. */
export function onList(index: number, length: number): number {
	return Math.max(0, Math.min(length - 1, index));
}
