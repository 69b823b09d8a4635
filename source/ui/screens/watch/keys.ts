/** The keys of the watch. */
import {canChange} from '../../../rollout/guards.ts';
import type {RolloutState, UserEvent, WizardState} from '../../../rollout/state.ts';
import {enforcedIn, regionToLoosen} from '../../../rollout/steps/watch.ts';
import type {Guard} from '../../../machine/guard.ts';
import type {KeyBinding} from '../../keys/binding.ts';
import type {Context} from '../../keys/context.ts';
import {inRollout} from '../../keys/key-event.ts';

type Binding = KeyBinding<WizardState, Context, UserEvent>;

export const watchBindings: readonly Binding[] = [
	{
		keys: ['a'],
		words: 'back to audit mode…',
		where: ['watch'],
		isInFooter: true,
		guard: inRollout((state) =>
			state.step.name === 'watch' ? loosenGuard(state, regionToLoosen(state, state.step)) : true,
		),
		event: {type: 'loosen'},
	},
	{keys: ['up', 'k'], words: 'one up', where: ['watch'], event: {type: 'move', by: -1}},
	{keys: ['down', 'j'], words: 'one down', where: ['watch'], event: {type: 'move', by: 1}},
	{keys: ['esc'], words: 'back; it can be taken up again', where: ['watch'], isInFooter: true, event: {type: 'back'}},
	{keys: ['y'], words: 'copy the AWS CLI command', where: ['watch'], event: {type: 'copy-command'}},
	{keys: ['q'], words: 'quit', where: ['watch'], isInFooter: true, event: {type: 'quit'}},
];

/** Whether a Region may be led back to audit mode. */
export function loosenGuard(state: RolloutState, region: string | undefined): Guard {
	if (region === undefined) {
		return 'nothing was refused yet, and several Regions are watched: the summary leads back each';
	}

	const change = canChange(state, region);
	return change === true && !enforcedIn(state).includes(region) ? 'it does not enforce' : change;
}
