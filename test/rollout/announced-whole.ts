/** A screen on which all of what a step announces fits: what it tells the wizard, once that has been drawn. */
import {announcementOf} from '../../source/rollout/announced.ts';
import {planTold} from '../../source/rollout/steps/fleet/moves.ts';
import type {UserEvent, WizardState} from '../../source/rollout/state.ts';

/** What is told of the current step; `undefined` where it announces nothing. */
export function announcedWhole(state: WizardState): UserEvent | undefined {
	if (state.phase === 'rollout' && state.step.name === 'fleet' && state.step.view.type === 'plan') {
		return {type: 'shown-plan', panel: planTold(state), from: 0, to: 9, of: 9};
	}

	return state.phase === 'rollout' && (state.step.name === 'audit' || state.step.name === 'apply')
		? {type: 'shown-change', panel: announcementOf(state, state.step), from: 0, to: 9, of: 9}
		: undefined;
}
