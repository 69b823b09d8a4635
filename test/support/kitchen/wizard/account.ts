/** The account, before and after it is known. */
import {failed, here, wanted} from '../../../../source/machine/loadable.ts';
import {emptyField, textField} from '../../../../source/machine/text-field.ts';
import type {HistoryEntry, ProfileInfo} from '../../../../source/operations/ports.ts';
import type {Problem} from '../../../../source/problem.ts';
import {initialState, type AccountState} from '../../../../source/rollout/state.ts';
import {wideCriteria} from '../hostile.ts';
import type {Scene} from '../scene.ts';
import type {Maker} from './maker.tsx';
import {denied, expired, unreachable} from './problems.ts';

export function accountScenes({stops, scene, at}: Maker): readonly Scene[] {
	const start = initialState({demo: false, readOnly: false, purpose: 'rollout', profile: 'prod'}) as AccountState;
	const {state: account} = stops.account;
	const failing = (problem: Problem): AccountState => ({
		...start,
		identity: {status: 'failed', attempt: 0, problem},
	});
	const picking = (activity: Partial<Extract<AccountState['activity'], {type: 'profile'}>>): AccountState => ({
		...failing(expired),
		activity: {type: 'profile', profiles: here(wanted, profiles), filter: emptyField, cursor: 0, ...activity},
	});
	const missing = new Set(['ec2:EnableAllowedImagesSettings', 'ec2:ReplaceImageCriteriaInAllowedImagesSettings']);
	return [
		scene('account: resolving', start),
		scene('account: expired', failing(expired)),
		scene('account: unreachable', failing(unreachable)),
		scene('account: signing in', {...failing(expired), activity: {type: 'sign-in', attempt: 0}}),
		scene('account: profiles', picking({cursor: 3})),
		scene('account: profiles, one that is broken', picking({cursor: profiles.length - 1})),
		scene('account: profiles, loading', picking({profiles: wanted})),
		scene('account: profiles, none', picking({profiles: here(wanted, [])})),
		scene('account: profiles, none matches', picking({filter: textField('nobody')})),
		scene('account: profiles, unreadable', picking({profiles: failed(wanted, denied)})),
		at('account', 'account'),
		at('account', 'account: asking permissions', (state) => ({...state, permissions: wanted})),
		at('account', 'account: permissions missing', (state) => ({
			...state,
			permissions: here(
				wanted,
				(state.permissions.status === 'here' ? state.permissions.value : []).map((check) => ({
					...check,
					granted: missing.has(check.action)
						? false
						: check.action === 'cloudtrail:LookupEvents'
							? undefined
							: check.granted,
				})),
			),
		})),
		at('account', 'account: Regions unknown', (state) => ({...state, regions: failed(wanted, unreachable)})),
		at('account', 'account: read-only, after a crash', (state) => ({
			...state,
			options: {...account.options, readOnly: true},
			unresolved: here(wanted, [interrupted, {...interrupted, id: '2', region: 'eu-west-1', resolved: 'took effect'}]),
		})),
	];
}

const profiles: readonly ProfileInfo[] = [
	{name: 'default', kind: 'keys'},
	{
		name: 'prod',
		kind: 'sso',
		account: '123456789012',
		role: 'Admin',
		signedIn: 'ended',
		signIn: ['aws', 'sso', 'login'],
	},
	{
		name: 'prod-readonly',
		kind: 'sso',
		account: '123456789012',
		role: 'ReadOnly',
		signedIn: {until: '2026-06-01T18:00:00Z'},
	},
	{
		name: 'audit',
		kind: 'role',
		account: '210987654321',
		role: 'organization/auditors/AuditReader',
		mfaSerial: 'arn:aws:iam::1:mfa/jane',
	},
	{name: 'broken', kind: 'broken', problem: denied},
	...Array.from({length: 30}, (_, index): ProfileInfo => ({
		name: `team-${index}-with-a-name-that-is-rather-long`,
		kind: 'sso',
		account: String(100_000_000_000 + index),
		role: 'Developer',
	})),
];

const interrupted: HistoryEntry = {
	id: '1',
	at: '2026-05-31T09:12:00.000Z',
	region: 'us-east-1',
	kind: 'enabled',
	account: '123456789012',
	arn: 'arn:aws:sts::123456789012:assumed-role/Admin/jane',
	before: {State: 'audit-mode', ManagedBy: 'account', ImageCriteria: wideCriteria},
	after: {State: 'enabled', ManagedBy: 'account', ImageCriteria: wideCriteria},
	outcome: {status: 'unknown'},
};
