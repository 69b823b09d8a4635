/** A program's screen that stands still: it answers keys, and waits for nothing. */
import type {ReactElement} from 'react';
import type {ShellEvent} from '../../../source/machine/event.ts';
import {jobsIn, reduce, type Machine} from '../../../source/machine/machine.ts';
import type {Shelled} from '../../../source/machine/shell.ts';
import {eventOf} from '../../../source/ui/keys/binding.ts';
import {focusOf, type ProgramKeys} from '../../../source/ui/keys/registry.ts';
import type {Still} from './scene.ts';

/** A machine without its work, behind its screen. */
export function stillProgram<State extends Shelled, Event extends {readonly type: string}, Context>({
	machine,
	state: start,
	keys: program,
	presses,
	screen,
}: {
	readonly machine: Machine<State, Event, Context>;
	readonly state: State;
	readonly keys: ProgramKeys<State, Event>;
	readonly presses: readonly string[];
	readonly screen: (session: object) => ReactElement;
}): Still {
	let state = start;
	const listeners = new Set<() => void>();
	const dispatch = (event: Event | ShellEvent): void => {
		const next = reduce(machine, state, event);
		if (next === state) {
			return;
		}

		state = next;
		for (const listener of listeners) {
			listener();
		}
	};

	const press = (...keys: readonly string[]): void => {
		for (const key of keys) {
			const event = eventOf(focusOf(program, state), key);
			if (event !== undefined) {
				dispatch(event as Event | ShellEvent);
			}
		}
	};

	press(...presses);
	const session = {
		getState: () => state,
		subscribe(listener: () => void) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		dispatch,
	};
	return {
		screen: screen(session),
		press,
		look: () => [state],
		work: () => jobsIn(machine, state).map(({id}) => id),
		focus: () => focusOf(program, state),
	};
}
