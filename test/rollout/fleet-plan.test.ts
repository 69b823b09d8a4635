import assert from 'node:assert/strict';
import test from 'node:test';
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import {planFor} from '../../source/rollout/steps/fleet/plan.ts';

const criteria = [{ImageProviders: ['amazon']}];
const settings = (change: Partial<AllowedImagesSettings>): AllowedImagesSettings => ({
	State: 'audit-mode',
	ImageCriteria: criteria,
	ManagedBy: 'account',
	...change,
});

test('a plan turns audit mode on and replaces criteria, each only where it is wanted', () => {
	const plan = planFor(
		[
			{region: 'us-east-1', settings: settings({State: 'disabled', ImageCriteria: []})},
			{region: 'us-east-2', settings: settings({State: 'disabled'})},
			{region: 'us-west-1', settings: settings({ImageCriteria: []})},
			{region: 'us-west-2', settings: settings({})},
		],
		criteria,
	);
	assert.deepEqual(
		plan.map((row) => ('steps' in row ? row.steps : row.leftOut)),
		[['audit-mode', 'criteria'], ['audit-mode'], ['criteria'], []],
	);
	assert.deepEqual(
		plan.map((row) => 'after' in row && row.after),
		Array.from({length: 4}, () => settings({})),
	);
});

test('what is enforced, managed by a policy, in an unknown state or not read is left out, with the reason', () => {
	const reasons = planFor(
		[
			{region: 'us-east-1', settings: settings({State: 'enabled'})},
			{region: 'us-east-2', settings: settings({State: 'disabled', ManagedBy: 'declarative-policy'})},
			{region: 'us-west-1', settings: settings({State: 'paused'})},
			{region: 'us-west-2', unavailable: 'You may not read us-west-2.'},
			{region: 'eu-west-1'},
		],
		criteria,
	).map((row) => 'leftOut' in row && row.leftOut);
	assert.deepEqual(reasons, [
		'it is enforced already; a fleet run never loosens',
		'a policy of the organization manages it',
		'it reports a state that is not known here: paused',
		'You may not read us-west-2.',
		'its settings were not read',
	]);
});
