import fs from 'node:fs/promises';
import type {Plugin} from 'esbuild';

/**
Puts off what `string-width` makes when it is loaded: the expression of all emoji takes some 40 ms to make, a sixth of the time to the first
frame, and no frame needs it until there is a text that may hold an emoji.
*/
export function lateEmoji(): Plugin {
	return {
		name: 'late-emoji',
		setup({onLoad}) {
			onLoad({filter: /[/\\]string-width[/\\]index\.js$/}, async ({path: file}) => {
				const contents = withLateEmoji(await fs.readFile(file, 'utf8'));
				return contents === undefined
					? {
							errors: [
								{text: `build/late-emoji.ts does not find its expression in ${file}: see what became of it there.`},
							],
						}
					: {contents};
			});
		},
	};
}

const atOnce = String.raw`const rgiEmojiRegex = /^\p{RGI_Emoji}$/v;`;
const late = String.raw`let rgiEmoji;
const rgiEmojiRegex = {test: text => (rgiEmoji ??= new RegExp('^\\p{RGI_Emoji}$', 'v')).test(text)};`;

/** The module with the expression made when it is first asked; `undefined` where there is no such expression. */
export function withLateEmoji(code: string): string | undefined {
	return code.includes(atOnce) ? code.replace(atOnce, () => late) : undefined;
}
