/**
Every screen in every state, at four sizes and in every look, as text and as pictures, to look at: `npm run kitchen-sink FOLDER [WORDS]`. The checks of
`test/ui/kitchen-sink.test.ts` look at the same.
*/
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {stripVTControlCharacters} from 'node:util';
import {resolveTheme, type Theme} from '../../source/ui/theme.ts';
import {draw} from './kitchen/draw.tsx';
import {scenesOf} from './kitchen/scenes.ts';
import {sizes} from './kitchen/sizes.ts';
import {walk} from './kitchen/walk.ts';
import {screenshot, type FixedLook} from './screenshot.ts';
import {pageOf} from './terminal.ts';

const [folder = 'kitchen-sink', wanted = ''] = process.argv.slice(2);
const scenes = scenesOf(await walk()).filter(({name}) => name.includes(wanted));
/** How a screen looks: its theme, and the colours of the terminal. */
const looks: ReadonlyArray<{readonly name: string; readonly theme: Theme; readonly look?: FixedLook}> = [
	{name: 'light', theme: resolveTheme({}), look: 'light'},
	{name: 'dark', theme: resolveTheme({}), look: 'dark'},
	{name: '16-colours', theme: resolveTheme({}), look: '16-colours'},
	{name: 'no-colour', theme: resolveTheme({NO_COLOR: '1'}), look: 'dark'},
	{name: 'ascii', theme: resolveTheme({ALLOWED_AMIS_ASCII: '1'}), look: 'light'},
];
for (const {name, open} of scenes) {
	for (const size of sizes) {
		const directory = path.join(folder, `${size.columns}x${size.rows}`);
		await fs.mkdir(directory, {recursive: true});
		for (const {name: lookName, theme, look} of looks) {
			const frame = await draw(open().screen, size, theme);
			const file = path.join(directory, `${name.replaceAll(/[^\d\p{L}]+/gu, '-')}.${lookName}`);
			await fs.writeFile(`${file}.svg`, screenshot(await pageOf(frame, size), {title: name, look}));
			// Colours are not told in text: of those it is written once.
			if (lookName !== 'dark' && lookName !== '16-colours') {
				await fs.writeFile(`${file}.txt`, `${stripVTControlCharacters(frame)}\n`);
			}
		}
	}
}
