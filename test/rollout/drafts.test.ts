/** Drafts: what of them would be lost, and what is done with the presets beside them. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ImageCriteria} from '../../source/criteria/criterion.ts';
import {here, wanted} from '../../source/machine/loadable.ts';
import {jobsIn, reduce} from '../../source/machine/machine.ts';
import {WizardSession} from '../../source/rollout/session.ts';
import {noWork, type Draft, type RolloutState, type UserEvent} from '../../source/rollout/state.ts';
import {isOnAddingRow} from '../../source/rollout/steps/criteria/draft.ts';
import type {CriteriaView} from '../../source/rollout/steps/criteria/views.ts';
import {wizard} from '../../source/rollout/wizard.ts';
import {after} from './after.ts';
import {openingFor} from './opening.ts';
import {FakeWorld, settle} from './world.ts';

const region = 'us-east-1';
const amazon: ImageCriteria = [{ImageProviders: ['amazon']}];
const none: ImageCriteria = [{ImageProviders: ['none']}];
const settings = {State: 'audit-mode', ManagedBy: 'account', ImageCriteria: amazon} as const;
const own: Draft = {criteria: none, origin: 'your own', undo: [amazon], redo: []};

function at(step: RolloutState['step'], draft?: Draft): RolloutState {
	const reading = here(wanted, {settings, at: ''});
	return {
		...openingFor(step),
		presets: here(wanted, [
			{name: 'first', criteria: amazon, createdAt: ''},
			{name: 'second', criteria: none, createdAt: ''},
		]),
		queue: [region],
		work: {[region]: {...noWork, reading, ...(draft !== undefined && {draft})}},
	};
}

const viewing = (view: CriteriaView, draft?: Draft) => at({name: 'criteria', view}, draft);

test('a draft that was saved as a preset would not be lost, until something in it is another', async () => {
	const world = new FakeWorld();
	const session = new WizardSession(world.world, {
		demo: false,
		readOnly: false,
		purpose: 'rollout',
		regions: ['us-west-2'],
	});
	const current = () => {
		const state = session.getState();
		assert.strictEqual(state.phase, 'rollout');
		return state;
	};

	const send = async (...events: readonly UserEvent[]) => {
		for (const event of events) {
			session.dispatch(event);
			await settle();
			while (world.waiting > 0) {
				world.answer(0);
				await settle();
			}
		}
	};

	session.start();
	await settle();
	await send({type: 'heard'}, {type: 'next'}, {type: 'next'}, {type: 'back'}, {type: 'choose', index: 3});
	await send({type: 'new-criterion'}, {type: 'back'});
	assert.match(wizard.unsaved?.(current()) ?? '', /us-west-2 is neither applied nor saved/);
	await send({type: 'save-preset'}, {type: 'paste', text: 'mine'}, {type: 'submit'});
	assert.equal(current().shell.notice?.text, 'Saved as preset "mine".');
	assert.equal(wizard.unsaved?.(current()), undefined);
	await send({type: 'new-criterion'}, {type: 'back'});
	assert.match(wizard.unsaved?.(current()) ?? '', /us-west-2 is neither applied nor saved/);
	session.stop();
});

test('another profile is refused only where work would be lost by it', () => {
	const phase = (draft?: Draft) => reduce(wizard, at({name: 'account'}, draft), {type: 'choose-profile'}).phase;
	assert.equal(phase(), 'account');
	assert.equal(phase(own), 'rollout');
	// Applied, saved as a preset, or only taken over from somewhere: nothing that would be lost.
	assert.equal(phase({...own, criteria: amazon}), 'account');
	assert.equal(phase({...own, preset: 'mine'}), 'account');
	assert.equal(phase({...own, undo: []}), 'account');
});

test('on the last row of the form enter adds, also where undo made the form shorter than where one was', () => {
	const two: Draft = {criteria: [...amazon, ...none], origin: 'your own', undo: [amazon], redo: []};
	const end = after(viewing({type: 'form', cursor: 0}, two), {type: 'move', by: 50}, {type: 'undo'});
	assert.deepEqual(end.work[region]?.draft?.criteria, amazon);
	assert.ok(isOnAddingRow(end));
	const added = after(end, {type: 'next'});
	assert.equal(added.step.name, 'criteria');
	assert.equal(added.work[region]?.draft?.criteria.length, 2);
});

test('a preset that is being removed is waited for: its removal hangs on where the cursor is', () => {
	const removing = viewing({type: 'presets', cursor: 1, removing: 'removing'});
	const removals = (state: RolloutState) =>
		jobsIn(wizard, state)
			.map(({id}) => id)
			.filter((id) => id.startsWith('remove-preset:'));
	assert.deepEqual(removals(removing), ['remove-preset:second']);
	for (const event of [{type: 'back'}, {type: 'move', by: -1}, {type: 'remove-preset'}, {type: 'next'}] as const) {
		assert.deepEqual(removals(after(removing, event)), ['remove-preset:second'], event.type);
	}
});
