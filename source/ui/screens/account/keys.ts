/** The keys of the account's screen, and of what stands there before there is an identity. */
import type {AccountState, RolloutState} from '../../../rollout/state.ts';
import {canTakeProfile} from '../../../rollout/steps/account.ts';
import type {ScreenKeys} from '../../keys/binding.ts';
import type {KeyEvent, StepKeys} from '../../keys/step-keys.ts';
import {backKey, copyCommandKey, pickKeys, quitKey} from '../../keys/usual.ts';

export const accountKeys: StepKeys<'account', 'account'> = {
	places: {account: 'Account'},
	placeOf: () => 'account',
	bindings: [
		{keys: ['enter'], words: 'Regions', where: ['account'], isInFooter: true, event: {type: 'next'}},
		{
			keys: ['r'],
			words: {general: 'ask again for what could not be read', now: () => 'ask again'},
			where: ['account'],
			isInFooter: hasFailed,
			guard: (state) => (hasFailed(state) ? true : 'nothing failed'),
			event: {type: 'retry'},
		},
		{keys: ['p'], words: 'choose a profile', where: ['account'], isInFooter: true, event: {type: 'choose-profile'}},
		copyCommandKey(['account']),
		quitKey(['account']),
	],
};

export const resolvingKeys: ScreenKeys<AccountState, 'resolving' | 'signing in' | 'failed' | 'profile', KeyEvent> = {
	places: {
		resolving: 'Account, while AWS is asked who you are',
		// The terminal is that of the command: Ctrl-C ends it, and what it printed is told.
		'signing in': {title: 'Account, while you sign in', interrupt: 'stop signing in, and come back here'},
		failed: 'Account, when credentials fail',
		profile: {title: 'Account, choosing a profile', typing: 'ahead'},
	},
	placeOf: ({activity, identity}) =>
		activity.type === 'profile'
			? 'profile'
			: activity.type === 'sign-in'
				? 'signing in'
				: identity.status === 'failed'
					? 'failed'
					: 'resolving',
	bindings: [
		{
			keys: ['s'],
			words: {
				general: 'sign in, where the profile has a sign-in',
				now: () => 'sign in',
			},
			where: ['failed'],
			isInFooter: true,
			guard: (state) => (signInOf(state) === undefined ? 'these credentials do not come from a sign-in' : true),
			event: {type: 'sign-in'},
		},
		{keys: ['r'], words: 'try again', where: ['failed'], isInFooter: true, event: {type: 'retry'}},
		{keys: ['p'], words: 'choose a profile', where: ['failed'], isInFooter: true, event: {type: 'choose-profile'}},
		{keys: ['o'], words: 'open the demo', where: ['failed'], isInFooter: true, event: {type: 'open-demo'}},
		{
			keys: ['enter'],
			words: 'use it',
			where: ['profile'],
			isInFooter: true,
			guard: canTakeProfile,
			event: {type: 'submit'},
		},
		backKey(['profile']),
		...pickKeys(['profile'] as const),
		quitKey(['resolving', 'failed']),
	],
};

/** Whether Regions or permissions could not be read. */
function hasFailed({regions, permissions}: RolloutState): boolean {
	return regions.status === 'failed' || permissions.status === 'failed';
}

function signInOf({identity}: AccountState): readonly string[] | undefined {
	return identity.status === 'failed' ? identity.problem.signIn : undefined;
}
