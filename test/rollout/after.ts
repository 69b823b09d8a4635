/** What a person does, one after the other. */
import assert from 'node:assert/strict';
import {reduce} from '../../source/machine/machine.ts';
import type {RolloutState, UserEvent} from '../../source/rollout/state.ts';
import {wizard} from '../../source/rollout/wizard.ts';

/** The state after it, of a rollout that stays one. */
export function after(state: RolloutState, ...events: readonly UserEvent[]): RolloutState {
	let next = state;
	for (const event of events) {
		const reduced = reduce(wizard, next, event);
		assert.strictEqual(reduced.phase, 'rollout');
		next = reduced;
	}

	return next;
}
