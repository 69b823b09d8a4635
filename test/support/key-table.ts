/** The readme's list of keys, from the registry. `node --import tsx test/support/key-table.ts` writes it into the readme. */
import fs from 'node:fs/promises';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import type {KeyPlace} from '../../source/ui/keys/binding.ts';
import {programKeys} from '../../source/ui/keys/registry.ts';
import {shellKeys} from '../../source/ui/keys/shell-keys.ts';

const readme = new URL('../../readme.md', import.meta.url);
const edges = /(?<=<!-- keys -->\n)[\s\S]*?(?=<!-- \/keys -->)/;

/** One item a place: `- **Regions**: `space` mark · …`; what lies over every screen first, then each program's. */
export function keyTable(): string {
	const screens = [shellKeys, ...Object.values(programKeys).flatMap((program) => program.screens)];
	return `${screens.flatMap((keys) => linesOf(keys)).join('\n')}\n`;
}

type Part = {
	readonly places: Readonly<Record<string, KeyPlace>>;
	readonly bindings: ReadonlyArray<{
		readonly keys: readonly string[];
		readonly words: string | {readonly general: string};
		readonly where: readonly string[];
	}>;
};

function linesOf({places, bindings}: Part): readonly string[] {
	return Object.entries(places).flatMap(([name, place]) => {
		const own = bindings
			.filter(({where}) => where.includes(name))
			.map(({keys, words}) => `\`${keys.join('` `')}\` ${typeof words === 'string' ? words : words.general}`);
		const title = typeof place === 'string' ? place : place.title;
		return own.length === 0 ? [] : [`- **${title}**: ${own.join(' · ')}`];
	});
}

export async function readmeText(): Promise<string> {
	return fs.readFile(readme, 'utf8');
}

/** What stands in the readme between the two marks. */
export function keyTableIn(text: string): string | undefined {
	return edges.exec(text)?.[0];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const text = await readmeText();
	await fs.writeFile(
		readme,
		text.replace(edges, () => keyTable()),
	);
}
