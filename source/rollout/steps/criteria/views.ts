/** What the criteria step shows, and how a draft gets there. */
import type {ImageCriteria} from '../../../criteria/criterion.ts';
import type {EditableParameter} from '../../../criteria/edit.ts';
import type {Handlers} from '../../../machine/event.ts';
import type {Prompt} from '../../../machine/prompt.ts';
import type {TextField} from '../../../machine/text-field.ts';
import {cameFrom, withDraft} from '../../moves/steps.ts';
import {goTo} from '../../moves/updates.ts';
import {currentWork, type RolloutState, type UserEvent} from '../../state.ts';

declare module '../../state.ts' {
	interface Steps {
		criteria: {readonly view: CriteriaView; readonly from?: Origin};
	}

	interface Events {
		/** Chooses by its number. */
		choose: {readonly index: number};
		'remove-preset': Nothing;
		/** What the form can do with the row under the cursor. */
		edit: Nothing;
		add: Nothing;
		remove: Nothing;
		'new-criterion': Nothing;
		/** What it can do with the draft as a whole. */
		sources: Nothing;
		'external-editor': Nothing;
		'save-preset': Nothing;
		undo: Nothing;
		redo: Nothing;
		panel: Nothing;
	}
}

export type CriteriaView =
	/** Without a cursor it is on the first that can be started from. `isTaking`: the criteria of what runs here now are being worked out. */
	| {readonly type: 'sources'; readonly cursor?: number; readonly isTaking?: boolean}
	| {readonly type: 'presets'; readonly cursor: number; readonly removing: false | 'asked' | 'removing'}
	/** The other Regions that have criteria; `source`: where that stands among what a draft can start from. */
	| {readonly type: 'regions'; readonly cursor: number; readonly source: number}
	| {readonly type: 'file'; readonly prompt: Prompt}
	| {readonly type: 'form'; readonly cursor: number; readonly panel?: FormPanel; readonly entry?: FormEntry}
	/** The draft is open in `$EDITOR`; `text` is what the editor starts from. */
	| {readonly type: 'editor'; readonly text: string; readonly attempt: number}
	/** What came back from `$EDITOR` has errors; nothing of it is lost. */
	| {readonly type: 'editor-errors'; readonly text: string; readonly errors: readonly string[]}
	| {readonly type: 'save'; readonly prompt: Prompt};

export type ViewOf<Type extends CriteriaView['type']> = Extract<CriteriaView, {readonly type: Type}>;

/** What events mean in a view. */
export type OnView<Type extends CriteriaView['type']> = Handlers<RolloutState, ViewOf<Type>, UserEvent>;

/** What the form shows below its rows: the draft in words, against what is applied, or as JSON. */
export type FormPanel = 'words' | 'diff' | 'json';
export const formPanels: readonly FormPanel[] = ['words', 'diff', 'json'];

/** What is being entered: the parameter to add, picked from the list, or a value, typed. */
export type FormEntry =
	| {readonly type: 'pick'; readonly criterion: number; readonly cursor: number}
	| {
			readonly type: 'value';
			readonly criterion: number;
			readonly parameter: EditableParameter;
			/** The value being replaced; absent where one is added. */
			readonly position?: number;
			readonly field: TextField;
			/** What is wrong with it; shown until the next press. */
			readonly error?: string;
	  };

/** The form, on the row where it was left. */
export function showForm(state: RolloutState): RolloutState {
	return show(state, {type: 'form', cursor: currentWork(state).draft?.row ?? 0});
}

export function show(state: RolloutState, view: CriteriaView): RolloutState {
	return goTo(state, {name: 'criteria', view, ...cameFrom(state)});
}

/** The current view, if it is of this type. */
export function viewIn<Type extends CriteriaView['type']>({step}: RolloutState, type: Type): ViewOf<Type> | undefined {
	return step.name === 'criteria' && isOf(step.view, type) ? step.view : undefined;
}

function isOf<Type extends CriteriaView['type']>(view: CriteriaView, type: Type): view is ViewOf<Type> {
	return view.type === type;
}

/** Criteria that came from somewhere become the draft. */
export function startWith(state: RolloutState, criteria: ImageCriteria, origin: string): RolloutState {
	return show(withDraft(state, criteria, origin), {type: 'form', cursor: 0});
}
