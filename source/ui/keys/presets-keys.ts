/** The keys of the presets screen: its part of the registry. */
import {canCompare, canRestore, canUseCurrent} from '../../presets/list.ts';
import type {PresetsState, PresetsEvent, PresetsView} from '../../presets/state.ts';
import {isImported} from '../../presets/import.ts';
import type {KeyBinding, KeyRegistry} from './binding.ts';

/** Where keys mean something on the presets screen. */
export const deskContexts = {
	help: 'Help',
	loading: 'Presets, while they are read',
	list: 'Presets',
	detail: 'Presets, one in full',
	compare: 'Presets, two compared',
	text: 'Presets, typing a name or a description',
	region: 'Presets, typing a Region',
	file: 'Presets, typing a file to import',
	reading: 'Presets, while a Region or file is read',
	format: 'Presets, choosing a format',
	overwrite: 'Presets, asked before overwriting',
	remove: 'Presets, asked before removing',
	'import-question': 'Presets, asked before an import overwrites',
	imported: 'Presets, after an import',
	waiting: 'Presets, while something is saved',
} as const;

export type DeskContext = keyof typeof deskContexts;
export type DeskBinding = KeyBinding<PresetsState, DeskContext, PresetsEvent>;

const actions: readonly DeskContext[] = ['list', 'detail'];
const scrolling: readonly DeskContext[] = ['list', 'detail', 'compare'];
const typing: readonly DeskContext[] = ['text', 'region', 'file'];

export const deskBindings: readonly DeskBinding[] = [
	{keys: ['esc'], words: 'back', where: ['detail', 'compare', 'format'], isInFooter: true, event: {type: 'back'}},
	{
		keys: ['enter'],
		words: 'open',
		where: ['list'],
		isInFooter: true,
		guard: canUseCurrent,
		event: {type: 'next'},
	},
	{keys: ['space'], words: 'mark', where: ['list'], isInFooter: true, guard: canUseCurrent, event: {type: 'mark'}},
	{keys: ['c'], words: 'compare', where: actions, isInFooter: true, guard: canCompare, event: {type: 'compare'}},
	{
		keys: ['n'],
		words: 'new from Region',
		where: actions,
		isInFooter: true,
		event: {type: 'from-region'},
	},
	{keys: ['i'], words: 'import', where: actions, isInFooter: true, event: {type: 'from-file'}},
	{keys: ['e'], words: 'export', where: actions, isInFooter: true, guard: canUseCurrent, event: {type: 'export'}},
	{keys: ['r'], words: 'rename', where: actions, isInFooter: true, guard: canUseCurrent, event: {type: 'rename'}},
	{keys: ['d'], words: 'describe', where: actions, isInFooter: true, guard: canUseCurrent, event: {type: 'describe'}},
	{
		keys: ['x', 'delete'],
		words: 'remove',
		where: actions,
		isInFooter: true,
		guard: canUseCurrent,
		event: {type: 'remove'},
	},
	{
		keys: ['u'],
		words: 'undo the last removal',
		where: actions,
		guard: canRestore,
		event: {type: 'restore'},
	},
	{
		keys: ['s'],
		words: {general: 'sort by name, last use or date', now: sortWords},
		where: ['list'],
		event: {type: 'sort'},
	},
	{
		keys: ['R'],
		words: 'read the presets again',
		where: ['list'],
		guard: ({presets}) => (presets.status === 'failed' ? true : 'they are here'),
		event: {type: 'retry'},
	},
	{keys: ['s'], words: 'swap the two', where: ['compare'], isInFooter: true, event: {type: 'swap'}},

	{keys: ['enter'], words: 'save', where: ['text'], isInFooter: true, event: {type: 'submit'}},
	{keys: ['enter'], words: 'read its criteria', where: ['region'], isInFooter: true, event: {type: 'submit'}},
	{keys: ['enter'], words: 'read it', where: ['file'], isInFooter: true, event: {type: 'submit'}},
	{keys: ['esc'], words: 'back', where: typing, isInFooter: true, event: {type: 'back'}},
	{keys: ['esc'], words: 'stop', where: ['reading'], isInFooter: true, event: {type: 'back'}},

	{keys: ['enter'], words: 'choose', where: ['format'], isInFooter: true, event: {type: 'next'}},
	...[0, 1, 2].map((index): DeskBinding => ({
		keys: [String(index + 1)],
		words: `choose number ${index + 1}`,
		where: ['format'],
		event: {type: 'choose', index},
	})),

	{
		keys: ['y'],
		words: 'yes, overwrite',
		where: ['overwrite', 'import-question'],
		isInFooter: true,
		event: {type: 'answer', yes: true},
	},
	{
		keys: ['n', 'esc'],
		words: 'no, another name',
		where: ['overwrite'],
		isInFooter: true,
		event: {type: 'answer', yes: false},
	},
	{
		keys: ['n'],
		words: 'no, leave it',
		where: ['import-question'],
		isInFooter: true,
		event: {type: 'answer', yes: false},
	},
	{
		keys: ['a'],
		words: 'overwrite all',
		where: ['import-question'],
		isInFooter: true,
		event: {type: 'answer', yes: true, forAll: true},
	},
	{
		keys: ['l'],
		words: 'leave all',
		where: ['import-question'],
		isInFooter: true,
		event: {type: 'answer', yes: false, forAll: true},
	},
	{keys: ['esc'], words: 'stop here', where: ['import-question'], isInFooter: true, event: {type: 'back'}},
	{keys: ['enter', 'esc'], words: 'back to the list', where: ['imported'], isInFooter: true, event: {type: 'back'}},
	{
		keys: ['y'],
		words: 'yes, remove it',
		where: ['remove'],
		isInFooter: true,
		event: {type: 'answer', yes: true},
	},
	{
		keys: ['n', 'esc'],
		words: 'no, keep it',
		where: ['remove'],
		isInFooter: true,
		event: {type: 'answer', yes: false},
	},

	{keys: ['up', 'k'], words: 'one up', where: [...scrolling, 'format'], event: {type: 'move', by: -1}},
	{keys: ['down', 'j'], words: 'one down', where: [...scrolling, 'format'], event: {type: 'move', by: 1}},
	{keys: ['pageup'], words: 'ten up', where: scrolling, event: {type: 'move', by: -10}},
	{keys: ['pagedown'], words: 'ten down', where: scrolling, event: {type: 'move', by: 10}},
	{keys: ['home', 'g'], words: 'first', where: scrolling, event: {type: 'move-to', to: 'top'}},
	{keys: ['end', 'G'], words: 'last', where: scrolling, event: {type: 'move-to', to: 'end'}},
	{
		keys: ['esc'],
		words: {general: 'clear the marks, or quit', now: ({marked}) => (marked.length > 0 ? 'clear the marks' : 'quit')},
		where: ['list'],
		event: {type: 'back'},
	},
	{keys: ['q'], words: 'quit', where: [...scrolling, 'loading'], isInFooter: true, event: {type: 'quit'}},
	{keys: ['?', 'esc', 'q', 'enter'], words: 'close the help', where: ['help'], isInFooter: true, event: {type: 'help'}},
];

const textContexts: ReadonlySet<DeskContext> = new Set(typing);

export const deskKeys: KeyRegistry<PresetsState, DeskContext, PresetsEvent> = {
	bindings: deskBindings,
	contextOf: deskContextOf,
	takesText: (context) => textContexts.has(context),
	isHelp: (context) => context === 'help',
};

/** Where the focus is. */
export function deskContextOf(state: PresetsState): DeskContext {
	if (state.shell.help) {
		return 'help';
	}

	const {view, presets} = state;
	return view.type === 'list' && presets.status === 'wanted' ? 'loading' : contextOfView(view);
}

function contextOfView(view: PresetsView): DeskContext {
	switch (view.type) {
		case 'list':
		case 'detail':
		case 'compare':
		case 'format': {
			return view.type;
		}

		case 'rename':
		case 'describe': {
			return view.prompt.phase === 'typing' ? 'text' : 'waiting';
		}

		case 'region':
		case 'file': {
			return view.prompt.phase === 'typing' ? view.type : 'reading';
		}

		case 'remove': {
			return view.isBusy ? 'waiting' : 'remove';
		}

		case 'save':
		case 'export': {
			const {phase} = view.prompt;
			return phase === 'overwrite?' ? 'overwrite' : phase === 'typing' ? 'text' : 'waiting';
		}

		case 'import': {
			return isImported(view) ? 'imported' : view.phase === 'overwrite?' ? 'import-question' : 'waiting';
		}
	}
}

function sortWords({order}: PresetsState): string {
	return {name: 'sort by last use', used: 'sort by date', created: 'sort by name'}[order];
}
