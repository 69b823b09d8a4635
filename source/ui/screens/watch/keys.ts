/** The keys of the watch, and the one of the summary that leads there. */
import {canChange} from '../../../rollout/guards.ts';
import {
	currentSettings,
	currentWork,
	type RolloutState,
	type UserEvent,
	type WizardState,
} from '../../../rollout/state.ts';
import type {Guard} from '../../../machine/guard.ts';
import type {KeyBinding} from '../../keys/binding.ts';
import type {Context} from '../../keys/context.ts';
import {inRollout} from '../../keys/key-event.ts';

type Binding = KeyBinding<WizardState, Context, UserEvent>;

export const watchBindings: readonly Binding[] = [
	{
		keys: ['w'],
		words: 'watch for refused launches',
		where: ['summary'],
		isInFooter: true,
		guard: inRollout((state) => (currentSettings(state)?.State === 'enabled' ? true : 'the Region does not enforce')),
		event: {type: 'watch'},
	},
	{
		keys: ['p'],
		words: 'prove it again',
		where: ['summary'],
		guard: inRollout((state) => (currentWork(state).proof === undefined ? 'it was not enforced in this run' : true)),
		event: {type: 'retry'},
	},
	{
		keys: ['a'],
		words: 'back to audit mode…',
		where: ['watch', 'summary'],
		isInFooter: true,
		guard: inRollout((state) => loosenGuard(state)),
		event: {type: 'loosen'},
	},
	{keys: ['up', 'k'], words: 'one up', where: ['watch'], event: {type: 'move', by: -1}},
	{keys: ['down', 'j'], words: 'one down', where: ['watch'], event: {type: 'move', by: 1}},
	{keys: ['esc'], words: 'back; it can be taken up again', where: ['watch'], isInFooter: true, event: {type: 'back'}},
	{keys: ['y'], words: 'copy the AWS CLI command', where: ['watch'], event: {type: 'copy-command'}},
	{keys: ['q'], words: 'quit', where: ['watch'], isInFooter: true, event: {type: 'quit'}},
];

function loosenGuard(state: RolloutState): Guard {
	const change = canChange(state);
	return change === true && currentSettings(state)?.State !== 'enabled' ? 'it does not enforce' : change;
}
