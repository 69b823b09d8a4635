/**
What the bundle puts before Ink's `logUpdate`, which writes changed lines anew from their first change on: where one frame follows another of as
many lines, only the cells that differ are written. Everything else is Ink's: the first frame, another size, leaving a cursor that is shown.
*/
import type {WriteStream} from 'node:tty';
import {frameChange} from './frame-change.ts';

type Position = {readonly x: number; readonly y: number};

type Draw = {
	(frame: string): boolean;
	clear(): void;
	done(): void;
	reset(): void;
	/** Takes a frame for the one that is on the screen. */
	sync(frame: string): void;
	setCursorPosition(position: Position | undefined): void;
	isCursorDirty(): boolean;
	willRender(frame: string): boolean;
	/** Where the cursor is shown, if it is. */
	getCursorPosition(): Position | undefined;
};

type LogUpdate = {
	create(stream: WriteStream, options?: {readonly incremental?: boolean; readonly showCursor?: boolean}): Draw;
};

/** An object that leaves on the screen what `original` leaves there. */
export default function quickLogUpdate(original: LogUpdate): LogUpdate {
	return {
		create(stream, options) {
			const draw = original.create(stream, options);
			return options?.incremental === true ? quickened(draw, stream) : draw;
		},
	};
}

function quickened(draw: Draw, stream: WriteStream): Draw {
	/** The frame on the screen, as far as it is known, and the width of the window then. */
	let shown: {readonly frame: string; readonly columns: number} | undefined;

	const quick = (frame: string): boolean => {
		const {columns} = stream;
		const change =
			shown?.columns !== columns || draw.getCursorPosition() !== undefined
				? undefined
				: frameChange(shown.frame, frame, columns);
		shown = {frame, columns};
		if (change === undefined) {
			return draw(frame);
		}

		const hasChanged = draw.willRender(frame);
		if (change !== '') {
			stream.write(change);
		}

		draw.sync(frame);
		return hasChanged;
	};

	const forgetting = (work: () => void) => () => {
		shown = undefined;
		work();
	};

	return Object.assign(quick, {
		...draw,
		clear: forgetting(draw.clear),
		done: forgetting(draw.done),
		reset: forgetting(draw.reset),
		sync(frame: string) {
			shown = {frame, columns: stream.columns};
			draw.sync(frame);
		},
	});
}
