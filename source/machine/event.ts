/** What a person asks for that means something in every machine. What else a key can ask for, each machine says itself. */
export type MachineEvent = ShellEvent | MoveEvent | PromptEvent | {readonly type: 'next'} | {readonly type: 'retry'};

/** A move in a list or a text. */
export type MoveEvent =
	{readonly type: 'move'; readonly by: number} | {readonly type: 'move-to'; readonly to: 'top' | 'end'};

/** What a text field understands, and the questions around it. */
export type PromptEvent =
	TextEvent | {readonly type: 'submit'} | {readonly type: 'answer'; readonly yes: boolean} | {readonly type: 'back'};

export type TextEvent =
	/** A press that the text field in focus takes: a character, or an editing key. */
	{readonly type: 'text'; readonly press: string} | {readonly type: 'paste'; readonly text: string};

/** What surrounds every screen understands these, whichever screen it is. */
export type ShellEvent =
	| {readonly type: 'help'}
	| {readonly type: 'interrupt'}
	| {readonly type: 'quit'}
	/** A key that only a list heard, which is no state. */
	| {readonly type: 'heard'}
	| {readonly type: 'notice'; readonly notice: Notice}
	| {readonly type: 'copy'; readonly text: string}
	| {readonly type: 'copy-command'}
	/** So many pages on in a text that is longer than the screen; from its end to its start again. */
	| {readonly type: 'read-on'; readonly by: number}
	| {readonly type: 'open-url'; readonly url: string}
	/** Told by the session, never by a key: work needs the code of an MFA device; and, whoever asked has the answer. */
	| {readonly type: 'ask-code'; readonly serial: string; readonly again?: string | undefined}
	| {readonly type: 'code-taken'};

export type Notice = {
	readonly tone: 'info' | 'warning' | 'danger';
	readonly text: string;
	/** The press that was refused: once it isn't any more, the notice has nothing to say. */
	readonly refused?: string;
};

/**
What events mean in a place, by their type. One that is not in the table has no meaning there, and changes nothing. `Place` is what the
events are about: a step, a view, a prompt.
*/
export type Handlers<State, Place, Event extends {readonly type: string}> = {
	readonly [Type in Event['type']]?: (state: State, place: Place, event: Extract<Event, {type: Type}>) => State;
};

/** The state after an event; the very same one where the event has no meaning. */
export function handle<State, Place, Event extends {readonly type: string}>(
	handlers: Handlers<State, Place, Event>,
	state: State,
	place: Place,
	event: Event,
): State {
	// TypeScript does not see that the handler found by an event's type takes that event.
	const handler = handlers[event.type as Event['type']] as
		((state: State, place: Place, event: Event) => State) | undefined;
	return handler === undefined ? state : handler(state, place, event);
}
