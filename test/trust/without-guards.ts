/**
Takes each guard between a person and a change out of a copy of the source, one at a time, and runs the tests that have to notice: the search
for a way around all guards (`safety.test.ts`), and each guard's own table (`guards.test.ts`, `effect-host.test.ts`). Run it with
`npm run test:guards`, or `npm run test:guards -- "the exact words"` for those that are called so; it takes some minutes, and ends with 1 if any
removal passes unnoticed.
*/
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {execa} from 'execa';

type Removal = {
	/** What the guard is for. */
	readonly guard: string;
	/** Below `source`. */
	readonly file: string;
	/** Stands there exactly once. */
	readonly text: string;
	readonly without: string;
};

const removals: readonly Removal[] = [
	{
		guard: 'a review changes nothing',
		file: 'rollout/guards.ts',
		text: "if (state.options.purpose !== 'rollout') {",
		without: 'if (false) {',
	},
	{
		guard: 'a read-only run changes nothing',
		file: 'rollout/guards.ts',
		text: 'if (state.options.readOnly) {',
		without: 'if (false) {',
	},
	{
		guard: 'nothing is changed before the settings were read',
		file: 'rollout/guards.ts',
		text: '\tif (settings === undefined) {\n\t\treturn "the Region\'s settings are not known";',
		without: '\tif (settings === undefined) {\n\t\treturn true;',
	},
	{
		guard: 'a policy-managed Region is not changed',
		file: 'rollout/guards.ts',
		text: "return settings.ManagedBy === 'account' ? true : 'a declarative policy manages this Region';",
		without: 'return true;',
	},
	{
		guard: 'enforcing asks what any change asks',
		file: 'rollout/guards.ts',
		text: '\tconst {scan} = currentWork(state);\n\tconst change = canChange(state);\n\tif (change !== true) {',
		without: '\tconst {scan} = currentWork(state);\n\tconst change = canChange(state);\n\tif (false) {',
	},
	{
		guard: 'only from audit mode',
		file: 'rollout/guards.ts',
		text: "if (settings?.State !== 'audit-mode') {",
		without: 'if (settings === undefined) {',
	},
	{
		guard: 'only after a scan of the settings in force',
		file: 'rollout/guards.ts',
		text: 'if (!sameSettings(scan.settings, settings)) {',
		without: 'if (false) {',
	},
	{
		guard: 'only after a complete scan',
		file: 'rollout/guards.ts',
		text: 'return scan.isComplete ?',
		without: 'return true ?',
	},
	{
		guard: 'only with the exact words',
		file: 'rollout/guards.ts',
		text: 'typed !== phraseOf(decision)',
		without: "typed === ''",
	},
	{
		guard: 'the words name how many images',
		file: 'rollout/guards.ts',
		text: 'return imagesNotAllowed === 0\n',
		without: 'return imagesNotAllowed >= 0\n',
	},
	{
		guard: 'applying asks what any change asks',
		file: 'rollout/guards.ts',
		text: 'errors: number): Guard {\n\tconst change = canChange(state);\n\tif (change !== true) {',
		without: 'errors: number): Guard {\n\tconst change = canChange(state);\n\tif (false) {',
	},
	{
		guard: 'what is enforced is not replaced',
		file: 'rollout/guards.ts',
		text: "if (currentSettings(state)?.State === 'enabled') {",
		without: 'if (false) {',
	},
	{
		guard: 'criteria with errors are not applied',
		file: 'rollout/guards.ts',
		text: 'return errors === 0 ? true :',
		without: 'return errors >= 0 ? true :',
	},
	{
		guard: 'the enforce screen opens only where enforcing is possible',
		file: 'rollout/deciding.ts',
		text: '\t\t\tconst guard = canEnforce(state);\n\t\t\treturn guard === true',
		without: "\t\t\tconst guard: true | string = canEnforce(state);\n\t\t\treturn guard === true || guard !== ''",
	},
	{
		guard: 'nothing is confirmed while the settings are being read',
		file: 'rollout/changing.ts',
		text: "if (!isIdle(step.run) || reading.status === 'wanted') {",
		without: 'if (!isIdle(step.run)) {',
	},
	{
		guard: 'a change that was made or met another one is not sent again',
		file: 'rollout/changing.ts',
		text: "if (!isIdle(step.run) || reading.status === 'wanted') {",
		without: "if (reading.status === 'wanted') {",
	},
	{
		guard: 'what was applied or met another change is not applied again',
		file: 'rollout/changing.ts',
		text: '\t\t\t\t!isIdle(step.run) ||\n',
		without: '',
	},
	{
		guard: 'apply itself asks whether it may',
		file: 'rollout/changing.ts',
		text: '\t\t\t\tcanApplyDraft(state) !== true\n',
		without: '\t\t\t\tfalse\n',
	},
	{
		guard: 'the apply screen opens only where applying is possible',
		file: 'rollout/criteria.ts',
		text: '\tconst guard = canApplyDraft(state);\n\treturn guard === true\n',
		without: "\tconst guard: true | string = canApplyDraft(state);\n\treturn guard === true || guard !== ''\n",
	},
	{
		guard: 'loosening is asked about',
		file: 'rollout/changing.ts',
		text: "return settings.State === 'disabled'\n",
		without: "return settings.State !== 'audit-mode'\n",
	},
	{
		guard: 'only a yes to that question loosens',
		file: 'rollout/changing.ts',
		text: '\t\t\tif (!step.isLooseningAsked) {\n',
		without: '\t\t\tif (false) {\n',
	},
	{
		guard: 'audit mode is turned on only where a change is possible',
		file: 'rollout/changing.ts',
		text: 'expected === undefined || canChange(state) !== true\n',
		without: 'expected === undefined\n',
	},
	{
		guard: 'while a change is under way, keys do nothing to it',
		file: 'rollout/reducer.ts',
		text: "\tif ('run' in step && step.run.status === 'running') {\n\t\t// A change",
		without: '\tif (false) {\n\t\t// A change',
	},
	{
		guard: 'the result of another scan is not taken for this one',
		file: 'rollout/results.ts',
		text: "\tif (scan?.status !== 'running' || scan.id !== id) {",
		without: "\tif (scan?.status !== 'running') {",
	},
	{
		guard: 'a scan that was cancelled does not come back',
		file: 'rollout/results.ts',
		text: "\tif (scan?.status !== 'running' || scan.id !== id) {",
		without: '\tif (scan?.id !== id) {',
	},
	{
		guard: 'a scan during which the Region changed decides nothing',
		file: 'rollout/results.ts',
		text: 'if (!sameSettings(before, after)) {',
		without: 'if (false) {',
	},
	{
		guard: 'a scan says itself whether it is complete',
		file: 'rollout/results.ts',
		text: "scan: {status: 'done', id, settings: after, isComplete, counts,",
		without: "scan: {status: 'done', id, settings: after, isComplete: true || isComplete, counts,",
	},
	{
		guard: 'a reading of other settings ends what a scan may decide',
		file: 'rollout/steps.ts',
		text: "const isStale = scan?.status === 'done' && !sameSettings(scan.settings, settings);",
		without: 'const isStale = false as boolean;',
	},
	{
		guard: 'a change ends what a scan may decide',
		file: 'rollout/changing.ts',
		text: "{scan: change.kind === 'enabled' ? scan : staleScan(scan)}",
		without: '{scan}',
	},
	{
		guard: 'what became of a change is for the Region that waits for it',
		file: 'rollout/changing.ts',
		text: "step.run.status !== 'running' || region !== currentRegion(state)) {",
		without: "step.run.status !== 'running') {",
	},
	{
		guard: 'the Region is read again right before a change',
		file: 'operations/change.ts',
		text: '\t\tif (!sameSettings(found, before)) {\n\t\t\treturn',
		without: '\t\tif (false) {\n\t\t\treturn',
	},
	{
		guard: 'the history is written before a change is sent',
		file: 'operations/change.ts',
		text: '\t\tentry = await ledger.begin({',
		without: '\t\tentry = await (async (_: unknown) => "")({',
	},
	{
		guard: 'a change that was stopped before it left is not sent',
		file: 'operations/change.ts',
		text: '\t\tsignal.throwIfAborted();\n\t\treport',
		without: '\t\treport',
	},
	{
		guard: 'the result of work that nobody waits for is not heard',
		file: 'machine/effect-host.ts',
		text: '\t\t\tif (isCurrent()) {\n\t\t\t\tthis.#runner.onResult',
		without: '\t\t\tif (true) {\n\t\t\t\tthis.#runner.onResult',
	},
	{
		guard: 'the failure of work that nobody waits for is not heard',
		file: 'machine/effect-host.ts',
		text: '\t\t\tif (isCurrent()) {\n\t\t\t\tthis.#runner.onFailure',
		without: '\t\t\tif (true) {\n\t\t\t\tthis.#runner.onFailure',
	},
	{
		guard: 'work that nobody waits for is stopped',
		file: 'machine/effect-host.ts',
		text: '\t\t\tcontroller.abort();\n',
		without: '',
	},
];

const root = fileURLToPath(new URL('../..', import.meta.url));
const suites = {
	search: ['rollout/safety.test.ts'],
	table: ['rollout/guards.test.ts', 'machine/effect-host.test.ts'],
} as const;
/** Sequences of one search: enough to find what can be found, in seconds. */
const sequences = process.env.SAFETY_RUNS ?? '4000';

const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-guards-'));
try {
	for (const name of ['source', 'test', 'package.json', 'tsconfig.json']) {
		await fs.cp(path.join(root, name), path.join(folder, name), {recursive: true});
	}

	await fs.symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
	const untouched = await noticedBy();
	if (untouched.length > 0) {
		throw new Error(`With every guard in its place the tests fail: ${untouched.join(', ')}`);
	}

	const [wanted = ''] = process.argv.slice(2);
	const chosen = removals.filter(({guard}) => guard.includes(wanted));
	let unnoticed = 0;
	for (const {guard, file, text, without} of chosen) {
		const place = path.join(folder, 'source', file);
		const source = await fs.readFile(place, 'utf8');
		if (source.split(text).length !== 2) {
			throw new Error(`${file}: this stands there ${source.split(text).length - 1} times, not once: ${text}`);
		}

		await fs.writeFile(
			place,
			source.replace(text, () => without),
		);
		const noticed = await noticedBy();
		await fs.writeFile(place, source);
		unnoticed += noticed.length === 0 ? 1 : 0;
		console.log(`${noticed.length === 0 ? 'NOT NOTICED' : noticed.join(' and ')}: without "${guard}" (${file})`);
	}

	console.log(`${chosen.length - unnoticed} of ${chosen.length} removals were noticed.`);
	process.exitCode = unnoticed === 0 ? 0 : 1;
} finally {
	await fs.rm(folder, {recursive: true, force: true});
}

/** Which of the suites fail. */
async function noticedBy(): Promise<readonly string[]> {
	const failing = await Promise.all(
		Object.entries(suites).map(async ([name, files]) => {
			const {exitCode} = await execa(
				process.execPath,
				['--import', 'tsx', '--test', ...files.map((file) => path.join('test', file))],
				{cwd: folder, env: {SAFETY_RUNS: sequences, NODE_TEST_CONTEXT: undefined}, reject: false, stdio: 'ignore'},
			);
			return exitCode === 0 ? [] : [name];
		}),
	);
	return failing.flat();
}
