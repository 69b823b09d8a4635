/** What surrounds every screen of every machine: help, notices, Ctrl-C, the end, and what is asked of the desktop around the terminal. */
import type {Copied} from '../copied.ts';
import {jobsOf, type Effect, type Jobs} from './effect.ts';
import type {Notice, ShellEvent} from './event.ts';
import {emptyField, type TextField} from './text-field.ts';

export type Shell = {
	/** All that can be done here lies over the screen. */
	readonly help: boolean;
	/** What is searched for in it, and where the cursor is. */
	readonly search?: {readonly field: TextField; readonly cursor: number};
	/** Ctrl-C was pressed once: once more quits. */
	readonly interruptArmed: boolean;
	/** `demo`: to be followed by the demo account. */
	readonly ended: false | 'quit' | 'interrupted' | 'demo';
	readonly notice?: Notice;
	/** The code of an MFA device is asked for, whatever the screen: what is typed is for it, and is not shown. */
	readonly code?: CodeQuestion;
	/** Quitting was asked for, and would lose this: it is asked about. */
	readonly quitting?: string;
	/** The page of what is longer than the screen; it begins anew with every other key. */
	readonly page?: number;
	/** What is on its way to the clipboard. */
	readonly copying?: string;
	/** The address being opened in a browser. */
	readonly opening?: string;
};

/** A question for the code of an MFA device. Once it is answered or refused, whoever asked takes that, and it is gone. */
export type CodeQuestion = {
	/** Of the device. */
	readonly serial: string;
	/** Why it is asked for once more. */
	readonly again?: string;
	readonly field: TextField;
	readonly status: 'asked' | 'answered' | 'refused';
};

/** A state with a shell around it: every machine's is one. */
export type Shelled = {readonly shell: Shell};

/** What the effects of the shell need from the outside. */
export type Desktop = {
	/** Puts text on the clipboard, as far as that can be done here. */
	copy(text: string): Promise<Copied>;
	/** Opens an address in a browser; where there is none, copies it. */
	openUrl(url: string): Promise<'opened' | Copied>;
};

export const calmShell: Shell = {help: false, interruptArmed: false, ended: false};

export function withShell<State extends Shelled>(state: State, change: Partial<Shell>): State {
	return {...state, shell: {...state.shell, ...change}};
}

export function withNotice<State extends Shelled>(state: State, tone: Notice['tone'], text: string): State {
	return withShell(state, {notice: {tone, text}});
}

/** Any key but Ctrl-C disarms it, and has read the notice and the page. */
export function calmed<State extends Shelled>(state: State): State {
	const {notice: _notice, page: _page, ...shell} = state.shell;
	return {...state, shell: {...shell, interruptArmed: false}};
}

/** Whether a key would change nothing of the shell but by what it means. */
export function isCalm({notice, page, interruptArmed}: Shell): boolean {
	return notice === undefined && page === undefined && !interruptArmed;
}

/** What an event of the shell means; `command` is what the current screen equals, for copying. */
export function reduceShell<State extends Shelled>(
	state: State,
	event: Exclude<ShellEvent, {type: 'interrupt'}>,
	command: string | undefined,
): State {
	switch (event.type) {
		case 'quit': {
			return withShell(state, {ended: 'quit'});
		}

		case 'help': {
			return withShell(state, {help: !state.shell.help, search: {field: emptyField, cursor: 0}});
		}

		case 'heard': {
			return state;
		}

		case 'notice': {
			return withShell(state, {notice: event.notice});
		}

		case 'copy': {
			return withShell(state, {copying: event.text});
		}

		case 'copy-command': {
			return command === undefined ? state : withShell(state, {copying: command});
		}

		case 'read-on': {
			return withShell(state, {page: event.by});
		}

		case 'ask-code': {
			const {serial, again} = event;
			return withShell(state, {
				code: {serial, ...(again !== undefined && {again}), field: emptyField, status: 'asked'},
			});
		}

		case 'code-taken': {
			const {code: _, ...shell} = state.shell;
			return {...state, shell};
		}

		case 'open-url': {
			return withShell(state, {opening: event.url});
		}
	}
}

/** The work that every shell asks for: the clipboard, and the browser. */
export function desktopEffects<State extends Shelled>(): ReadonlyArray<Jobs<State, {readonly world: Desktop}>> {
	const copy: Effect<State, {readonly world: Desktop}, {readonly key: string}, Copied> = {
		name: 'copy',
		wanted: ({shell}) => (shell.copying === undefined ? [] : [{key: shell.copying}]),
		run: async ({key}, {world}) => world.copy(key),
		done(state, {isSure, how}, {key}) {
			const lines = key.split('\n').length;
			const what = lines === 1 ? key : `${lines} lines`;
			return isSure
				? finished(state, 'info', `Copied ${how}: ${what}`)
				: finished(state, 'info', `Tried to copy ${what}: ${how}.`);
		},
		failed: (state, {what, next}) => finished(state, 'warning', `${what} ${next}`),
	};
	const open: Effect<State, {readonly world: Desktop}, {readonly key: string}, 'opened' | Copied> = {
		name: 'open-url',
		wanted: ({shell}) => (shell.opening === undefined ? [] : [{key: shell.opening}]),
		run: async ({key}, {world}) => world.openUrl(key),
		done: (state, outcome, {key}) =>
			finished(
				state,
				'info',
				outcome === 'opened'
					? 'Opened in your browser.'
					: `No browser was found here. The address${outcome.isSure ? ` is copied ${outcome.how}` : ` could only be tried to copy (${outcome.how})`}: ${key}`,
			),
		failed: (state, {what, next}) => finished(state, 'warning', `${what} ${next}`),
	};
	return [jobsOf(copy), jobsOf(open)];
}

/** Says what became of what was asked of the desktop. */
function finished<State extends Shelled>(state: State, tone: Notice['tone'], text: string): State {
	const {copying: _copying, opening: _opening, ...shell} = state.shell;
	return {...state, shell: {...shell, notice: {tone, text}}};
}
