import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AllowedImagesSettings} from '../../../source/criteria/settings.ts';
import {diffSettings, sentSettings} from '../../../source/operations/change/settings-diff.ts';

const accounts = (count: number): readonly string[] =>
	Array.from({length: count}, (_, index) => String(111_111_111_111 + index));

function audit(...providers: readonly string[]): AllowedImagesSettings {
	return {State: 'audit-mode', ManagedBy: 'account', ImageCriteria: [{ImageProviders: providers}]};
}

test('what is sent is told in whole where a sentence shortens it, and only once where it does not', () => {
	const before = audit('amazon');
	const few = audit(...accounts(6));
	assert.deepEqual(sentSettings(before, few), diffSettings(before, few));
	const many = audit(...accounts(7));
	assert.deepEqual(sentSettings(before, many), [
		...diffSettings(before, many),
		{sign: ' ', text: `criterion 1, all 7 providers: ${accounts(7).join(', ')}`},
	]);
	const off: AllowedImagesSettings = {...many, State: 'disabled'};
	assert.deepEqual(sentSettings(off, many), diffSettings(off, many), 'criteria that stay are not sent');
});
