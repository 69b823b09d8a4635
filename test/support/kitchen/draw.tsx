/** Draws a screen at any size, as the terminal would get it, without a terminal. */
import {Readable, Writable} from 'node:stream';
import {render} from 'ink';
import type {ReactElement} from 'react';
import {ThemeContext} from '../../../source/ui/hooks/use-theme.ts';
import type {Theme} from '../../../source/ui/theme.ts';

export type Size = {readonly columns: number; readonly rows: number};

/** What Ink writes to: it remembers the last frame. */
class Page extends Writable {
	readonly columns: number;
	readonly rows: number;
	frame = '';
	count = 0;

	constructor({columns, rows}: Size) {
		super({decodeStrings: false});
		this.columns = columns;
		this.rows = rows;
	}

	get isTTY(): boolean {
		return true;
	}

	override _write(text: string, _encoding: string, done: () => void): void {
		// Ink also writes nothing, to hear when all has been written.
		if (text !== '') {
			this.frame = text;
			this.count++;
		}

		done();
	}
}

const ignore = (): void => undefined;

/** A keyboard that nobody touches. */
class Keyboard extends Readable {
	readonly setRawMode = ignore;
	readonly ref = ignore;
	readonly unref = ignore;
	override _read = ignore;

	get isTTY(): boolean {
		return true;
	}
}

/** A clock that stands still: what waits for it comes when it is put forward. */
class StoppedClock {
	readonly #real = setTimeout;
	#waiting: Array<() => void> = [];

	constructor() {
		const wait = (callback: () => void): NodeJS.Timeout => {
			this.#waiting.push(callback);
			// A handle that can be cleared, of a timer that does nothing.
			const handle = this.#real(ignore, 0);
			return handle.unref();
		};

		Reflect.set(globalThis, 'setTimeout', wait);
	}

	forward(): void {
		const due = this.#waiting;
		this.#waiting = [];
		for (const callback of due) {
			callback();
		}
	}

	[Symbol.dispose](): void {
		Reflect.set(globalThis, 'setTimeout', this.#real);
	}
}

/**
The screen once it has come to rest: as many lines as the window has rows. The clock that screens wait by stands still meanwhile, and is put forward
once, so that nothing hangs on how busy the machine is: screens are drawn one after the other.
*/
export async function draw(screen: ReactElement, size: Size, theme: Theme): Promise<string> {
	using clock = new StoppedClock();
	const page = new Page(size);
	const instance = render(<ThemeContext value={theme}>{screen}</ThemeContext>, {
		stdout: page as unknown as NodeJS.WriteStream,
		stderr: page as unknown as NodeJS.WriteStream,
		stdin: new Keyboard() as unknown as NodeJS.ReadStream,
		debug: true,
		exitOnCtrlC: false,
		patchConsole: false,
	});
	await quiet(page);
	clock.forward();
	await quiet(page);
	const {frame} = page;
	instance.unmount();
	instance.cleanup();
	return frame;
}

/** Turns without a frame after which there is no more to come: effects, and what they tell the state, take a few each. */
const turns = 6;

async function quiet(page: Page): Promise<void> {
	for (let without = 0, {count} = page; without < turns; without++) {
		await new Promise((resolve) => {
			setImmediate(resolve);
		});
		if (page.count === count) {
			continue;
		}

		({count} = page);
		without = -1;
	}
}
