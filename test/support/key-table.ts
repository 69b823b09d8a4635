/** The readme's list of keys, from the registry. `node --import tsx test/support/key-table.ts` writes it into the readme. */
import fs from 'node:fs/promises';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {contexts} from '../../source/ui/keys/context.ts';
import {bindings} from '../../source/ui/keys/keys.ts';
import {deskBindings, deskContexts} from '../../source/ui/keys/presets-keys.ts';

const readme = new URL('../../readme.md', import.meta.url);
const edges = /(?<=<!-- keys -->\n)[\s\S]*?(?=<!-- \/keys -->)/;

/** One item a screen: `- **Regions**: `space` mark · …`; the wizard's first, then those of the presets. */
export function keyTable(): string {
	const {help: _, ...ofPresets} = deskContexts;
	return `${[...linesOf(contexts, bindings), ...linesOf(ofPresets, deskBindings)].join('\n')}\n`;
}

type Row = {
	readonly keys: readonly string[];
	readonly words: string | {readonly general: string};
	readonly where: readonly string[];
};

function linesOf(titles: Readonly<Record<string, string>>, rows: readonly Row[]): readonly string[] {
	return Object.entries(titles).flatMap(([context, title]) => {
		const own = rows
			.filter(({where}) => where.includes(context))
			.map(({keys, words}) => `\`${keys.join('` `')}\` ${typeof words === 'string' ? words : words.general}`);
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
