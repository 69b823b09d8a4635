/** The keys of taking back: its panel is read first; its words are typed once all of it was there. */
import type {Guard} from '../../../machine/guard.ts';
import {canUndo, isUndoPanelShown, phraseForUndo} from '../../../rollout/guards.ts';
import {isTakingBack} from '../../../rollout/steps/undo.ts';
import type {StateIn, StepKeys} from '../../keys/step-keys.ts';
import {backKey, copyCommandKey, readFirstKeys, readingKeys, wordsKeys} from '../../keys/usual.ts';

export const undoKeys: StepKeys<'undo', 'unread' | 'undo' | 'taking' | 'undone'> = {
	places: {
		unread: 'Taking back, before all of it was read',
		undo: {title: 'Taking back, typing the words', typing: 'once drawn'},
		// What is on its way is waited for: only its answer tells what became of it.
		taking: {title: 'While a change is taken back', interrupt: 'leave what has not begun; twice: quit'},
		undone: 'After taking back',
	},
	placeOf: ({step}) =>
		step.progress === undefined
			? isUndoPanelShown(step)
				? 'undo'
				: 'unread'
			: isTakingBack(step)
				? 'taking'
				: 'undone',
	bindings: [
		{
			keys: ['enter'],
			words: {general: 'read on', now: ({step}) => (step.rows.status === 'failed' ? 'read it again' : 'read on')},
			where: ['unread'],
			isInFooter: true,
			guard: ({step}) => (step.rows.status === 'wanted' ? 'it is being read' : true),
			event: {type: 'submit'},
		},
		...readFirstKeys(['unread'] as const),
		...wordsKeys(['undo'] as const, 'take it back', {
			areThere: ({step}: StateIn<'undo'>) => step.field.value === phraseForUndo(step),
			guard: canTakeBack,
		}),
		...readingKeys(['undo'] as const),
		backKey(['unread']),
		copyCommandKey(['unread']),
		{keys: ['enter', 'esc'], words: 'back to the summary', where: ['undone'], isInFooter: true, event: {type: 'back'}},
	],
};

function canTakeBack(state: StateIn<'undo'>): Guard {
	return phraseForUndo(state.step) === undefined ? 'nothing can be taken back' : canUndo(state);
}
