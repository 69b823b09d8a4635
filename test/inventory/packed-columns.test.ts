import assert from 'node:assert/strict';
import {test} from 'node:test';
import {InstanceBatch} from '../../source/inventory/columns/instance-batch.ts';
import {InstanceColumns} from '../../source/inventory/columns/instance-columns.ts';
import {buffersOf, packed, unpacked} from '../../source/inventory/columns/packed-columns.ts';
import {Inventory} from '../../source/inventory/store.ts';
import fc from '../support/fast-check.ts';
import {distinctInstances, instance, page} from './arbitraries.ts';

const region = 'us-east-1';

function columnsOf(instances: Array<Parameters<InstanceColumns['append']>[0]>): InstanceColumns {
	const columns = new InstanceColumns();
	for (const one of instances) {
		columns.append(one);
	}

	return columns;
}

test('instances that went to another thread and back are what they were', () => {
	fc.assert(
		fc.property(distinctInstances, (any) => {
			const instances = any.map((one) => ({...one, Region: region}));
			const data = packed(columnsOf(instances), region);
			const back = unpacked(structuredClone(data, {transfer: buffersOf(data)}));
			assert.deepEqual([...new InstanceBatch(back)], [...new InstanceBatch(columnsOf(instances))]);
		}),
	);
});

test('an inventory receives a batch as it receives the instances one by one', () => {
	fc.assert(
		fc.property(distinctInstances, distinctInstances, (one, other) => {
			const [byBatch, singly] = [new Inventory(), new Inventory()];
			for (const instances of [one, other, one]) {
				byBatch.apply(page(region, new InstanceBatch(columnsOf(instances))));
				singly.apply(page(region, instances));
			}

			assert.deepEqual(
				[...byBatch.instances(byBatch.rows({includeTerminated: true}))],
				[...singly.instances(singly.rows({includeTerminated: true}))],
			);
			assert.deepEqual(byBatch.totals(), singly.totals());
			assert.equal(byBatch.retirements, singly.retirements);
		}),
	);
});

test('a batch of some rows has those alone', () => {
	const columns = columnsOf([
		instance({InstanceId: 'i-1'}),
		instance({InstanceId: 'i-2'}),
		instance({InstanceId: 'i-3'}),
	]);
	const batch = new InstanceBatch(columns).filter((row) => row !== 1);
	assert.equal(batch.length, 2);
	assert.deepEqual(
		[...batch].map(({InstanceId}) => InstanceId),
		['i-1', 'i-3'],
	);
});

test('columns are the same beyond a chunk', () => {
	const columns = new InstanceColumns();
	for (let number = 0; number < 20_000; number++) {
		columns.append(instance({InstanceId: `i-${number}`, Tags: [{Key: 'Name', Value: `n${number % 7}`}]}));
	}

	const back = unpacked(packed(columns, region));
	for (const row of [0, 16_383, 16_384, 19_999]) {
		assert.deepEqual(back.instanceAt(row), columns.instanceAt(row));
	}
});
