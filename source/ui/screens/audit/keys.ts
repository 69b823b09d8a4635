/** The keys of audit mode. */
import {canChange} from '../../../rollout/guards.ts';
import {currentSettings} from '../../../rollout/state.ts';
import {settingsKeys, type StateIn, type StepKeys} from '../../keys/step-keys.ts';
import {answerKeys, backKey, copyCommandKey, quitKey} from '../../keys/usual.ts';

export const auditKeys: StepKeys<'audit', 'audit' | 'loosening'> = {
	places: {audit: 'Audit mode', loosening: 'Audit mode, asked before loosening'},
	placeOf: ({step}) => (step.isLooseningAsked ? 'loosening' : 'audit'),
	bindings: [
		{
			keys: ['enter'],
			words: {general: 'turn audit mode on, or go on to the criteria', now: words},
			where: ['audit'],
			isInFooter: true,
			guard: (state) => (isAuditing(state) ? true : canChange(state)),
			event: {type: 'next'},
		},
		{keys: ['s'], words: 'scan only', where: ['audit'], isInFooter: true, event: {type: 'browse'}},
		...settingsKeys(['audit'] as const),
		backKey(['audit']),
		copyCommandKey(['audit']),
		quitKey(['audit']),
		...answerKeys(['loosening'] as const, 'yes, loosen to audit mode', 'no, leave it enforced'),
	],
};

function words(state: StateIn<'audit'>): string {
	if (isAuditing(state)) {
		return 'criteria';
	}

	return currentSettings(state)?.State === 'enabled' ? 'loosen to audit mode…' : 'turn on audit mode';
}

function isAuditing(state: StateIn<'audit'>): boolean {
	return state.step.run.status === 'done' || currentSettings(state)?.State === 'audit-mode';
}
