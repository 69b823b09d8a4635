import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Fields} from '../../source/inventory/list/fields.ts';
import type {Instance} from '../../source/inventory/instance.ts';
import {
	compareRows,
	insertSorted,
	sortColumns,
	sortInSlices,
	type SortColumn,
} from '../../source/inventory/list/sort.ts';
import fc from '../support/fast-check.ts';
import {distinctInstances, instance, inventoryOf} from './arbitraries.ts';

/** Runs a generator to its end; gives what it returns. */
function run<Result>(work: Generator<void, Result>): Result {
	for (;;) {
		const step = work.next();
		if (step.done === true) {
			return step.value;
		}
	}
}

const direction = fc.constantFrom('ascending', 'descending');

test('sorts as naive, stable sorting does', () => {
	fc.assert(
		fc.property(distinctInstances, fc.constantFrom(...sortColumns), direction, (instances, column, way) => {
			const inventory = inventoryOf(instances);
			const rows = Int32Array.from({length: inventory.rowCount}, (_, row) => row);
			const compare = compareRows({column, direction: way}, new Fields(inventory));
			const sorted = [...run(sortInSlices(Int32Array.from(rows), compare))];
			const expected = [...rows].toSorted((left, right) =>
				naiveCompare(
					inventory.instanceAt(left),
					inventory.instanceAt(right),
					column,
					way === 'ascending' ? 1 : -1,
					left - right,
				),
			);
			assert.deepEqual(sorted, expected);
		}),
	);
});

function naiveCompare(left: Instance, right: Instance, column: SortColumn, sign: number, scanned: number): number {
	if (column === 'scanned') {
		return sign * scanned;
	}

	const [leftKey, rightKey] = [keyOf(left, column), keyOf(right, column)];
	if (leftKey === '' || rightKey === '') {
		return Number(leftKey === '') - Number(rightKey === '');
	}

	return leftKey < rightKey ? -sign : leftKey > rightKey ? sign : 0;
}

function keyOf(one: Instance, column: Exclude<SortColumn, 'scanned'>): string {
	const {ImageMetadata: image} = one;
	const isAllowed = image?.ImageAllowed;
	return (
		{
			id: one.InstanceId,
			name: one.Tags?.find(({Key}) => Key === 'Name')?.Value,
			verdict: isAllowed === undefined ? 'b' : isAllowed ? 'c' : 'a',
			image: image?.ImageId,
			'image-name': image?.Name,
			provider: image?.OwnerId ?? image?.ImageOwnerAlias,
			reason: image === undefined ? 'AWS gives no image metadata' : '',
			type: one.InstanceType,
			state: one.State?.Name,
			region: one.Region,
			zone: one.AvailabilityZone,
			launched: one.LaunchTime,
		}[column] ?? ''
	);
}

test('putting sorted rows into sorted rows is sorting all of them', () => {
	const distinctNumbers = fc.uniqueArray(fc.integer({min: 0, max: 2000}));
	fc.assert(
		fc.property(distinctNumbers, fc.nat(), (numbers, cut) => {
			const compare = (left: number, right: number): number =>
				(left % 7) * 10_000 + left - (right % 7) * 10_000 - right;
			const at = numbers.length === 0 ? 0 : cut % numbers.length;
			const rows = Int32Array.from(numbers);
			const together = insertSorted(rows.slice(0, at).toSorted(compare), rows.slice(at).toSorted(compare), compare);
			assert.deepEqual(together, rows.toSorted(compare));
		}),
	);
});

test('sorts what takes many slices, and yields often', () => {
	const count = 20_000;
	const inventory = inventoryOf(
		Array.from({length: count}, (_, index) =>
			instance({InstanceId: `i-${index}`, Tags: [{Key: 'Name', Value: `name ${(index * 7919) % count}`}]}),
		),
	);
	for (const column of ['name', 'id', 'image'] as const) {
		const compare = compareRows({column, direction: 'descending'}, new Fields(inventory));
		let comparisons = 0;
		let most = 0;
		const work = sortInSlices(
			Int32Array.from({length: count}, (_, row) => row),
			(left, right) => {
				comparisons++;
				return compare(left, right);
			},
		);
		let step = work.next();
		while (step.done !== true) {
			most = Math.max(most, comparisons);
			comparisons = 0;
			step = work.next();
		}

		const sorted = [...step.value];
		assert.ok(sorted.every((row, index) => index === 0 || compare(sorted[index - 1] ?? 0, row) < 0));
		assert.ok(most < 6000, `${most} comparisons in one go`);
	}
});
