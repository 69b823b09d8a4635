/** The keys of the summary. */
import type {Guard} from '../../../machine/guard.ts';
import {canUndo} from '../../../rollout/guards.ts';
import type {RolloutState, UserEvent, WizardState} from '../../../rollout/state.ts';
import {nextToDo, regionIn} from '../../../rollout/steps/summary.ts';
import {enforcedIn} from '../../../rollout/steps/watch.ts';
import type {KeyBinding} from '../../keys/binding.ts';
import type {Context} from '../../keys/context.ts';
import {inRollout} from '../../keys/key-event.ts';
import {loosenGuard} from '../watch/keys.ts';

type Binding = KeyBinding<WizardState, Context, UserEvent>;

/** The Region under the cursor. */
function regionAt(state: RolloutState): string {
	return state.step.name === 'summary' ? regionIn(state, state.step) : '';
}

function proofGuard(state: RolloutState): Guard {
	return state.work[regionAt(state)]?.proof === undefined ? 'it was not enforced in this run' : true;
}

function runGuard(state: RolloutState): Guard {
	return state.fleet?.id === undefined ? 'there is no fleet run' : canUndo(state);
}

export const summaryBindings: readonly Binding[] = [
	{
		keys: ['enter'],
		words: {general: 'next Region', now: (state) => (state.phase === 'rollout' ? nextInWords(state) : 'next')},
		where: ['summary'],
		isInFooter: true,
		event: {type: 'next'},
	},
	{
		keys: ['W'],
		words: {
			general: 'watch all Regions that enforce for refused launches',
			now(state) {
				const count = state.phase === 'rollout' ? enforcedIn(state).length : 0;
				return count > 1 ? `watch all ${count}` : 'watch';
			},
		},
		where: ['summary'],
		isInFooter: true,
		guard: inRollout((state) => (enforcedIn(state).length > 0 ? true : 'no Region enforces')),
		event: {type: 'watch'},
	},
	{
		keys: ['w'],
		words: {general: 'write the report to a file', now: () => 'write'},
		where: ['summary'],
		isInFooter: true,
		event: {type: 'export'},
	},
	{
		keys: ['u'],
		words: {general: 'take back the last change in the Region…', now: () => 'undo…'},
		where: ['summary'],
		isInFooter: true,
		guard: inRollout((state) => canUndo(state)),
		event: {type: 'take-back', scope: 'region'},
	},
	{
		keys: ['U'],
		words: {general: 'take back all that the fleet run did…', now: () => 'undo the run…'},
		where: ['summary'],
		guard: inRollout((state) => runGuard(state)),
		event: {type: 'take-back', scope: 'run'},
	},
	{
		keys: ['a'],
		words: 'back to audit mode…',
		where: ['summary'],
		guard: inRollout((state) => loosenGuard(state, regionAt(state))),
		event: {type: 'loosen'},
	},
	{
		keys: ['p'],
		words: 'prove it again',
		where: ['summary'],
		guard: inRollout((state) => proofGuard(state)),
		event: {type: 'retry'},
	},
	{keys: ['i'], words: "show or hide AWS's answers", where: ['summary'], event: {type: 'answers'}},
	{keys: ['home', 'g'], words: 'first', where: ['summary'], event: {type: 'move-to', to: 'top'}},
	{keys: ['end', 'G'], words: 'last', where: ['summary'], event: {type: 'move-to', to: 'end'}},
];

function nextInWords(state: RolloutState): string {
	if (state.fleet !== undefined) {
		return 'next to decide';
	}

	const place = nextToDo(state);
	return place === undefined ? 'Regions' : `next: ${state.queue[place] ?? ''}`;
}
