/** The criteria step: where to start from, the form, `$EDITOR`, and saving as a preset. The draft itself lives with the Region's work. */
import {checkCriteria, readCriteria} from '../criteria/check.ts';
import {formatIssue} from '../criteria/issue.ts';
import type {ImageCriteria} from '../criteria/criterion.ts';
import {sameCriteria} from '../criteria/settings.ts';
import type {Problem} from '../problem.ts';
import {exampleCriteria} from '../criteria/example.ts';
import type {Preset} from '../operations/ports.ts';
import {editText, emptyField, insertText} from '../machine/text-field.ts';
import {reduceForm} from './criteria-form.ts';
import type {UserEvent} from './events.ts';
import {canApply, type Guard} from './guards.ts';
import {currentSettings, currentWork, formPanels, type CriteriaView, type RolloutState, type Step} from './state.ts';
import {auditStep, enterScan, goTo, withCurrentWork, withDraft, withNotice} from './steps.ts';

type CriteriaStep = Extract<Step, {name: 'criteria'}>;

/** Where a draft can start from, in the order shown. */
export const sources = ['own', 'preset', 'file', 'example', 'empty'] as const;
export type Source = (typeof sources)[number];

/** Whether a source can be chosen, or why not. */
export function canStartFrom(state: RolloutState, source: Source): Guard {
	switch (source) {
		case 'own': {
			const settings = currentSettings(state);
			if (settings === undefined) {
				return "the Region's settings are not known yet";
			}

			return settings.ImageCriteria.length > 0 ? true : 'the Region has none';
		}

		case 'preset': {
			if (state.presets.status === 'failed') {
				return state.presets.problem.what;
			}

			return state.presets.status === 'here' && state.presets.value.length > 0 ? true : 'none is saved yet';
		}

		case 'file':
		case 'example':
		case 'empty': {
			return true;
		}
	}
}

/** Whether the draft may be applied: the guards of any change, and no errors in it. */
export function canApplyDraft(state: RolloutState): Guard {
	return canApply(state, checkCriteria(currentWork(state).draft?.criteria ?? []).errors.length);
}

/** Whether the draft is what the Region has already. */
export function isDraftApplied(state: RolloutState): boolean {
	const {draft} = currentWork(state);
	const settings = currentSettings(state);
	return draft !== undefined && settings !== undefined && sameCriteria(draft.criteria, settings.ImageCriteria);
}

export function reduceCriteria(state: RolloutState, step: CriteriaStep, event: UserEvent): RolloutState {
	const {view} = step;
	switch (view.type) {
		case 'sources': {
			return reduceSources(state, view, event);
		}

		case 'presets': {
			return reducePresets(state, view, event);
		}

		case 'file': {
			return reduceFile(state, view, event);
		}

		case 'form': {
			return reduceFormView(state, view, event);
		}

		case 'editor': {
			return state;
		}

		case 'editor-errors': {
			return reduceEditorErrors(state, view, event);
		}

		case 'save': {
			return reduceSave(state, view, event);
		}
	}
}

/** Criteria that came from a file or a preset become the draft. */
export function takeInCriteria(state: RolloutState, criteria: ImageCriteria, origin: string): RolloutState {
	return show(withDraft(state, criteria, origin), form);
}

/** A preset becomes the draft, which counts as using it. */
function takeInPreset(state: RolloutState, {name, criteria}: Preset): RolloutState {
	const taken = takeInCriteria(state, criteria, `preset "${name}"`);
	const {draft} = currentWork(taken);
	return draft === undefined ? taken : withCurrentWork(taken, {draft: {...draft, preset: name}});
}

/** What `$EDITOR` left behind: the new draft, or its errors with the text kept. */
export function finishEditing(state: RolloutState, text: string): RolloutState {
	const check = readCriteria(text);
	return check.criteria === undefined
		? show(state, {type: 'editor-errors', text, errors: check.errors.map((issue) => formatIssue(issue))})
		: show(withDraft(state, check.criteria), form);
}

/** An effect of this step failed: it is said where it was asked for, and nothing typed is lost. */
export function failCriteria(state: RolloutState, problem: Problem): RolloutState {
	if (state.step.name !== 'criteria') {
		return withNotice(state, 'danger', `${problem.what} ${problem.next}`);
	}

	const {view} = state.step;
	switch (view.type) {
		case 'file': {
			return show(state, {...view, loading: false, problem});
		}

		case 'save': {
			return show(state, {...view, phase: problem.code === 'exists' ? 'overwrite?' : 'naming', problem});
		}

		case 'presets': {
			return withNotice(show(state, {...view, removing: false}), 'danger', `${problem.what} ${problem.next}`);
		}

		case 'editor': {
			const errors = [problem.what, problem.next];
			return show(state, {type: 'editor-errors', text: view.text, errors});
		}

		case 'sources':
		case 'form':
		case 'editor-errors': {
			return withNotice(state, 'danger', `${problem.what} ${problem.next}`);
		}
	}
}

const form: CriteriaView = {type: 'form', cursor: 0};

function show(state: RolloutState, view: CriteriaView): RolloutState {
	return goTo(state, {name: 'criteria', view});
}

function moved(cursor: number, by: number, length: number): number {
	return Math.max(0, Math.min(length - 1, cursor + by));
}

function reduceSources(
	state: RolloutState,
	view: Extract<CriteriaView, {type: 'sources'}>,
	event: UserEvent,
): RolloutState {
	switch (event.type) {
		case 'move': {
			return show(state, {...view, cursor: moved(view.cursor, event.by, sources.length)});
		}

		case 'choose': {
			const source = sources[event.index];
			return source === undefined ? state : startFrom(state, source);
		}

		case 'next': {
			return startFrom(state, sources[view.cursor] ?? 'own');
		}

		case 'back': {
			return currentWork(state).draft === undefined ? goTo(state, auditStep) : show(state, form);
		}

		default: {
			return state;
		}
	}
}

function startFrom(state: RolloutState, source: Source): RolloutState {
	const guard = canStartFrom(state, source);
	if (guard !== true) {
		return withNotice(state, 'warning', `That is not possible: ${guard}.`);
	}

	switch (source) {
		case 'own': {
			return takeInCriteria(state, currentSettings(state)?.ImageCriteria ?? [], "the Region's own");
		}

		case 'preset': {
			return show(state, {type: 'presets', cursor: 0, removing: false});
		}

		case 'file': {
			return show(state, {type: 'file', field: emptyField, loading: false});
		}

		case 'example': {
			return takeInCriteria(state, exampleCriteria, 'the example');
		}

		case 'empty': {
			return takeInCriteria(state, [{}], 'an empty criterion');
		}
	}
}

function reducePresets(
	state: RolloutState,
	view: Extract<CriteriaView, {type: 'presets'}>,
	event: UserEvent,
): RolloutState {
	const presets = state.presets.status === 'here' ? state.presets.value : [];
	const preset = presets[view.cursor];
	switch (event.type) {
		case 'move': {
			return show(state, {...view, cursor: moved(view.cursor, event.by, presets.length), removing: false});
		}

		case 'next': {
			return preset === undefined || view.removing !== false ? state : takeInPreset(state, preset);
		}

		case 'remove-preset': {
			return preset === undefined ? state : show(state, {...view, removing: 'asked'});
		}

		case 'answer': {
			return view.removing === 'asked' ? show(state, {...view, removing: event.yes ? 'removing' : false}) : state;
		}

		case 'back': {
			return show(
				state,
				view.removing === 'asked' ? {...view, removing: false} : {type: 'sources', cursor: sources.indexOf('preset')},
			);
		}

		default: {
			return state;
		}
	}
}

function reduceFile(state: RolloutState, view: Extract<CriteriaView, {type: 'file'}>, event: UserEvent): RolloutState {
	const {problem: _, ...calm} = view;
	switch (event.type) {
		case 'text': {
			const field = editText(view.field, event.press);
			return field === undefined ? state : show(state, {...calm, field});
		}

		case 'paste': {
			return show(state, {...calm, field: insertText(view.field, event.text)});
		}

		case 'submit': {
			const path = view.field.value.trim();
			return path === '' ? state : show(state, {...calm, loading: path});
		}

		case 'back': {
			return show(state, {type: 'sources', cursor: sources.indexOf('file')});
		}

		default: {
			return state;
		}
	}
}

function reduceFormView(
	state: RolloutState,
	view: Extract<CriteriaView, {type: 'form'}>,
	event: UserEvent,
): RolloutState {
	const {draft} = currentWork(state);
	if (draft === undefined) {
		return show(state, {type: 'sources', cursor: 0});
	}

	if (view.entry === undefined) {
		switch (event.type) {
			case 'next': {
				return goToApply(state);
			}

			case 'back': {
				return goTo(state, auditStep);
			}

			case 'criteria': {
				const done = reduceAction(state, event.action);
				if (done !== undefined) {
					return done;
				}

				break;
			}

			default:
		}
	}

	const {criteria, view: next} = reduceForm(draft.criteria, view, event);
	return show(withDraft(state, criteria), next);
}

/** The actions that concern the whole draft; those on a row are the form's. */
function reduceAction(
	state: RolloutState,
	action: Extract<UserEvent, {type: 'criteria'}>['action'],
): RolloutState | undefined {
	const {draft: current} = currentWork(state);
	if (current === undefined) {
		return undefined;
	}

	const {preset: _, ...draft} = current;

	switch (action) {
		case 'sources': {
			return show(state, {type: 'sources', cursor: 0});
		}

		case 'external-editor': {
			return show(state, {
				type: 'editor',
				text: `${JSON.stringify({ImageCriteria: draft.criteria}, undefined, 2)}\n`,
				attempt: draft.undo.length,
			});
		}

		case 'save-preset': {
			return show(state, {type: 'save', field: emptyField, phase: 'naming'});
		}

		case 'undo': {
			const criteria = draft.undo.at(-1);
			return criteria === undefined
				? withNotice(state, 'info', 'Nothing to undo.')
				: withCurrentWork(state, {
						draft: {...draft, criteria, undo: draft.undo.slice(0, -1), redo: [...draft.redo, draft.criteria]},
					});
		}

		case 'redo': {
			const criteria = draft.redo.at(-1);
			return criteria === undefined
				? withNotice(state, 'info', 'Nothing to redo.')
				: withCurrentWork(state, {
						draft: {...draft, criteria, undo: [...draft.undo, draft.criteria], redo: draft.redo.slice(0, -1)},
					});
		}

		case 'panel': {
			return showPanel(state);
		}

		case 'edit':
		case 'add':
		case 'remove':
		case 'new-criterion': {
			return undefined;
		}
	}
}

/** The next of the things that the form can show below its rows. */
function showPanel(state: RolloutState): RolloutState {
	if (state.step.name !== 'criteria' || state.step.view.type !== 'form') {
		return state;
	}

	const {view} = state.step;
	const next = (formPanels.indexOf(view.panel ?? 'words') + 1) % formPanels.length;
	return show(state, {...view, panel: formPanels[next] ?? 'words'});
}

function goToApply(state: RolloutState): RolloutState {
	if (isDraftApplied(state)) {
		return withNotice(enterScan(state), 'info', 'These criteria are applied already: nothing to change.');
	}

	const guard = canApplyDraft(state);
	return guard === true
		? goTo(state, {name: 'apply', run: {status: 'ready'}})
		: withNotice(state, 'warning', `They can't be applied: ${guard}.`);
}

function reduceEditorErrors(
	state: RolloutState,
	view: Extract<CriteriaView, {type: 'editor-errors'}>,
	event: UserEvent,
): RolloutState {
	switch (event.type) {
		case 'next':
		case 'retry': {
			return show(state, {type: 'editor', text: view.text, attempt: 0});
		}

		case 'back': {
			return show(state, form);
		}

		default: {
			return state;
		}
	}
}

function reduceSave(state: RolloutState, view: Extract<CriteriaView, {type: 'save'}>, event: UserEvent): RolloutState {
	const {problem: _, ...calm} = view;
	switch (event.type) {
		case 'text': {
			const field = view.phase === 'naming' ? editText(view.field, event.press) : undefined;
			return field === undefined ? state : show(state, {...calm, field});
		}

		case 'paste': {
			return view.phase === 'naming' ? show(state, {...calm, field: insertText(view.field, event.text)}) : state;
		}

		case 'submit': {
			return view.phase === 'naming' && view.field.value.trim() !== ''
				? show(state, {...calm, phase: 'saving'})
				: state;
		}

		case 'answer': {
			return view.phase === 'overwrite?' ? show(state, {...calm, phase: event.yes ? 'overwriting' : 'naming'}) : state;
		}

		case 'back': {
			return show(state, form);
		}

		default: {
			return state;
		}
	}
}
