import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Coverage} from '../../source/inventory/coverage.ts';
import type {ScanEvent} from '../../source/inventory/instance.ts';
import type {Problem} from '../../source/problem.ts';
import {coverageInWords, percent, totalsInWords, zoneInWords} from '../../source/inventory/words.ts';
import fc from '../support/fast-check.ts';

const region = 'us-east-1';
const problem: Problem = {kind: 'denied', what: 'No permission.', next: 'Ask for it.'};

function after(...events: readonly ScanEvent[]): Coverage {
	return events.reduce((coverage, event) => coverage.after(event), new Coverage());
}

function pageOf(zone: string, page = 1): ScanEvent {
	return {type: 'page', region, zone, page, instances: []};
}

const zones: ScanEvent = {type: 'zones', region, zones: ['a', 'b']};
const doneA: ScanEvent = {type: 'zone-done', region, zone: 'a'};
const doneB: ScanEvent = {type: 'zone-done', region, zone: 'b'};

test('is complete only once every zone is done', () => {
	assert.equal(new Coverage().isComplete(), false);
	assert.equal(after(zones).isComplete(), false);
	assert.equal(after(zones, doneA).isComplete(), false);
	assert.equal(after(zones, doneA, doneB).isComplete(), true);
	assert.equal(after(zones, doneA, doneB).isComplete('eu-west-1'), false);
	assert.equal(after(zones, doneA, doneB).expecting('eu-west-1').isComplete(), false);
	assert.equal(after(doneA).isComplete(), false, 'the zones are not known');
	assert.equal(after({type: 'zones', region, zones: []}).isComplete(), false, 'no zone was looked at');
	assert.equal(after(zones, pageOf('c'), doneA, doneB).isComplete(), false, 'a zone nobody listed goes on');
});

test('no sequence of events is complete with a zone that is not done', () => {
	const zone = fc.constantFrom('a', 'b', 'c');
	const event: fc.Arbitrary<ScanEvent> = fc.oneof(
		fc.subarray(['a', 'b', 'c']).map((names) => ({type: 'zones', region, zones: names}) as const),
		zone.map((name) => pageOf(name)),
		zone.map((name) => ({type: 'waiting', region, zone: name, seconds: 2, reason: 'throttled'}) as const),
		zone.map((name) => ({type: 'zone-done', region, zone: name}) as const),
		zone.map((name) => ({type: 'zone-failed', region, zone: name, problem}) as const),
	);
	fc.assert(
		fc.property(fc.array(event), (events) => {
			const coverage = after(...events);
			const [entry] = coverage.regions;
			const isDone =
				entry !== undefined &&
				entry.zonesKnown &&
				entry.zones.length > 0 &&
				entry.zones.every(({status}) => status.type === 'done');
			assert.equal(coverage.isComplete(region), isDone);
			assert.ok(!coverage.isComplete() || coverage.failures().length === 0);
			assert.ok(!coverage.isComplete() || coverage.isSettled());
		}),
	);
});

test('a failed zone is settled and named, and a retry takes the failure back', () => {
	const failed = after(zones, doneA, {type: 'zone-failed', region, zone: 'b', problem});
	assert.equal(failed.isSettled(), true);
	assert.equal(failed.isComplete(), false);
	assert.deepEqual(failed.failures(), [{region, zone: 'b', problem}]);
	assert.equal(failed.isZoneComplete(region, 'a'), true);
	assert.equal(failed.isZoneComplete(region, 'b'), false);
	assert.equal(failed.after(zones).isSettled(), false);
	assert.deepEqual(failed.after(zones).failures(), []);
});

test('a Region that failed is not complete, whatever its zones were', () => {
	const failed = after(zones, doneA, doneB).failing(region, problem);
	assert.equal(failed.isComplete(), false);
	assert.deepEqual(failed.failures(), [{region, problem}]);
	assert.equal(failed.forgetting(region).failures().length, 0);
});

test('a saved scan is never complete', () => {
	assert.equal(new Coverage().fromFile(region).isComplete(), false);
	assert.equal(new Coverage().fromFile(region).isSettled(), true);
});

test('says what is covered', () => {
	const half = after(zones, doneA);
	const failed = half.after({type: 'zone-failed', region, zone: 'b', problem});
	const whole = half.after(doneB);
	const further = whole.expecting('eu-west-1');
	const saved = new Coverage().fromFile(region);
	assert.equal(coverageInWords(new Coverage()), 'nothing scanned yet');
	assert.equal(coverageInWords(half), '1 of 2 zones');
	assert.equal(coverageInWords(failed), '1 of 2 zones, 1 failed');
	assert.equal(coverageInWords(whole), 'complete');
	assert.equal(coverageInWords(further), '1 of 2 Regions');
	assert.match(coverageInWords(saved), /does not say/);
	assert.equal(zoneInWords({type: 'waiting', reason: 'throttled', seconds: 1.2}, 3), 'throttled, next try in 2 s');
});

test('says what the totals are', () => {
	const totals = {
		instances: 818,
		allowed: 804,
		notAllowed: 14,
		unknown: 0,
		terminated: 3,
		images: 20,
		imagesNotAllowed: 3,
		providersNotAllowed: 2,
	};
	assert.equal(totalsInWords(totals), '818 instances · 14 not allowed (1.7%) · 3 AMIs · 2 providers');
	assert.equal(totalsInWords({...totals, allowed: 818, notAllowed: 0}), '818 instances · all allowed');
	assert.equal(
		totalsInWords({...totals, allowed: 0, notAllowed: 0, unknown: 818}),
		'818 instances · 818 without a verdict',
	);
	assert.equal(percent(1, 100_000), '0.1%');
	assert.equal(percent(99_999, 100_000), '99.9%');
});
