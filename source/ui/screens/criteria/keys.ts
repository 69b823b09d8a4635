/** The keys of the criteria: where to start, the draft, and what is typed there. */
import {isOnAddingRow} from '../../../rollout/steps/criteria/draft.ts';
import {canApplyDraft, isDraftApplied} from '../../../rollout/guards.ts';
import type {Guard} from '../../../machine/guard.ts';
import {currentWork, type RolloutState, type StepOf} from '../../../rollout/state.ts';
import type {StateIn, StepKeys} from '../../keys/step-keys.ts';
import {answerKeys, backKey, copyCommandKey, fieldKeys, listKeys, numberKeys, overwriteKeys} from '../../keys/usual.ts';

type Place =
	| 'sources'
	| 'presets'
	| 'regions'
	| 'remove-preset'
	| 'file-name'
	| 'form'
	| 'form-pick'
	| 'form-value'
	| 'editor'
	| 'editor-errors'
	| 'preset-name'
	| 'overwrite';

export const criteriaKeys: StepKeys<'criteria', Place> = {
	places: {
		sources: 'Criteria, where to start',
		presets: 'Criteria, presets',
		regions: 'Criteria, other Regions',
		'remove-preset': 'Criteria, asked before removing a preset',
		'file-name': {title: 'Criteria, typing a file name', typing: 'ahead'},
		form: 'Criteria, the draft',
		'form-pick': 'Criteria, choosing what to add',
		'form-value': {title: 'Criteria, typing a value', typing: 'ahead'},
		editor: {title: 'Criteria, while an editor has the draft', interrupt: 'twice: quit'},
		'editor-errors': 'Criteria, errors from the editor',
		'preset-name': {title: 'Criteria, typing a preset name', typing: 'ahead'},
		overwrite: 'Criteria, asked before overwriting',
	},
	placeOf: ({step}) => placeOf(step.view),
	bindings: [
		{
			keys: ['enter'],
			words: 'choose',
			where: ['sources', 'presets', 'regions', 'form-pick'],
			isInFooter: true,
			guard: (state) => (state.step.view.type === 'presets' ? hasPreset(state) : true),
			event: {type: 'next'},
		},
		...numberKeys(['sources'] as const, 7),
		{
			keys: ['x', 'delete'],
			words: 'remove the preset',
			where: ['presets'],
			isInFooter: true,
			guard: hasPreset,
			event: {type: 'remove-preset'},
		},
		...answerKeys(['remove-preset'] as const, 'yes, remove it', 'no, keep it'),
		{
			keys: ['enter'],
			words: 'load',
			where: ['file-name'],
			isInFooter: true,
			guard: isTyped,
			event: {type: 'submit'},
		},
		backKey(['file-name']),
		{
			keys: ['enter'],
			words: {
				general: 'apply, or scan if applied already; add, on a row that adds',
				now: (state) => (isOnAddingRow(state) ? 'add' : isDraftApplied(state) ? 'scan' : 'apply…'),
			},
			where: ['form'],
			isInFooter: true,
			guard: (state) => (isOnAddingRow(state) || isDraftApplied(state) ? true : canApplyDraft(state)),
			event: {type: 'next'},
		},
		{
			keys: ['e'],
			words: {general: 'edit the row', now: () => 'edit'},
			where: ['form'],
			// A row that adds is nothing to edit: enter is what it is for.
			isInFooter: (state) => !isOnAddingRow(state),
			event: {type: 'edit'},
		},
		{keys: ['a'], words: 'add', where: ['form'], isInFooter: (state) => !isOnAddingRow(state), event: {type: 'add'}},
		{
			keys: ['tab'],
			words: {general: 'words, difference or JSON', now: () => 'view'},
			where: ['form'],
			isInFooter: true,
			event: {type: 'panel'},
		},
		{
			keys: ['v'],
			words: {general: 'open in $EDITOR', now: () => '$EDITOR'},
			where: ['form'],
			isInFooter: true,
			event: {type: 'external-editor'},
		},
		{
			keys: ['s'],
			words: {general: 'save as a preset', now: () => 'save'},
			where: ['form'],
			isInFooter: true,
			event: {type: 'save-preset'},
		},
		{
			keys: ['d', 'delete'],
			words: {general: 'remove the row', now: () => 'remove'},
			where: ['form'],
			isInFooter: true,
			guard: (state) => (isOnAddingRow(state) ? 'this row only adds' : true),
			event: {type: 'remove'},
		},
		{
			keys: ['u'],
			words: 'undo',
			where: ['form'],
			isInFooter: true,
			guard: (state) => ((currentWork(state).draft?.undo.length ?? 0) > 0 ? true : 'nothing was changed'),
			event: {type: 'undo'},
		},
		{
			keys: ['ctrl+r'],
			words: 'redo',
			where: ['form'],
			guard: (state) => ((currentWork(state).draft?.redo.length ?? 0) > 0 ? true : 'nothing was undone'),
			event: {type: 'redo'},
		},
		{keys: ['n'], words: 'new criterion', where: ['form'], event: {type: 'new-criterion'}},
		{keys: ['o'], words: 'start from something else', where: ['form'], event: {type: 'sources'}},
		...fieldKeys(['form-value'] as const, 'take it'),
		...fieldKeys(['preset-name'] as const, 'save'),
		...overwriteKeys(['overwrite'] as const),
		{
			keys: ['enter', 'e'],
			words: 'back to the editor',
			where: ['editor-errors'],
			isInFooter: true,
			event: {type: 'next'},
		},
		backKey(['editor-errors'], 'drop it'),
		...listKeys(['sources', 'presets', 'regions', 'form', 'form-pick'] as const),
		backKey(['sources', 'presets', 'regions', 'form', 'form-pick']),
		copyCommandKey(['sources', 'form']),
	],
};

function hasPreset({presets}: RolloutState): Guard {
	return presets.status === 'here' && presets.value.length > 0
		? true
		: presets.status === 'wanted'
			? 'the presets are being read'
			: presets.status === 'failed'
				? 'the presets could not be read'
				: 'there is no preset';
}

function isTyped({step: {view}}: StateIn<'criteria'>): Guard {
	return view.type === 'file' && view.prompt.phase !== 'typing' ? 'it is being read' : true;
}

function placeOf(view: StepOf<'criteria'>['view']): Place {
	switch (view.type) {
		case 'sources':
		case 'regions':
		case 'editor':
		case 'editor-errors': {
			return view.type;
		}

		case 'presets': {
			return view.removing === 'asked' ? 'remove-preset' : 'presets';
		}

		case 'file': {
			return 'file-name';
		}

		case 'form': {
			if (view.entry === undefined) {
				return 'form';
			}

			return view.entry.type === 'pick' ? 'form-pick' : 'form-value';
		}

		case 'save': {
			return view.prompt.phase === 'overwrite?' ? 'overwrite' : 'preset-name';
		}
	}
}
