/** The table of a fleet run: sorting and filtering change what is seen, and nothing that is done. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {cleanPanel} from '../../source/rollout/guards.ts';
import {currentRegion, type RolloutState} from '../../source/rollout/state.ts';
import {listedRows} from '../../source/rollout/steps/fleet/list.ts';
import {planOf} from '../../source/rollout/steps/fleet/moves.ts';
import {rowAt} from '../../source/rollout/steps/fleet/table.ts';
import {after} from './after.ts';
import {clean, inAudit, runWith} from './fleet-run.ts';

const offending = {scan: {...clean, counts: {instances: 90, notAllowed: 4, unknown: 1, imagesNotAllowed: 2}}};

function filteredBy(state: RolloutState, text: string): RolloutState {
	return after(state, {type: 'filter'}, {type: 'paste', text}, {type: 'submit'});
}

function namesIn(state: RolloutState): readonly string[] {
	return listedRows(state).rows.map(({region}) => region);
}

/** The Region under the cursor. */
function cursorIn({...state}: RolloutState): string | undefined {
	const {step} = state;
	assert.strictEqual(step.name, 'fleet');
	assert.strictEqual(step.view.type, 'regions');
	return rowAt(state, step.view)?.region;
}

test('the table is sorted by one column after the other, either way round, and what is not known comes last', () => {
	const state = runWith({scan: {status: 'running', id: 2}});
	assert.deepEqual(namesIn(state), ['us-east-1', 'us-west-2']);
	assert.deepEqual(namesIn(after(state, {type: 'reverse-sort'})), ['us-west-2', 'us-east-1']);
	let sorted = state;
	const columns = Array.from({length: 12}, () => {
		sorted = after(sorted, {type: 'sort'});
		return sorted.fleet?.list?.sort.column ?? '';
	});
	assert.equal(new Set(columns).size, 12);
	assert.equal(columns.at(-1), 'region');
	const byInstances = columns.indexOf('instances') + 1;
	const most = after(state, ...Array.from({length: byInstances}, () => ({type: 'sort'}) as const));
	assert.equal(most.fleet?.list?.sort.direction, 'descending');
	// The first is being scanned still.
	assert.deepEqual(namesIn(most), ['us-west-2', 'us-east-1']);
	assert.deepEqual(namesIn(after(most, {type: 'reverse-sort'})), ['us-west-2', 'us-east-1']);
	const both = after(runWith(offending), ...Array.from({length: byInstances}, () => ({type: 'sort'}) as const));
	assert.deepEqual(namesIn(both), ['us-east-1', 'us-west-2']);
	assert.deepEqual(namesIn(after(both, {type: 'reverse-sort'})), ['us-west-2', 'us-east-1']);
});

test('a filter looks at the words of a row or at one of its fields, and says what is wrong with it', () => {
	const state = runWith({...offending, settings: {...inAudit, ImageCriteria: []}, progress: {status: 'applied'}});
	const cases: Readonly<Record<string, readonly string[]>> = {
		west: ['us-west-2'],
		'region:us-*': ['us-east-1', 'us-west-2'],
		'!region:*-2': ['us-east-1'],
		'decision:clean': ['us-west-2'],
		'criteria:none': ['us-east-1'],
		'state:audit decision:clean': ['us-west-2'],
		'state:enabled': [],
		'state:': ['us-east-1', 'us-west-2'],
		'problem:""': ['us-east-1', 'us-west-2'],
	};
	for (const [filter, expected] of Object.entries(cases)) {
		assert.deepEqual(namesIn(filteredBy(state, filter)), expected, filter);
	}

	for (const filter of ['sate:enabled', 'constructor:x']) {
		const {rows, error} = listedRows(filteredBy(state, filter));
		assert.match(error ?? '', /There is no key/);
		assert.equal(rows.length, 2, 'what cannot be understood hides nothing');
	}
});

test('a filter takes nothing out of the plan or of the panel over clean Regions, and acts on no Region that it hides', () => {
	const state = runWith();
	const filtered = filteredBy(state, 'west');
	assert.deepEqual(namesIn(filtered), ['us-west-2']);
	assert.deepEqual(
		cleanPanel(filtered).map(({region}) => region),
		['us-east-1', 'us-west-2'],
	);
	assert.equal(planOf(filtered).length, 2);
	// The cursor went to what is in sight.
	assert.equal(cursorIn(filtered), 'us-west-2');
	const taken = after(filtered, {type: 'take-out'});
	assert.deepEqual(taken.fleet?.regions, ['us-east-1']);
	// Nothing is in sight: nothing is acted on.
	const nothing = filteredBy(state, 'nowhere');
	for (const type of ['take-out', 'next', 'enforce', 'retry'] as const) {
		const {step, fleet, shell} = after(nothing, {type});
		assert.deepEqual([step.name, fleet?.regions.length], ['fleet', 2], type);
		assert.match(shell.notice?.text ?? '', /choose one first/);
	}
});

test('esc comes back from a Region, or from all, to the row that one left; from the criteria to the review as it was', () => {
	const state = after(runWith(offending), {type: 'move', by: 1});
	assert.equal(cursorIn(state), 'us-west-2');
	const inReview = after(state, {type: 'next'});
	assert.equal(currentRegion(inReview), 'us-west-2');
	assert.equal(inReview.step.name === 'review' && inReview.step.filter.value, 'region:us-west-2 ');
	assert.equal(cursorIn(after(inReview, {type: 'back'})), 'us-west-2');
	// To the criteria and back: the list is that of the Region still.
	const revised = after(inReview, {type: 'revise'});
	assert.equal(revised.step.name, 'criteria');
	const back = after(revised, {type: 'back'});
	assert.equal(back.step.name === 'review' && back.step.filter.value, 'region:us-west-2 ');
	assert.equal(cursorIn(after(back, {type: 'back'})), 'us-west-2');
	// A decision goes back to where it was asked for.
	assert.equal(after(inReview, {type: 'next'}, {type: 'back'}).step.name, 'review');
	assert.equal(cursorIn(after(state, {type: 'enforce'}, {type: 'back'})), 'us-west-2');
	// Over all of them, the current Region is that of the current line; the table's cursor stays.
	const all = after(state, {type: 'browse'}, {type: 'shown-region', region: 'us-east-1'});
	assert.equal(currentRegion(all), 'us-east-1');
	assert.equal(currentRegion(after(all, {type: 'next'})), 'us-east-1');
	assert.equal(cursorIn(after(all, {type: 'back'})), 'us-west-2');
	assert.equal(currentRegion(after(all, {type: 'shown-region', region: 'nowhere'})), 'us-east-1');
});
