/** Where the examples of steps begin. */
import {openingState} from '../../source/rollout/opening.ts';
import type {RolloutState} from '../../source/rollout/state.ts';

/** A rollout of `jane` that is at a step, with nothing read yet. */
export function openingFor(step: RolloutState['step']): RolloutState {
	return openingState({
		options: {demo: false, readOnly: false, purpose: 'rollout'},
		identity: {
			account: '123456789012',
			arn: 'arn:aws:iam::123456789012:user/jane',
			principal: 'jane',
			partition: 'aws',
		},
		step,
	});
}
