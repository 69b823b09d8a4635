import type {Job, Jobs} from './effect.ts';
import type {ShellEvent, TextEvent} from './event.ts';
import {typeInto} from './prompt.ts';
import {emptyField} from './text-field.ts';
import {calmed, reduceShell, type CodeQuestion, withNotice, withShell, type Shelled} from './shell.ts';

/** A screen program as data: what its events mean, and the work that its states ask for. */
export type Machine<State extends Shelled, Event extends {readonly type: string}, Context> = {
	/** What an event means that the shell leaves to the current screen. Pure and total: without a meaning there, nothing changes. */
	reduce(state: State, event: Event): State;
	/** All the work that a state may ask for; what Ctrl-C cancels first comes first. */
	readonly effects: ReadonlyArray<Jobs<State, Context>>;
	/** What quitting would lose, as a sentence; `undefined` where nothing. */
	unsaved?(state: State): string | undefined;
	/** The AWS CLI command that the current screen equals. */
	command(state: State): string | undefined;
};

/** The state after a person's event: the only way in which a person changes it. Pure and total. */
export function reduce<State extends Shelled, Event extends {readonly type: string}, Context>(
	machine: Machine<State, Event, Context>,
	state: State,
	event: Event | ShellEvent,
): State {
	if (state.shell.ended !== false) {
		return state;
	}

	if (event.type === 'ask-code' || event.type === 'code-taken') {
		return reduceShell(state, event as Extract<ShellEvent, {type: 'ask-code' | 'code-taken'}>, undefined);
	}

	if (state.shell.code !== undefined && event.type !== 'interrupt') {
		const code = typeCode(state.shell.code, event);
		return code === state.shell.code ? state : withShell(state, {code});
	}

	if (state.shell.quitting !== undefined && event.type !== 'interrupt') {
		return answerQuitting(state, event);
	}

	const lost = event.type === 'quit' ? machine.unsaved?.(state) : undefined;
	if (lost !== undefined) {
		return withShell(calmed(state), {quitting: lost});
	}

	if (isOfShell(event)) {
		if (event.type === 'interrupt') {
			return interrupt(machine, state);
		}

		const shellEvent = event.type === 'read-on' ? {...event, by: (state.shell.page ?? 0) + event.by} : event;
		return reduceShell(calmed(state), shellEvent, machine.command(state));
	}

	// What a screen tells of itself is no key: it disarms nothing, and has read nothing.
	const calm = event.type.startsWith('shown') ? state : calmed(state);
	return calm.shell.help ? searchIn(calm, event) : machine.reduce(calm, event);
}

/** Everything a state wants to be under way; nothing once it has ended. */
export function jobsIn<State extends Shelled, Event extends {readonly type: string}, Context>(
	{effects}: Machine<State, Event, Context>,
	state: State,
): ReadonlyArray<Job<State, Context>> {
	return state.shell.ended === false ? effects.flatMap((jobs) => jobs(state)) : [];
}

/** What a person's event makes of the question for a code. */
function typeCode(code: CodeQuestion, event: {readonly type: string}): CodeQuestion {
	if (code.status !== 'asked') {
		return code;
	}

	if (isText(event)) {
		return {...code, field: typeInto(code.field, event)};
	}

	const isAnswered = event.type === 'submit' && code.field.value.trim() !== '';
	return isAnswered ? {...code, status: 'answered'} : event.type === 'back' ? {...code, status: 'refused'} : code;
}

function isText(event: {readonly type: string}): event is TextEvent {
	return event.type === 'text' || event.type === 'paste';
}

/** In the list of all that can be done: typed text searches it, and `back` takes the search away first. */
function searchIn<State extends Shelled>(state: State, event: {readonly type: string}): State {
	const {field = emptyField, cursor = 0} = state.shell.search ?? {};
	if (isText(event)) {
		return withShell(state, {search: {field: typeInto(field, event), cursor: 0}});
	}

	if (event.type === 'move' && 'by' in event && typeof event.by === 'number') {
		return withShell(state, {search: {field, cursor: Math.max(0, cursor + event.by)}});
	}

	return event.type === 'back'
		? withShell(state, field.value === '' ? {help: false} : {search: {field: emptyField, cursor: 0}})
		: state;
}

/** Whether to quit, and lose something, is asked: only a clear yes does, and a clear no stays. */
function answerQuitting<State extends Shelled>(state: State, event: {readonly type: string}): State {
	const {quitting: _, ...shell} = state.shell;
	const isNo = event.type === 'back' || (event.type === 'answer' && 'yes' in event && event.yes === false);
	const isYes = event.type === 'answer' && 'yes' in event && event.yes === true;
	return isYes ? withShell(state, {ended: 'quit'}) : isNo ? {...state, shell} : state;
}

/** Ctrl-C cancels what is running first; pressed again, it ends the program. */
function interrupt<State extends Shelled, Event extends {readonly type: string}, Context>(
	machine: Machine<State, Event, Context>,
	state: State,
): State {
	if (state.shell.interruptArmed) {
		return withShell(state, {ended: 'interrupted'});
	}

	const lost = machine.unsaved?.(state);
	const armed = withNotice(
		withShell(state, {interruptArmed: true}),
		'warning',
		lost === undefined ? 'Press Ctrl-C again to quit.' : `Press Ctrl-C again to quit. ${lost}`,
	);
	for (const jobs of machine.effects) {
		const cancellable = jobs(armed).flatMap(({cancelled}) => (cancelled === undefined ? [] : [cancelled]));
		if (cancellable.length > 0) {
			return cancellable.reduce((current, cancel) => cancel(current), armed);
		}
	}

	return armed;
}

const shellEvents: Readonly<Record<ShellEvent['type'], true>> = {
	help: true,
	interrupt: true,
	quit: true,
	notice: true,
	copy: true,
	'copy-command': true,
	heard: true,
	'read-on': true,
	'open-url': true,
	'ask-code': true,
	'code-taken': true,
};

function isOfShell(event: {readonly type: string}): event is ShellEvent {
	return Object.hasOwn(shellEvents, event.type);
}
