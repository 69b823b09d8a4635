import assert from 'node:assert/strict';
import {test} from 'node:test';
import stringWidth from 'string-width';
import {writeInstanceTable} from '../../../source/inventory/writers/instance-table.ts';
import {cut, writeTable} from '../../../source/inventory/writers/table.ts';
import {hostileText, instance} from '../arbitraries.ts';
import fc from '../../support/fast-check.ts';

test('lines columns up, numbers to the right, wide characters as wide as they are', () => {
	const columns = [{head: 'Name'}, {head: 'Count', align: 'right'}] as const;
	assert.deepEqual(
		[
			...writeTable(columns, [
				['a', '1'],
				['日本', '20'],
			]),
		],
		['Name  Count\n', 'a         1\n', '日本     20\n'],
	);
});

test('fits a width by cutting what may be cut, the widest first', () => {
	const columns = [{head: 'ID'}, {head: 'Name', shrinksTo: 4}];
	const lines = [...writeTable(columns, [['i-0123456789', 'a very long name indeed']], {width: 24})];
	assert.deepEqual(lines, ['ID            Name\n', 'i-0123456789  a very lo…\n']);
	const [, narrow] = writeTable(columns, [['i-0123456789', 'a very long name indeed']], {width: 5});
	// Where even the least is too much, any column gives way: no line is wider than asked.
	assert.equal(narrow, '…  a…\n');
});

test('what a column says in every row goes before anything is cut, and is told', () => {
	const columns = [
		{head: 'Region', dropsAt: 2},
		{head: 'Name', shrinksTo: 4, dropsAt: 1},
	];
	const told: string[] = [];
	const options = {
		width: 24,
		onLeftOut(heads: readonly string[]) {
			told.push(...heads);
		},
	};
	const rows = [
		['us-east-1', 'a very long name'],
		['us-east-1', 'another'],
	];
	assert.deepEqual([...writeTable(columns, rows, options)], ['Name\n', 'a very long name\n', 'another\n']);
	assert.deepEqual(told, ['Region (us-east-1)']);
	// Where there is room, or another Region, it stays.
	assert.equal([...writeTable(columns, rows, {width: 40})][0], 'Region     Name\n');
	assert.equal([...writeTable(columns, [...rows, ['us-east-2', 'b']], {width: 24})][1], 'us-east-1  a very long …\n');
});

test('a cut never ends within a character, and is never too wide', () => {
	fc.assert(
		fc.property(hostileText, fc.integer({min: 0, max: 12}), (text, width) => {
			const shown = cut(text, width);
			assert.ok(stringWidth(shown) <= Math.max(width, 0));
			assert.ok(shown === text || shown === '' || text.startsWith(shown.slice(0, -1)));
		}),
	);
});

test('instances in a table fit the terminal', () => {
	const instances = [instance({Tags: [{Key: 'Name', Value: '日本語'.repeat(20)}]}), instance()];
	const lines = [...writeInstanceTable(instances, {width: 110})];
	assert.equal(lines.length, 3);
	assert.ok(lines.every((line) => stringWidth(line.trimEnd()) <= 110));
	assert.match(lines[1] ?? '', /not allowed$/mu);
});
