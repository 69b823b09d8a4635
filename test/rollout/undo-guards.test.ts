/** The guards of taking back, each by itself. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import {here, wanted} from '../../source/machine/loadable.ts';
import {reduce} from '../../source/machine/machine.ts';
import {emptyField} from '../../source/machine/text-field.ts';
import type {HistoryEntry} from '../../source/operations/ports.ts';
import type {UndoPreview, UndoRow} from '../../source/operations/change/undo.ts';
import {canUndo, confirmUndo, phraseForUndo} from '../../source/rollout/guards.ts';
import type {RolloutState, UserEvent, WizardState} from '../../source/rollout/state.ts';
import {wizard} from '../../source/rollout/wizard.ts';
import {inAudit, runWith} from './fleet-run.ts';

const before: AllowedImagesSettings = {...inAudit, State: 'disabled'};

function row(region: string, preview: UndoPreview): UndoRow {
	const entry: HistoryEntry = {
		id: `id-${region}`,
		at: '2026-01-01T00:00:00.000Z',
		account: '123456789012',
		arn: 'arn:aws:iam::123456789012:user/jane',
		region,
		kind: 'audit-mode',
		before,
		after: inAudit,
		outcome: {status: 'done', answer: '{}'},
	};
	return {target: {region, before, entries: [entry]}, preview, later: []};
}

const possible: UndoPreview = {type: 'possible', found: inAudit, steps: ['disabled']};
/** Of three Regions one is back already: it is listed, and nothing is done there. */
const rows = [row('us-east-1', possible), row('us-west-2', possible), row('eu-west-1', {type: 'back', found: before})];
const words = 'undo 2 Regions';

/** The panel on the screen, drawn as far as `seen` of its five lines. */
function panelAt(seen: number, panel: readonly UndoRow[] = rows) {
	return {scope: 'run', rows: here(wanted, rows), shown: {panel, seen, of: 5, atOnce: 5}} as const;
}

test('what is taken back is what the panel listed as possible, by the exact words, on a panel seen in whole, and not else', () => {
	const state = runWith();
	assert.equal(phraseForUndo(panelAt(5)), words);
	assert.deepEqual(
		confirmUndo(state, panelAt(5), words)?.map(({target}) => target.region),
		['us-east-1', 'us-west-2'],
	);
	for (const typed of ['', 'undo 1 Region', 'undo 3 Regions', `${words} `, words.toUpperCase(), 'us-east-1', 'all']) {
		assert.equal(confirmUndo(state, panelAt(5), typed), undefined, typed);
	}

	const one = {...panelAt(5), scope: 'region'} as const;
	assert.equal(phraseForUndo(one), 'us-east-1');
	assert.equal(confirmUndo(state, one, words), undefined);
	assert.equal(confirmUndo(state, {scope: 'run', rows: here(wanted, rows)}, words), undefined, 'not drawn');
	assert.equal(confirmUndo(state, panelAt(4), words), undefined, 'drawn in part');
	assert.equal(confirmUndo(state, panelAt(5, [...rows]), words), undefined, 'another panel was drawn');
	// Where nothing can be taken back there are no words for it.
	const none = [row('us-east-1', {type: 'refused', what: 'No.', next: 'Ask.'})];
	const refused = {scope: 'run', rows: here(wanted, none), shown: {panel: none, seen: 1, of: 1, atOnce: 1}} as const;
	for (const typed of ['', 'undo 0 Regions', 'undo 1 Region', 'undefined']) {
		assert.equal(confirmUndo(state, refused, typed), undefined, typed);
	}
});

test('nothing is taken back in a read-only run or a review, whatever is typed', () => {
	for (const options of [{readOnly: true}, {purpose: 'review'}] as const) {
		const state = runWith({}, {options});
		assert.notEqual(canUndo(state), true);
		assert.equal(confirmUndo(state, panelAt(5), words), undefined);
		// The key leads nowhere either.
		const asked = reduce(wizard, {...state, step: {name: 'summary'}}, {type: 'take-back', scope: 'run'});
		assert.equal(asked.phase === 'rollout' && asked.step.name, 'summary');
	}
});

test('words and enter count only once all lines of the panel were drawn; and what is on its way is not left', () => {
	const start: RolloutState = {
		...runWith(),
		step: {name: 'undo', scope: 'run', rows: here(wanted, rows), field: emptyField, mismatch: false, top: 0},
	};
	const drawn = (from: number, to: number) => ({type: 'shown-undo', panel: rows, from, to, of: 4}) as const;
	const after = (...events: readonly UserEvent[]) => {
		let state: WizardState = start;
		for (const event of events) {
			state = reduce(wizard, state, event);
		}

		assert.strictEqual(state.phase, 'rollout');
		assert.strictEqual(state.step.name, 'undo');
		return state.step;
	};

	const typed = [{type: 'paste', text: words}, {type: 'submit'}] as const;
	for (const events of [[], [drawn(0, 3)], [drawn(1, 4)], [drawn(0, 1), drawn(2, 4)]]) {
		const {progress, field} = after(...events, ...typed);
		assert.deepEqual([progress, field.value], [undefined, '']);
	}

	// What was typed before the last line was there is not meant.
	assert.equal(after(drawn(0, 2), ...typed, drawn(2, 4)).progress, undefined);
	const begun = {'us-east-1': 'waiting', 'us-west-2': 'waiting'};
	assert.deepEqual(after(drawn(0, 4), ...typed).progress, begun);
	assert.deepEqual(after(drawn(0, 4), ...typed, {type: 'back'}, {type: 'next'}, {type: 'submit'}).progress, begun);
});
