/** What the presets screen makes of the results of its effects. */
import type {Problem} from '../problem.ts';
import type {Preset} from '../operations/ports.ts';
import {here, type Notice} from '../rollout/state.ts';
import {textField} from '../machine/text-field.ts';
import {
	presetAtHand,
	sortedPresets,
	type DeskEffect,
	type DeskResult,
	type DeskState,
	type DeskView,
} from './presets-desk.ts';
import {importInWords, isImported, startImport, withFailure, withSaved} from './presets-import.ts';

export function reduceDeskResult(state: DeskState, result: DeskResult): DeskState {
	switch (result.type) {
		case 'presets': {
			return withPresets(state, result.presets);
		}

		case 'renamed': {
			const {from, to} = result;
			const marked = state.marked.map((name) => (name === from ? to : name));
			const renamed = withPresets({...state, marked, atHand: to}, result.presets);
			return backToList(renamed, `Renamed "${from}" to "${to}".`);
		}

		case 'described': {
			return backToList(withPresets(state, result.presets), `Changed what "${result.name}" says.`);
		}

		case 'removed': {
			const {preset} = result;
			const removed = withPresets({...state, removed: preset}, result.presets);
			return backToList(removed, `Removed "${preset.name}". u puts it back, as long as this screen is open.`);
		}

		case 'restored': {
			const {removed: _, ...rest} = state;
			const restored = withPresets({...rest, isRestoring: false, atHand: result.name}, result.presets);
			return backToList(restored, `"${result.name}" is back as it was.`);
		}

		case 'criteria': {
			const {criteria, origin, name} = result;
			return show(state, {type: 'save', criteria, origin, field: textField(name), phase: 'naming'});
		}

		case 'many': {
			return show(state, startImport(result.file, result.presets));
		}

		case 'errors': {
			return state.view.type === 'file' ? show(state, {...state.view, isBusy: false, errors: result.errors}) : state;
		}

		case 'saved': {
			return takeInSaved(state, result.name, result.presets);
		}

		case 'written': {
			const text = [`Wrote ${result.path}.`, ...result.notes].join(' ');
			return backToList(state, text, result.notes.length === 0 ? 'info' : 'warning');
		}

		case 'failed': {
			return takeInFailure(state, result.effect, result.problem);
		}
	}
}

/** The presets as they are now; the cursor stays where it was in the list if its preset is gone. */
function withPresets(state: DeskState, presets: readonly Preset[]): DeskState {
	const isThere = (name: string) => presets.some((preset) => preset.name === name);
	const marked = state.marked.filter((name) => isThere(name));
	const known: DeskState = {...state, presets: here(state.presets, presets), marked};
	const {atHand: previous = presetAtHand(state)?.name, ...rest} = known;
	if (previous === undefined) {
		return known;
	}

	if (isThere(previous)) {
		return {...known, atHand: previous};
	}

	const atHand = neighbourOf(state, presets);
	return atHand === undefined ? rest : {...rest, atHand};
}

/** Of the presets that are left, the first one below the one that was at hand, or else the last one. */
function neighbourOf(state: DeskState, presets: readonly Preset[]): string | undefined {
	const before = sortedPresets(state).map(({name}) => name);
	const left = sortedPresets({...state, presets: here(state.presets, presets)}).map(({name}) => name);
	const index = before.indexOf(state.atHand ?? before[0] ?? '');
	return before.slice(index + 1).find((name) => left.includes(name)) ?? left.at(-1);
}

function takeInSaved(state: DeskState, name: string, presets: readonly Preset[]): DeskState {
	const {view} = state;
	return view.type === 'import'
		? goOnImporting(withPresets({...state, atHand: name}, presets), withSaved(view))
		: backToList(withPresets({...state, atHand: name}, presets), `Saved "${name}".`);
}

function goOnImporting(state: DeskState, view: Extract<DeskView, {type: 'import'}>): DeskState {
	const shown = show(state, view);
	return isImported(view) ? noticed(shown, {tone: 'info', text: importInWords(view)}) : shown;
}

/** A failure is said where it was asked for, and nothing typed is lost. */
function takeInFailure(state: DeskState, effect: DeskEffect, problem: Problem): DeskState {
	const {view} = state;
	if (effect.type === 'presets') {
		return {...state, presets: {status: 'failed', attempt: state.presets.attempt, problem}};
	}

	if (effect.type === 'restore') {
		return noticed({...state, isRestoring: false}, asNotice(problem));
	}

	switch (view.type) {
		case 'rename':
		case 'describe':
		case 'region':
		case 'file': {
			return show(state, {...view, isBusy: false, problem});
		}

		case 'save':
		case 'export': {
			return show(state, {...view, phase: problem.code === 'exists' ? 'overwrite?' : 'naming', problem});
		}

		case 'import': {
			return goOnImporting(state, withFailure(view, problem));
		}

		case 'remove':
		case 'list':
		case 'detail':
		case 'compare':
		case 'format': {
			return noticed(show(state, {type: 'list'}), asNotice(problem));
		}
	}
}

function asNotice({what, next}: Problem): Notice {
	return {tone: 'danger', text: `${what} ${next}`};
}

function backToList(state: DeskState, text: string, tone: Notice['tone'] = 'info'): DeskState {
	return noticed(show(state, {type: 'list'}), {tone, text});
}

function show(state: DeskState, view: DeskView): DeskState {
	return {...state, view};
}

function noticed(state: DeskState, notice: Notice): DeskState {
	return {...state, shell: {...state.shell, notice}};
}
