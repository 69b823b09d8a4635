import assert from 'node:assert/strict';
import test from 'node:test';
import stringWidth from 'string-width';
import {startApp} from './app.ts';

test('an ASCII terminal is written nothing but ASCII, cuts and foreign names included', async () => {
	await using app = await startApp({
		args: ['review', '--region', 'us-east-1'],
		env: {ALLOWED_AMIS_ASCII: '1', LC_ALL: 'C'},
		demo: {instances: 1500},
	});
	const {terminal} = app;
	await terminal.waitFor('By image');
	terminal.press('shift+tab');
	await terminal.waitFor('Instances');
	// All instances, page after page: names of every script, and lines cut at every place.
	terminal.press('o');
	await terminal.waitFor(/1 of \d{2,}/);
	terminal.press('pagedown', 'pagedown', 'end', 'tab');
	await terminal.waitFor('By image');
	terminal.press('pagedown', '?');
	await terminal.waitFor('what can be done here');
	terminal.press('esc');
	await terminal.waitFor('By image');
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
	assert.match(terminal.output, /~/, 'something was cut');
	assert.doesNotMatch(terminal.output, /\P{ASCII}/u);
});

test('without colours there is still weight and inverse video', async () => {
	for (const [env, args] of [
		[{NO_COLOR: '1'}, []],
		[{FORCE_COLOR: '0'}, []],
		[{}, ['--no-color']],
	] as const) {
		await using app = await startApp({args: ['--region', 'us-east-1', ...args], env});
		const {terminal} = app;
		await terminal.waitFor('permissions are there');
		terminal.press('enter');
		await terminal.waitFor('▸');
		terminal.press('q');
		assert.equal(await terminal.exitCode, 0);
		const styles = new Set(
			Array.from(terminal.output.matchAll(/\p{Cc}\[([\d;]*)m/gu), ([, parameters = '']) => parameters),
		);
		assert.ok(styles.has('1'), 'bold is there');
		assert.ok(styles.has('7'), 'inverse is there');
		assert.deepEqual(
			[...styles].filter((style) => /^(?:[349]\d|10[0-7])/.test(style)),
			// What takes colours back is harmless, and Ink writes it.
			[...styles].filter((style) => style === '39' || style === '49'),
		);
	}
});

test('the window is called after the Region that is worked on, and gets its own title back', async () => {
	await using app = await startApp({args: ['review', '--region', 'us-east-1']});
	const {terminal} = app;
	await terminal.waitFor(() => terminal.output.includes('us-east-1 · 123456789012'));
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
	for (const sequence of ['[22;2t', ']2;allowed-amis · us-east-1 · 123456789012\u{7}', '[23;2t']) {
		assert.ok(terminal.output.includes(`\u{1B}${sequence}`), sequence);
	}
});

test('a table in 80 columns keeps IDs whole and wraps no row', async () => {
	await using app = await startApp({
		args: ['scan', '--region', 'us-west-2', '--no-pager', '--no-color'],
		columns: 80,
	});
	const {terminal} = app;
	assert.equal(await terminal.exitCode, 0);
	const lines = terminal.output.split('\r\n');
	const rows = lines.filter((line) => /\bi-[\da-f]/.test(line));
	assert.equal(rows.length, Number(/\b(\d+) instances · /.exec(terminal.output)?.[1]));
	for (const row of rows) {
		assert.match(row, /\bi-[\da-f]{17} .* ami-[\da-f]{17} /);
		assert.ok(stringWidth(row) <= 80, row);
	}
});
