/**
A search that goes on: the properties and the monkey again and again, each round from a seed that no run took before, until one fails or the
time is up. What it finds becomes a case of its own in the test that it failed.

	npm run search -- [--minutes N] [--seed N] [FILE…]
*/
import {randomInt} from 'node:crypto';
import fs from 'node:fs/promises';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {execa} from 'execa';

const {values, positionals} = parseArgs({
	options: {minutes: {type: 'string', default: '30'}, seed: {type: 'string'}},
	allowPositionals: true,
});
const files = positionals.length > 0 ? positionals : await searchingFiles();
const end = performance.now() + Number(values.minutes) * 60_000;
for (let round = 1; round === 1 || (values.seed === undefined && performance.now() < end); round++) {
	const seed = values.seed ?? String(randomInt(2 ** 31));
	console.log(`round ${round}: seed ${seed}`);
	const {exitCode, stdout} = await execa(
		process.execPath,
		['--import', 'tsx', '--test', '--test-reporter=dot', ...files],
		{env: {SEARCH_SEED: seed, SAFETY_RUNS: '20000'}, reject: false},
	);
	if (exitCode !== 0) {
		console.log(`${stdout}\n\nSee it again with: npm run search -- --seed ${seed}`);
		process.exitCode = 1;
		break;
	}
}

/** Tests that draw their cases by chance. */
async function searchingFiles(): Promise<readonly string[]> {
	const found: string[] = [];
	for await (const file of fs.glob('test/**/*.test.{ts,tsx}')) {
		const text = await fs.readFile(file, 'utf8');
		if (/support\/(?:fast-check|seed)\.ts'/.test(text)) {
			found.push(file);
		}
	}

	return found.toSorted();
}
