import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {execa} from 'execa';
import {carryOutPlan, environmentFor, program, startApp} from './app.ts';

test('six Regions go from start to scanned under one preset in few keys; the clean ones are enforced together, and nothing else', async () => {
	await using app = await startApp({args: ['--version'], columns: 120, rows: 40, demo: {instances: 600}});
	await app.terminal.exitCode;
	const criteria = {ImageCriteria: [{ImageProviders: ['amazon', 'aws-marketplace', '444455556666']}]};
	await fs.writeFile(path.join(app.folder, 'criteria.json'), JSON.stringify(criteria));
	await execa(process.execPath, [program, 'presets', 'save', 'base', '--criteria', 'criteria.json'], {
		cwd: app.folder,
		env: environmentFor(app.server, app.folder),
	});
	const settings = () =>
		['ap-northeast-1', 'eu-central-1', 'eu-west-1', 'us-east-1', 'us-east-2', 'us-west-2'].map(
			(name) => [name, app.server.settings(name)] as const,
		);
	const before = settings();
	const terminal = app.restart();
	let presses = 0;
	const press = (key: string): void => {
		presses++;
		terminal.press(key);
	};

	await terminal.waitFor('permissions are there');
	press('enter');
	// All Regions are read: what is denied is not marked by "all".
	await terminal.waitFor((screen) => /ap-southeast-2 +denied/.test(screen) && /us-west-2 +audit-mode/.test(screen));
	press('a');
	// One under a policy is not marked by "all", but by itself.
	await terminal.waitFor('5 together');
	// The cursor began on the first Region that can be worked on.
	for (const key of ['down', 'down', 'space']) {
		press(key);
	}

	await terminal.waitFor('6 together');
	press('f');
	await terminal.waitFor(/▸ preset +base/);
	press('enter');
	await terminal.waitFor(
		(screen) => screen.includes('in 5 of 6 Regions') && !screen.includes('its settings were not read'),
	);
	assert.match(terminal.screen(), /eu-central-1 +enabled +left out: a policy of the organization manages it/);
	presses += await carryOutPlan(terminal);
	await terminal.waitFor(/5 scanned/);
	assert.ok(presses <= 12, `${presses} key presses`);
	assert.ok(
		app.changes().every((change) => !change.endsWith('enabled')),
		'a plan enforces nothing',
	);

	press('E');
	await terminal.waitFor('To confirm, type enforce 1 Region');
	terminal.type('enforce 2 Regions');
	press('enter');
	await terminal.waitFor('That is not it');
	assert.ok(app.changes().every((change) => !change.endsWith('enabled')));
	terminal.press('esc');
	await terminal.waitFor('5 scanned');
	press('E');
	await terminal.waitFor('To confirm, type enforce 1 Region');
	terminal.type('enforce 1 Region');
	await terminal.waitFor('These are the words.');
	press('enter');
	await terminal.waitFor(/us-east-2 .*enforced, proven/);
	assert.deepEqual(
		app.changes().filter((change) => change.endsWith('enabled')),
		['us-east-2 EnableAllowedImagesSettings enabled'],
	);

	// Sorted and filtered, the table says so; what it hides is not left out of anything.
	terminal.press('/');
	await terminal.waitFor('clear the filter');
	terminal.type('decision:own');
	await terminal.waitFor('filtered: 4 of 6 shown');
	terminal.press('enter');
	await terminal.waitFor('n next');
	terminal.press('S');
	await terminal.waitFor(/by Region, descending[\s\S]*us-west-2[\s\S]*us-east-1/);
	// One Region after the other, each through its own panel.
	terminal.press('n');
	await terminal.waitFor(/What now in [\w-]+\?/);
	const [, region = ''] = /What now in ([\w-]+)\?/.exec(terminal.screen()) ?? [];
	terminal.press('3');
	const panel = await terminal.waitFor(/type block \d+ images? in [\w-]+/);
	const [words = ''] = /block \d+ images? in [\w-]+/.exec(panel) ?? [];
	assert.ok(words.endsWith(region), words);
	terminal.type(words);
	await terminal.waitFor('These are the words.');
	terminal.press('enter');
	await terminal.waitFor(new RegExp(String.raw`${region}: enforced. It reports enabled.[\s\S]*enforced, proven`));
	const enforced = ['us-east-2', region].map((name) => `${name} EnableAllowedImagesSettings enabled`);
	assert.deepEqual(
		app.changes().filter((change) => change.endsWith('enabled')),
		enforced,
	);

	// The report on all of them, from the summary.
	terminal.press('w');
	await terminal.waitFor('Write the report to');
	terminal.type('report.md');
	terminal.press('enter');
	await terminal.waitFor(/Wrote \d+ rows to report.md/);
	const report = await fs.readFile(path.join(app.folder, 'report.md'), 'utf8');
	assert.match(report, /`us-east-2`: enabled \(enforced, proven\)/);
	assert.match(report, /eu-central-1`?: .*not scanned/);
	terminal.press('w');
	await terminal.waitFor('Write the report to');
	terminal.type('report.md');
	terminal.press('enter');
	await terminal.waitFor('Overwrite it?');
	terminal.press('n');
	await terminal.waitFor('esc back');
	terminal.press('esc');
	// The watch is over all that enforce.
	await terminal.waitFor('W watch all 3');
	terminal.press('W');
	await terminal.waitFor(/refused in 3 Regions/);
	terminal.press('esc');
	await terminal.waitFor('W watch all 3');

	// All of the run is taken back after the words; nothing is enforced by that.
	terminal.press('U');
	for (let page = 0; page < 5 && !terminal.screen().includes('To confirm, type'); page++) {
		await terminal.waitFor(/To confirm, type|read on to the end/);
		terminal.press('pagedown');
	}

	const question = await terminal.waitFor(/To confirm, type undo \d Regions/);
	const [phrase = ''] = /undo \d Regions/.exec(question) ?? [];
	terminal.type(phrase);
	await terminal.waitFor('These are the words.');
	terminal.press('enter');
	await terminal.waitFor('5 of 5 Regions are as they were before.');
	assert.deepEqual(
		settings().filter(([name]) => name !== region),
		before.filter(([name]) => name !== region),
	);
	assert.notEqual(app.server.settings(region).State, 'enabled');
	assert.deepEqual(
		app.changes().filter((change) => change.endsWith('enabled')),
		enforced,
	);
	terminal.press('enter');
	await terminal.waitFor(/us-east-2 +taken back/);
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
});

test('a run that is killed in the middle leaves the truth in the history, goes on with the same plan, and is taken back as a whole', async () => {
	await using app = await startApp({args: ['--version'], columns: 120, rows: 40, demo: {instances: 200, latency: 150}});
	await app.terminal.exitCode;
	await fs.writeFile(path.join(app.folder, 'criteria.json'), '[{"ImageProviders":["amazon","aws-marketplace"]}]');
	await execa(process.execPath, [program, 'presets', 'save', 'base', '--criteria', 'criteria.json'], {
		cwd: app.folder,
		env: environmentFor(app.server, app.folder),
	});
	const regions = ['ap-northeast-1', 'us-east-2', 'us-west-2'];
	const before = regions.map((region) => app.server.settings(region));
	const killed = app.restart(...regions.flatMap((region) => ['--region', region]));
	await killed.waitFor('permissions are there');
	killed.press('enter');
	// Regions that the command line names are marked: both ways are offered.
	await killed.waitFor((screen) => screen.includes('3 one by one') && screen.includes('3 together'));
	await killed.waitFor((screen) =>
		regions.every((region) => new RegExp(`${region} +(?:audit-mode|disabled)`).test(screen)),
	);
	killed.press('f');
	await killed.waitFor(/▸ preset +base/);
	killed.press('enter');
	await killed.waitFor(
		(screen) => screen.includes('in 3 of 3 Regions') && !screen.includes('its settings were not read'),
	);
	await carryOutPlan(killed);
	// Each answer takes its time: the first call has left, and nobody has heard of it.
	while (app.changes().length === 0) {
		await wait(5);
	}

	killed.kill('SIGKILL');
	await killed.exitCode;
	const sent = app.changes().length;
	assert.ok(sent > 0);

	const resumed = app.restart();
	await resumed.waitFor('permissions are there');
	resumed.press('enter');
	await resumed.waitFor('us-west-2');
	resumed.press('F');
	await resumed.waitFor(
		(screen) => screen.includes('in 3 of 3 Regions') && !screen.includes('its settings were not read'),
	);
	await carryOutPlan(resumed);
	await resumed.waitFor('3 scanned');
	resumed.press('q');
	assert.equal(await resumed.exitCode, 0);
	const now = regions.map((region) => app.server.settings(region));
	assert.ok(now.every(({State, ImageCriteria}) => State === 'audit-mode' && ImageCriteria.length === 1));
	assert.ok(app.changes().every((change) => !change.endsWith('enabled')));

	const entries = async () => {
		const {stdout} = await execa(process.execPath, [program, 'history', '--format', 'json'], {
			cwd: app.folder,
			env: environmentFor(app.server, app.folder),
		});
		return JSON.parse(stdout) as ReadonlyArray<Readonly<Record<string, string | null>>>;
	};

	// Each call that left is in the history, and of each it is known by now what became of it.
	const history = await entries();
	assert.ok(history.length >= app.changes().length);
	assert.ok(
		history.every(({Outcome: outcome, Resolved: resolved}) => outcome === 'done' || resolved === 'took effect'),
	);
	const runs = [...new Set(history.map(({Run: run}) => run ?? ''))];
	for (const run of runs.toReversed()) {
		const undo = app.restart('undo', '--run', run);
		await undo.waitFor(/Type "undo \d Regions?" to do all of it/);
		const [phrase = ''] = /undo \d Regions?/.exec(undo.screen()) ?? [];
		undo.type(`${phrase}\r`);
		assert.equal(await undo.exitCode, 0, undo.screen());
	}

	assert.deepEqual(
		regions.map((region) => app.server.settings(region)),
		before,
	);
	assert.ok(app.changes().every((change) => !change.endsWith('enabled')));
});
