/** The keys of the list of launches, and the one of the review that leads there. */
import type {UserEvent, WizardState} from '../../../rollout/state.ts';
import type {KeyBinding} from '../../keys/binding.ts';
import type {Context} from '../../keys/context.ts';
import {inRollout} from '../../keys/key-event.ts';

type Binding = KeyBinding<WizardState, Context, UserEvent>;

export const launchBindings: readonly Binding[] = [
	{
		keys: ['L'],
		words: {general: 'what launches, running or not; and back', now: () => 'launches'},
		where: ['review'],
		isInFooter: true,
		guard: inRollout(({options}) => (options.purpose === 'scan-file' ? 'a saved scan tells of instances alone' : true)),
		event: {type: 'launches'},
	},
	{keys: ['L', 'tab', 'esc'], words: 'instances', where: ['launches'], isInFooter: true, event: {type: 'back'}},
	{keys: ['r'], words: 'read again', where: ['launches'], isInFooter: true, event: {type: 'retry'}},
	{keys: ['up', 'k'], words: 'one up', where: ['launches'], event: {type: 'move', by: -1}},
	{keys: ['down', 'j'], words: 'one down', where: ['launches'], event: {type: 'move', by: 1}},
	{keys: ['pageup'], words: 'ten up', where: ['launches'], event: {type: 'move', by: -10}},
	{keys: ['pagedown'], words: 'ten down', where: ['launches'], event: {type: 'move', by: 10}},
	{keys: ['y'], words: 'copy the AWS CLI command', where: ['launches'], event: {type: 'copy-command'}},
	{keys: ['q'], words: 'quit', where: ['launches'], isInFooter: true, event: {type: 'quit'}},
];
