/** How soon a key press is on the screen in the wizard's own review of a Region with 200,000 instances, to which it is walked as a person does. */
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {enterRegions, environmentFor, program, readTo} from '../end-to-end/app.ts';
import {openTerminal} from '../support/terminal.ts';
import {startEndpoint} from './endpoint.ts';
import {openLess, patience, report, settling, size, timesOfMoves} from './key-times.ts';

export async function bench(): Promise<void> {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-bench-'));
	try {
		using endpoint = await startEndpoint(300, 200_000);
		await using less = await openLess(folder);
		console.log(`wizard-keys: a key press in the wizard's own review, ${size.columns}×${size.rows}`);
		await using terminal = openTerminal({
			command: process.execPath,
			args: [program],
			cwd: folder,
			env: environmentFor(endpoint, folder),
			...size,
		});
		await enterRegions(terminal, ['us-east-1']);
		for (const [words, press] of way) {
			await readTo(terminal, words);
			// A key that comes before the state has heard what is drawn is refused.
			while (terminal.screen().includes(words)) {
				terminal.press(press);
				await sleep(settling);
			}
		}

		await terminal.waitFor(/ 1 of [\d,]+ /, patience);
		terminal.press('shift+tab');
		await terminal.waitFor('Instances', patience);
		terminal.press('o');
		await terminal.waitFor(/ 1 of [\d,]{5,} /, patience);
		await sleep(settling);
		const {times, peer} = await timesOfMoves(terminal, less, 50);
		for (const [press, all] of times) {
			report(`the wizard's review: ${press}`, all, peer);
		}
	} finally {
		await fs.rm(folder, {recursive: true, force: true});
	}
}

/** What is waited for on the screen, and the key that leads on from there. A key that can't be pressed yet stands in parentheses. */
const way = [
	[' enter turn on audit mode', 'enter'],
	['"audit-mode"', 'enter'],
	['Start from', '4'],
	['from Amazon and the Marketplace', 'enter'],
	[' enter apply ', 'enter'],
	['"ReturnValue": true', 'enter'],
	['Scanned all of us-east-1', 'enter'],
] as const;
