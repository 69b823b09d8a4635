import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import fs from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import {startApp} from './app.ts';

/** A saved scan of so many offenders, each told from all others by its ID, and each of an image of its own. */
function savedScan(count: number): string {
	return JSON.stringify(
		Array.from({length: count}, (_, index) => ({
			InstanceId: idAt(index),
			InstanceType: 'm7g.large',
			AvailabilityZone: 'us-east-1a',
			State: {Code: 16, Name: 'running'},
			OwnerId: '123456789012',
			ImageMetadata: {
				ImageId: `ami-${String(index).padStart(17, '0')}`,
				Name: `spark-${String(index).padStart(4, '0')}`,
				OwnerId: '444455556666',
				ImageAllowed: false,
			},
			Region: 'us-east-1',
		})),
	);
}

function idAt(index: number): string {
	return `i-${String(index).padStart(17, '0')}`;
}

const count = 200;

/** How a list's header and its rows look: the cursor, and the row's place in the list. */
const instances = {header: /^ +Instance /, row: /^ ?([ ▸]) +✗ +i-(\d{17})/, words: 'instances'};
const images = {header: /^ +Image /, row: /^ ?([ ▸]) +spark-(\d{4}) /, words: 'images'};

for (const [list, columns, rows] of [
	[instances, 60, 16],
	[instances, 80, 24],
	[instances, 120, 40],
	[images, 80, 24],
] as const) {
	test(`every row of a list of ${list.words} is seen on the way down and up, page by page, at ${columns}×${rows}`, async () => {
		await using app = await startApp({args: ['--version'], columns, rows});
		await fs.writeFile(path.join(app.folder, 'scan.json'), savedScan(count));
		assert.equal(await app.terminal.exitCode, 0);
		const terminal = app.restart('review', '--from', 'scan.json');
		await terminal.waitFor(/By image {2}1 of 200/);
		if (list === instances) {
			terminal.press('shift+tab');
		}

		/** The list's rows on the screen, by their place in the list; the one under the cursor; and how many rows there is room for. */
		const seen = () => {
			const lines = terminal.screen().split('\n');
			const header = lines.findIndex((line) => list.header.test(line));
			const room = lines.slice(header + 1).findIndex((line) => /^ ?─/.test(line));
			const indices: number[] = [];
			let cursor = -1;
			for (const line of lines) {
				const [, pointer, index] = list.row.exec(line) ?? [];
				if (index === undefined) {
					continue;
				}

				indices.push(Number(index));
				cursor = pointer === '▸' ? Number(index) : cursor;
			}

			return {indices, cursor, room};
		};

		const isFull = () => {
			const {indices, cursor, room} = seen();
			return (
				indices.length === room &&
				indices.every((index, line) => line === 0 || index === (indices[line - 1] ?? NaN) + 1) &&
				indices.includes(cursor)
			);
		};

		await terminal.waitFor(isFull);
		for (const hasDetails of [true, false]) {
			if (!hasDetails) {
				terminal.press('i');
				await terminal.waitFor((screen) => !screen.includes('Not allowed.') && isFull());
			}

			for (const [key, end] of [
				['pagedown', count - 1],
				['pageup', 0],
			] as const) {
				const all = new Set(seen().indices);
				for (let page = 0; seen().cursor !== end; page++) {
					assert.ok(page <= count, 'the end is reached');
					const {cursor} = seen();
					terminal.press(key);
					await terminal.waitFor(() => seen().cursor !== cursor && isFull());
					for (const index of seen().indices) {
						all.add(index);
					}
				}

				assert.deepEqual(
					[...all].toSorted((one, other) => one - other),
					Array.from({length: count}, (_, index) => index),
				);
			}
		}

		// Lines go by one, over both edges of the window and back.
		for (const [key, step] of [
			['down', 1],
			['up', -1],
		] as const) {
			for (let moved = 0; moved < rows + 5; moved++) {
				const {cursor} = seen();
				terminal.press(key);
				await terminal.waitFor(() => seen().cursor === cursor + step && isFull());
			}
		}

		// From one end to the other, to a line by its number, and in a window that changes: never a blank row.
		for (const [key, cursor] of [
			['end', count - 1],
			['home', 0],
		] as const) {
			terminal.press(key);
			await terminal.waitFor(() => seen().cursor === cursor && isFull());
		}

		terminal.press(':');
		await terminal.waitFor('a number from 1 to');
		terminal.type('150');
		await terminal.waitFor(': 150');
		terminal.press('enter');
		await terminal.waitFor(() => seen().cursor === 149 && isFull());
		terminal.resize(columns, rows + 7);
		await terminal.waitFor(() => seen().cursor === 149 && isFull() && seen().room > 2);
		terminal.resize(columns, rows);
		await terminal.waitFor(() => seen().cursor === 149 && isFull());
		terminal.press('q');
		assert.equal(await terminal.exitCode, 0);
	});
}

/** The moves cross images, some of them not allowed, so that all of the detail pane changes and suggestions come in. */
test('a move of the cursor in the review writes a kilobyte at most, on average, at 120×40', async () => {
	await using app = await startApp({
		args: ['review', '--region', 'us-west-2'],
		columns: 120,
		rows: 40,
		demo: {instances: 1500},
	});
	const {terminal} = app;
	await terminal.waitFor((screen) => /By image {2}1 of/.test(screen) && !screen.includes('still scanning'));
	terminal.press('shift+tab');
	await terminal.waitFor(/Instances not allowed {2}1 of/);
	terminal.press('o');
	await terminal.waitFor(/Instances {2}1 of \d{3} .* [1-9]\d* allowed/);
	const first = terminal.output.length;
	const rows = 30;
	const places = [
		...Array.from({length: rows}, (_, index) => index + 2),
		...Array.from({length: rows}, (_, index) => rows - index),
	];
	let place = 1;
	for (const next of places) {
		terminal.press(next > place ? 'down' : 'up');
		await terminal.waitFor(new RegExp(`Instances {2}${next} of`));
		place = next;
	}

	const bytes = Buffer.byteLength(terminal.output.slice(first)) / places.length;
	assert.ok(bytes <= 1024, `${Math.round(bytes)} bytes a move`);
});
