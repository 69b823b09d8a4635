import {useWindowSize} from 'ink';
import {type ReactNode, useEffect} from 'react';
import type {MachineEvent} from '../machine/event.ts';
import type {Shelled} from '../machine/shell.ts';
import {ActionList} from './components/lists/action-list.tsx';
import {CodeField} from './components/input/code-field.tsx';
import type {FrameProps} from './components/frame/frame-props.ts';
import {Frame} from './components/frame/frame.tsx';
import {QuitQuestion} from './components/frame/quit-question.tsx';
import {useDrawn} from './hooks/use-drawn.ts';
import {ReadingContext} from './hooks/use-page.ts';
import {usePresses} from './hooks/use-presses.ts';
import {useTerminal} from './hooks/use-terminal.ts';
import {currentNotice, eventOf, footerOf, isCopyCommand, readingHow, searched} from './keys/binding.ts';
import {focusBehind, focusOf, type ProgramKeys} from './keys/registry.ts';

/** What a program says around its screens, beside its keys. */
type ProgramFrame = Pick<
	FrameProps,
	'account' | 'identity' | 'region' | 'badges' | 'steps' | 'command' | 'breadcrumb' | 'strip'
>;

type AppProperties<State extends Shelled, Event> = {
	/** The current one. */
	readonly state: State;
	/** The one of this moment: several presses can come before the next frame. */
	readonly now: () => State;
	readonly send: (event: NoInfer<Event> | MachineEvent) => void;
	readonly keys: ProgramKeys<State, Event>;
	readonly frame: ProgramFrame;
	/** The screen, where nothing lies over it. */
	readonly children: ReactNode;
};

/** The whole app, whichever program it shows: turns presses into events, and draws what lies over the screen. It holds no state of its own. */
export function App<State extends Shelled, Event>({
	state,
	now,
	send,
	keys,
	frame,
	children,
}: AppProperties<State, Event>) {
	const {columns, rows} = useWindowSize();
	const {exit} = useTerminal();
	const focus = focusOf(keys, state);
	const drawnPlace = useDrawn(placeOf(keys, state));
	/** Whether what has the focus is on the screen: nothing that is pressed earlier can be meant for it. A text field takes what is typed ahead, unless its words enforce. */
	const isDrawn = (press?: string): boolean => {
		const current = now();
		// What is chosen in the list of actions has to be on the screen.
		const isChoice = current.shell.help && press === 'enter';
		return (focusOf(keys, current).typing === 'ahead' && !isChoice) || placeOf(keys, current) === drawnPlace();
	};

	usePresses(
		(press) => {
			if (press !== 'ctrl+c' && !isDrawn(press)) {
				return;
			}

			const chosen = press === 'enter' ? chosenKey(keys, now()) : undefined;
			if (chosen !== undefined) {
				send({type: 'help'});
			}

			const event = eventOf(focusOf(keys, now()), chosen ?? press);
			if (event !== undefined) {
				send(event);
			}
		},
		(text) => {
			if (isDrawn()) {
				send({type: 'paste', text});
			}
		},
	);

	const {ended, notice, code, quitting, help, search} = state.shell;
	useEffect(() => {
		if (ended !== false) {
			exit(ended === 'interrupted' ? 130 : 0);
		}
	}, [ended, exit]);

	// The page of a text that is longer than the screen, and the key that turns it.
	const reading = {
		page: state.shell.page ?? 0,
		how: readingHow(focus),
	};
	return (
		<Frame
			{...frame}
			columns={columns}
			rows={rows}
			copyKey={focus.keys.find((key) => isCopyCommand(key))?.keys[0]}
			keys={footerOf(focus)}
			hasHelpKey={focus.typing === undefined}
			notice={currentNotice(focus, notice)}
		>
			{code === undefined ? (
				quitting === undefined ? (
					help ? (
						<ActionList behind={focusBehind(keys, state)} search={search} />
					) : (
						<ReadingContext value={reading}>{children}</ReadingContext>
					)
				) : (
					<QuitQuestion lost={quitting} />
				)
			) : (
				<CodeField code={code} />
			)}
		</Frame>
	);
}

/** The key that is chosen in the list of all that can be done, where that has the focus: it is pressed on the screen behind. */
function chosenKey<State extends Shelled, Event>(keys: ProgramKeys<State, Event>, state: State): string | undefined {
	const {help, code, quitting, search} = state.shell;
	if (!help || code !== undefined || quitting !== undefined) {
		return undefined;
	}

	const {rows, cursor} = searched(focusBehind(keys, state), search);
	return rows[cursor]?.keys[0];
}

/** Where the focus is, and what is searched for there: another place has to be seen before its keys count. */
function placeOf<State extends Shelled, Event>(keys: ProgramKeys<State, Event>, state: State): string {
	const {help, search} = state.shell;
	const searchedFor = help ? `${search?.field.value ?? ''} ${search?.cursor ?? 0}` : '';
	return `${focusOf(keys, state).place} ${searchedFor}`;
}
