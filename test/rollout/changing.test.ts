/** A change that the Region does not report as intended, or that met somebody else's. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import {here, wanted} from '../../source/machine/loadable.ts';
import {reduce} from '../../source/machine/machine.ts';
import {concludeSent, isSent, type ChangeRun} from '../../source/rollout/changing.ts';
import {noWork, type RolloutState, type StepOf} from '../../source/rollout/state.ts';
import {wizard} from '../../source/rollout/wizard.ts';
import {announcedWhole} from './announced-whole.ts';
import {openingFor} from './opening.ts';

const region = 'us-east-1';
const expected: AllowedImagesSettings = {
	State: 'audit-mode',
	ManagedBy: 'account',
	ImageCriteria: [{ImageProviders: ['amazon']}],
};

function at(
	step: StepOf<'apply' | 'audit'>,
	settings: AllowedImagesSettings,
	answers: readonly string[],
): RolloutState {
	return {
		...openingFor(step),
		queue: [region],
		work: {
			[region]: {
				...noWork,
				reading: here(wanted, {settings, at: ''}),
				answers: answers.map((json) => ({kind: 'criteria', json})),
			},
		},
	};
}

test("AWS's answer to a change is among the answers once, however often the Region is read again", () => {
	const change = {kind: 'criteria', region, expected, criteria: [{ImageProviders: ['none']}]} as const;
	const found: AllowedImagesSettings = {...expected, ImageCriteria: []};
	const readAgain = (state: RolloutState, settings: AllowedImagesSettings): RolloutState => {
		const asked = reduce(wizard, state, {type: 'retry'});
		assert.strictEqual(asked.phase, 'rollout');
		assert.strictEqual(asked.step.name, 'apply');
		const {run} = asked.step;
		assert.ok(isSent(run));
		assert.equal(run.status, 'unclear');
		return concludeSent(asked, {...asked.step, run}, settings);
	};

	// It arrived with a change of which nobody knew at first.
	const unclear: ChangeRun = {status: 'unclear', change, answer: 'A'};
	let state = at({name: 'apply', run: unclear}, expected, []);
	for (const _ of [1, 2, 3]) {
		state = readAgain(state, found);
		assert.equal('run' in state.step && state.step.run.status, 'differs');
		assert.deepEqual(state.work[region]?.answers, [{kind: 'criteria', json: 'A'}]);
	}

	// Once it shows after all, it was answered all the same once.
	const made = readAgain(state, {...expected, ImageCriteria: change.criteria});
	assert.equal('run' in made.step && made.step.run.status, 'done');
	assert.deepEqual(made.work[region]?.answers, [{kind: 'criteria', json: 'A'}]);
	const atOnce = readAgain(at({name: 'apply', run: unclear}, expected, []), {
		...expected,
		ImageCriteria: change.criteria,
	});
	assert.equal(atOnce.work[region]?.answers.length, 1);
});

test('audit mode is not turned on again over a change that was sent, or that met another one', () => {
	const disabled: AllowedImagesSettings = {...expected, State: 'disabled'};
	const change = {kind: 'audit-mode', region, expected: disabled} as const;
	const runs: readonly ChangeRun[] = [
		{status: 'foreign', expected: disabled, found: expected},
		{status: 'unclear', change},
		{status: 'nothing so far', change},
		{status: 'differs', change, found: disabled},
	];
	for (const run of runs) {
		for (const settings of [disabled, {...expected, State: 'enabled'} as const]) {
			for (const isLooseningAsked of [false, true]) {
				let state = at({name: 'audit', isLooseningAsked, run}, settings, []);
				const shown = announcedWhole(state);
				for (const event of [
					...(shown === undefined ? [] : [shown]),
					{type: 'next'},
					{type: 'answer', yes: true},
				] as const) {
					const next = reduce(wizard, state, event);
					assert.strictEqual(next.phase, 'rollout');
					state = next;
				}

				assert.strictEqual(state.step.name, 'audit');
				assert.deepEqual([state.step.run, state.step.isLooseningAsked], [run, isLooseningAsked]);
			}
		}
	}
});
