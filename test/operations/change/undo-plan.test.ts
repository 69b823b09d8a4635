import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AllowedImagesSettings} from '../../../source/criteria/settings.ts';
import {entryToUndo, planUndo, type UndoStep} from '../../../source/operations/change/undo-plan.ts';
import type {HistoryEntry} from '../../../source/operations/ports.ts';
import fc from '../../support/fast-check.ts';

const settings = fc.record(
	{
		State: fc.constantFrom('disabled', 'audit-mode', 'enabled'),
		ImageCriteria: fc.constantFrom<AllowedImagesSettings['ImageCriteria']>([], [{ImageProviders: ['amazon']}]),
		ManagedBy: fc.constant('account'),
	},
	{noNullPrototype: true},
);

test('the steps lead back to what was, never enforce, and never touch criteria that are enforced', () => {
	fc.assert(
		fc.property(settings, settings, (found, before) => {
			const plan = planUndo(found, before);
			if ('refusal' in plan) {
				assert.equal(before.State, 'enabled');
				return;
			}

			let current: AllowedImagesSettings = found;
			for (const step of plan.steps) {
				current = after(current, step, before);
			}

			assert.deepEqual(current, before);
		}),
	);
});

function after(current: AllowedImagesSettings, step: UndoStep, before: AllowedImagesSettings): AllowedImagesSettings {
	if (step === 'criteria') {
		assert.notEqual(current.State, 'enabled');
		return {...current, ImageCriteria: before.ImageCriteria};
	}

	return {...current, State: step};
}

test('enforcing again, a declarative policy and an unknown state are refused with what to do', () => {
	const audit = {State: 'audit-mode', ImageCriteria: [], ManagedBy: 'account'};
	for (const [found, before] of [
		[audit, {...audit, State: 'enabled'}],
		[
			{...audit, State: 'enabled'},
			{...audit, State: 'enabled', ImageCriteria: [{}]},
		],
		[
			{...audit, ManagedBy: 'declarative-policy'},
			{...audit, State: 'disabled'},
		],
		[audit, {...audit, State: 'strict-mode'}],
	] as const) {
		assert.ok('refusal' in planUndo(found, before));
	}
});

test('without an ID it is the last change that took effect and was not taken back', () => {
	const entries = [
		entry('aa11', 'done'),
		entry('bb22', 'done'),
		entry('cc33', 'failed'),
		{...entry('dd44', 'done'), undoes: 'bb22'},
		entry('ee55', 'failed'),
	];
	assert.equal(entryToUndo(entries, undefined)?.id, 'aa11');
	assert.equal(entryToUndo(entries.slice(0, 2), undefined)?.id, 'bb22');
	assert.equal(entryToUndo(entries, 'BB')?.id, 'bb22');
	assert.equal(entryToUndo([entry('ab', 'done'), entry('abc', 'done')], 'ab')?.id, 'ab');
	assert.equal(entryToUndo([entry('abd', 'done'), entry('abc', 'done')], 'ab'), undefined);
	assert.equal(entryToUndo([], undefined), undefined);
});

function entry(id: string, status: HistoryEntry['outcome']['status']): HistoryEntry {
	const before = {State: 'audit-mode', ImageCriteria: [], ManagedBy: 'account'};
	return {
		id,
		at: '2026-01-02T03:04:05.000Z',
		account: '123456789012',
		arn: 'arn:aws:iam::123456789012:user/jane',
		region: 'us-east-1',
		kind: 'criteria',
		before,
		after: before,
		outcome:
			status === 'done'
				? {status, answer: '{}'}
				: status === 'failed'
					? {status, problem: {kind: 'service', what: 'No.', next: 'Try.'}}
					: {status},
	};
}
