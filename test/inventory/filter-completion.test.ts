import assert from 'node:assert/strict';
import {test} from 'node:test';
import {completionsOf} from '../../source/inventory/list/filter-completion.ts';
import {filterWord, parseFilter} from '../../source/inventory/list/filter-syntax.ts';
import fc from '../support/fast-check.ts';
import {instance, inventoryOf} from './arbitraries.ts';

const inventory = inventoryOf([
	instance({
		InstanceId: 'i-1',
		State: {Name: 'running'},
		ImageMetadata: {ImageId: 'ami-1', Name: 'team data/spark', OwnerId: '444455556666', ImageAllowed: false},
	}),
	instance({InstanceId: 'i-2', State: {Name: 'stopped'}}),
]);

for (const [typed, completed] of [
	['prov', ['provider:']],
	['web !sta', ['web !state:']],
	['image', ['image:', 'image-name:']],
	['nokey', []],
	['state:st', ['state:stopped ']],
	['STATE:R', ['state:running ']],
	['!verdict:not', ['!verdict:not-allowed ']],
	['web provider:4444', ['web provider:444455556666 ']],
	['image-name:spark', ['image-name:"team data/spark" ']],
	['image-name:"team d', ['image-name:"team data/spark" ']],
	['name:', []],
] as const) {
	test(`“${typed}” can go on as ${completed.length === 0 ? 'nothing known' : completed.join(' or ')}`, () => {
		assert.deepEqual(completionsOf(typed, inventory), completed);
	});
}

test('a value becomes a word that asks for that value, whatever is in it', () => {
	fc.assert(
		fc.property(fc.string({unit: 'grapheme'}), fc.boolean(), (value, isNegated) => {
			const [word, ...more] = parseFilter(filterWord('image-name', value, isNegated));
			assert.deepEqual(
				[word?.key, word?.value, word?.isNegated, word?.hasWildcards, more.length],
				['image-name', value, isNegated, false, 0],
			);
		}),
	);
});
