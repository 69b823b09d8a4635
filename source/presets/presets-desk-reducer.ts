/** The one reducer of the presets screen: pure and total. An event without meaning in a view changes nothing. */
import {diffCriteria, renderDiff, type CriteriaDiff} from '../criteria/diff.ts';
import type {Guard} from '../rollout/guards.ts';
import type {Preset} from '../operations/ports.ts';
import {again, type Notice} from '../rollout/state.ts';
import {editText, emptyField, insertText, textField, type TextField} from '../machine/text-field.ts';
import {canExport, exportName, presetFormats} from './preset-export.ts';
import {reduceDeskResult} from './presets-desk-results.ts';
import {
	cursorOf,
	deskOrders,
	jsonLines,
	presetAtHand,
	presetNamed,
	sortedPresets,
	typed,
	type DeskEvent,
	type DeskState,
	type DeskUserEvent,
	type DeskView,
} from './presets-desk.ts';
import {isImported, stopImport, withAnswer} from './presets-import.ts';

export function reduceDesk(state: DeskState, event: DeskEvent): DeskState {
	if (state.shell.ended !== false) {
		return state;
	}

	return event.type === 'result' ? reduceDeskResult(state, event.result) : reduceUser(state, event);
}

/** Whether there is a preset to do something with, or why not. */
export function canUseAtHand(state: DeskState): Guard {
	return presetAtHand(state) === undefined ? 'there is no preset' : true;
}

/** Whether two presets are chosen to compare, or why not. */
export function canCompare(state: DeskState): Guard {
	return pairToCompare(state) === undefined ? 'mark two presets with space first' : true;
}

/** Whether a removal can be taken back, or why not. */
export function canRestore({removed, isRestoring}: DeskState): Guard {
	return removed === undefined || isRestoring ? 'nothing was removed since this screen was opened' : true;
}

/** What differs between the two presets of a comparison; nothing where one of them is gone. */
export function comparisonOf(state: DeskState): CriteriaDiff | undefined {
	const {view} = state;
	const before = view.type === 'compare' ? presetNamed(state, view.before) : undefined;
	const after = view.type === 'compare' ? presetNamed(state, view.after) : undefined;
	return before && after && diffCriteria(before.criteria, after.criteria);
}

/** The two that are marked, or the marked one and the one under the cursor. */
function pairToCompare(state: DeskState): readonly [before: string, after: string] | undefined {
	const [before, after = presetAtHand(state)?.name] = state.marked;
	return before === undefined || after === undefined || before === after ? undefined : [before, after];
}

function reduceUser(state: DeskState, event: DeskUserEvent): DeskState {
	if (event.type === 'interrupt') {
		return interrupt(state);
	}

	// Any other key disarms Ctrl-C, and has read the notice.
	const {notice: _, ...shell} = state.shell;
	const calm: DeskState = {...state, shell: {...shell, interruptArmed: false}};
	switch (event.type) {
		case 'quit': {
			return {...calm, shell: {...calm.shell, ended: 'quit'}};
		}

		case 'help': {
			return {...calm, shell: {...calm.shell, help: !calm.shell.help}};
		}

		case 'notice': {
			return noticed(calm, event.notice);
		}

		default: {
			return calm.shell.help ? calm : reduceView(calm, event);
		}
	}
}

/** Ctrl-C stops what is being read; with nothing to stop, or pressed again, it ends the screen. */
function interrupt(state: DeskState): DeskState {
	if (state.shell.interruptArmed) {
		return {...state, shell: {...state.shell, ended: 'interrupted'}};
	}

	const {view} = state;
	const stopped = (view.type === 'region' || view.type === 'file') && view.isBusy ? {...view, isBusy: false} : view;
	const notice = {tone: 'warning', text: 'Press Ctrl-C again to quit.'} as const;
	return {...state, view: stopped, shell: {...state.shell, interruptArmed: true, notice}};
}

function reduceView(state: DeskState, event: DeskUserEvent): DeskState {
	const {view} = state;
	switch (view.type) {
		case 'list': {
			return reduceList(state, event);
		}

		case 'detail': {
			const lines = jsonLines(presetAtHand(state)?.criteria ?? []).length;
			const scrolled = scroll(view, event, lines);
			return scrolled === undefined ? reduceActions(state, event) : show(state, scrolled);
		}

		case 'compare': {
			return reduceCompare(state, view, event);
		}

		case 'rename':
		case 'describe':
		case 'region':
		case 'file': {
			return reduceTyping(state, view, event);
		}

		case 'remove': {
			return reduceRemove(state, view, event);
		}

		case 'save':
		case 'export': {
			return reduceNaming(state, view, event);
		}

		case 'import': {
			return reduceImport(state, view, event);
		}

		case 'format': {
			return reduceFormat(state, view, event);
		}
	}
}

function reduceList(state: DeskState, event: DeskUserEvent): DeskState {
	switch (event.type) {
		case 'move': {
			return moveTo(state, cursorOf(state) + event.by);
		}

		case 'move-to': {
			return moveTo(state, event.to === 'top' ? 0 : Infinity);
		}

		case 'next': {
			return presetAtHand(state) === undefined ? state : show(state, {type: 'detail', top: 0});
		}

		case 'mark': {
			return toggleMark(state);
		}

		case 'sort': {
			const order = deskOrders[(deskOrders.indexOf(state.order) + 1) % deskOrders.length] ?? 'name';
			// The cursor stays on its preset.
			const atHand = presetAtHand(state)?.name;
			return {...state, order, ...(atHand !== undefined && {atHand})};
		}

		case 'retry': {
			return state.presets.status === 'failed' ? {...state, presets: again(state.presets)} : state;
		}

		case 'back': {
			return state.marked.length === 0 ? {...state, shell: {...state.shell, ended: 'quit'}} : {...state, marked: []};
		}

		default: {
			return reduceActions(state, event);
		}
	}
}

/** What can be done from the list and from a preset's details alike. */
function reduceActions(state: DeskState, event: DeskUserEvent): DeskState {
	const preset = presetAtHand(state);
	switch (event.type) {
		case 'compare': {
			const [before, after] = pairToCompare(state) ?? [];
			return before === undefined || after === undefined
				? state
				: show(state, {type: 'compare', before, after, top: 0});
		}

		case 'restore': {
			return canRestore(state) === true ? {...state, isRestoring: true} : state;
		}

		case 'from-region': {
			return show(state, {type: 'region', field: textField(state.options.region), isBusy: false});
		}

		case 'from-file': {
			return show(state, {type: 'file', field: emptyField, isBusy: false, errors: []});
		}

		case 'back': {
			return show(state, {type: 'list'});
		}

		default: {
			return preset === undefined ? state : reducePreset(state, preset, event);
		}
	}
}

function reducePreset(state: DeskState, preset: Preset, event: DeskUserEvent): DeskState {
	const {name} = preset;
	switch (event.type) {
		case 'rename': {
			return show(state, {type: 'rename', name, field: textField(name), isBusy: false});
		}

		case 'describe': {
			return show(state, {type: 'describe', name, field: textField(preset.description), isBusy: false});
		}

		case 'remove': {
			return show(state, {type: 'remove', preset, isBusy: false});
		}

		case 'export': {
			return show(state, {type: 'format', preset, cursor: 0});
		}

		default: {
			return state;
		}
	}
}

function reduceCompare(state: DeskState, view: Extract<DeskView, {type: 'compare'}>, event: DeskUserEvent): DeskState {
	const comparison = comparisonOf(state);
	const scrolled = scroll(view, event, comparison === undefined ? 0 : renderDiff(comparison).length);
	if (scrolled !== undefined) {
		return show(state, scrolled);
	}

	switch (event.type) {
		case 'swap': {
			return show(state, {type: 'compare', before: view.after, after: view.before, top: 0});
		}

		case 'back': {
			return show(state, {type: 'list'});
		}

		default: {
			return state;
		}
	}
}

function reduceTyping(
	state: DeskState,
	view: Extract<DeskView, {type: 'rename' | 'describe' | 'region' | 'file'}>,
	event: DeskUserEvent,
): DeskState {
	const isReading = view.type === 'region' || view.type === 'file';
	if (view.isBusy) {
		// Reading can be stopped; a change of a file is there at once.
		return event.type === 'back' && isReading ? show(state, {...view, isBusy: false}) : state;
	}

	const {problem: _, ...calm} = view;
	const field = edited(view.field, event);
	if (field !== undefined) {
		return show(state, calm.type === 'file' ? {...calm, field, errors: []} : {...calm, field});
	}

	switch (event.type) {
		case 'submit': {
			if (view.type === 'rename' && typed(view) === view.name) {
				return show(state, {type: 'list'});
			}

			return typed(view) === '' && view.type !== 'describe' ? state : show(state, {...calm, isBusy: true});
		}

		case 'back': {
			return show(state, {type: 'list'});
		}

		default: {
			return state;
		}
	}
}

function reduceRemove(state: DeskState, view: Extract<DeskView, {type: 'remove'}>, event: DeskUserEvent): DeskState {
	return view.isBusy || event.type !== 'answer'
		? state
		: show(state, event.yes ? {...view, isBusy: true} : {type: 'list'});
}

function reduceNaming(
	state: DeskState,
	view: Extract<DeskView, {type: 'save' | 'export'}>,
	event: DeskUserEvent,
): DeskState {
	const {problem: _, ...calm} = view;
	if (view.phase === 'overwrite?') {
		return event.type === 'answer' ? show(state, {...calm, phase: event.yes ? 'overwriting' : 'naming'}) : state;
	}

	if (view.phase !== 'naming') {
		return state;
	}

	const field = edited(view.field, event);
	if (field !== undefined) {
		return show(state, {...calm, field});
	}

	switch (event.type) {
		case 'submit': {
			return typed(view) === '' ? state : show(state, {...calm, phase: 'saving'});
		}

		case 'back': {
			return show(
				state,
				view.type === 'export'
					? {type: 'format', preset: view.preset, cursor: presetFormats.indexOf(view.format)}
					: {type: 'list'},
			);
		}

		default: {
			return state;
		}
	}
}

function reduceImport(state: DeskState, view: Extract<DeskView, {type: 'import'}>, event: DeskUserEvent): DeskState {
	if (isImported(view)) {
		return event.type === 'next' || event.type === 'back' ? show(state, {type: 'list'}) : state;
	}

	if (view.phase !== 'overwrite?') {
		return state;
	}

	switch (event.type) {
		case 'answer': {
			return show(state, withAnswer(view, {yes: event.yes, forAll: event.forAll ?? false}));
		}

		case 'back': {
			return show(state, stopImport(view));
		}

		default: {
			return state;
		}
	}
}

function reduceFormat(state: DeskState, view: Extract<DeskView, {type: 'format'}>, event: DeskUserEvent): DeskState {
	switch (event.type) {
		case 'move': {
			return show(state, {...view, cursor: clamp(view.cursor + event.by, presetFormats.length)});
		}

		case 'choose': {
			return startExport(state, view, event.index);
		}

		case 'next': {
			return startExport(state, view, view.cursor);
		}

		case 'back': {
			return show(state, {type: 'list'});
		}

		default: {
			return state;
		}
	}
}

function startExport(state: DeskState, {preset}: {readonly preset: Preset}, index: number): DeskState {
	const format = presetFormats[index];
	if (format === undefined) {
		return state;
	}

	if (canExport(preset.criteria, format) !== true) {
		// The screen says why.
		const text = 'Choose another format: this one cannot carry the criteria.';
		return noticed(show(state, {type: 'format', preset, cursor: index}), {tone: 'warning', text});
	}

	const field = textField(exportName(preset.name, format));
	return show(state, {type: 'export', preset, format, field, phase: 'naming'});
}

function toggleMark(state: DeskState): DeskState {
	const name = presetAtHand(state)?.name;
	if (name === undefined) {
		return state;
	}

	if (state.marked.includes(name)) {
		return {...state, marked: state.marked.filter((marked) => marked !== name)};
	}

	return state.marked.length < 2
		? {...state, marked: [...state.marked, name]}
		: noticed(state, {tone: 'warning', text: 'Two are marked already: c compares them, esc clears the marks.'});
}

function moveTo(state: DeskState, index: number): DeskState {
	const presets = sortedPresets(state);
	const preset = presets[clamp(index, presets.length)];
	return preset === undefined ? state : {...state, atHand: preset.name};
}

/** The view scrolled by an event that scrolls; the last of `lines` can come to the top, no further. */
function scroll<View extends {readonly top: number}>(
	view: View,
	event: DeskUserEvent,
	lines: number,
): View | undefined {
	switch (event.type) {
		case 'move': {
			return {...view, top: clamp(view.top + event.by, lines)};
		}

		case 'move-to': {
			return {...view, top: event.to === 'top' ? 0 : clamp(Infinity, lines)};
		}

		default: {
			return undefined;
		}
	}
}

function edited(field: TextField, event: DeskUserEvent): TextField | undefined {
	switch (event.type) {
		case 'text': {
			return editText(field, event.press);
		}

		case 'paste': {
			return insertText(field, event.text);
		}

		default: {
			return undefined;
		}
	}
}

function show(state: DeskState, view: DeskView): DeskState {
	return {...state, view};
}

function noticed(state: DeskState, notice: Notice): DeskState {
	return {...state, shell: {...state.shell, notice}};
}

function clamp(index: number, count: number): number {
	return Math.max(0, Math.min(count - 1, index));
}
