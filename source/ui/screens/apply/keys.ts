/** The keys of applying the draft. */
import {canApplyDraft} from '../../../rollout/guards.ts';
import {settingsKeys, type StepKeys} from '../../keys/step-keys.ts';
import {backKey, copyCommandKey} from '../../keys/usual.ts';

export const applyKeys: StepKeys<'apply', 'apply'> = {
	places: {apply: 'Apply'},
	placeOf: () => 'apply',
	bindings: [
		{
			keys: ['enter'],
			words: {general: 'apply, then scan', now: ({step}) => (step.run.status === 'done' ? 'scan' : 'apply')},
			where: ['apply'],
			isInFooter: true,
			guard: (state) => (state.step.run.status === 'done' ? true : canApplyDraft(state)),
			event: {type: 'next'},
		},
		...settingsKeys(['apply'] as const),
		backKey(['apply']),
		copyCommandKey(['apply']),
	],
};
