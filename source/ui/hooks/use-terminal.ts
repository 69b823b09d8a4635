import {createContext, useContext} from 'react';

/** What the app may ask of the terminal that it runs in. */
export type TerminalControl = {
	/** Ends the app; `exitCode` is what the process should end with. The terminal is given back first. */
	exit(exitCode?: number): void;
	/** Hands the terminal over while `run` lasts (an editor, a sign-in), then takes it back and draws again. */
	suspend<Result>(run: () => Promise<Result>): Promise<Result>;
	/** Stops the process as Ctrl-Z does; `fg` brings it back. */
	stop(): void;
	/** What the window is called; the title from before comes back with the terminal. */
	setTitle(title: string): void;
	/** Calls a person who looks elsewhere; silent unless it was asked for (`ALLOWED_AMIS_BELL=1`). */
	ringBell(): void;
	/** Calls back each time a frame has been written, and at once where one is there already; gives a function that ends it. */
	onFrame(listener: () => void): () => void;
};

/** Outside `renderApp` (in tests of components) there is no terminal to hand over. */
export const TerminalContext = createContext<TerminalControl>({
	exit: () => undefined,
	suspend: async (run) => run(),
	stop: () => undefined,
	setTitle: () => undefined,
	ringBell: () => undefined,
	// What is drawn here is there at once.
	onFrame(listener) {
		listener();
		return () => undefined;
	},
});

export function useTerminal(): TerminalControl {
	return useContext(TerminalContext);
}
