import assert from 'node:assert/strict';
import test from 'node:test';
import {bindings} from '../../source/ui/keys/keys.ts';
import {contexts, takesText, type Context} from '../../source/ui/keys/context.ts';
import {deskBindings, deskContexts, deskKeys, type DeskContext} from '../../source/ui/keys/presets-keys.ts';

type Row = {readonly keys: readonly string[]; readonly where: readonly string[]; readonly isInFooter?: boolean};

/** The registry's parts: the wizard's, and the presets screen's. */
const registries = [
	{
		name: 'wizard',
		rows: bindings as readonly Row[],
		contexts: Object.keys(contexts),
		takesText: (context: string) => takesText(context as Context),
	},
	{
		name: 'presets',
		rows: deskBindings as readonly Row[],
		contexts: Object.keys(deskContexts),
		takesText: (context: string) => deskKeys.takesText(context as DeskContext),
	},
];

for (const {name, rows, contexts: all, takesText: isTyping} of registries) {
	const keysIn = (context: string) => rows.filter(({where}) => where.includes(context)).flatMap(({keys}) => keys);

	test(`${name}: no key means two things in one context`, () => {
		for (const context of all) {
			const keys = keysIn(context);
			assert.deepEqual(keys.toSorted(), [...new Set(keys)].toSorted(), context);
		}
	});

	test(`${name}: where text is typed, no character is a key`, () => {
		for (const context of all) {
			const characters = keysIn(context).filter((key) => isTyping(context) && (key.length === 1 || key === 'space'));
			assert.deepEqual(characters, [], context);
		}
	});

	test(`${name}: every context but those that only wait shows a key in the footer`, () => {
		for (const context of all) {
			assert.ok(
				context === 'waiting' || rows.some(({where, isInFooter}) => isInFooter === true && where.includes(context)),
				context,
			);
		}
	});
}
