import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Verdict} from '../../source/criteria/evaluation/image.ts';
import {Fields} from '../../source/inventory/list/fields.ts';
import {groupings, groupsOf} from '../../source/inventory/list/groups.ts';
import {InstanceBatch} from '../../source/inventory/columns/instance-batch.ts';
import {InstanceColumns} from '../../source/inventory/columns/instance-columns.ts';
import {operatorName, type Instance} from '../../source/inventory/instance.ts';
import {Inventory} from '../../source/inventory/store.ts';
import {totalsOf} from '../../source/inventory/totals.ts';
import fc from '../support/fast-check.ts';
import {distinctInstances, instance, instanceArbitrary, inventoryOf, ManualScheduler, page} from './arbitraries.ts';

test('gives every instance back as it came in', () => {
	fc.assert(
		fc.property(distinctInstances, (instances) => {
			const inventory = inventoryOf(instances);
			const rows = inventory.rows({includeTerminated: true}).toArray();
			const given = rows.map((row) => JSON.stringify(inventory.instanceAt(row), sortedKeys));
			const expected = instances.map((one) => JSON.stringify(one, sortedKeys));
			assert.deepEqual(given.toSorted(), expected.toSorted());
		}),
	);
});

function sortedKeys(_: string, value: unknown): unknown {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
		: value;
}

test('keeps the original, unknown members and odd launch times', () => {
	const odd = {
		...instance({LaunchTime: '2024-03-02T10:20:30+00:00'}),
		original: {InstanceId: 'i\u{1B}'},
		Newer: {Member: [1]},
	};
	const inventory = inventoryOf([odd]);
	assert.deepEqual(inventory.instanceAt(0), odd);
});

test('a deprecation that is known not to be is kept apart from one that is not known', () => {
	const inventory = inventoryOf([
		instance({ImageMetadata: {ImageId: 'ami-1', DeprecationTime: null}}),
		instance({ImageMetadata: {ImageId: 'ami-1'}}),
	]);
	assert.deepEqual(inventory.instanceAt(0).ImageMetadata, {ImageId: 'ami-1', DeprecationTime: null});
	assert.deepEqual(inventory.instanceAt(1).ImageMetadata, {ImageId: 'ami-1'});
	assert.equal(inventory.totals().images, 1);
});

test('counts an instance once, the last reading of it', () => {
	fc.assert(
		fc.property(fc.array(instanceArbitrary, {maxLength: 80}), (instances) => {
			const inventory = inventoryOf(instances);
			const last = new Map(instances.map((one) => [`${one.Region} ${one.InstanceId}`, one]));
			const readings = last.values().toArray();
			const counted = readings.filter(({State}) => State?.Name !== 'terminated');
			const totals = inventory.totals();
			const by = (verdict: Verdict): number => counted.filter((one) => naiveVerdict(one) === verdict).length;
			assert.equal(totals.instances, counted.length);
			assert.equal(totals.notAllowed, by('not-allowed'));
			assert.equal(totals.allowed, by('allowed'));
			assert.equal(totals.unknown, by('unknown'));
			assert.equal(totals.terminated, last.size - counted.length);
			assert.equal(
				totals.imagesNotAllowed,
				new Set(
					counted
						.filter((one) => naiveVerdict(one) === 'not-allowed')
						.map(({Region, ImageMetadata}) => `${Region} ${ImageMetadata?.ImageId}`),
				).size,
			);
			for (const [key, one] of last) {
				const [region = '', id = ''] = key.split(' ', 2);
				const row = inventory.rowOf(region, id);
				assert.deepEqual(row === undefined ? undefined : inventory.instanceAt(row), one);
			}
		}),
	);
});

function naiveVerdict({ImageMetadata: image}: Instance): Verdict {
	const isAllowed = image?.ImageAllowed;
	return isAllowed === undefined ? 'unknown' : isAllowed ? 'allowed' : 'not-allowed';
}

test('what comes again unchanged leaves the earlier row standing, and a change of it still takes its place', () => {
	const [one, other] = [instance({InstanceId: 'i-1'}), instance({InstanceId: 'i-2'})];
	const inventory = inventoryOf([one]);
	const changed = {...one, InstanceType: 'x9.large'};
	for (const instances of [[one, other], [other, one, other], [changed]]) {
		const columns = new InstanceColumns();
		for (const each of instances) {
			columns.append(each);
		}

		inventory.apply(page(one.Region, new InstanceBatch(columns)));
	}

	assert.deepEqual([...inventory.instances()], [other, changed]);
	assert.equal(inventory.totals().instances, 2);
});

test('groups as naive counting does', () => {
	fc.assert(
		fc.property(distinctInstances, fc.constantFrom(...groupings), (instances, by) => {
			const fields = new Fields(inventoryOf(instances), {reasonOf: ({OwnerId}) => `owner ${OwnerId}`});
			const textOf = ({
				Region,
				AvailabilityZone,
				InstanceType,
				State,
				Operator,
				ImageMetadata: image,
			}: Instance): string =>
				({
					image: image?.ImageId,
					account: '',
					provider: image?.OwnerId ?? image?.ImageOwnerAlias,
					reason:
						image === undefined
							? 'AWS gives no image metadata'
							: image.ImageAllowed === true
								? ''
								: `owner ${image.OwnerId}`,
					region: Region,
					zone: AvailabilityZone,
					type: InstanceType,
					state: State?.Name,
					operator: operatorName(Operator),
				})[by] ?? '';
			const expected = new Map<string, number[]>();
			for (const one of instances) {
				if (one.State?.Name === 'terminated') {
					continue;
				}

				const counts = expected.get(textOf(one)) ?? [0, 0, 0];
				const verdict = naiveVerdict(one);
				expected.set(textOf(one), [
					(counts[0] ?? 0) + 1,
					(counts[1] ?? 0) + Number(verdict === 'not-allowed'),
					(counts[2] ?? 0) + Number(verdict === 'unknown'),
				]);
			}

			assert.deepEqual(
				new Map(
					groupsOf(fields, by).map(({key, instances: count, notAllowed, unknown}) => [
						key,
						[count, notAllowed, unknown],
					]),
				),
				expected,
			);
		}),
	);
});

test('a judge overrides AWS, once per image', () => {
	const inventory = inventoryOf([
		instance(),
		instance(),
		instance({ImageMetadata: {ImageId: 'ami-2', ImageAllowed: true}}),
	]);
	const asked: string[] = [];
	const {verdicts} = new Fields(inventory, {
		verdictOf({ImageId}) {
			asked.push(ImageId);
			return ImageId === 'ami-2' ? 'not-allowed' : 'allowed';
		},
	});
	const totals = totalsOf(inventory.images(), ({index}) => verdicts.ofImage(index));
	assert.deepEqual([totals.allowed, totals.notAllowed], [2, 1]);
	totalsOf(inventory.images(), ({index}) => verdicts.ofImage(index));
	assert.deepEqual(asked, ['ami-1', 'ami-2']);
});

test('evidence adds to what the scan said of an image, and never replaces it', () => {
	const inventory = inventoryOf([instance({ImageMetadata: {ImageId: 'ami-1', Name: 'scanned'}})]);
	inventory.addEvidence('us-east-1', [{ImageId: 'ami-1', Name: 'described', ProductCodes: ['abc']}]);
	inventory.addEvidence('eu-central-1', [{ImageId: 'ami-1', ProductCodes: ['other']}]);
	const [entry] = inventory.images('us-east-1');
	assert.deepEqual(entry?.evidence, {ImageId: 'ami-1', Name: 'scanned', ProductCodes: ['abc']});
	assert.deepEqual(inventory.instanceAt(0).ImageMetadata, {ImageId: 'ami-1', Name: 'scanned'});
	inventory.apply(
		page('us-east-1', [instance({ImageMetadata: {ImageId: 'ami-1', Name: 'scanned', ImageAllowed: false}})]),
	);
	const [, later] = inventory.images('us-east-1');
	assert.deepEqual(later?.evidence?.ProductCodes, ['abc']);
});

test('a second scan of a Region starts it over', () => {
	const inventory = inventoryOf([instance({InstanceId: 'i-1'}), instance({InstanceId: 'i-2'})]);
	const {columns} = inventory;
	inventory.apply({type: 'zones', region: 'us-east-1', zones: ['us-east-1a', 'us-east-1b']});
	assert.equal(inventory.totals().instances, 0);
	assert.equal(inventory.coverage.isComplete('us-east-1'), false);
	inventory.apply(page('us-east-1', [instance({InstanceId: 'i-2'})]));
	assert.equal(inventory.totals().instances, 1);
	assert.equal(inventory.successorOf(0, columns), undefined);
	assert.equal(inventory.successorOf(1, columns), inventory.rowOf('us-east-1', 'i-2'));
});

test('a Region that is scanned again gives back what the scan replaces, and others keep theirs', () => {
	const zones = (region: string) => ({type: 'zones', region, zones: ['a']}) as const;
	const named = (region: string, index: number) =>
		instance({
			Region: region,
			InstanceId: `i-${region}-${index}`,
			Tags: [{Key: 'Name', Value: `web-${index}`}],
			...(index % 3 === 0 && {original: {InstanceId: index}}),
			...(index % 5 === 0 && {LaunchTime: '2024-03-02T10:20:30+00:00'}),
		});
	const regionOf = (region: string) => Array.from({length: 50}, (_, index) => named(region, index));
	const unnamed = instance({Region: 'eu-west-1', InstanceId: ''});
	const others = [...regionOf('eu-west-1'), unnamed, unnamed];
	const inventory = new Inventory();
	inventory.apply(zones('eu-west-1'));
	inventory.apply(page('eu-west-1', others));
	inventory.addEvidence('us-east-1', []);
	const before = inventory.columns;
	const rowBefore = inventory.rowOf('eu-west-1', 'i-eu-west-1-7') ?? -1;
	const written = inventory.instances();
	let most = 0;
	for (let scan = 0; scan < 200; scan++) {
		inventory.apply(zones('us-east-1'));
		inventory.apply(page('us-east-1', regionOf('us-east-1')));
		most = Math.max(most, inventory.rowCount);
	}

	assert.ok(most <= 4 * 102, `${most} rows for 102 instances`);
	assert.equal(inventory.columns.tagValues.size, 51);
	assert.equal(inventory.totals().instances, 102);
	assert.deepEqual(
		[...inventory.instances()].filter(({Region: region}) => region === 'eu-west-1'),
		others,
	);
	// Whoever holds rows of before is led to those of now, and whoever began to write goes on with what it began with.
	assert.notEqual(inventory.columns, before);
	assert.equal(inventory.successorOf(rowBefore, before), inventory.rowOf('eu-west-1', 'i-eu-west-1-7'));
	assert.deepEqual([...written], others);
	inventory.forget('eu-west-1');
	inventory.forget('us-east-1');
	assert.equal(inventory.rowCount, 0);
	assert.equal(inventory.totals().instances, 0);
});

test('instances without an ID are not taken for one another', () => {
	const inventory = inventoryOf([instance({InstanceId: ''}), instance({InstanceId: ''})]);
	assert.equal(inventory.totals().instances, 2);
});

test('tells at most five times a second, and always after the last change', () => {
	const scheduler = new ManualScheduler();
	const inventory = new Inventory({scheduler});
	const told: number[] = [];
	const stop = inventory.subscribe(() => {
		told.push(inventory.rowCount);
	});
	for (let number = 1; number <= 95; number++) {
		inventory.apply(page('us-east-1', [instance()], number));
		scheduler.advance(10);
	}

	assert.ok(told.length <= 6, `${told.length} times in 950 ms`);
	scheduler.settle();
	assert.equal(told.at(-1), 95);
	stop();
	inventory.apply(page('us-east-1', [instance()]));
	assert.equal(scheduler.pending, 0);
});
