/** The readme's list of keys, from the registry. `node --import tsx test/support/key-table.ts` writes it into the readme. */
import fs from 'node:fs/promises';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {contexts, type Context} from '../../source/ui/context.ts';
import {bindings} from '../../source/ui/keys.ts';

const readme = new URL('../../readme.md', import.meta.url);
const edges = /(?<=<!-- keys -->\n)[\s\S]*?(?=<!-- \/keys -->)/;

/** One item a screen: `- **Regions**: `space` mark · …`. */
export function keyTable(): string {
	const lines = (Object.keys(contexts) as Context[]).flatMap((context) => {
		const own = bindings
			.filter(({where}) => where.includes(context))
			.map(({keys, words}) => `\`${keys.join('` `')}\` ${typeof words === 'string' ? words : words.general}`);
		return own.length === 0 ? [] : [`- **${contexts[context]}**: ${own.join(' · ')}`];
	});
	return `${lines.join('\n')}\n`;
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
