/** The keys of the presets screen. */
import {canApply, canRead} from '../../../presets/applied.ts';
import {canChooseFormat} from '../../../presets/exporting.ts';
import {canCompare, canRestore, canUseCurrent} from '../../../presets/list.ts';
import type {PresetsState, PresetsEvent, PresetsView} from '../../../presets/state.ts';
import {isImported} from '../../../presets/import.ts';
import type {ScreenKeys} from '../../keys/binding.ts';
import {
	answerKeys,
	backKey,
	endKeys,
	fieldKeys,
	lineKeys,
	listKeys,
	numberKeys,
	overwriteKeys,
	quitKey,
} from '../../keys/usual.ts';

type Place =
	| 'loading'
	| 'list'
	| 'detail'
	| 'compare'
	| 'text'
	| 'region'
	| 'file'
	| 'reading'
	| 'format'
	| 'overwrite'
	| 'remove'
	| 'import-question'
	| 'imported'
	| 'waiting';

const actions = ['list', 'detail'] as const;
const scrolling = ['list', 'detail', 'compare'] as const;

export const presetsKeys: ScreenKeys<PresetsState, Place, PresetsEvent> = {
	places: {
		loading: 'Presets, while they are read',
		list: 'Presets',
		detail: 'Presets, one in full',
		compare: 'Presets, two compared',
		text: {title: 'Presets, typing a name or a description', typing: 'ahead'},
		region: {title: 'Presets, typing a Region', typing: 'ahead'},
		file: {title: 'Presets, typing a file to import', typing: 'ahead'},
		reading: 'Presets, while a Region or file is read',
		format: 'Presets, choosing a format',
		overwrite: 'Presets, asked before overwriting',
		remove: 'Presets, asked before removing',
		'import-question': 'Presets, asked before an import overwrites',
		imported: 'Presets, after an import',
		waiting: 'Presets, while something is saved',
	},
	placeOf: ({view, presets}) => (view.type === 'list' && presets.status === 'wanted' ? 'loading' : placeOf(view)),
	bindings: [
		backKey(['detail', 'compare', 'format']),
		{
			keys: ['enter'],
			words: 'open',
			where: ['list'],
			isInFooter: true,
			guard: canUseCurrent,
			event: {type: 'next'},
		},
		{
			keys: ['A'],
			words: {general: 'apply it to Regions, in the wizard', now: () => 'apply to Regions'},
			where: actions,
			isInFooter: true,
			guard: canApply,
			event: {type: 'apply'},
		},
		{
			keys: ['R'],
			words: {general: 'read in which Regions each is applied, or the presets again', now: readingWords},
			where: actions,
			isInFooter: true,
			guard: canRead,
			event: {type: 'retry'},
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
			guard: canUseCurrent,
			event: {type: 'sort'},
		},
		{keys: ['s'], words: 'swap the two', where: ['compare'], isInFooter: true, event: {type: 'swap'}},

		...fieldKeys(['text'] as const, 'save'),
		...fieldKeys(['region'] as const, 'read its criteria'),
		...fieldKeys(['file'] as const, 'read it'),
		backKey(['reading'], 'stop'),

		{
			keys: ['enter'],
			words: 'choose',
			where: ['format'],
			isInFooter: true,
			guard: canChooseFormat,
			event: {type: 'next'},
		},
		...numberKeys(['format'] as const, 3),

		...overwriteKeys(['overwrite'] as const),
		{
			keys: ['y'],
			words: 'yes, overwrite',
			where: ['import-question'],
			isInFooter: true,
			event: {type: 'answer', yes: true},
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
		backKey(['import-question'], 'stop here'),
		{keys: ['enter', 'esc'], words: 'back to the list', where: ['imported'], isInFooter: true, event: {type: 'back'}},
		...answerKeys(['remove'] as const, 'yes, remove it', 'no, keep it'),

		...listKeys(scrolling),
		...lineKeys(['format'] as const, ['k'], ['j']),
		...endKeys(scrolling),
		{
			keys: ['esc'],
			words: 'clear the marks',
			where: ['list'],
			guard: ({marked}) => (marked.length > 0 ? true : 'nothing is marked, and q quits'),
			event: {type: 'back'},
		},
		quitKey([...scrolling, 'loading']),
	],
};

function placeOf(view: PresetsView): Place {
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

function readingWords({presets}: PresetsState): string {
	return presets.status === 'failed' ? 'read the presets again' : 'where applied';
}
