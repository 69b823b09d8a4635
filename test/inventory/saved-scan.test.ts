import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compareScans} from '../../source/inventory/comparison/compare-scans.ts';
import type {Instance} from '../../source/inventory/instance.ts';
import {readSavedScan, regionOfZone} from '../../source/inventory/saved-scan.ts';
import {Inventory} from '../../source/inventory/store.ts';
import {ProblemError} from '../../source/problem.ts';
import fc from '../support/fast-check.ts';
import {instance, instanceArbitrary, inventoryOf, page} from './arbitraries.ts';

/** What the problem says that reading a text ends with. */
function errorOf(text: string): string {
	let what = '';
	assert.throws(
		() => readSavedScan(text, {file: 'scan.json'}),
		(error) => {
			assert.ok(error instanceof ProblemError);
			assert.equal(error.problem.kind, 'storage');
			({what} = error.problem);
			return true;
		},
	);
	return what;
}

test('reads the output of AWS CLI, the Region told by the zone', () => {
	const entry = {InstanceId: 'i-1', AvailabilityZone: 'us-west-2-lax-1a', LaunchTime: '2024-03-02T10:20:30+00:00'};
	const expected = [{...entry, LaunchTime: '2024-03-02T10:20:30.000Z', Region: 'us-west-2'}];
	assert.deepEqual(readSavedScan(JSON.stringify({InstanceImageMetadata: [entry]})), {instances: expected});
	assert.deepEqual(readSavedScan(`\u{FEFF}${JSON.stringify([entry])}`), {instances: expected});
	assert.deepEqual(readSavedScan(JSON.stringify(entry)), {instances: expected});
	assert.equal(readSavedScan(JSON.stringify([entry]), {region: 'eu-west-1'}).instances[0]?.Region, 'eu-west-1');
	assert.equal(readSavedScan('[{"InstanceId":"i-1"}]').instances[0]?.Region, 'unknown');
});

test('tells the Region of any kind of zone', () => {
	const regions = [
		'us-east-1a',
		'us-gov-west-1b',
		'us-west-2-lax-1a',
		'us-east-1-wl1-bos-wlz-1',
		'ap-southeast-2c',
	].map((zone) => regionOfZone(zone));
	assert.deepEqual(regions, ['us-east-1', 'us-gov-west-1', 'us-west-2', 'us-east-1', 'ap-southeast-2']);
});

test('makes text safe and keeps the original', () => {
	const entry = {InstanceId: 'i-1', Region: 'us-east-1', Tags: [{Key: 'Name', Value: 'a\u{1B}[2J'}]};
	const [read] = readSavedScan(JSON.stringify([entry])).instances;
	assert.equal(read?.Tags?.[0]?.Value, String.raw`a\u{1b}[2J`);
	assert.deepEqual(read.original, entry);
});

test('says what is wrong where', () => {
	assert.match(errorOf('[\n  {"InstanceId": "i-1",}\n]'), /scan\.json.*not JSON: .*line 2, column 24/u);
	assert.match(errorOf('{"InstanceId":"i-1"}\n{"InstanceId":\n'), /Line 2 is not JSON/u);
	assert.match(errorOf('{"ImageCriteria":[]}'), /no scan/u);
	assert.match(errorOf('"text"'), /no scan/u);
	assert.match(errorOf('[{"InstanceId":"i-1"},{}]'), /\[1\]\.InstanceId is missing/u);
	assert.match(errorOf('{"InstanceImageMetadata":[7]}'), /InstanceImageMetadata\[0\] is no object/u);
	assert.match(
		errorOf(
			'[{"InstanceId":"i-1","LaunchTime":"soon","Tags":[{"Key":1}],"ImageMetadata":{"ImageAllowed":"no","ImageWatermarks":{}}}]',
		),
		/LaunchTime is no time: “soon”; .*Tags\[0\]\.Key is missing.*; .*ImageMetadata\.ImageAllowed is not true or false; .*ImageWatermarks is no array/u,
	);
	assert.match(errorOf(JSON.stringify(Array.from({length: 9}, () => ({})))), /and 4 more/u);
});

/** What a function throws. */
function outcomeOf(run: () => void): unknown {
	try {
		run();
		return undefined;
	} catch (error) {
		return error;
	}
}

test('anything at all is read or refused with a problem', () => {
	const odd = fc.oneof(
		fc.json(),
		fc.string(),
		fc
			.array(
				fc.record({
					InstanceId: fc.string(),
					Tags: fc.jsonValue(),
					ImageMetadata: fc.jsonValue(),
					State: fc.jsonValue(),
				}),
			)
			.map((entries) => JSON.stringify(entries)),
	);
	fc.assert(
		fc.property(odd, (text) => {
			const outcome = outcomeOf(() => {
				const inventory = new Inventory();
				const {instances, cutShort} = readSavedScan(text);
				inventory.addSaved(instances, cutShort);
				inventory.totals();
			});
			assert.ok(outcome === undefined || outcome instanceof ProblemError, String(outcome));
		}),
	);
});

test('a saved scan never counts as complete, and nothing more of it is waited for, even without an instance', () => {
	for (const text of ['[{"InstanceId":"i-1","Region":"us-east-1"}]', '[]']) {
		const inventory = new Inventory();
		inventory.addSaved(readSavedScan(text).instances);
		assert.equal(inventory.coverage.isComplete(), false);
		assert.equal(inventory.coverage.isSettled(), true);
	}
});

test('a page of the AWS CLI with the token of the next one is partial in every Region, even without an instance', () => {
	for (const [instances, regions] of [
		['[{"InstanceId":"i-1","Region":"us-east-1"},{"InstanceId":"i-2","AvailabilityZone":"eu-west-1a"}]', 2],
		['[]', 1],
	] as const) {
		const scan = readSavedScan(`{"InstanceImageMetadata":${instances},"NextToken":"eyJ0IjoxfQ=="}`, {
			file: 'page.json',
		});
		assert.match(scan.cutShort?.what ?? '', /^page\.json holds a NextToken/u);
		const inventory = new Inventory();
		inventory.addSaved(scan.instances, scan.cutShort);
		assert.equal(inventory.coverage.failures().length, regions);
		assert.equal(inventory.coverage.isComplete(), false);
	}

	for (const token of ['""', 'null']) {
		assert.equal(readSavedScan(`{"InstanceImageMetadata":[],"NextToken":${token}}`).cutShort, undefined);
	}
});

test('50,000 nested objects are refused with a sentence', () => {
	const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
	for (const text of [
		deep,
		`[${deep}]`,
		'['.repeat(50_000),
		`{"InstanceId":"i-1","x":${deep}}\n{"InstanceId":"i-2"}`,
	]) {
		assert.match(errorOf(text), /nests more than 100 levels at line 1/u);
	}

	const brackets = JSON.stringify([{InstanceId: 'i-1', Tags: [{Key: 'Name', Value: '[{"'.repeat(500)}]}]);
	assert.equal(readSavedScan(brackets).instances.length, 1);
});

function as(id: string, isAllowed: boolean | undefined, more: Partial<Instance> = {}): Instance {
	return instance({
		InstanceId: id,
		ImageMetadata: {ImageId: `ami-${id}`, ...(isAllowed !== undefined && {ImageAllowed: isAllowed})},
		...more,
	});
}

function idsOf(instances: readonly Instance[]): readonly string[] {
	return instances.map(({InstanceId}) => InstanceId);
}

test('compares two scans by their offenders', () => {
	const before = inventoryOf([
		as('stays', false),
		as('fixed', false),
		as('gone', false),
		as('stopped', false),
		as('vague', false),
		as('fine', true),
	]);
	const after = inventoryOf([
		as('stays', false),
		as('fixed', true),
		as('stopped', false, {State: {Name: 'terminated'}}),
		as('vague', undefined),
		as('fine', false),
		as('new', false),
	]);
	const {newOffenders, resolved, stillThere, unsettled} = compareScans(before, after);
	assert.deepEqual(idsOf(newOffenders), ['fine', 'new']);
	assert.deepEqual(idsOf(stillThere), ['stays']);
	assert.deepEqual(idsOf(unsettled), ['vague']);
	assert.deepEqual(
		resolved.map(({instance: {InstanceId: id}, how}) => [id, how]),
		[
			['fixed', 'allowed'],
			['gone', 'gone'],
			['stopped', 'terminated'],
		],
	);
});

test('what a partial scan did not see is not resolved', () => {
	const before = inventoryOf([as('seen', false), as('unseen', false, {AvailabilityZone: 'us-east-1b'})]);
	const after = new Inventory();
	after.apply({type: 'zones', region: 'us-east-1', zones: ['us-east-1a', 'us-east-1b']});
	after.apply({type: 'zone-done', region: 'us-east-1', zone: 'us-east-1a'});
	const {resolved, unsettled} = compareScans(before, after);
	assert.deepEqual(idsOf(resolved.map(({instance: one}) => one)), ['seen']);
	assert.deepEqual(idsOf(unsettled), ['unseen']);
});

test('every offender of either scan is in exactly one list', () => {
	fc.assert(
		fc.property(fc.array(instanceArbitrary), fc.array(instanceArbitrary), (first, second) => {
			const before = inventoryOf(first);
			const after = inventoryOf([]);
			after.apply(page('us-east-1', second, 2));
			const {newOffenders, resolved, stillThere, unsettled} = compareScans(before, after);
			const reported = [...newOffenders, ...resolved.map(({instance: one}) => one), ...stillThere, ...unsettled];
			const listed = reported.map((one) => keyOf(one));
			const scanned = [...before.instances(), ...after.instances()];
			const offenders = scanned.filter(({ImageMetadata: image}) => image?.ImageAllowed === false);
			assert.equal(new Set(listed).size, listed.length);
			assert.deepEqual(new Set(listed), new Set(offenders.map((one) => keyOf(one))));
		}),
	);
});

function keyOf({Region: region, InstanceId: id}: Instance): string {
	return `${region} ${id}`;
}
