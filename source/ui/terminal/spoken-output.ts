import type {WriteStream} from 'node:tty';
import {Speech} from './speech.ts';

/** Milliseconds without a letter after which nobody is taken to type. */
const pause = 500;

/**
A terminal that is read aloud: of Ink's frames it is written only what they add, line after line, and of escape sequences only those that move
nothing. Ink has to write whole frames, each in one piece (its option `debug`).
*/
export function spokenOutput(stdout: WriteStream): WriteStream {
	const speech = new Speech();
	let timer: NodeJS.Timeout | undefined;
	const textOf = (chunk: string): string => {
		if (chunk === '' || onlyModes.test(chunk)) {
			return chunk;
		}

		clearTimeout(timer);
		const text = chunk === '\n' || onlySequences.test(chunk) ? speech.close() : speech.of(chunk);
		if (speech.isHolding) {
			timer = setTimeout(() => {
				stdout.write(speech.rested());
			}, pause);
			timer.unref();
		}

		return text;
	};

	return new Proxy(stdout, {
		get(target, name) {
			if (name === 'write') {
				return (chunk: unknown, ...rest: readonly unknown[]): unknown =>
					Reflect.apply(target.write, target, [typeof chunk === 'string' ? textOf(chunk) : chunk, ...rest]);
			}

			// As wide as one column of text is; lists need no room, as they say one row at a time.
			if (name === 'columns') {
				return Math.min(widest, Math.max(narrowest, target.columns));
			}

			if (name === 'rows') {
				return rows;
			}

			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		},
		set: (target, name, value) => Reflect.set(target, name, value, target),
	});
}

const narrowest = 60;
const widest = 99;
const rows = 60;

/** Modes set and unset, and what the window is called. */
const onlyModes = /^(?:\p{Cc}\[\?\d+[hl]|\p{Cc}\[2[23];2t|\p{Cc}\]2;\P{Cc}*\p{Cc}|[^\P{Cc}\n])+$/u;
/** Anything else that prints nothing. */
const onlySequences = /^(?:\p{Cc}\[[\d;?]*[A-Za-z])+$/u;
