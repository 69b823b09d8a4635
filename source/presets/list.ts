/** The list of presets, one in full, two compared, and what is done with one: rename, describe, remove, put back. */
import {diffCriteria, renderDiff, type CriteriaDiff} from '../criteria/comparison/diff.ts';
import {jobsOf, whenWanted} from '../machine/effect.ts';
import type {Handlers, MoveEvent} from '../machine/event.ts';
import type {Guard} from '../machine/guard.ts';
import {movedCursor} from '../machine/list.ts';
import {failed} from '../machine/loadable.ts';
import {emptyPrompt, prompting, promptWith, reducePrompt, sentFrom, typedIn} from '../machine/prompt.ts';
import {withNotice} from '../machine/shell.ts';
import type {Preset} from '../operations/ports.ts';
import {apply, canRead, read} from './applied.ts';
import {
	backToList,
	currentPreset,
	cursorOf,
	jsonLines,
	presetNamed,
	presetOrders,
	refuse,
	show,
	sortedPresets,
	viewIn,
	withPresets,
	type OnView,
	type Plain,
	type PresetsEffect,
	type PresetsEvent,
	type PresetsState,
	type ViewOf,
} from './state.ts';

/** Whether there is a preset to do something with, or why not. */
export function canUseCurrent(state: PresetsState): Guard {
	return currentPreset(state) === undefined ? 'there is no preset' : true;
}

/** Whether two presets are chosen to compare, or why not. */
export function canCompare(state: PresetsState): Guard {
	return pairToCompare(state) === undefined ? 'mark two presets with space first' : true;
}

/** Whether a removal can be taken back, or why not. */
export function canRestore({removed, isRestoring}: PresetsState): Guard {
	return removed === undefined || isRestoring ? 'nothing was removed since this screen was opened' : true;
}

/** What differs between the two presets of a comparison; nothing where one of them is gone. */
export function comparisonOf(state: PresetsState): CriteriaDiff | undefined {
	const view = viewIn(state, 'compare');
	const before = view && presetNamed(state, view.before);
	const after = view && presetNamed(state, view.after);
	return before && after && diffCriteria(before.criteria, after.criteria);
}

/** The two that are marked, or the marked one and the one under the cursor. */
function pairToCompare(state: PresetsState): readonly [before: string, after: string] | undefined {
	const [before, after = currentPreset(state)?.name] = state.marked;
	return before === undefined || after === undefined || before === after ? undefined : [before, after];
}

/** What is done with the current preset, if there is one. */
const withCurrent =
	(change: (state: PresetsState, preset: Preset) => PresetsState) =>
	(state: PresetsState): PresetsState => {
		const preset = currentPreset(state);
		return preset === undefined ? state : change(state, preset);
	};

/** What can be done from the list and from a preset's details alike. */
const actions = {
	apply,
	retry: (state) => (canRead(state) === true ? read(state) : state),
	compare(state) {
		const [before, after] = pairToCompare(state) ?? [];
		return before === undefined || after === undefined ? state : show(state, {type: 'compare', before, after, top: 0});
	},
	restore: (state) => (canRestore(state) === true ? {...state, isRestoring: true} : state),
	'from-region': (state) => show(state, {type: 'region', prompt: promptWith(state.options.region)}),
	'from-file': (state) => show(state, {type: 'file', prompt: emptyPrompt, errors: []}),
	rename: withCurrent((state, {name}) => show(state, {type: 'rename', name, prompt: promptWith(name)})),
	describe: withCurrent((state, {name, description}) =>
		show(state, {type: 'describe', name, prompt: promptWith(description)}),
	),
	remove: withCurrent((state, preset) => show(state, {type: 'remove', preset, isBusy: false})),
	export: withCurrent((state, preset) => show(state, {type: 'format', preset, cursor: 0})),
} as const satisfies Handlers<PresetsState, unknown, PresetsEvent>;

export const onList: OnView<'list'> = {
	...actions,
	move,
	'move-to': move,
	next: withCurrent((state) => show(state, {type: 'detail', top: 0})),
	mark: withCurrent((state, {name}) => toggleMark(state, name)),
	sort(state) {
		const order = presetOrders[(presetOrders.indexOf(state.order) + 1) % presetOrders.length] ?? 'name';
		// The cursor stays on its preset.
		const current = currentPreset(state)?.name;
		return {...state, order, ...(current !== undefined && {current})};
	},
	// Nothing lies behind the list: only `q` leaves it.
	back: (state) => ({...state, marked: []}),
};

function move(state: PresetsState, _view: unknown, event: MoveEvent): PresetsState {
	const presets = sortedPresets(state);
	const preset = presets[movedCursor(cursorOf(state), event, presets.length)];
	return preset === undefined ? state : {...state, current: preset.name};
}

function toggleMark(state: PresetsState, name: string): PresetsState {
	if (state.marked.includes(name)) {
		return {...state, marked: state.marked.filter((marked) => marked !== name)};
	}

	return state.marked.length < 2
		? {...state, marked: [...state.marked, name]}
		: withNotice(state, 'warning', 'Two are marked already: c compares them, esc clears the marks.');
}

export const onDetail: OnView<'detail'> = {
	...actions,
	move: scrollDetail,
	'move-to': scrollDetail,
	back: (state) => show(state, {type: 'list'}),
};

function scrollDetail(state: PresetsState, view: ViewOf<'detail'>, event: MoveEvent): PresetsState {
	const lines = jsonLines(currentPreset(state)?.criteria ?? []).length;
	return show(state, {...view, top: movedCursor(view.top, event, lines)});
}

export const onCompare: OnView<'compare'> = {
	move: scrollComparison,
	'move-to': scrollComparison,
	swap: (state, {before, after}) => show(state, {type: 'compare', before: after, after: before, top: 0}),
	back: (state) => show(state, {type: 'list'}),
};

function scrollComparison(state: PresetsState, view: ViewOf<'compare'>, event: MoveEvent): PresetsState {
	const comparison = comparisonOf(state);
	const lines = comparison === undefined ? 0 : renderDiff(comparison).length;
	return show(state, {...view, top: movedCursor(view.top, event, lines)});
}

export const onRename: OnView<'rename'> = prompting((state, view, event) => {
	const prompt = reducePrompt(view.prompt, event);
	const isUnchanged = prompt !== 'closed' && prompt.phase === 'sending' && typedIn(prompt) === view.name;
	return show(state, prompt === 'closed' || isUnchanged ? {type: 'list'} : {...view, prompt});
});

/** An empty description takes it away. */
export const onDescribe: OnView<'describe'> = prompting((state, view, event) => {
	const prompt = reducePrompt(view.prompt, event, {canBeEmpty: true});
	return show(state, prompt === 'closed' ? {type: 'list'} : {...view, prompt});
});

export const onRemove: OnView<'remove'> = {
	answer: (state, view, {yes}) => (view.isBusy ? state : show(state, yes ? {...view, isBusy: true} : {type: 'list'})),
};

const list: PresetsEffect<Plain, readonly Preset[]> = {
	name: 'presets',
	wanted: ({presets}) => whenWanted(presets, '', {}),
	run: async (_, {world}) => world.presets.list(),
	done: (state, presets) => withPresets(state, presets),
	failed: (state, problem) => ({...state, presets: failed(state.presets, problem)}),
};

const rename: PresetsEffect<Plain & {readonly from: string; readonly to: string}, readonly Preset[]> = {
	name: 'rename',
	wanted(state) {
		const view = viewIn(state, 'rename');
		const sent = view && sentFrom(view.prompt);
		return view === undefined || sent === undefined
			? []
			: [{key: JSON.stringify([view.name, sent.text]), from: view.name, to: sent.text}];
	},
	async run({from, to}, {world: {presets}}) {
		await presets.rename(from, to);
		return presets.list();
	},
	done(state, presets, {from, to: typed}) {
		const to = typed.normalize('NFC');
		const marked = state.marked.map((name) => (name === from ? to : name));
		return backToList(withPresets({...state, marked, current: to}, presets), `Renamed "${from}" to "${to}".`);
	},
	failed: refuse,
};

const describe: PresetsEffect<Plain & {readonly name: string; readonly description: string}, readonly Preset[]> = {
	name: 'describe',
	wanted(state) {
		const view = viewIn(state, 'describe');
		const sent = view && sentFrom(view.prompt);
		return view === undefined || sent === undefined ? [] : [{key: view.name, name: view.name, description: sent.text}];
	},
	async run({name, description}, {world: {presets}}) {
		await presets.describe(name, description);
		return presets.list();
	},
	done: (state, presets, {name}) => backToList(withPresets(state, presets), `Changed what "${name}" says.`),
	failed: refuse,
};

const remove: PresetsEffect<Plain, {readonly preset: Preset; readonly presets: readonly Preset[]}> = {
	name: 'remove',
	wanted(state) {
		const view = viewIn(state, 'remove');
		return view?.isBusy === true ? [{key: view.preset.name}] : [];
	},
	async run({key}, {world: {presets}}) {
		// What is put back later is what was there at the end.
		const preset = await presets.get(key);
		await presets.remove(key);
		return {preset, presets: await presets.list()};
	},
	done: (state, {preset, presets}) =>
		backToList(
			withPresets({...state, removed: preset}, presets),
			`Removed "${preset.name}". u puts it back, as long as this screen is open.`,
		),
	failed: (state, {what, next}) => backToList(state, `${what} ${next}`, 'danger'),
};

const restore: PresetsEffect<Plain & {readonly preset: Preset}, readonly Preset[]> = {
	name: 'restore',
	wanted: ({removed, isRestoring}) =>
		isRestoring && removed !== undefined ? [{key: removed.name, preset: removed}] : [],
	async run({preset}, {world: {presets}}) {
		await presets.restore(preset);
		return presets.list();
	},
	done({removed: _, ...state}, presets, {key}) {
		return backToList(
			withPresets({...state, isRestoring: false, current: key}, presets),
			`"${key}" is back as it was.`,
		);
	},
	failed: (state, {what, next}) => withNotice({...state, isRestoring: false}, 'danger', `${what} ${next}`),
};

export const listEffects = [jobsOf(list), jobsOf(rename), jobsOf(describe), jobsOf(remove), jobsOf(restore)] as const;
