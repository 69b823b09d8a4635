import assert from 'node:assert/strict';
import {test} from 'node:test';
import {PagesByZone, wholeRegion} from '../../source/aws/scan/pages-by-zone.ts';
import {InstanceBatch} from '../../source/inventory/columns/instance-batch.ts';
import {InstanceColumns} from '../../source/inventory/columns/instance-columns.ts';
import type {ScanEvent} from '../../source/inventory/instance.ts';
import {problemOf} from '../../source/problem.ts';
import fc from '../support/fast-check.ts';

const region = 'us-east-1';
const zones = ['a', 'b', 'c'] as const;

type Row = {readonly id: string; readonly zone: string};
type Step =
	| {readonly type: 'whole' | 'others'; readonly rows: readonly Row[]}
	| {readonly type: 'zone'; readonly zone: string; readonly rows: readonly Row[]}
	| {readonly type: 'end'; readonly zone: string; readonly hasFailed: boolean};

function batchOf(rows: readonly Row[]): InstanceBatch {
	const columns = new InstanceColumns();
	for (const {id, zone} of rows) {
		columns.append({Region: region, InstanceId: id, ...(zone !== '' && {AvailabilityZone: zone})});
	}

	return new InstanceBatch(columns);
}

/** The same, with a set of IDs for each zone. */
class Plain {
	readonly #seen = new Set<string>();
	readonly #expected = new Map<string, Set<string>>();

	get unconfirmed(): readonly string[] {
		return [...this.#expected].flatMap(([zone, ids]) => (ids.size === 0 ? [] : [zone]));
	}

	/** Those that are new, by the zone that they are shown under. */
	take(step: Step): ReadonlyArray<readonly [zone: string, ids: readonly string[]]> {
		if (step.type === 'end') {
			if (step.hasFailed) {
				this.#expected.delete(step.zone);
			}

			return [];
		}

		for (const {id, zone} of step.rows) {
			this.#expected.get(zone)?.delete(id);
		}

		const unseen = step.rows.filter(({id}) => {
			const isNew = id === '' || !this.#seen.has(id);
			this.#seen.add(id);
			return isNew;
		});
		if (step.type === 'zone') {
			return [[step.zone, unseen.map(({id}) => id)]];
		}

		const shown = [...Map.groupBy(unseen, ({zone}) => (zone === '' ? wholeRegion : zone))];
		for (const [zone, rows] of step.type === 'whole' ? shown : []) {
			const ids = this.#expected.get(zone) ?? new Set();
			this.#expected.set(zone, ids);
			for (const {id} of rows) {
				ids.add(id);
			}
		}

		return shown.map(([zone, rows]) => [zone, rows.map(({id}) => id)]);
	}
}

function eventsOf(pages: PagesByZone, step: Step): readonly ScanEvent[] {
	switch (step.type) {
		case 'whole':
		case 'others': {
			return [...pages.ofMany(batchOf(step.rows), {isToConfirm: step.type === 'whole'})];
		}

		case 'zone': {
			return [pages.ofZone(step.zone, batchOf(step.rows))];
		}

		case 'end': {
			return [pages.end(step.zone, step.hasFailed ? problemOf(new Error('failed')) : undefined)];
		}
	}
}

const anyZone = fc.constantFrom(...zones);
const anyRows = fc.array(
	fc.record({
		id: fc.constantFrom('', 'i-1', 'i-2', 'i-3', 'i-4', 'i-5', 'i-6', 'i-7'),
		zone: fc.constantFrom('', ...zones),
	}),
	{maxLength: 5},
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
	fc.record({type: fc.constantFrom('whole' as const, 'others' as const), rows: anyRows}),
	fc.record({type: fc.constant('zone' as const), zone: anyZone, rows: anyRows}),
	fc.record({type: fc.constant('end' as const), zone: anyZone, hasFailed: fc.boolean()}),
);

test('each instance comes once, and a zone is confirmed when its own query gave all that the one for the Region gave', () => {
	fc.assert(
		fc.property(fc.array(anyStep, {minLength: 1, maxLength: 12}), (steps) => {
			const pages = new PagesByZone(region);
			const plain = new Plain();
			for (const step of steps) {
				const given = eventsOf(pages, step).flatMap((event) =>
					event.type === 'page' ? [[event.zone, Array.from(event.instances, ({InstanceId: id}) => id)] as const] : [],
				);
				assert.deepEqual(given, plain.take(step));
				assert.deepEqual(pages.unconfirmed.toSorted(), plain.unconfirmed.toSorted());
			}
		}),
		{numRuns: 800},
	);
});

test('so many instances are told apart as come', () => {
	const pages = new PagesByZone(region);
	const rows = Array.from({length: 3000}, (_, index): Row => ({id: `i-${index}`, zone: 'a'}));
	eventsOf(pages, {type: 'whole', rows});
	assert.equal(pages.instances, 3000);
	assert.deepEqual(pages.unconfirmed, ['a']);
	eventsOf(pages, {type: 'zone', zone: 'a', rows: rows.slice(1)});
	assert.deepEqual(pages.unconfirmed, ['a']);
	eventsOf(pages, {type: 'zone', zone: 'a', rows: rows.slice(0, 1)});
	assert.deepEqual(pages.unconfirmed, []);
});
