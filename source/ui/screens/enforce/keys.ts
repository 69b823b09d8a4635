/** The keys of the danger panel: its lines are read first; its words are typed once all of them were there. */
import {currentWork} from '../../../rollout/state.ts';
import {canEnforce, confirmationPhrase, isPanelShown, panelIn} from '../../../rollout/guards.ts';
import type {StateIn, StepKeys} from '../../keys/step-keys.ts';
import {backKey, copyCommandKey, readFirstKeys, readingKeys, wordsKeys} from '../../keys/usual.ts';
import type {Guard} from '../../../machine/guard.ts';

export const enforceKeys: StepKeys<'enforce', 'unread' | 'enforce'> = {
	places: {
		unread: 'Enforce, before all of it was read',
		enforce: {title: 'Enforce', typing: 'once drawn'},
	},
	placeOf: (state) => (isPanelShown(state) ? 'enforce' : 'unread'),
	bindings: [
		{
			keys: ['enter'],
			words: {
				general: 'read on',
				now: (state) => (currentWork(state).reading.status === 'failed' ? 'read the Region again' : 'read on'),
			},
			where: ['unread'],
			isInFooter: true,
			guard: canReadOn,
			event: {type: 'submit'},
		},
		...readFirstKeys(['unread'] as const),
		backKey(['unread']),
		copyCommandKey(['unread']),
		...wordsKeys(['enforce'] as const, 'enforce', {
			areThere: (state: StateIn<'enforce'>) => state.step.field.value === confirmationPhrase(state),
		}),
		...readingKeys(['enforce'] as const),
	],
};

function canReadOn(state: StateIn<'enforce'>): Guard {
	const {status} = currentWork(state).reading;
	if (status !== 'here') {
		return status === 'failed' ? true : 'the Region is being read';
	}

	const guard = canEnforce(state);
	return guard === true && panelIn(state) === undefined ? 'what would fail to launch is still looked up' : guard;
}
