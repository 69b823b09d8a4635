/** A change that no words are typed for is sent once all of what it does has been on the screen; until then, keys read on. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {here, wanted} from '../../source/machine/loadable.ts';
import {reduce} from '../../source/machine/machine.ts';
import {announcementOf, type Announcing} from '../../source/rollout/announced.ts';
import {auditStep, decideStep} from '../../source/rollout/moves/steps.ts';
import {withReading} from '../../source/rollout/moves/readings.ts';
import {scrolled, type Shown} from '../../source/rollout/shown.ts';
import {noWork, type Draft, type RolloutState, type UserEvent} from '../../source/rollout/state.ts';
import {currentDecision, decisionsIn} from '../../source/rollout/steps/decide.ts';
import {fleetEffects} from '../../source/rollout/steps/fleet/effects.ts';
import {planTold} from '../../source/rollout/steps/fleet/moves.ts';
import {wizard} from '../../source/rollout/wizard.ts';
import {eventOf} from '../../source/ui/keys/binding.ts';
import {focusOf, programKeys} from '../../source/ui/keys/registry.ts';
import {inAudit, runWith} from './fleet-run.ts';
import {openingFor} from './opening.ts';

const region = 'us-east-1';
const at = '2026-01-01T00:00:00.000Z';
const settings = {State: 'audit-mode', ManagedBy: 'account', ImageCriteria: [{ImageProviders: ['amazon']}]} as const;
const draft: Draft = {criteria: [{ImageProviders: ['none']}], origin: 'a test', undo: [], redo: []};

function stateAt(step: RolloutState['step'], reported: Partial<typeof settings | {State: string}> = {}): RolloutState {
	const reading = here(wanted, {settings: {...settings, ...reported}, at});
	return {...openingFor(step), queue: [region], work: {[region]: {...noWork, reading, draft}}};
}

function after(state: RolloutState, ...events: readonly UserEvent[]): RolloutState {
	return events.reduce((next, event) => {
		const reduced = reduce(wizard, next, event);
		assert.strictEqual(reduced.phase, 'rollout');
		return reduced;
	}, state);
}

/** What the screen tells of so many lines of ten. */
function drawn(state: RolloutState, from: number, to: number): UserEvent {
	return {type: 'shown-change', panel: announcementOf(state, announcing(state)), from, to, of: 10};
}

function announcing({step}: RolloutState): Announcing {
	assert.ok(step.name === 'audit' || step.name === 'apply');
	return step;
}

function press(state: RolloutState, key: string): RolloutState {
	const event = eventOf(focusOf(programKeys.wizard, state), key);
	if (event === undefined || event.type === 'browser') {
		throw new TypeError(`${key} means nothing here`);
	}

	return after(state, event);
}

function isSent({step}: RolloutState): boolean {
	return 'run' in step && step.run.status === 'running';
}

const cases = {
	'the criteria': {state: stateAt({name: 'apply', run: {status: 'ready'}}), key: 'enter'},
	'audit mode': {state: stateAt(auditStep, {State: 'disabled'}), key: 'enter'},
	'the loosening': {state: stateAt({...auditStep, isLooseningAsked: true}, {State: 'enabled'}), key: 'y'},
} as const;

for (const [name, {state, key}] of Object.entries(cases)) {
	test(`enter reads on through ${name} page by page, and ${key} sends it once the last line was there`, () => {
		assert.equal(isSent(press(state, key)), false, 'sent before anything was drawn');
		let page = after(state, drawn(state, 0, 4));
		for (const from of [4, 6]) {
			assert.equal(isSent(press(page, key)), false, 'sent with lines still to come');
			page = press(page, 'enter');
			assert.equal(announcing(page).read?.top, from);
			// Pressed twice before the next frame, it does not pass a line by.
			assert.equal(announcing(press(page, 'enter')).read?.top, from);
			page = after(page, drawn(page, from, from + 4));
		}

		assert.equal(isSent(press(page, key)), true);
	});

	test(`${name}: what was read of other settings does not count`, () => {
		const read = after(state, drawn(state, 0, 10));
		assert.equal(isSent(press(read, key)), true);
		const other = {...settings, State: stateIn(state), ImageCriteria: [{ImageProviders: ['aws-marketplace']}]};
		const changed = withReading(read, region, other, at);
		assert.equal(isSent(press(changed, key)), false);
		// A frame that comes late was drawn from what it was before.
		const late = after(changed, drawn(state, 0, 10));
		assert.equal(isSent(press(late, key)), false);
		const seen = after(late, drawn(late, 0, 10));
		assert.equal(isSent(press(seen, key)), true);
		// One that comes later still takes nothing away from what was seen since.
		assert.equal(isSent(press(after(seen, drawn(state, 0, 10)), key)), true);
	});
}

function stateIn(state: RolloutState): string {
	const reading = state.work[region]?.reading;
	return reading?.status === 'here' ? reading.value.settings.State : assert.fail();
}

test('what is asked for once more is read once more', () => {
	const state = stateAt({name: 'apply', run: {status: 'ready'}});
	const sent = press(after(state, drawn(state, 0, 10)), 'enter');
	const {step} = sent;
	assert.strictEqual(step.name, 'apply');
	assert.strictEqual(step.run.status, 'running');
	const again = press({...sent, step: {...step, run: {status: 'nothing so far', change: step.run.change}}}, 'enter');
	assert.equal(isSent(press(again, 'enter')), false);
	assert.equal(isSent(press(after(again, drawn(again, 0, 10)), 'enter')), true);
});

test('reading never runs ahead of what was drawn', () => {
	const shown: Shown<object> = {panel: {}, seen: 4, of: 20, atOnce: 4};
	assert.equal(scrolled(0, {type: 'move', by: 100}, shown), 4);
	assert.equal(scrolled(4, {type: 'move', by: 100}, shown), 4);
	assert.equal(scrolled(4, {type: 'move-to', to: 'end'}, shown), 4);
	assert.equal(scrolled(4, {type: 'move', by: -1}, shown), 3);
	// Drawn anew for another window, it is read from its first line.
	assert.equal(scrolled(12, {type: 'move', by: 1}, {...shown, seen: 0}), 0);
});

test('the decision begins on the first choice that can be done, and never on enforcing', () => {
	const current = (state: RolloutState) => decisionsIn(state)[currentDecision(state, decideStep)];
	assert.equal(current(stateAt(decideStep)), 'apply-draft');
	// What is enforced is not replaced: its draft can't be applied.
	assert.equal(current(stateAt(decideStep, {State: 'enabled'})), 'keep-audit-mode');
	const bare = stateAt(decideStep);
	const {draft: _, ...work} = bare.work[region] ?? noWork;
	assert.equal(current({...bare, work: {[region]: work}}), 'keep-audit-mode');
	assert.equal(after(stateAt(decideStep, {State: 'enabled'}), {type: 'next'}).step.name, 'summary');
});

test('a plan is carried out once all of it was on the screen, and another plan is read anew', () => {
	const view = {type: 'plan', cursor: 0, isBeginning: false} as const;
	const plan = runWith({settings: {...inAudit, State: 'disabled'}}, {view});
	const whole = (state: RolloutState, to = 10): UserEvent => ({
		type: 'shown-plan',
		panel: planTold(state),
		from: 0,
		to,
		of: 10,
	});
	const isBegun = ({step}: RolloutState) => step.name === 'fleet' && step.view.type === 'plan' && step.view.isBeginning;
	assert.equal(isBegun(press(plan, 'enter')), false);
	assert.equal(isBegun(press(after(plan, whole(plan, 9)), 'enter')), false);
	const read = after(plan, whole(plan));
	assert.equal(isBegun(press(read, 'enter')), true);
	// With a Region less it is another plan.
	const other = after(read, {type: 'take-out'});
	assert.equal(isBegun(press(other, 'enter')), false);
	assert.equal(isBegun(press(after(other, whole(plan)), 'enter')), false);
	assert.equal(isBegun(press(after(other, whole(other)), 'enter')), true);
});

test('a plan that became another one while it was written down is not carried out: it is read anew', async () => {
	const view = {type: 'plan', cursor: 0, isBeginning: false} as const;
	const off = {settings: {...inAudit, State: 'disabled'}} as const;
	const plan = runWith(off, {view});
	const read: UserEvent = {type: 'shown-plan', panel: planTold(plan), from: 0, to: 10, of: 10};
	const begun = press(after(plan, read), 'enter');
	const writing = fleetEffects.flatMap((jobs) => jobs(begun)).find(({id}) => id.startsWith('begin-fleet'));
	const world = {plans: {begin: async () => 'aaaa0002'}};
	const written = await writing?.run({world} as unknown as Parameters<typeof writing.run>[0]);
	const statuses = (state: RolloutState | undefined) =>
		Object.values(state?.fleet?.progress ?? {}).map(({status}) => status);
	assert.ok(statuses(written?.(begun)).includes('changing'), 'as it was read');
	// Meanwhile somebody set a Region that the plan was to turn on to something else.
	const {work} = runWith({settings: {...inAudit, State: 'enabled'}}, {view});
	const changed = written?.({...begun, work});
	assert.deepEqual(statuses(changed), []);
	assert.match(changed?.shell.notice?.text ?? '', /Nothing was sent: read it anew/);
	assert.equal(
		changed?.step.name === 'fleet' && changed.step.view.type === 'plan' && changed.step.view.isBeginning,
		false,
	);
});
