/** What a key binding is, and how a press finds its own: the same for every program that has a screen. */
import {capitalized} from '../../capitalized.ts';
import type {Guard} from '../../machine/guard.ts';
import type {MachineEvent, Notice} from '../../machine/event.ts';
import type {Shell} from '../../machine/shell.ts';
import type {KeyHint} from '../components/frame/key-hints.tsx';
import {readingOn} from '../hooks/use-page.ts';

export type KeyBinding<State, Place, Event> = {
	/** As `presses.ts` spells them; the first is the one shown. */
	readonly keys: readonly string[];
	/** What it does, in a few words. */
	readonly words: string | {readonly general: string; readonly now: (state: State) => string};
	readonly where: readonly Place[];
	/** Why it has no effect right now; it is shown dimmed then. */
	readonly guard?: (state: State) => Guard;
	/** What is still to be typed before it has an effect: it is shown dimmed until then. Pressed all the same, it goes its way, and what it leads to says what is wrong. */
	readonly missing?: (state: State) => Guard;
	/** Whether the footer shows it, always or in some states; the `?` help shows all. */
	readonly isInFooter?: boolean | ((state: State) => boolean);
	readonly event: Event;
};

/**
Where keys mean something: its name for the help; where characters go to a text field, whether it takes those typed before it is drawn; and what
Ctrl-C does there, where that is not to stop what is waited for.
*/
export type KeyPlace =
	string | {readonly title: string; readonly typing?: 'ahead' | 'once drawn'; readonly interrupt?: string};

/** The keys of one screen, or of a part that lies over all of them. */
export type ScreenKeys<State, Name extends string, Event> = {
	readonly places: Readonly<Record<Name, KeyPlace>>;
	/** Where the focus is; none where this part has nothing to say. */
	placeOf(state: State): Name | undefined;
	/** In the order of the footer and the help. */
	readonly bindings: ReadonlyArray<KeyBinding<State, Name, Event>>;
};

/** A key as it is in a state. */
export type Key<Event> = {
	readonly keys: readonly string[];
	readonly isInFooter: boolean;
	readonly event: Event;
	/** What it does in any state. */
	readonly general: string;
	/** What it does in this one. */
	words(): string;
	guard(): Guard;
	/** What is still to be typed for it, where something is. */
	readonly missing?: () => Guard;
};

/** Where the focus is in a state, and the keys that work there, in order. */
export type Focus<Event> = {
	/** Another one is another place. */
	readonly place: string;
	readonly title: string;
	readonly typing?: 'ahead' | 'once drawn';
	/** What Ctrl-C does there, where that is not what it does elsewhere. */
	readonly interrupt?: string;
	readonly keys: ReadonlyArray<Key<Event>>;
};

/** The focus in a screen's keys, where it is there; `name` tells the places of screens apart. */
export function focusIn<State, Name extends string, Event>(
	name: string,
	{places, placeOf, bindings}: ScreenKeys<State, Name, Event>,
	state: State,
): Focus<Event> | undefined {
	const where = placeOf(state);
	if (where === undefined) {
		return undefined;
	}

	const place: KeyPlace = places[where];
	return {
		place: `${name} ${where}`,
		...(typeof place === 'string' ? {title: place} : place),
		keys: bindings
			.filter((binding) => binding.where.includes(where))
			.map(({keys, words, guard, missing, isInFooter = false, event}) => ({
				keys,
				isInFooter: typeof isInFooter === 'boolean' ? isInFooter : isInFooter(state),
				event,
				general: typeof words === 'string' ? words : words.general,
				words: () => (typeof words === 'string' ? words : words.now(state)),
				guard: () => guard?.(state) ?? true,
				...(missing !== undefined && {missing: () => missing(state)}),
			})),
	};
}

/** The focus with the keys that work everywhere: Ctrl-C, and where no text is typed and nothing is asked over the screen, the list of all that can be done. */
export function withGeneralKeys<Event>(
	focus: Focus<Event>,
	hasHelp = focus.typing === undefined,
): Focus<Event | MachineEvent> {
	const help = general(['?', ':'], 'all keys', {type: 'help'});
	// Where nothing else leads back, that is what does.
	const isWayBack = focus.keys.every(({keys, isInFooter}) => !(isInFooter && keys.some((key) => wayBack.has(key))));
	const words = focus.interrupt ?? (isWayBack ? 'stop waiting; twice: quit' : 'cancel what is running; twice: quit');
	const interrupt = {...general(['ctrl+c'], words, {type: 'interrupt'}), isInFooter: isWayBack};
	return {
		...focus,
		keys: [...focus.keys, ...readingKeys(focus), ...(hasHelp ? [help] : []), interrupt],
	};
}

const wayBack: ReadonlySet<string> = new Set(['esc', 'n', 'q']);

/**
What turns the pages of a text that is longer than the screen; beside a text field no letter. A screen that scrolls by itself has keys of its own: none
where it has these letters, and those that it leaves free where a text is typed.
*/
function readingKeys({keys, typing}: Focus<unknown>): ReadonlyArray<Key<MachineEvent>> {
	const isFree = (press: string) => keys.every((key) => !key.keys.includes(press));
	const [on, back] =
		typing === undefined
			? [isFree('J') ? ['J', 'shift+down'] : [], ['K', 'shift+up']]
			: [
					['pagedown', 'shift+down'].filter((press) => isFree(press)),
					['pageup', 'shift+up'].filter((press) => isFree(press)),
				];
	return on.length === 0
		? []
		: [
				general(on, 'read on, where a text is longer', {type: 'read-on', by: 1}),
				general(back, 'read back', {type: 'read-on', by: -1}),
			];
}

/** How to read on where the focus is, as a text that is longer than the screen says it. */
export function readingHow({keys, typing}: Focus<unknown>): string {
	const press = keys.find(({event}) => isOfType(event, 'read-on'))?.keys[0];
	return press === undefined ? (typing === undefined ? readingOn.pages : readingOn.none) : `${press} reads on`;
}

/** Whether a key copies the AWS CLI command. */
export function isCopyCommand({event}: Key<unknown>): boolean {
	return isOfType(event, 'copy-command');
}

function isOfType(event: unknown, type: string): boolean {
	return typeof event === 'object' && event !== null && 'type' in event && event.type === type;
}

function general(keys: readonly string[], words: string, event: MachineEvent): Key<MachineEvent> {
	return {keys, isInFooter: false, event, general: words, words: () => words, guard: () => true};
}

/**
What a press means where the focus is: a key's event, or text for the field; `undefined` where it means nothing. A key whose guard says no gives
a notice with the reason instead.
*/
export function eventOf<Event>({keys, typing}: Focus<Event>, press: string): Event | MachineEvent | undefined {
	const key = keys.find((one) => one.keys.includes(press));
	if (key === undefined) {
		return typing === undefined ? undefined : {type: 'text', press};
	}

	const notice = refusalOf(key, press);
	return notice === undefined ? key.event : {type: 'notice', notice};
}

/** What is still true of a notice: that a key was refused says nothing any more once the key would be taken, or is not there. */
export function currentNotice({keys}: Focus<unknown>, notice: Notice | undefined): Notice | undefined {
	const press = notice?.refused;
	if (press === undefined) {
		return notice;
	}

	const key = keys.find((one) => one.keys.includes(press));
	return key === undefined ? undefined : refusalOf(key, press);
}

function refusalOf(key: Key<unknown>, press: string): Notice | undefined {
	const guard = key.guard();
	return guard === true
		? undefined
		: {tone: 'warning', text: `${capitalized(key.words())}: not now, ${guard}.`, refused: press};
}

/** A key as the footer and the help show it. */
export function hintOf({keys, words, guard, missing}: Key<unknown>): KeyHint {
	const possible = guard();
	const allowed = possible === true ? (missing?.() ?? true) : possible;
	return {keys: keys[0] ?? '', words: words(), ...(allowed !== true && {disabled: allowed})};
}

/** The keys of the footer, in the same order on every screen: what goes on, what else there is, what goes back. */
export function footerOf({keys}: Focus<unknown>): readonly KeyHint[] {
	return keys
		.filter(({isInFooter}) => isInFooter)
		.map((key) => hintOf(key))
		.toSorted((left, right) => placeInFooter(left) - placeInFooter(right));
}

function placeInFooter({keys}: KeyHint): number {
	return keys === 'enter' ? 0 : keys === 'esc' ? 2 : keys === 'q' ? 3 : 1;
}

/** The keys that the words typed into the list of all that can be done occur in, and which of them is chosen. */
export function searched<Event>(
	{keys}: Focus<Event | MachineEvent>,
	search: Shell['search'],
): {readonly rows: ReadonlyArray<Key<Event | MachineEvent>>; readonly cursor: number} {
	// Whoever begins as in a filter means what follows.
	const typed = (search?.field.value ?? '').replace(/^\//, '').toLowerCase().split(/\s+/);
	const rows = keys.filter(({keys: names, general: whole, words, event}) => {
		const text = `${names.join(' ')} ${words()} ${whole}`.toLowerCase();
		return !isOfType(event, 'help') && typed.every((word) => text.includes(word));
	});
	return {rows, cursor: Math.max(0, Math.min(search?.cursor ?? 0, rows.length - 1))};
}
