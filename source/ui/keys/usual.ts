/** Keys that many screens have, so that they are the same on all of them. */
import type {Guard} from '../../machine/guard.ts';
import type {MoveEvent} from '../../machine/event.ts';
import type {KeyBinding} from './binding.ts';

type Usual<Place, Event> = KeyBinding<unknown, Place, Event>;

/** Up and down in a list, a line or ten at a time. */
export function listKeys<Place>(where: readonly Place[]): ReadonlyArray<Usual<Place, MoveEvent>> {
	return [...lineKeys(where, ['k'], ['j']), ...tenKeys(where)];
}

/** The same beside a text field, where letters are typed. */
export function pickKeys<Place>(where: readonly Place[]): ReadonlyArray<Usual<Place, MoveEvent>> {
	return [...lineKeys(where), ...tenKeys(where)];
}

/** One up, one down. */
export function lineKeys<Place>(
	where: readonly Place[],
	moreUp: readonly string[] = [],
	moreDown: readonly string[] = [],
): ReadonlyArray<Usual<Place, MoveEvent>> {
	return [
		{keys: ['up', ...moreUp], words: 'one up', where, event: {type: 'move', by: -1}},
		{keys: ['down', ...moreDown], words: 'one down', where, event: {type: 'move', by: 1}},
	];
}

function tenKeys<Place>(where: readonly Place[]): ReadonlyArray<Usual<Place, MoveEvent>> {
	return [
		{keys: ['pageup'], words: 'ten up', where, event: {type: 'move', by: -10}},
		{keys: ['pagedown'], words: 'ten down', where, event: {type: 'move', by: 10}},
	];
}

/** To the ends of a list. */
export function endKeys<Place>(where: readonly Place[]): ReadonlyArray<Usual<Place, MoveEvent>> {
	return [
		{keys: ['home', 'g'], words: 'first', where, event: {type: 'move-to', to: 'top'}},
		{keys: ['end', 'G'], words: 'last', where, event: {type: 'move-to', to: 'end'}},
	];
}

/** Through a text that has to be read before it is acted on, where nothing is typed yet; enter reads on as well, until it can do more. */
export function readFirstKeys<Place>(where: readonly Place[]): ReadonlyArray<Usual<Place, MoveEvent>> {
	return [
		{keys: ['up', 'k'], words: 'one line up', where, event: {type: 'move', by: -1}},
		{keys: ['down', 'j'], words: 'one line on', where, event: {type: 'move', by: 1}},
		{keys: ['pageup', 'K', 'shift+up'], words: 'a page up', where, event: {type: 'move', by: -100}},
		{keys: ['pagedown', 'J', 'shift+down'], words: 'a page on', where, event: {type: 'move', by: 100}},
	];
}

/** Through a panel beside the field for its words. */
export function readingKeys<Place>(where: readonly Place[]): ReadonlyArray<Usual<Place, MoveEvent>> {
	return [
		{keys: ['up'], words: 'one line up', where, event: {type: 'move', by: -1}},
		{keys: ['down'], words: 'one line on', where, event: {type: 'move', by: 1}},
		{keys: ['pageup'], words: 'a page up', where, event: {type: 'move', by: -100}},
		{keys: ['pagedown'], words: 'a page on', where, event: {type: 'move', by: 100}},
	];
}

/** The answers to a question; `yes` and `no` say what each does. */
export function answerKeys<Place>(
	where: readonly Place[],
	yes: string,
	no: string,
): ReadonlyArray<Usual<Place, {readonly type: 'answer'; readonly yes: boolean}>> {
	return [
		{keys: ['y'], words: yes, where, isInFooter: true, event: {type: 'answer', yes: true}},
		{keys: ['n', 'esc'], words: no, where, isInFooter: true, event: {type: 'answer', yes: false}},
	];
}

/** Whether what is there already may be overwritten. */
export function overwriteKeys<Place>(where: readonly Place[]): ReturnType<typeof answerKeys<Place>> {
	return answerKeys(where, 'yes, overwrite', 'no, another name');
}

/** What was typed is sent off, or left. */
export function fieldKeys<Place>(
	where: readonly Place[],
	send: string,
	leave = 'back',
): ReadonlyArray<Usual<Place, {readonly type: 'submit'} | {readonly type: 'back'}>> {
	return [{keys: ['enter'], words: send, where, isInFooter: true, event: {type: 'submit'}}, backKey(where, leave)];
}

/** A field for exactly the words that it asks for: until they are there, enter is dimmed; what it is pressed on says that those are others. */
export function wordsKeys<State, Place>(
	where: readonly Place[],
	send: string,
	{areThere, guard}: {readonly areThere: (state: State) => boolean; readonly guard?: (state: State) => Guard},
): ReadonlyArray<KeyBinding<State, Place, {readonly type: 'submit'} | {readonly type: 'back'}>> {
	return [
		{
			keys: ['enter'],
			words: send,
			where,
			isInFooter: true,
			...(guard !== undefined && {guard}),
			missing: (state) => (areThere(state) ? true : 'the words are not typed yet'),
			event: {type: 'submit'},
		},
		backKey(where),
	];
}

/** The rows of a list by their number. */
export function numberKeys<Place>(
	where: readonly Place[],
	count: number,
): ReadonlyArray<Usual<Place, {readonly type: 'choose'; readonly index: number}>> {
	return Array.from({length: count}, (_, index) => ({
		keys: [String(index + 1)],
		words: `choose number ${index + 1}`,
		where,
		event: {type: 'choose', index},
	}));
}

export function backKey<Place>(where: readonly Place[], words = 'back'): Usual<Place, {readonly type: 'back'}> {
	return {keys: ['esc'], words, where, isInFooter: true, event: {type: 'back'}};
}

export function copyCommandKey<Place>(where: readonly Place[]): Usual<Place, {readonly type: 'copy-command'}> {
	return {keys: ['y'], words: 'copy the AWS CLI command', where, event: {type: 'copy-command'}};
}

export function quitKey<Place>(where: readonly Place[]): Usual<Place, {readonly type: 'quit'}> {
	return {keys: ['q'], words: 'quit', where, isInFooter: true, event: {type: 'quit'}};
}
