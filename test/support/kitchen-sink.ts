/**
Every screen in every state, at four sizes, as text and as pictures, to look at: `npm run kitchen-sink FOLDER`. The checks of
`test/ui/kitchen-sink.test.ts` look at the same.
*/
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {stripVTControlCharacters} from 'node:util';
import {resolveTheme} from '../../source/ui/theme.ts';
import {draw} from './kitchen/draw.tsx';
import {scenesOf} from './kitchen/scenes.ts';
import {sizes} from './kitchen/sizes.ts';
import {walk} from './kitchen/walk.ts';
import {screenshot} from './screenshot.ts';
import {pageOf} from './terminal.ts';

const [folder = 'kitchen-sink', wanted = ''] = process.argv.slice(2);
const scenes = scenesOf(await walk()).filter(({name}) => name.includes(wanted));
const looks = {
	'': resolveTheme({}),
	'.no-colour': resolveTheme({NO_COLOR: '1'}),
	'.ascii': resolveTheme({NO_COLOR: '1', ALLOWED_AMIS_ASCII: '1'}),
};
for (const {name, open} of scenes) {
	for (const size of sizes) {
		const directory = path.join(folder, `${size.columns}x${size.rows}`);
		await fs.mkdir(directory, {recursive: true});
		for (const [look, theme] of Object.entries(looks)) {
			const frame = await draw(open().screen, size, theme);
			const file = path.join(directory, `${name.replaceAll(/[^\d\p{L}]+/gu, '-')}${look}`);
			await fs.writeFile(`${file}.txt`, `${stripVTControlCharacters(frame)}\n`);
			if (look === '') {
				await fs.writeFile(`${file}.svg`, screenshot(await pageOf(frame, size), {title: name}));
			}
		}
	}
}
