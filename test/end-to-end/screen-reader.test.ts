import assert from 'node:assert/strict';
import test from 'node:test';
import {startApp} from './app.ts';

test('a screen reader is given lines that are said once, from the start to the question before enforcing, and nothing that only draws', async () => {
	// So tall that all that was said can be looked at.
	await using app = await startApp({
		args: ['--region', 'us-west-2'],
		columns: 100,
		rows: 400,
		env: {INK_SCREEN_READER: 'true'},
		demo: {instances: 1500},
	});
	const {terminal, server} = app;
	/** Waits until something is said after all that was said so far. */
	let heard = 0;
	const waitFor = async (expected: RegExp): Promise<string> => {
		const isHeard = (now: string): boolean => expected.test(now.slice(heard));
		const screen = await terminal.waitFor(Object.assign(isHeard, {toString: () => String(expected)}));
		const news = screen.slice(heard);
		heard += news.search(expected);
		return news;
	};

	await waitFor(/Keys: enter Regions;/);
	await waitFor(/All \d+ permissions are there/);
	terminal.press('enter');
	const regions = await waitFor(
		/1 of 1: marked, Region us-west-2, State audit-mode, Criteria \d+, \d+ instances, \d+ not allowed/,
	);
	assert.match(regions, /^Regions$/m);
	terminal.press('enter');
	await waitFor(/Regions, us-west-2, Scan, step 3 of 5/);
	const scanned = await waitFor(/Keys: enter review;/);
	assert.match(scanned, /^us-west-2a: done, \d+ instances, \d+ not allowed$/m);
	assert.match(scanned, /^Scanned all of us-west-2/m);
	terminal.press('enter');
	await waitFor(/Review, step 4 of 5/);
	await waitFor(/1 of \d+: Image \S+, Offenders \d+, Image ID ami-/);
	terminal.press('shift+tab');
	await waitFor(/1 of \d+: not allowed, Instance i-[\da-f]+/);
	await waitFor(/Not allowed: it meets none/);
	await waitFor(/To allow it/);
	terminal.press('down');
	await waitFor(/2 of \d+: not allowed, Instance/);
	terminal.press('/');
	await waitFor(/Filter: \(text, /);
	terminal.type('state:runninx');
	await waitFor(/state:runninx/);
	terminal.press('backspace');
	terminal.type('g');
	await waitFor(/state:running/);
	terminal.press('enter');
	await waitFor(/Keys: enter open;/);
	terminal.press('d');
	await waitFor(/What now in us-west-2\?/);
	await waitFor(/chosen: 1/);
	await waitFor(/2, Revise the criteria/);
	terminal.press('3');
	await waitFor(/Blocks \d+ images? that \d+ of \d+ instances run/);
	await waitFor(/To take it back: .*allowed-amis undo/);
	const question = await waitFor(/To confirm, type block \d+ images? in us-west-2 and press enter/);
	const words = /type (block \d+ images? in us-west-2)/.exec(question)?.[1] ?? '';
	await waitFor(/The words: $|The words:$/);
	terminal.type('yes');
	terminal.press('enter');
	await waitFor(/That is not it: nothing was sent/);
	assert.equal(server.settings('us-west-2').State, 'audit-mode');
	terminal.press('ctrl+u');
	terminal.type(words);
	await waitFor(new RegExp(`The words: ${words}`));
	terminal.press('enter');
	await waitFor(/us-west-2: enforced/);
	assert.equal(server.settings('us-west-2').State, 'enabled');
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);

	// No alternate screen, no cursor moved, no colour: a letter taken back is all that is ever drawn over.
	const sequences = new Set(terminal.output.match(/\p{Cc}(?:\[[\d;?]*[A-Za-z]|\]\P{Cc}*\p{Cc})/gu));
	for (const sequence of sequences) {
		assert.match(sequence, /^\p{Cc}(?:\[\?(?:2004|25)[hl]|\[2[23];2t|\]2;)/u);
	}

	assert.doesNotMatch(terminal.output, /[\u{2500}-\u{25FF}\u{2800}-\u{28FF}]/u, 'nothing is drawn');
	// Within one place no line comes twice, and progress comes in tenths.
	const lines = terminal.screen().split('\n');
	assert.ok(lines.filter((line) => /^about \d0 percent$/.test(line)).length < 10);
	const zones = lines.filter((line) => /^us-west-2\w: done/.test(line));
	assert.equal(new Set(zones).size, zones.length);
	const scan = lines.slice(
		lines.findIndex((line) => line.startsWith('Regions, us-west-2, Scan')),
		lines.findIndex((line) => line.startsWith('Regions, us-west-2, Review')),
	);
	assert.equal(new Set(scan).size, scan.length, scan.join('\n'));
});
