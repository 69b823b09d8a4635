/** What a newer, slower or stricter EC2 may answer, from the first screen to the last. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {exampleCriteria} from '../../source/criteria/example.ts';
import {demoCredentials} from '../../source/demo/server.ts';
import {canEnforce} from '../../source/rollout/guards.ts';
import {currentWork, type WizardState} from '../../source/rollout/state.ts';
import {home} from './account.ts';
import {impatient, seat} from './operator.ts';
import {toApply, toDecide, toEnforce, toHome, toScanned} from './stages.ts';

test('a parameter of a criterion that this tool does not know is kept in the draft and sent back on Replace', async (t) => {
	const operator = await seat(t, {
		settings: {[home]: {State: 'audit-mode', ImageCriteria: [{ImageProviders: ['amazon']}]}},
		edit: (text) => text.replace('"amazon"', '"amazon", "aws-marketplace"'),
	});
	operator.server.faults.push({
		match: {action: 'GetAllowedImagesSettings'},
		fault: {type: 'unknown-criterion', name: 'ImageFlavour', value: 'vanilla & "mint"'},
	});
	await toScanned(operator);
	operator.press('esc', '1', 'v');
	await operator.untilWork('the edited draft', ({draft}) => draft?.undo.length === 1);
	operator.press('enter', 'enter');
	const {draft} = await operator.untilWork(
		'the refusal',
		(_, {step}) =>
			step.name === 'apply' && step.run.status === 'failed' && step.run.problem.kind === 'invalid-criteria',
	);

	// The endpoint, being the older one here, refuses what it doesn't know; what counts is that nothing was dropped unseen.
	assert.deepEqual(draft?.criteria, [
		{ImageProviders: ['amazon', 'aws-marketplace'], ImageFlavour: 'vanilla & "mint"'},
	]);
	const [sent, ...others] = operator.changes;
	assert.equal(sent?.params['ImageCriterion.1.ImageFlavour'], 'vanilla & "mint"');
	assert.equal(sent.params['ImageCriterion.1.ImageProvider.2'], 'aws-marketplace');
	assert.deepEqual(others, []);
});

test('a state that this tool does not know is shown, never taken for audit mode, and changed only when asked to', async (t) => {
	const operator = await seat(t, {settings: {[home]: {State: 'audit-mode', ImageCriteria: exampleCriteria}}});
	operator.server.faults.push({
		match: {action: 'GetAllowedImagesSettings', region: home},
		fault: {type: 'unknown-state', state: 'super-enabled'},
	});
	await toHome(operator);
	operator.press('enter');
	await operator.untilWork('the question', (_, {step}) => step.name === 'audit' && step.isLooseningAsked);
	operator.press('n', 's');
	await operator.untilWork('a complete scan', ({scan}) => scan?.status === 'done' && scan.isComplete);
	operator.press('enter', 'd', '3');
	const {reading} = await operator.untilWork(
		'the reason why not',
		(_, state) => state.step.name === 'decide' && state.shell.notice?.text.includes('audit mode is not on') === true,
	);
	assert.strictEqual(reading.status, 'here');
	assert.strictEqual(reading.value.settings.State, 'super-enabled');
	assert.deepEqual(operator.changes, []);
});

test('settings that lag behind a change for some reads are waited for, and nothing is sent twice', async (t) => {
	const operator = await seat(t, {server: {settleReads: 7}});
	await toHome(operator);
	operator.press('enter');
	await operator.untilWork('audit mode', (_, {step}) => step.name === 'audit' && step.run.status === 'done');
	operator.press('enter', '4', 'enter', 'enter');
	await operator.untilWork('the criteria', (_, {step}) => step.name === 'apply' && step.run.status === 'done');
	operator.press('enter');
	await operator.untilWork('the scan', ({scan}) => scan?.status === 'done' && scan.isComplete);
	operator.press('enter', 'd', '3');
	await operator.untilWork('the impact', (_, {step}) => step.name === 'enforce' && step.impact.status === 'here');
	operator.typePhrase();
	operator.press('enter');
	await operator.untilWork('the end', ({outcome}) => outcome === 'enforced');
	assert.equal(operator.changes.length, 3);
});

test('a Region that reports a change only much later gets a statement, and reading again is the way on', async (t) => {
	const operator = await seat(t, {
		settings: {[home]: {State: 'audit-mode', ImageCriteria: []}},
		server: {settleReads: 100_000},
		cloud: {waiting: {...impatient.waiting, inAll: 0.2}},
	});
	await toApply(operator);
	operator.press('enter');
	await operator.untilWork(
		'the statement',
		({reading}, {step}) =>
			step.name === 'apply' &&
			step.run.status === 'nothing so far' &&
			/still reports audit-mode .* after AWS accepted the change/.test(step.run.problem?.what ?? '') &&
			reading.status === 'here',
	);
	operator.server.setSettings(home, {});
	operator.pressShown('r');
	await operator.untilWork(
		'the criteria, seen at last',
		({reading}) => reading.status === 'here' && reading.value.settings.ImageCriteria.length === 1,
	);
	operator.pressShown('enter');
	await operator.untilWork('the scan', ({scan}) => scan?.status === 'done' && scan.isComplete);
	assert.equal(operator.changes.length, 1);
	const entries = await operator.stores.ledger.entries();
	assert.deepEqual(
		entries.map(({outcome}) => outcome.status),
		['done'],
	);
});

test('an enforcement that was not answered and is not reported yet is never taken for undone without a word', async (t) => {
	const operator = await seat(t, {
		settings: {[home]: {State: 'audit-mode', ImageCriteria: exampleCriteria}},
		server: {settleReads: 3},
	});
	await toEnforce(operator);
	operator.server.faults.push({
		match: {action: 'EnableAllowedImagesSettings', dryRun: false},
		fault: {type: 'cut', afterBytes: 0},
		times: 1,
	});
	operator.press('enter');
	await operator.untilWork(
		'the statement',
		({reading}, {step}) => step.name === 'enforce' && step.run.status === 'nothing so far' && reading.status === 'here',
	);
	for (let tries = 0; tries < 6 && isEnforcing(operator.state); tries++) {
		operator.pressShown('r');
		await operator.untilWork('a reading', ({reading}) => reading.status !== 'wanted');
	}

	assert.equal(operator.changes.length, 1);
	assert.equal(operator.server.settings(home).State, 'enabled');
	await operator.untilWork(
		'what is so',
		({reading}) => reading.status === 'here' && reading.value.settings.State === 'enabled',
	);
});

test('credentials that expire during a scan leave it incomplete; once they are renewed, the same key scans to the end', async (t) => {
	let asked = 0;
	const operator = await seat(t, {
		settings: {[home]: {State: 'audit-mode', ImageCriteria: exampleCriteria}},
		cloud: {
			async credentials() {
				asked++;
				return demoCredentials;
			},
		},
	});
	await toDecide(operator);
	operator.server.faults.push({match: {region: home, dryRun: false, fromCall: 5}, fault: {type: 'expired'}});
	operator.press('r');
	await operator.untilWork(
		'the end of the scan',
		({scan}) => scan?.status === 'failed' && scan.problem.kind === 'expired',
	);
	assert.strictEqual(operator.state.phase, 'rollout');
	assert.equal(canEnforce(operator.state), 'there is no complete scan');
	assert.equal(operator.session.inventoryOf(home)?.coverage.isComplete(home), false);

	operator.server.faults.length = 0;
	asked = 0;
	operator.press('r');
	await operator.untilWork('a complete scan', ({scan}) => scan?.status === 'done' && scan.isComplete);
	assert.equal(asked, 1, 'whoever signs in again is not heard');
	assert.equal(currentWork(operator.state).scan?.status, 'done');
});

function isEnforcing(state: WizardState): boolean {
	return state.phase === 'rollout' && state.step.name === 'enforce';
}
