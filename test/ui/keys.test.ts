import assert from 'node:assert/strict';
import test from 'node:test';
import {bindings} from '../../source/ui/keys.ts';
import {contexts, takesText, type Context} from '../../source/ui/context.ts';

const all = Object.keys(contexts) as Context[];
const typing = all.filter((context) => takesText(context));
const active = all.filter((context) => context !== 'waiting');

test('no key means two things in one context', () => {
	for (const context of all) {
		const keys = bindings.filter(({where}) => where.includes(context)).flatMap(({keys}) => keys);
		assert.deepEqual(keys.toSorted(), [...new Set(keys)].toSorted(), context);
	}
});

test('where text is typed, no character is a key', () => {
	for (const context of typing) {
		const characters = bindings
			.filter(({where}) => where.includes(context))
			.flatMap(({keys}) => keys.filter((key) => key.length === 1 || key === 'space'));
		assert.deepEqual(characters, [], context);
	}
});

test('every context but those that only wait shows a key in the footer', () => {
	for (const context of active) {
		assert.ok(
			bindings.some(({where, isInFooter}) => isInFooter === true && where.includes(context)),
			context,
		);
	}
});
