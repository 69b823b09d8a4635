import assert from 'node:assert/strict';
import {test} from 'node:test';
import {addAccount, partOf, placeOfRow} from '../../source/inventory/accounts.ts';
import {Fields} from '../../source/inventory/list/fields.ts';
import {compileFilter} from '../../source/inventory/list/filter.ts';
import {Inventory} from '../../source/inventory/store.ts';
import fc from '../support/fast-check.ts';
import {distinctInstances, inventoryOf} from './arbitraries.ts';

const accounts = ['111122223333', '444455556666'] as const;

function rowsOf(inventory: Inventory): readonly number[] {
	return inventory.rows({includeTerminated: true}).toArray();
}

test('accounts side by side: nothing of one is taken for the other’s, even the same IDs, and each is found again whole', () => {
	fc.assert(
		fc.property(distinctInstances, distinctInstances, (one, other) => {
			// The second has all of the first, too: an endpoint may give every account the same.
			const scans = [
				inventoryOf(one),
				inventoryOf([...one, ...other].filter((each, index, all) => isFirst(each, index, all))),
			];
			const both = new Inventory();
			for (const [index, scan] of scans.entries()) {
				addAccount(both, accounts[index] ?? '', scan);
			}

			assert.equal(
				rowsOf(both).length,
				scans.reduce((sum, scan) => sum + rowsOf(scan).length, 0),
			);
			for (const [index, scan] of scans.entries()) {
				const account = accounts[index] ?? '';
				const part = partOf(both, account, rowsOf(both));
				assert.deepEqual(
					part.rows.map((row) => part.inventory.instanceAt(row)),
					rowsOf(scan).map((row) => scan.instanceAt(row)),
				);
				assert.deepEqual(part.inventory.totals(), scan.totals());
				assert.deepEqual(part.inventory.coverage.regions, scan.coverage.regions);
				for (const {region} of scan.coverage.regions) {
					assert.deepEqual(both.totals(`${account} ${region}`), scan.totals(region));
				}

				const filter = compileFilter(`account:${account}`, new Fields(both));
				const isIn = filter.status === 'ok' ? filter.test : () => false;
				assert.equal(rowsOf(both).filter((row) => isIn(row)).length, rowsOf(scan).length);
				assert.ok(rowsOf(both).every((row) => !isIn(row) || placeOfRow(both, row).startsWith(account)));
			}
		}),
	);
});

function isFirst<One extends {Region: string; InstanceId: string}>(
	one: One,
	index: number,
	all: readonly One[],
): boolean {
	return all.findIndex((same) => same.Region === one.Region && same.InstanceId === one.InstanceId) === index;
}

test('evidence of one account’s image says nothing of the other’s', () => {
	const image = {ImageId: 'ami-1', Name: 'base', ImageAllowed: false};
	const instances = [{InstanceId: 'i-1', Region: 'us-east-1', ImageMetadata: image}];
	const known = inventoryOf(instances);
	known.addEvidence('us-east-1', [{ImageId: 'ami-1', ProductCodes: ['abc']}]);
	const both = new Inventory();
	addAccount(both, accounts[0], known);
	addAccount(both, accounts[1], inventoryOf(instances));
	assert.deepEqual(
		both
			.images()
			.map(({region, evidence}) => [region, evidence?.ProductCodes])
			.toArray(),
		[
			['111122223333 us-east-1', ['abc']],
			['444455556666 us-east-1', undefined],
		],
	);
});

test('where there is one account, a filter by account says so', () => {
	const filter = compileFilter('account:1', new Fields(inventoryOf([])));
	assert.match(filter.status === 'wrong' ? filter.message : '', /one account/);
});
