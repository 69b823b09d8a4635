/**
Where the app meets the terminal: whether there is one fit for it, drawing on it, handing it over and taking it back, and giving it back as it
was found, however the process ends.
*/
import process from 'node:process';
import type {ReadStream, WriteStream} from 'node:tty';
import {render, useApp} from 'ink';
import {useLayoutEffect, type ReactNode} from 'react';
import {problemOf} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import {wrap} from '../components/text/fit.ts';
import {TerminalContext, type TerminalControl} from '../hooks/use-terminal.ts';
import {ThemeContext} from '../hooks/use-theme.ts';
import {resolveTheme, type Environment, type Theme} from '../theme.ts';
import {asciiOutput} from './ascii-output.ts';
import {spokenOutput} from './spoken-output.ts';
import {watchProcess} from './process-events.ts';
import {startLine, Suspension} from './suspension.ts';

export type AppOptions = {
	readonly stdin?: ReadStream;
	readonly stdout?: WriteStream;
	readonly stderr?: NodeJS.WritableStream;
	readonly env?: Environment;
	/** Default: what `env` asks for. */
	readonly theme?: Theme;
	/** Printed on the normal screen once the app has left: the alternate screen takes its last frame with it. */
	readonly onExit?: () => string | undefined;
};

export type RunningApp = TerminalControl & {
	/**
	Resolves, never rejects, once the terminal is given back and the last words are printed: with the code given to `exit` (default 0), 1 after
	a bug (reported on stderr), 129 after the terminal has gone away.
	*/
	waitUntilExit(): Promise<number>;
};

/**
Draws `node` on the alternate screen until it asks to exit, or writes it line after line where a screen reader reads it. Only one app runs at a time.
*/
export function renderApp(node: ReactNode, options: AppOptions = {}): RunningApp {
	const {stdin = process.stdin, stderr = process.stderr, env = process.env} = options;
	const {theme = resolveTheme(env), onExit} = options;
	const terminal = options.stdout ?? process.stdout;
	const stdout = theme.isUnicode ? terminal : asciiOutput(terminal);
	const {isSpoken} = theme;
	const suspension = new Suspension(stdin, stdout);
	const frameListeners = new Set<() => void>();
	let hasFrame = false;
	const control: TerminalControl = {
		exit(exitCode = 0) {
			suspension.exit(exitCode);
		},
		suspend: async (run) => suspension.during(run),
		stop() {
			void suspension.stop();
		},
		setTitle(title) {
			stdout.write(titleOf(title));
		},
		ringBell() {
			if (env.ALLOWED_AMIS_BELL === '1') {
				stdout.write('\u{7}');
			}
		},
		onFrame(listener) {
			frameListeners.add(listener);
			if (hasFrame) {
				listener();
			}

			return () => {
				frameListeners.delete(listener);
			};
		},
	};

	// A terminal that went away answers every write with an error, which nobody is left to read.
	stdout.on('error', ignore);
	stdin.on('error', ignore);
	let bug: Error | undefined;
	// Before the first frame: from there on there is something to give back.
	const unwatch = watchProcess({
		suspension,
		leave() {
			instance.unmount();
			leaveRawMode(stdin);
		},
		fail(error) {
			bug ??= error instanceof Error ? error : new Error(String(error));
			suspension.exit(bug);
		},
	});
	// Ink does it only after the first frame: keys pressed before that would be echoed onto it.
	stdin.setRawMode(true);
	stdout.write(saveTitle);
	startLine(stdout);
	const tree = (
		<ThemeContext value={theme}>
			<TerminalContext value={control}>
				<Connection suspension={suspension}>{node}</Connection>
			</TerminalContext>
		</ThemeContext>
	);
	const instance = render(tree, {
		stdin,
		stdout: isSpoken ? spokenOutput(stdout) : stdout,
		// What a screen reader has read stays where it was, line after line.
		alternateScreen: !isSpoken,
		incrementalRendering: !isSpoken,
		isScreenReaderEnabled: isSpoken,
		// Whole frames, of which `spokenOutput` says what is new.
		debug: isSpoken,
		exitOnCtrlC: false,
		patchConsole: false,
		// `isInteractive` has decided; Ink's own guess looks at more variables than `CI`.
		interactive: true,
		// A key must not wait behind the frame that a scan has just drawn.
		maxFps: 1000,
		onRender() {
			hasFrame = true;
			for (const listener of frameListeners) {
				listener();
			}
		},
	});

	const unwatchSize = afterResizing(() => {
		if (suspension.isActive || isSpoken) {
			return;
		}

		instance.clear();
		stdout.write(eraseAll);
		instance.rerender(tree);
	});

	const hangUp = () => {
		suspension.exit(129);
	};

	stdin.on('end', hangUp);

	const finish = async () => {
		try {
			const exitCode = await instance.waitUntilExit();
			leaveRawMode(stdin);
			if (bug) {
				throw bug;
			}

			const lastWords = onExit?.();
			if (lastWords !== undefined && lastWords !== '') {
				// Broken between words, which a terminal does not do.
				stdout.write(`${wrap(lastWords.trimEnd(), stdout.columns).join('\n')}\n`);
			}

			return typeof exitCode === 'number' ? exitCode : 0;
		} catch (error) {
			leaveRawMode(stdin);
			stderr.write(report(error));
			return 1;
		} finally {
			stdout.write(restoreTitle);
			unwatch();
			unwatchSize();
			stdin.off('end', hangUp);
		}
	};

	const finished = finish();
	return {...control, waitUntilExit: async () => finished};
}

/** The window's title, kept and brought back by terminals that can (xterm's operations 22 and 23); others pass over it. */
const saveTitle = '\u{1B}[22;2t';
const restoreTitle = '\u{1B}[23;2t';

function titleOf(title: string): string {
	return `\u{1B}]2;${safeText(title)}\u{7}`;
}

/** Erases the screen and goes to its first cell. */
const eraseAll = '\u{1B}[2J\u{1B}[H';
/** Milliseconds without another change of size after which a window has its size. */
const rested = 60;

/**
Calls back whenever the window has come to rest after changes of its size. Ink draws from line to line, and only what has changed; a window
that shrank and grew again has lost lines that Ink takes to be there. If it did so quickly, not even a new size is to be seen: hence the signal.
Gives a function that ends it.
*/
function afterResizing(callback: () => void): () => void {
	let timer: NodeJS.Timeout | undefined;
	const resized = (): void => {
		clearTimeout(timer);
		timer = setTimeout(callback, rested);
	};

	process.on('SIGWINCH', resized);
	return () => {
		clearTimeout(timer);
		process.off('SIGWINCH', resized);
	};
}

/** What Ink gives only to components: leaving, and handing the terminal over. */
function Connection({suspension, children}: {readonly suspension: Suspension; readonly children: ReactNode}) {
	const {exit, suspendTerminal} = useApp();
	useLayoutEffect(() => {
		suspension.connect(exit, suspendTerminal);
	}, [suspension, exit, suspendTerminal]);
	return <>{children}</>;
}

/** Ink leaves raw mode itself, unless it ended before any component had asked for keys. */
function leaveRawMode(stdin: ReadStream): void {
	try {
		stdin.setRawMode(false);
	} catch {
		// The terminal is gone.
	}
}

function report(error: unknown): string {
	const {what, next, stack} = problemOf(error);
	const lines = [what, next, ...(stack === undefined ? [] : ['', stack])].join('\n').split('\n');
	return `${lines.map((line) => safeText(line)).join('\n')}\n`;
}

function ignore(): void {
	// Nothing to do.
}
