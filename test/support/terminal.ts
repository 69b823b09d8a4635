/**
A real terminal for tests: a program on a pseudo-terminal, its screen as a person sees it. Nothing here waits for a fixed time: `waitFor` looks
at the screen after everything the program wrote has been drawn, each time it wrote something.
*/
import process from 'node:process';
import {spawn, type IPty} from '@lydell/node-pty';
import xterm, {type IBufferCell, type Terminal as Screen} from '@xterm/headless';
import {WholeFrames} from './whole-frames.ts';

export type TerminalOptions = {
	readonly command: string;
	readonly args?: readonly string[];
	readonly cwd?: string;
	/** On top of a small clean environment; nothing of the test's own (`CI`, `NO_COLOR`, AWS settings) leaks in. */
	readonly env?: Readonly<Record<string, string>>;
	readonly columns?: number;
	readonly rows?: number;
};

export type Colour = {readonly mode: 'default' | 'palette' | 'rgb'; readonly value: number};

export type Cell = {
	/** Empty for the second half of a wide character. */
	readonly text: string;
	/** In columns: 0, 1 or 2. */
	readonly width: number;
	readonly foreground: Colour;
	readonly background: Colour;
	readonly bold: boolean;
	readonly dim: boolean;
	readonly inverse: boolean;
	readonly underline: boolean;
};

/** A screen that can be drawn: its size, and the cells of each of its lines. */
export type Page = {
	readonly columns: number;
	readonly rows: number;
	cells(index: number): readonly Cell[];
};

export type Modes = {
	readonly alternateScreen: boolean;
	readonly cursorHidden: boolean;
	readonly bracketedPaste: boolean;
};

export type Expectation = string | RegExp | ((screen: string) => boolean);

/** Keys as `source/ui/presses.ts` names them, as a terminal sends them. */
const sequences: Readonly<Record<string, string>> = {
	enter: '\r',
	esc: '\u{1B}',
	tab: '\t',
	'shift+tab': '\u{1B}[Z',
	space: ' ',
	backspace: '\u{7F}',
	delete: '\u{1B}[3~',
	up: '\u{1B}[A',
	down: '\u{1B}[B',
	right: '\u{1B}[C',
	left: '\u{1B}[D',
	home: '\u{1B}[H',
	end: '\u{1B}[F',
	pageup: '\u{1B}[5~',
	pagedown: '\u{1B}[6~',
	'ctrl+left': '\u{1B}[1;5D',
	'ctrl+right': '\u{1B}[1;5C',
};

/** What a terminal sends for a press: a character, a key's name, `ctrl+` a letter. */
export function sequenceOf(press: string): string {
	const control = /^ctrl\+([a-z])$/.exec(press)?.[1];
	return control === undefined ? (sequences[press] ?? press) : String.fromCodePoint((control.codePointAt(0) ?? 0) - 96);
}

export class Terminal implements AsyncDisposable {
	/** Resolves once the program has ended and its last output is on the screen. `signal` is 0 unless one killed it. */
	readonly ended: Promise<{readonly exitCode: number; readonly signal: number}>;
	readonly #screen: Screen;
	readonly #pty: IPty;
	readonly #frames = new WholeFrames();
	readonly #watchers = new Set<() => void>();
	#hasEnded = false;
	#output = '';
	#bells = 0;
	#shownSince = 0;

	constructor({command, args = [], cwd, env = {}, columns = 80, rows = 24}: TerminalOptions) {
		this.#screen = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 1000});
		this.#pty = spawn(command, [...args], {
			name: 'xterm-256color',
			cols: columns,
			rows,
			...(cwd !== undefined && {cwd}),
			env: {
				PATH: process.env.PATH ?? '',
				HOME: process.env.HOME ?? '/',
				LANG: 'C.UTF-8',
				TERM: 'xterm-256color',
				...env,
			},
		});
		this.#pty.onData((data) => {
			const arrived = performance.now();
			this.#output += data;
			this.#screen.write(this.#frames.push(data), () => {
				this.#shownSince = arrived;
				this.#notify();
			});
		});
		this.#screen.onBell(() => {
			this.#bells++;
		});
		// A terminal answers some questions (where is the cursor, what are you).
		this.#screen.onData((answer) => {
			this.#send(answer);
		});
		const {promise, resolve} = Promise.withResolvers<{exitCode: number; signal: number}>();
		this.ended = promise;
		this.#pty.onExit(({exitCode, signal = 0}) => {
			this.#screen.write(this.#frames.rest(), () => {
				this.#hasEnded = true;
				resolve({exitCode, signal});
				this.#notify();
			});
		});
	}

	get pid(): number {
		return this.#pty.pid;
	}

	get columns(): number {
		return this.#screen.cols;
	}

	get rows(): number {
		return this.#screen.rows;
	}

	/** The program's exit code, once it has ended. */
	get exitCode(): Promise<number> {
		return this.ended.then(({exitCode}) => exitCode);
	}

	/** All that the program wrote so far, escape sequences and all. */
	get output(): string {
		return this.#output;
	}

	/** How often the bell rang. */
	get bells(): number {
		return this.#bells;
	}

	/** When the last output that is on the screen arrived here, on the clock of `performance`: drawing it is the emulator's work. */
	get shownSince(): number {
		return this.#shownSince;
	}

	get modes(): Modes {
		// Cursor visibility is the one mode that the public interface leaves out.
		const {_core: core} = this.#screen as unknown as {_core: {coreService: {isCursorHidden: boolean}}};
		return {
			alternateScreen: this.#screen.buffer.active.type === 'alternate',
			cursorHidden: core.coreService.isCursorHidden,
			bracketedPaste: this.#screen.modes.bracketedPasteMode,
		};
	}

	/** What is on the screen, of whole frames, without blanks at the ends of lines and empty lines at the end. */
	screen(): string {
		return this.#lines().join('\n').trimEnd();
	}

	/** One line of the screen, from 0. */
	line(index: number): string {
		return this.#lines()[index] ?? '';
	}

	/** The cells of one line of the screen. */
	cells(index: number): readonly Cell[] {
		return cellsOf(this.#screen, index);
	}

	/**
	Resolves with the screen as soon as it shows what is expected, which it may do already. Rejects, with the screen in the message, once the
	program has ended without showing it or after `timeout` milliseconds.
	*/
	async waitFor(expected: Expectation, {timeout = 240_000}: {readonly timeout?: number} = {}): Promise<string> {
		const {promise, resolve, reject} = Promise.withResolvers<string>();
		const fail = (why: string) => {
			reject(new Error(`${why} while waiting for ${String(expected)}. On the screen:\n${this.#drawing()}`));
		};

		const look = () => {
			const screen = this.screen();
			if (isShown(screen, expected)) {
				resolve(screen);
			} else if (this.#hasEnded) {
				fail('The program ended');
			}
		};

		const timer = setTimeout(() => {
			fail(`${timeout} ms went by`);
		}, timeout);
		this.#watchers.add(look);
		look();
		try {
			return await promise;
		} finally {
			clearTimeout(timer);
			this.#watchers.delete(look);
		}
	}

	/** Presses keys, by name or character. Each goes out on its own, but may well arrive together with the next. */
	press(...presses: readonly string[]): void {
		for (const press of presses) {
			this.#send(sequenceOf(press));
		}
	}

	/** Types text as fast as it can be. */
	type(text: string): void {
		this.#send(text);
	}

	/** Pastes text as a terminal does: in brackets where the program asked for these, as typed text where not. */
	paste(text: string): void {
		this.#send(this.modes.bracketedPaste ? `\u{1B}[200~${text}\u{1B}[201~` : text);
	}

	resize(columns: number, rows: number): void {
		this.#screen.resize(columns, rows);
		this.#pty.resize(columns, rows);
	}

	kill(signal: NodeJS.Signals = 'SIGTERM'): void {
		this.#pty.kill(signal);
	}

	/** Ends what still runs. */
	async [Symbol.asyncDispose](): Promise<void> {
		if (!this.#hasEnded) {
			this.kill('SIGKILL');
		}

		await this.ended;
		this.#screen.dispose();
	}

	#send(data: string): void {
		if (!this.#hasEnded) {
			this.#pty.write(data);
		}
	}

	#notify(): void {
		for (const look of this.#watchers) {
			look();
		}
	}

	#lines(): readonly string[] {
		const {active} = this.#screen.buffer;
		return Array.from(
			{length: this.rows},
			(_, row) =>
				active
					.getLine(active.baseY + row)
					?.translateToString(true)
					.trimEnd() ?? '',
		);
	}

	#drawing(): string {
		const edge = `+${'-'.repeat(this.columns)}+`;
		return [edge, ...this.#lines().map((line) => `|${line}`), edge].join('\n');
	}
}

/** Starts a program on a terminal of its own. Use it with `await using`, so that no failed test leaves a program behind. */
export function openTerminal(options: TerminalOptions): Terminal {
	return new Terminal(options);
}

/** What a terminal of this size shows of a text that was written to it. */
export async function pageOf(
	text: string,
	{columns, rows}: {readonly columns: number; readonly rows: number},
): Promise<Page> {
	const screen = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, convertEol: true});
	await new Promise<void>((resolve) => {
		screen.write(text, resolve);
	});
	return {columns, rows, cells: (index) => cellsOf(screen, index)};
}

function cellsOf(screen: Screen, index: number): readonly Cell[] {
	const {active} = screen.buffer;
	const line = active.getLine(active.baseY + index);
	return Array.from({length: screen.cols}, (_, column) => cellOf(line?.getCell(column)));
}

function isShown(screen: string, expected: Expectation): boolean {
	if (typeof expected === 'string') {
		return screen.includes(expected);
	}

	return expected instanceof RegExp ? expected.test(screen) : expected(screen);
}

function cellOf(cell: IBufferCell | undefined): Cell {
	const plain = {mode: 'default', value: 0} as const;
	if (cell === undefined) {
		return {
			text: '',
			width: 1,
			foreground: plain,
			background: plain,
			bold: false,
			dim: false,
			inverse: false,
			underline: false,
		};
	}

	return {
		text: cell.getChars(),
		width: cell.getWidth(),
		foreground: cell.isFgDefault() ? plain : {mode: cell.isFgRGB() ? 'rgb' : 'palette', value: cell.getFgColor()},
		background: cell.isBgDefault() ? plain : {mode: cell.isBgRGB() ? 'rgb' : 'palette', value: cell.getBgColor()},
		bold: cell.isBold() !== 0,
		dim: cell.isDim() !== 0,
		inverse: cell.isInverse() !== 0,
		underline: cell.isUnderline() !== 0,
	};
}
