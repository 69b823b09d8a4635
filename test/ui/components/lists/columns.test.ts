import assert from 'node:assert/strict';
import {test} from 'node:test';
import {columnGap, placeColumns, type Column} from '../../../../source/ui/components/lists/columns.ts';
import fc from '../../../support/fast-check.ts';

const column = (id: string, rest: Partial<Column<string>> = {}): Column<string> => ({
	id,
	title: id,
	text: (row) => row,
	...rest,
});

function widths(columns: ReadonlyArray<Column<string>>, width: number): Record<string, number> {
	return Object.fromEntries(placeColumns(columns, width).map(({column: {id}, width: given}) => [id, given]));
}

test('what is left over is shared by weight, up to each one’s most', () => {
	const columns = [column('id', {min: 10, max: 10}), column('name', {min: 10, weight: 3}), column('owner', {min: 10})];
	assert.deepEqual(widths(columns, 74), {id: 10, name: 40, owner: 20});
	assert.deepEqual(widths([column('a', {min: 5, max: 8}), column('b', {min: 5})], 40), {a: 8, b: 30});
});

test('where there is no room for all, the highest drop goes first', () => {
	const columns = [
		column('id', {min: 10}),
		column('zone', {min: 10, drop: 1}),
		column('type', {min: 10, drop: 2}),
		column('n', {min: 4, weight: 0}),
	];
	assert.deepEqual(Object.keys(widths(columns, 40)), ['id', 'zone', 'type', 'n']);
	assert.deepEqual(Object.keys(widths(columns, 39)), ['id', 'zone', 'n']);
	assert.deepEqual(Object.keys(widths(columns, 20)), ['id', 'n']);
});

test('a column that has room once a wider one went stays', () => {
	const columns = [column('id', {min: 10}), column('unit', {min: 20, drop: 1}), column('n', {min: 8, drop: 2})];
	assert.deepEqual(Object.keys(widths(columns, 42)), ['id', 'unit', 'n']);
	assert.deepEqual(Object.keys(widths(columns, 32)), ['id', 'unit']);
	assert.deepEqual(Object.keys(widths(columns, 31)), ['id', 'n']);
	assert.deepEqual(Object.keys(widths(columns, 19)), ['id']);
});

test('whatever the columns, they never take more than there is', () => {
	const anyColumn = fc.record({
		min: fc.nat({max: 30}),
		weight: fc.nat({max: 4}),
		drop: fc.option(fc.nat({max: 5}), {nil: undefined}),
		extra: fc.option(fc.nat({max: 30}), {nil: undefined}),
	});
	fc.assert(
		fc.property(fc.array(anyColumn, {minLength: 1, maxLength: 8}), fc.nat({max: 200}), (shapes, width) => {
			const columns = shapes.map(({min, weight, drop, extra}, index) =>
				column(`c${index}`, {
					min,
					weight,
					...(drop !== undefined && {drop}),
					...(extra !== undefined && {max: min + extra}),
				}),
			);
			const placed = placeColumns(columns, width);
			assert.ok(placed.reduce((sum, {width: given}) => sum + given + columnGap, -columnGap) <= width);
			assert.ok(placed.every(({column: {max}, width: given}) => given > 0 && given <= (max ?? Infinity)));
		}),
	);
});
