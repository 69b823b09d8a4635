/** What the keys of the wizard stand for. */
import type {Guard} from '../../machine/guard.ts';
import type {RolloutState, UserEvent, WizardState} from '../../rollout/state.ts';
import type {ListCommand} from '../../rollout/steps/review/list-commands.ts';

/** An event for the state, or a command for the list of instances. */
export type KeyEvent = UserEvent | {readonly type: 'browser'; readonly command: ListCommand};

/** A guard that has something to say once there is an identity. */
export function inRollout(guard: (state: RolloutState) => Guard): (state: WizardState) => Guard {
	return (state) => (state.phase === 'rollout' ? guard(state) : true);
}
