/** The keys of taking back: its words are typed once its panel is there. */
import {canUndo, phraseForUndo} from '../../../rollout/guards.ts';
import {isTakingBack} from '../../../rollout/steps/undo.ts';
import type {StepKeys} from '../../keys/step-keys.ts';
import {backKey, readingKeys} from '../../keys/usual.ts';

export const undoKeys: StepKeys<'undo', 'undo' | 'taking' | 'undone'> = {
	places: {
		undo: {title: 'Taking back, typing the words', typing: 'once drawn'},
		taking: 'While a change is taken back',
		undone: 'After taking back',
	},
	placeOf: ({step}) => (step.progress === undefined ? 'undo' : isTakingBack(step) ? 'taking' : 'undone'),
	bindings: [
		{
			keys: ['enter'],
			words: 'take it back',
			where: ['undo'],
			isInFooter: true,
			guard: (state) =>
				state.step.rows.status === 'here' && phraseForUndo(state.step) === undefined
					? 'nothing can be taken back'
					: canUndo(state),
			event: {type: 'submit'},
		},
		...readingKeys(['undo'] as const),
		backKey(['undo']),
		{keys: ['enter', 'esc'], words: 'back to the summary', where: ['undone'], isInFooter: true, event: {type: 'back'}},
	],
};
