/** The keys of taking back. */
import {canUndo} from '../../../rollout/guards.ts';
import type {UserEvent, WizardState} from '../../../rollout/state.ts';
import type {KeyBinding} from '../../keys/binding.ts';
import type {Context} from '../../keys/context.ts';
import {inRollout} from '../../keys/key-event.ts';

type Binding = KeyBinding<WizardState, Context, UserEvent>;

export const undoBindings: readonly Binding[] = [
	{
		keys: ['enter'],
		words: 'take it back',
		where: ['undo'],
		isInFooter: true,
		guard: inRollout((state) => canUndo(state)),
		event: {type: 'submit'},
	},
	{keys: ['up'], words: 'one line up', where: ['undo'], event: {type: 'move', by: -1}},
	{keys: ['down'], words: 'read on', where: ['undo'], event: {type: 'move', by: 1}},
	{keys: ['pageup'], words: 'a page up', where: ['undo'], event: {type: 'move', by: -100}},
	{keys: ['pagedown'], words: 'a page on', where: ['undo'], event: {type: 'move', by: 100}},
	{keys: ['esc'], words: 'back', where: ['undo'], isInFooter: true, event: {type: 'back'}},
	{keys: ['enter', 'esc'], words: 'back to the summary', where: ['undone'], isInFooter: true, event: {type: 'back'}},
];
