/** The keys of audit mode. */
import type {Guard} from '../../../machine/guard.ts';
import {isToBeRead} from '../../../rollout/announced.ts';
import {canChange} from '../../../rollout/guards.ts';
import {currentSettings} from '../../../rollout/state.ts';
import {settingsKeys, type StateIn, type StepKeys} from '../../keys/step-keys.ts';
import {answerKeys, backKey, copyCommandKey, quitKey, readFirstKeys} from '../../keys/usual.ts';

export const auditKeys: StepKeys<'audit', 'unread' | 'audit' | 'unread-question' | 'loosening'> = {
	places: {
		unread: 'Audit mode, before all of it was read',
		audit: 'Audit mode',
		'unread-question': 'Audit mode, asked before loosening, before all of it was read',
		loosening: 'Audit mode, asked before loosening',
	},
	placeOf: (state) =>
		isToBeRead(state, state.step)
			? state.step.isLooseningAsked
				? 'unread-question'
				: 'unread'
			: state.step.isLooseningAsked
				? 'loosening'
				: 'audit',
	bindings: [
		{
			keys: ['enter'],
			words: 'read on',
			where: ['unread', 'unread-question'],
			isInFooter: true,
			event: {type: 'move', by: 100},
		},
		{
			keys: ['enter'],
			words: {general: 'turn audit mode on, or go on to the criteria', now: words},
			where: ['audit'],
			isInFooter: true,
			guard: (state) => (isAuditing(state) ? true : canGoOn(state)),
			event: {type: 'next'},
		},
		{
			keys: ['y'],
			words: 'yes, loosen to audit mode',
			where: ['unread-question'],
			isInFooter: true,
			guard: () => 'all of it is to be read first',
			event: {type: 'answer', yes: true},
		},
		{
			keys: ['n', 'esc'],
			words: 'no, leave it enforced',
			where: ['unread-question'],
			isInFooter: true,
			event: {type: 'answer', yes: false},
		},
		...readFirstKeys(['unread', 'audit', 'unread-question', 'loosening'] as const),
		{
			keys: ['s'],
			words: 'scan only',
			where: ['unread', 'audit'],
			isInFooter: true,
			guard: (state) => (currentSettings(state) === undefined ? "the Region's settings are not known" : true),
			event: {type: 'browse'},
		},
		...settingsKeys(['unread', 'audit'] as const),
		backKey(['unread', 'audit']),
		copyCommandKey(['unread', 'audit']),
		quitKey(['unread', 'audit']),
		...answerKeys(['loosening'] as const, 'yes, loosen to audit mode', 'no, leave it enforced'),
	],
};

function canGoOn(state: StateIn<'audit'>): Guard {
	return state.step.run.status === 'foreign'
		? 'somebody else changed the Region, g goes on from that'
		: canChange(state);
}

function words(state: StateIn<'audit'>): string {
	if (isAuditing(state)) {
		return state.step.from === undefined ? 'criteria' : 'summary';
	}

	return currentSettings(state)?.State === 'enabled' ? 'loosen to audit mode…' : 'turn on audit mode';
}

function isAuditing(state: StateIn<'audit'>): boolean {
	return state.step.run.status === 'done' || currentSettings(state)?.State === 'audit-mode';
}
