import type {WriteStream} from 'node:tty';
import {widthOf} from '../components/text/fit.ts';

/**
A terminal that is only ever written ASCII: what else a frame holds (a foreign name, Ink's own sign for a cut) becomes signs of the same
width. It is the last door before the terminal, so that nothing has to think of it.
*/
export function asciiOutput(stdout: WriteStream): WriteStream {
	return new Proxy(stdout, {
		get(target, name) {
			if (name === 'write') {
				return (chunk: unknown, ...rest: readonly unknown[]): unknown =>
					Reflect.apply(target.write, target, [typeof chunk === 'string' ? inAscii(chunk) : chunk, ...rest]);
			}

			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		},
		set: (target, name, value) => Reflect.set(target, name, value, target),
	});
}

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** Signs of our own sentences, and what is written for them. */
const ours = new Map([
	['…', '~'],
	['·', '-'],
	['–', '-'],
	['—', '-'],
	['→', '>'],
	['×', 'x'],
	['−', '-'],
	['“', '"'],
	['”', '"'],
]);

/** `text` with every grapheme that isn't ASCII replaced by one sign a column. */
function inAscii(text: string): string {
	return text.replaceAll(/\P{ASCII}+/gu, (run) =>
		Array.from(segmenter.segment(run), ({segment}) => ours.get(segment) ?? '?'.repeat(widthOf(segment))).join(''),
	);
}
