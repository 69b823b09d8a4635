/**
Takes each guard between a person and a change out of a copy of the source, one at a time, and runs the tests that have to notice: each guard's
own table (`guards.test.ts`, `change.test.ts` and their kin), and where that notices nothing, the search for a way around all guards (`safety.test.ts`). Run it with
`npm run test:guards`, or `npm run test:guards -- "the exact words"` for those that are called so; it takes some minutes, and ends with 1 if any
removal passes unnoticed.
*/
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {execa} from 'execa';
import {removals, withoutGuard} from './guards.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const suites = {
	table: [
		'rollout/guards.test.ts',
		'rollout/shown.test.ts',
		'rollout/announced.test.ts',
		'rollout/changing.test.ts',
		'rollout/fleet-guards.test.ts',
		'rollout/undo-guards.test.ts',
		'rollout/fleet-plan.test.ts',
		'rollout/count.test.ts',
		'rollout/outcomes.test.ts',
		'operations/change/change.test.ts',
		'operations/change/undo-plan.test.ts',
		'machine/effect-host.test.ts',
	],
	search: ['rollout/safety.test.ts', 'rollout/fleet-safety.test.ts'],
} as const;
/** Sequences of one search: enough to find what can be found, in seconds. */
const sequences = process.env.SAFETY_RUNS ?? '4000';

let last: string | undefined;

const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-guards-'));
try {
	for (const name of ['source', 'test', 'package.json', 'tsconfig.json']) {
		await fs.cp(path.join(root, name), path.join(folder, name), {recursive: true});
	}

	await fs.symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
	// What a search says of the whole is told by every run of all tests.
	const untouched = await noticedBy(suites.table);
	if (untouched !== undefined) {
		throw new Error(`With every guard in its place a test fails: ${untouched}`);
	}

	const [wanted = ''] = process.argv.slice(2);
	const chosen = removals.filter(({guard}) => guard.includes(wanted));
	let unnoticed = 0;
	for (const removal of chosen) {
		const {guard, file} = removal;
		const place = path.join(folder, 'source', file);
		const source = await fs.readFile(place, 'utf8');
		await fs.writeFile(place, await withoutGuard(folder, removal));
		const noticed = (await noticedBy(suites.table)) ?? (await noticedBy(suites.search));
		last = noticed;
		await fs.writeFile(place, source);
		unnoticed += noticed === undefined ? 1 : 0;
		console.log(`${noticed ?? 'NOT NOTICED'}: without "${guard}" (${file})`);
	}

	console.log(`${chosen.length - unnoticed} of ${chosen.length} removals were noticed.`);
	process.exitCode = unnoticed === 0 ? 0 : 1;
} finally {
	await fs.rm(folder, {recursive: true, force: true});
}

/**
The first file with a failing test. They run one after the other, and the one that noticed the removal before goes first: guards that stand together are
mostly held by the same table. The searches, which take longest, come last.
*/
async function noticedBy(files: readonly string[]): Promise<string | undefined> {
	for (const file of files.toSorted((left, right) => Number(right === last) - Number(left === last))) {
		const {exitCode} = await execa(process.execPath, ['--import', 'tsx', '--test', path.join('test', file)], {
			cwd: folder,
			env: {SAFETY_RUNS: sequences, NODE_TEST_CONTEXT: undefined},
			reject: false,
			stdio: 'ignore',
		});
		if (exitCode !== 0) {
			return file;
		}
	}

	return undefined;
}
