/** What is told of a Region that was enforced: an alarm stays until it is known to be over, and nothing is told as good that nobody knows. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import {Inventory} from '../../source/inventory/store.ts';
import {again, failed, here, wanted} from '../../source/machine/loadable.ts';
import {jobsIn} from '../../source/machine/machine.ts';
import type {Proof} from '../../source/operations/change/proof.ts';
import type {UndoRow} from '../../source/operations/change/undo.ts';
import {isToBeProven, outcomeInShort, outcomesInWords} from '../../source/rollout/outcomes.ts';
import {WizardSession} from '../../source/rollout/session.ts';
import {noWork, type RegionWork, type RolloutState} from '../../source/rollout/state.ts';
import {undoStep} from '../../source/rollout/steps/undo.ts';
import {wizard} from '../../source/rollout/wizard.ts';
import {openingFor} from './opening.ts';
import {FakeWorld, settle} from './world.ts';

const region = 'us-east-1';
const enabled: AllowedImagesSettings = {
	State: 'enabled',
	ManagedBy: 'account',
	ImageCriteria: [{ImageProviders: ['amazon']}],
};
const inAudit: AllowedImagesSettings = {...enabled, State: 'audit-mode'};
const reading = here(wanted, {settings: enabled, at: ''});
const proven: Proof = {visible: 1, hidden: 1, wronglyHidden: [], wronglyVisible: [], gone: 0, undecided: 0};
const alarm: Proof = {...proven, wronglyHidden: ['ami-1']};
const enforced: RegionWork = {...noWork, reading, outcome: 'enforced', proof: here(wanted, proven)};
const problem = {kind: 'throttled', what: 'Throttled.', next: 'Wait.'} as const;

function takingBack(work: RegionWork): RolloutState {
	const row: UndoRow = {
		target: {
			region,
			before: inAudit,
			entries: [
				{
					id: 'aaaa0001',
					at: '2026-01-01T00:00:00.000Z',
					account: '123456789012',
					arn: 'arn:aws:iam::123456789012:user/jane',
					region,
					kind: 'enabled',
					before: inAudit,
					after: enabled,
					outcome: {status: 'done', answer: '{}'},
				},
			],
		},
		preview: {type: 'possible', found: enabled, steps: ['audit-mode']},
		later: [],
	};
	return {
		...openingFor({...undoStep('region'), rows: here(wanted, [row]), progress: {[region]: 'waiting'}}),
		queue: [region],
		work: {[region]: work},
	};
}

test('an alarm stays where it could not be taken back, and is among the last words', () => {
	const state = takingBack({...enforced, proof: here(wanted, alarm)});
	const job = jobsIn(wizard, state).find(({id}) => id.startsWith('undo:')) ?? assert.fail();
	const after = job.failed(problem)(state);
	assert.strictEqual(after.phase, 'rollout');
	// It is being read again; until that is here, the alarm is what is known.
	const work = after.work[region] ?? assert.fail();
	assert.equal(work.reading.status, 'wanted');
	assert.deepEqual(outcomeInShort(work), {words: 'ALARM: not as decided', tone: 'danger'});
	assert.match(outcomesInWords(after) ?? '', /us-east-1: ALARM: not as decided; it reports not known/);
	assert.match(outcomesInWords(state) ?? '', /us-east-1: ALARM: not as decided; it reports enabled/);
});

test('what nobody knows to enforce is not told as good, and not proven once it enforces no more', () => {
	const told = (work: Partial<RegionWork>) => outcomeInShort({...enforced, ...work});
	assert.deepEqual(told({}), {words: 'enforced, proven', tone: 'good'});
	assert.deepEqual(told({reading: again(reading)}), {words: 'enforced, being read', tone: 'warning'});
	assert.deepEqual(told({reading: failed(reading, problem)}), {words: 'enforced, not read since', tone: 'warning'});
	const audited = {reading: here(wanted, {settings: inAudit, at: ''})};
	assert.deepEqual(told(audited), {words: 'enforced no more', tone: 'warning'});
	assert.equal(isToBeProven({...enforced, ...audited}), false);
	const other = {...enabled, ImageCriteria: [{ImageProviders: ['none']}]};
	const upon = {
		status: 'done',
		id: 1,
		settings: inAudit,
		isComplete: true,
		managed: {added: 0, judgedHere: 0},
		counts: {instances: 1, notAllowed: 0, unknown: 0, imagesNotAllowed: 0},
		offendingImages: [],
		finishedAt: '2026-01-01T00:00:00.000Z',
	} as const;
	assert.equal(told({enforcedUpon: upon})?.tone, 'good');
	assert.deepEqual(told({enforcedUpon: upon, reading: here(wanted, {settings: other, at: ''})}), {
		words: 'enforced, changed since',
		tone: 'warning',
	});
});

test('an enforcement is proven by all of the scan that it was decided upon, and not else', async () => {
	const {proof: _, ...unproven} = enforced;
	const opening = {
		...openingFor({name: 'summary'}),
		queue: [region],
		work: {[region]: {...unproven, proof: wanted}},
	};
	const world = new FakeWorld();
	// Of the Region it was told nothing.
	const inventory = new Inventory();
	const session = new WizardSession(world.world, opening.options, {state: opening, inventory});
	session.start();
	await settle();
	const state = session.getState();
	assert.strictEqual(state.phase, 'rollout');
	const {proof} = state.work[region] ?? {};
	assert.strictEqual(proof?.status, 'failed');
	assert.match(proof.problem.what, /not here any more, or not all of it/);
	session.stop();
});
