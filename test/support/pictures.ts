/** Draws the readme's pictures from the real program on a real terminal: `npm run pictures`. */
import fs from 'node:fs/promises';
import {enterRegions, startApp} from '../end-to-end/app.ts';
import {screenshot} from './screenshot.ts';

await using app = await startApp({columns: 100, rows: 30, demo: {instances: 1500}});
const {terminal} = app;
await enterRegions(terminal, ['us-east-1', 'us-west-2']);
await terminal.waitFor('us-east-1 reports disabled');
await terminal.waitFor('enter turn on audit mode');
terminal.press('enter');
await terminal.waitFor('"audit-mode"');
terminal.press('enter');
await terminal.waitFor('Start from');
terminal.press('4');
await terminal.waitFor('Draft for us-east-1');
await draw('criteria', "The draft of a Region's criteria in a form, and in words");
terminal.press('enter');
await terminal.waitFor('Replace the criteria');
await terminal.waitFor('enter apply ');
terminal.press('enter');
await terminal.waitFor('"ReturnValue": true');
terminal.press('enter');
await terminal.waitFor('Scanned all of us-east-1');
await draw('scan', 'A finished scan: instances per Availability Zone, and who offends most');
terminal.press('enter');
await terminal.waitFor('d decide');
await terminal.waitFor('To allow it');
await draw('review', 'The images that are not allowed, why one is not, and what would allow it');
terminal.press('d');
await terminal.waitFor('What now');
terminal.press('3');
await terminal.waitFor('Auto Scaling group');
terminal.type('block ');
await terminal.waitFor('Go on');
await draw('enforce', 'The danger panel: what will be blocked, and the words that have to be typed');

async function draw(name: string, title: string): Promise<void> {
	await fs.writeFile(new URL(`../../media/${name}.svg`, import.meta.url), screenshot(terminal, {title}));
}
