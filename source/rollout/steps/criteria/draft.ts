/** The draft: edited row by row, as a whole, or in `$EDITOR`, and saved as a preset. */
import {sameCriteria} from '../../../criteria/settings.ts';
import {readCriteria} from '../../../criteria/validation/check.ts';
import type {ImageCriteria} from '../../../criteria/criterion.ts';
import {formatIssue} from '../../../criteria/validation/issue.ts';
import {jobsOf} from '../../../machine/effect.ts';
import {onList} from '../../../machine/list.ts';
import {again} from '../../../machine/loadable.ts';
import {emptyPrompt, prompting, reducePrompt, refusedOrTaken, sentFrom} from '../../../machine/prompt.ts';
import {withNotice} from '../../../machine/shell.ts';
import type {Preset} from '../../../operations/ports.ts';
import type {Plain, RolloutEffect} from '../../context.ts';
import {isDraftApplied} from '../../guards.ts';
import {enterApply, enterScan, leaveCriteria, withDraft} from '../../moves/steps.ts';
import {withCurrentWork} from '../../moves/updates.ts';
import {currentWork, type Draft, type RolloutState, type UserEvent} from '../../state.ts';
import {reduceForm, rowsOf} from './form.ts';
import {formPanels, show, showForm, viewIn, type OnView, type ViewOf} from './views.ts';

/** What events mean on the form. Those for a row, or for what is being entered, are for the form itself. */
export function reduceDraft(state: RolloutState, view: ViewOf<'form'>, event: UserEvent): RolloutState {
	const {draft} = currentWork(state);
	if (draft === undefined) {
		return show(state, {type: 'sources'});
	}

	const isAdding = event.type === 'next' && isOnAddingRow(state);
	const whole = view.entry === undefined && !isAdding ? wholeDraft[event.type] : undefined;
	if (whole !== undefined) {
		const left = {...draft, row: view.cursor};
		return whole(withCurrentWork(state, {draft: left}), left, view);
	}

	const {criteria, view: next} = reduceForm(
		draft.criteria,
		view,
		isAdding && view.entry === undefined ? {type: 'add'} : event,
	);
	return show(withDraft(state, criteria), next);
}

/** Whether the row under the cursor is one that adds: enter adds there; elsewhere it goes on with the whole draft. */
export function isOnAddingRow(state: RolloutState): boolean {
	const view = viewIn(state, 'form');
	const rows = rowsOf(currentWork(state).draft?.criteria ?? []);
	const row = view && rows[onList(view.cursor, rows.length)];
	return row?.type === 'add' || row?.type === 'new';
}

type OnDraft = (state: RolloutState, draft: Draft, view: ViewOf<'form'>) => RolloutState;

/** What concerns the whole draft. */
const wholeDraft: Readonly<Partial<Record<UserEvent['type'], OnDraft>>> = {
	next: goToApply,
	back: leaveCriteria,
	sources: (state) => show(state, {type: 'sources'}),
	'external-editor': (state, {criteria, undo}) =>
		show(state, {
			type: 'editor',
			text: `${JSON.stringify({ImageCriteria: criteria}, undefined, 2)}\n`,
			attempt: undo.length,
		}),
	'save-preset': (state) => show(state, {type: 'save', prompt: emptyPrompt}),
	undo(state, {preset: _, ...draft}) {
		const criteria = draft.undo.at(-1);
		return criteria === undefined
			? withNotice(state, 'info', 'Nothing to undo.')
			: withCurrentWork(state, {
					draft: {...draft, criteria, undo: draft.undo.slice(0, -1), redo: [...draft.redo, draft.criteria]},
				});
	},
	redo(state, {preset: _, ...draft}) {
		const criteria = draft.redo.at(-1);
		return criteria === undefined
			? withNotice(state, 'info', 'Nothing to redo.')
			: withCurrentWork(state, {
					draft: {...draft, criteria, undo: [...draft.undo, draft.criteria], redo: draft.redo.slice(0, -1)},
				});
	},
	panel(state, _, view) {
		const next = (formPanels.indexOf(view.panel ?? 'words') + 1) % formPanels.length;
		return show(state, {...view, panel: formPanels[next] ?? 'words'});
	},
};

function goToApply(state: RolloutState): RolloutState {
	return isDraftApplied(state)
		? withNotice(enterScan(state), 'info', 'These criteria are applied already: nothing to change.')
		: enterApply(state);
}

/** Hands the draft over to `$EDITOR`. What comes back is the new draft, or its errors with the text kept. */
const editExternally: RolloutEffect<Plain & {readonly text: string}, string> = {
	name: 'edit-criteria',
	wanted(state) {
		const view = viewIn(state, 'editor');
		return view === undefined ? [] : [{key: String(view.attempt), text: view.text}];
	},
	run: async ({text}, {world, signal}) => world.editText(text, signal),
	done(state, text) {
		const {criteria, errors} = readCriteria(text);
		return criteria === undefined
			? show(state, {type: 'editor-errors', text, errors: errors.map((issue) => formatIssue(issue))})
			: showForm(withDraft(state, criteria));
	},
	failed: (state, {what, next}, {text}) => show(state, {type: 'editor-errors', text, errors: [what, next]}),
};

function editAgain(state: RolloutState, {text}: ViewOf<'editor-errors'>): RolloutState {
	return show(state, {type: 'editor', text, attempt: 0});
}

export const onEditorErrors: OnView<'editor-errors'> = {
	next: editAgain,
	retry: editAgain,
	back: showForm,
};

/** The name to save the draft under. */
export const onSave: OnView<'save'> = prompting((state, view, event) => {
	const prompt = reducePrompt(view.prompt, event);
	return prompt === 'closed' ? showForm(state) : show(state, {...view, prompt});
});

type Saving = Plain & {readonly name: string; readonly criteria: ImageCriteria; readonly overwrite: boolean};

const savePreset: RolloutEffect<Saving, Preset> = {
	name: 'save-preset',
	wanted(state) {
		const view = viewIn(state, 'save');
		const sent = view && sentFrom(view.prompt);
		const {draft} = currentWork(state);
		return sent === undefined || draft === undefined
			? []
			: [{key: JSON.stringify(sent), name: sent.text, criteria: draft.criteria, overwrite: sent.overwrite}];
	},
	run: async ({name, criteria, overwrite}, {world}) => world.presets.save({name, criteria}, {overwrite}),
	done(state, {name}, {criteria}) {
		const {draft} = currentWork(state);
		// What was saved is the preset now: nothing of it would be lost.
		const isSaved = draft !== undefined && sameCriteria(draft.criteria, criteria);
		const saved = isSaved ? withCurrentWork(state, {draft: {...draft, preset: name}}) : state;
		return showForm(withNotice({...saved, presets: again(saved.presets)}, 'info', `Saved as preset "${name}".`));
	},
	failed(state, problem) {
		const view = viewIn(state, 'save');
		return view === undefined ? state : show(state, {...view, prompt: refusedOrTaken(view.prompt, problem)});
	},
};

export const draftEffects = [jobsOf(editExternally), jobsOf(savePreset)] as const;
