/** The keys of applying the draft: what it does is read first. */
import type {Guard} from '../../../machine/guard.ts';
import {isToBeRead} from '../../../rollout/announced.ts';
import {canApplyDraft} from '../../../rollout/guards.ts';
import {settingsKeys, type StateIn, type StepKeys} from '../../keys/step-keys.ts';
import {backKey, copyCommandKey, readFirstKeys} from '../../keys/usual.ts';

export const applyKeys: StepKeys<'apply', 'unread' | 'apply'> = {
	places: {unread: 'Apply, before all of it was read', apply: 'Apply'},
	placeOf: (state) => (isToBeRead(state, state.step) ? 'unread' : 'apply'),
	bindings: [
		{keys: ['enter'], words: 'read on', where: ['unread'], isInFooter: true, event: {type: 'next'}},
		{
			keys: ['enter'],
			words: {general: 'apply, then scan', now: ({step}) => (step.run.status === 'done' ? 'scan' : 'apply')},
			where: ['apply'],
			isInFooter: true,
			guard: canGoOn,
			event: {type: 'next'},
		},
		...readFirstKeys(['unread', 'apply'] as const),
		...settingsKeys(['unread', 'apply'] as const),
		backKey(['unread', 'apply']),
		copyCommandKey(['unread', 'apply']),
	],
};

function canGoOn(state: StateIn<'apply'>): Guard {
	switch (state.step.run.status) {
		case 'done': {
			return true;
		}

		case 'foreign': {
			return 'somebody else changed the Region, g goes on from that';
		}

		default: {
			return canApplyDraft(state);
		}
	}
}
