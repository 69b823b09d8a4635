/** Writes documentation/keys.md: every key there is, from the registry. Run: node --import tsx test/support/key-table.ts */
import fs from 'node:fs/promises';
import process from 'node:process';
import type {KeyPlace} from '../../source/ui/keys/binding.ts';
import {programKeys} from '../../source/ui/keys/registry.ts';
import {shellKeys} from '../../source/ui/keys/shell-keys.ts';

export const file = new URL('../../documentation/keys.md', import.meta.url);

/** The page as it should be: a table for each place where keys mean something; what lies over every screen first, then each program's. */
export function keyPage(): string {
	const screens = [shellKeys, ...Object.values(programKeys).flatMap((program) => program.screens)];
	const parts = [
		'# Keys',
		'`?` or `:` lists what can be done on the current screen: it is searched by typing, and `enter` does what is chosen. `Ctrl-C` cancels what is running; twice it quits. This page is written by the program: `node --import tsx test/support/key-table.ts`.',
		...screens.flatMap((keys) => sectionsOf(keys)),
	];
	return `${parts.join('\n\n')}\n`;
}

type Part = {
	readonly places: Readonly<Record<string, KeyPlace>>;
	readonly bindings: ReadonlyArray<{
		readonly keys: readonly string[];
		readonly words: string | {readonly general: string};
		readonly where: readonly string[];
	}>;
};

function sectionsOf({places, bindings}: Part): readonly string[] {
	return Object.entries(places).flatMap(([name, place]) => {
		const rows = bindings
			.filter(({where}) => where.includes(name))
			.map(
				({keys, words}) =>
					`| ${keys.map((key) => `\`${key}\``).join(' ')} | ${typeof words === 'string' ? words : words.general} |`,
			);
		const title = typeof place === 'string' ? place : place.title;
		return rows.length === 0 ? [] : [`## ${title}`, ['| Key | What it does |', '| --- | --- |', ...rows].join('\n')];
	});
}

if (process.argv[1] === import.meta.filename) {
	await fs.writeFile(file, keyPage());
}
