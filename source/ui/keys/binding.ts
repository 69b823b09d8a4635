/** What a key binding is, and how presses find theirs: the same for every machine that has a screen. */
import type {Guard} from '../../machine/guard.ts';
import type {Notice} from '../../machine/event.ts';
import type {KeyHint} from '../components/key-hints.tsx';

export type KeyBinding<State, Where extends string, Event> = {
	/** As `presses.ts` spells them; the first is the one shown. */
	readonly keys: readonly string[];
	/** What it does, in a few words. */
	readonly words: string | {readonly general: string; readonly now: (state: State) => string};
	readonly where: readonly Where[];
	/** Why it has no effect right now; it is shown dimmed then. */
	readonly guard?: (state: State) => Guard;
	/** Whether the footer shows it; the `?` help shows all. */
	readonly isInFooter?: boolean;
	readonly event: Event;
};

/** Events that every machine knows. */
export type GeneralEvent =
	| {readonly type: 'text'; readonly press: string}
	| {readonly type: 'notice'; readonly notice: Notice}
	| {readonly type: 'help'}
	| {readonly type: 'interrupt'};

/** All bindings of a machine, and where the focus is in a state of it. */
export type KeyRegistry<State, Where extends string, Event> = {
	readonly bindings: ReadonlyArray<KeyBinding<State, Where, Event>>;
	contextOf(state: State): Where;
	/** Whether characters go to a text field there. */
	takesText(where: Where): boolean;
	isHelp(where: Where): boolean;
};

/** The bindings that work in a state, in the registry's order, and those that work everywhere. */
export function bindingsIn<State, Where extends string, Event>(
	{bindings, contextOf, takesText, isHelp}: KeyRegistry<State, Where, Event>,
	state: State,
): ReadonlyArray<KeyBinding<State, Where, Event | GeneralEvent>> {
	const context = contextOf(state);
	const own = bindings.filter(({where}) => where.includes(context));
	const help = {keys: ['?', ':'], words: 'all keys', where: [context], event: {type: 'help'}} as const;
	const interrupt = {
		keys: ['ctrl+c'],
		words: 'cancel what is running; twice: quit',
		where: [context],
		event: {type: 'interrupt'},
	} as const;
	return takesText(context) || isHelp(context) ? [...own, interrupt] : [...own, help, interrupt];
}

/**
What a press means in a state: a binding's event, or text for the field in focus; `undefined` where it means nothing.
A binding whose guard says no gives a notice with the reason instead.
*/
export function eventOf<State, Where extends string, Event>(
	registry: KeyRegistry<State, Where, Event>,
	state: State,
	press: string,
): Event | GeneralEvent | undefined {
	const binding = bindingsIn(registry, state).find(({keys}) => keys.includes(press));
	if (binding === undefined) {
		return registry.takesText(registry.contextOf(state)) ? {type: 'text', press} : undefined;
	}

	const guard = binding.guard?.(state) ?? true;
	return guard === true
		? binding.event
		: {type: 'notice', notice: {tone: 'warning', text: `${capitalised(wordsOf(binding, state))}: not now, ${guard}.`}};
}

/** What a binding does, in words for the state at hand. */
export function wordsOf<State>({words}: Pick<KeyBinding<State, string, unknown>, 'words'>, state: State): string {
	return typeof words === 'string' ? words : words.now(state);
}

/** A binding as the footer and the help show it. */
export function hintOf<State>(
	binding: Pick<KeyBinding<State, string, unknown>, 'keys' | 'words' | 'guard'>,
	state: State,
): KeyHint {
	const guard = binding.guard?.(state) ?? true;
	return {keys: binding.keys[0] ?? '', words: wordsOf(binding, state), ...(guard !== true && {disabled: guard})};
}

function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
