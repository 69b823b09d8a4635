/** Nothing is acted on unseen: what a key does to the list and the draft rests on what has been written to the terminal. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {Browser} from '../../source/inventory/list/browser.ts';
import type {Launch} from '../../source/operations/launches/launch.ts';
import {here, wanted} from '../../source/machine/loadable.ts';
import {reduce} from '../../source/machine/machine.ts';
import {decideStep, reviewStep} from '../../source/rollout/moves/steps.ts';
import {addLaunchSuggestion} from '../../source/rollout/steps/launches/commands.ts';
import {currentRow} from '../../source/rollout/steps/launches/rows.ts';
import {suggestionsForLaunch} from '../../source/rollout/steps/launches/suggestions.ts';
import {noWork, type RolloutState, type StepOf, type UserEvent} from '../../source/rollout/state.ts';
import {isSeen, withDrawn} from '../../source/rollout/shown.ts';
import {currentLine} from '../../source/rollout/steps/review/current-line.ts';
import {addSuggestion, copy} from '../../source/rollout/steps/review/list-commands.ts';
import {suggestionsFor} from '../../source/rollout/steps/review/suggestions.ts';
import {wizard} from '../../source/rollout/wizard.ts';
import {instance, inventoryOf, ManualScheduler} from '../inventory/arbitraries.ts';
import {openingFor} from './opening.ts';

const region = 'us-east-1';
const now = new Date('2026-01-01T00:00:00.000Z');
const settings = {State: 'audit-mode', ManagedBy: 'account', ImageCriteria: [{ImageProviders: ['amazon']}]} as const;

function stateAt(step: RolloutState['step'] = reviewStep): RolloutState {
	return {
		...openingFor(step),
		queue: [region],
		work: {[region]: {...noWork, reading: here(wanted, {settings, at: now.toISOString()})}},
	};
}

/** A list of two offenders of different images. */
function browse(): Browser {
	const scheduler = new ManualScheduler();
	const instances = [1, 2].map((index) =>
		instance({
			InstanceId: `i-${index}`,
			Region: region,
			ImageMetadata: {
				ImageId: `ami-${index}`,
				OwnerId: `44445555666${index}`,
				Name: `name-${index}`,
				ImageOwnerAlias: `44445555666${index}`,
				IsPublic: true,
				ImageAllowed: false,
			},
		}),
	);
	const browser = new Browser({inventory: inventoryOf(instances, scheduler), scheduler, show: 'all', height: 5});
	scheduler.settle();
	return browser;
}

function after(state: RolloutState, ...events: readonly UserEvent[]): RolloutState {
	const next = events.reduce<ReturnType<typeof reduce>>(
		(at, event) => reduce(wizard, at as RolloutState, event),
		state as never,
	);
	return next as unknown as RolloutState;
}

/** What the screen tells once it has drawn the suggestions in whole. */
function told(browser: Browser, state: RolloutState, numbers: readonly number[]): UserEvent {
	const line = browser.getSnapshot().lines[browser.getSnapshot().cursor];
	assert.strictEqual(line?.type, 'instance');
	assert.ok(line.image);
	const suggestions = suggestionsFor(state, browser.inventory, {image: line.image, region}, now);
	return {
		type: 'shown-details',
		of: currentLine(browser),
		top: 0,
		atOnce: 9,
		count: 9,
		suggestions: numbers.map((number) => ({number, id: suggestions[number - 1]?.id ?? ''})),
	};
}

test('a suggestion is added only once it was on the screen in whole, for the current line', () => {
	const browser = browse();
	const state = stateAt();
	const add = (at: RolloutState, index = 0) => addSuggestion(index)({browser, state: at, now})?.type;
	assert.equal(add(state), 'notice', 'before anything was drawn');
	const seen = after(state, told(browser, state, [1]));
	assert.equal(add(seen), 'add-to-draft');
	assert.equal(add(seen, 1), 'notice', 'the second one is below the fold');
	browser.moveBy(1);
	assert.equal(add(seen), 'notice', 'what was seen is of another line');
});

test('what was seen of the suggestions counts no more once the draft makes others of them', () => {
	const browser = browse();
	const state = stateAt();
	const seen = after(state, told(browser, state, [1]));
	const added = addSuggestion(0)({browser, state: seen, now});
	assert.strictEqual(added?.type, 'add-to-draft');
	const next = addSuggestion(0)({browser, state: after(seen, added), now});
	assert.equal(next?.type, 'notice');
});

/** Three templates of two images that no instance runs. */
const launches: readonly Launch[] = [3, 4, 3].map((index, place) => ({
	region,
	type: 'launch-template',
	id: `lt-${place}`,
	imageId: `ami-${index}`,
	chain: [],
	evidence: {ImageId: `ami-${index}`, OwnerId: `44445555666${index}`, Name: `name-${index}`, IsPublic: true},
	allowed: false,
	verdictBy: 'aws',
	reasons: [],
}));

test('a suggestion for what launches, likewise; and never for another Region than the draft is for', () => {
	const browser = browse();
	const list = {name: 'launches', regions: [region], by: 'source', cursor: 0, review: reviewStep} as const;
	const other = 'us-west-2';
	const state = {...stateAt(list), queue: [region, other]};
	const found = {...state.work[region], ...noWork, launches: here(wanted, {region, launches, gaps: []})};
	const work = {[region]: {...found, reading: state.work[region]?.reading ?? wanted}};
	const known: RolloutState = {...state, work: {...work, [other]: work[region] ?? noWork}};
	const row = currentRow(known, list) ?? assert.fail();
	const [first] = launches;
	const [suggestion] = suggestionsForLaunch(known, browser.inventory, first ?? assert.fail(), now);
	assert.deepEqual([suggestion?.sources, suggestion?.clears.instances], [2, 0]);
	const shown = {
		type: 'shown-details',
		of: row.key,
		top: 0,
		atOnce: 9,
		count: 9,
		suggestions: [{number: 1, id: suggestion?.id ?? ''}],
	} as const;
	const add = (at: RolloutState) => addLaunchSuggestion(0)({browser, state: at, now})?.type;
	assert.equal(add(known), 'notice', 'before anything was drawn');
	const seen = after(known, shown);
	assert.equal(add(seen), 'add-to-draft');
	assert.equal(add(after(seen, {type: 'move', by: 1})), 'notice', 'what was seen is of another line');
	assert.equal(add(after(seen, {type: 'move', by: 2})), 'notice', 'of another line, though of the same image');
	assert.equal(add({...seen, position: 1}), 'notice', 'the current draft is of another Region');
	const {step} = after(seen, {type: 'add-to-draft', criteria: [], label: ''}, {type: 'revise'}, {type: 'back'});
	assert.equal(step.name, 'launches', 'one comes back to where one came from');
	const drafted = after(seen, {type: 'add-to-draft', criteria: [{ImageProviders: ['none']}], label: ''});
	assert.deepEqual(drafted.work[region]?.draft?.undo, [settings.ImageCriteria], 'what is added can be undone');
});

test('from the list of all Regions nothing is added for another Region than the current one', () => {
	const browser = browse();
	const state = stateAt();
	const seen = after(state, told(browser, state, [1]));
	const elsewhere = {...seen, queue: ['us-west-2', region]};
	assert.equal(addSuggestion(0)({browser, state: elsewhere, now})?.type, 'notice');
});

test('a group of more than one image has no current image: nothing is added, copied or looked up for an arbitrary one', () => {
	const browser = browse();
	browser.groupBy('state');
	const state = stateAt();
	for (const command of [addSuggestion(0), copy('id')]) {
		const event = command({browser, state, now});
		assert.strictEqual(event?.type, 'notice');
		assert.match(event.notice.text, /enter opens it/);
	}
});

test('esc goes back from the criteria to the review as it was left', () => {
	const references = {imageId: 'ami-1', region, found: wanted};
	const left: StepOf<'review'> = {...reviewStep, filter: {value: 'spark', cursor: 5}, references};
	const revised = after(stateAt(left), {type: 'revise'});
	assert.equal(revised.step.name, 'criteria');
	assert.deepEqual(after(revised, {type: 'back'}).step, left);
	// The same from the decision, and through the draft that was taken from a source.
	const decided = after(stateAt({...decideStep, cursor: 0}), {type: 'revise'}, {type: 'choose', index: 3});
	assert.equal(decided.step.name, 'criteria');
	assert.equal(after(decided, {type: 'back'}).step.name, 'decide');
	const straight = after(decided, {type: 'back'}, {type: 'apply-draft'});
	assert.equal(straight.step.name, 'apply');
	assert.equal(after(straight, {type: 'back'}).step.name, 'decide');
});

test('a draft that is not applied is the first choice of the decision', () => {
	const draft = {criteria: [{ImageProviders: ['none']}], origin: 'review', undo: [], redo: []};
	const state = stateAt({...decideStep, cursor: 0});
	const withDraft = {...state, work: {[region]: {...state.work[region]!, draft}}};
	assert.equal(after(withDraft, {type: 'next'}).step.name, 'apply');
	assert.equal(after(state, {type: 'next'}).step.name, 'summary');
});

test('quitting asks before it loses a draft, and only a clear yes quits', () => {
	const draft = {criteria: [{ImageProviders: ['none']}], origin: 'review', undo: [], redo: []};
	const state = stateAt();
	const withDraft = {...state, work: {[region]: {...state.work[region]!, draft}}};
	assert.equal(after(state, {type: 'quit'}).shell.ended, 'quit');
	const asked = after(withDraft, {type: 'quit'});
	assert.equal(asked.shell.ended, false);
	assert.match(asked.shell.quitting ?? '', /us-east-1/);
	assert.equal(after(asked, {type: 'quit'}, {type: 'next'}).shell.ended, false);
	assert.equal(after(asked, {type: 'answer', yes: false}).shell.quitting, undefined);
	assert.equal(after(asked, {type: 'answer', yes: true}).shell.ended, 'quit');
	assert.equal(after(withDraft, {type: 'interrupt'}, {type: 'interrupt'}).shell.ended, 'interrupted');
});

test('on a row that adds, enter adds; it does not go on to apply', () => {
	const draft = {criteria: [{ImageProviders: ['amazon', 'none']}], origin: 'a test', undo: [], redo: []};
	const form = stateAt({name: 'criteria', view: {type: 'form', cursor: 3}});
	const withDraft = {...form, work: {[region]: {...form.work[region]!, draft}}};
	const {step} = after(withDraft, {type: 'next'});
	assert.strictEqual(step.name, 'criteria');
	assert.strictEqual(step.view.type, 'form');
	assert.equal(step.view.entry?.type, 'pick');
});

test('a panel laid out anew, with as many lines as before, is another one to read', () => {
	const panel = {};
	const drawn = (from: number, to: number, layout: string) => ({panel, from, to, of: 8, layout});
	const isSame = (left: object, right: object) => left === right;
	const first = withDrawn(undefined, drawn(0, 6, '118 by 20'), isSame);
	assert.equal(isSeen(withDrawn(first, drawn(2, 8, '118 by 20'), isSame)), true);
	// What stands in the first six lines of this one, nobody has read.
	assert.equal(isSeen(withDrawn(first, drawn(2, 8, '78 by 20'), isSame)), false);
});
