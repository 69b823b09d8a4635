import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {ImageCriteria} from '../../source/criteria/criterion.ts';
import {
	addCriterion,
	addValues,
	editableParameters,
	readValue,
	removeCriterion,
	removeValue,
	replaceValue,
	valuesIn,
} from '../../source/criteria/edit.ts';
import fc from '../support/fast-check.ts';
import {criteria} from './arbitraries.ts';

function parameter(path: string) {
	const found = editableParameters.find((one) => one.path === path);
	assert.ok(found);
	return found;
}

describe('edits', () => {
	it('leave the rest of the draft, and the draft itself, as they are', () => {
		const draft: ImageCriteria = [{ImageProviders: ['amazon'], SomethingNew: 1}, {ImageNames: ['a*']}];
		const before = structuredClone(draft);
		const added = addValues(draft, 0, parameter('ImageProviders'), ['amazon', '123456789012']);
		assert.deepEqual(added, [{ImageProviders: ['amazon', '123456789012'], SomethingNew: 1}, {ImageNames: ['a*']}]);
		assert.deepEqual(replaceValue(draft, 1, parameter('ImageNames'), 0, ['b*']), [draft[0], {ImageNames: ['b*']}]);
		assert.deepEqual(removeValue(draft, 0, parameter('ImageProviders'), 0), [{SomethingNew: 1}, draft[1]]);
		assert.deepEqual(removeCriterion(addCriterion(draft), 2), draft);
		assert.deepEqual(draft, before);
	});

	it('set and clear limits, the empty condition with them', () => {
		const age = parameter('CreationDateCondition.MaximumDaysSinceCreated');
		const limited = addValues([{}], 0, age, [300]);
		assert.deepEqual(limited, [{CreationDateCondition: {MaximumDaysSinceCreated: 300}}]);
		assert.deepEqual(removeValue(limited, 0, age, 0), [{}]);
	});

	it('read every value back as it was shown', () => {
		fc.assert(
			fc.property(criteria, (given) => {
				for (const [index, criterion] of given.entries()) {
					for (const one of editableParameters) {
						for (const [position, text] of valuesIn(criterion, one).entries()) {
							const read = readValue(one, text);
							assert.ok('values' in read);
							assert.deepEqual(replaceValue(given, index, one, position, read.values), given);
						}
					}
				}
			}),
		);
	});

	it('refuse what can be no value of the parameter, in words', () => {
		assert.deepEqual(readValue(parameter('CreationDateCondition.MaximumDaysSinceCreated'), 'x'), {
			error: 'a whole number of days, please',
		});
		assert.deepEqual(readValue(parameter('ImageWatermarks'), 'name=x'), {
			error: '"name" is none of key, region, source-days, watermark-days',
		});
		assert.deepEqual(readValue(parameter('ImageWatermarks'), 'key=1:a b  region=eu-* source-days=9'), {
			values: [{WatermarkKey: '1:a b', SourceImageRegion: 'eu-*', MaximumDaysSinceSourceImageCreated: 9}],
		});
		for (const text of ['1234-5678-9012 | 444455556666', '["123456789012",\n"444455556666"]']) {
			assert.deepEqual(readValue(parameter('ImageProviders'), text), {values: ['123456789012', '444455556666']}, text);
		}

		assert.deepEqual(readValue(parameter('ImageProviders'), ' 123456789012,\n"444455556666" '), {
			values: ['123456789012', '444455556666'],
		});
	});
});
