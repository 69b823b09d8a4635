/**
What comes after a change was sent: all of the Region's settings are compared with what was intended, and what nobody answered is read until it
is known. Nothing is sent a second time before a person has seen what came of the first.
*/
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {setTimeout} from 'node:timers/promises';
import {exampleCriteria} from '../../source/criteria/example.ts';
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import type {Fault, FaultMatch} from '../../source/demo/protocol/faults.ts';
import {carryOut} from '../../source/operations/change/change.ts';
import type {ChangeRun} from '../../source/rollout/changing.ts';
import type {RolloutState} from '../../source/rollout/state.ts';
import {home} from './account.ts';
import {seat, type Operator} from './operator.ts';
import {toApply, toEnforce, toHome} from './stages.ts';

const audited = {State: 'audit-mode', ImageCriteria: []} as const;
const drafted = {State: 'audit-mode', ImageCriteria: exampleCriteria} as const;
const foreign = [{ImageProviders: ['aws-marketplace']}];
const enabling: FaultMatch = {
	action: 'EnableAllowedImagesSettings',
	dryRun: false,
	parameters: {AllowedImagesSettingsState: 'enabled'},
};
const reading: FaultMatch = {action: 'GetAllowedImagesSettings', dryRun: false, region: home};

function runIn({step}: RolloutState): ChangeRun | undefined {
	return 'run' in step ? step.run : undefined;
}

async function untilRun(operator: Operator, status: ChangeRun['status']): Promise<ChangeRun> {
	let found: ChangeRun | undefined;
	await operator.untilWork(`"${status}"`, (_, state) => {
		found = runIn(state);
		return found?.status === status;
	});
	return found ?? assert.fail();
}

/** Waits until the endpoint has received a request that it holds up. */
async function untilHeldUp({server}: Operator, {action}: FaultMatch): Promise<void> {
	const seen = server.requests.length;
	while (server.requests.slice(seen).every((request) => request.action !== action || request.dryRun)) {
		await setTimeout(5);
	}
}

const slow: Fault = {type: 'delay', milliseconds: 400};
/** An operator who waits for an answer that takes its time. */
const patient = {timeouts: {connect: 5000, silence: 20_000}};

/** What somebody else may make of a Region while a call to it is under way. */
const meddlings: Readonly<Record<string, Partial<AllowedImagesSettings>>> = {
	'other criteria': {ImageCriteria: foreign},
	'no criteria at all': {ImageCriteria: []},
};

void describe('somebody else changes the Region while it is being enforced', () => {
	for (const [name, meddling] of Object.entries(meddlings)) {
		test(`to ${name}: it is an alarm, and never called enforced`, async (t) => {
			const operator = await seat(t, {cloud: patient, settings: {[home]: drafted}});
			await toEnforce(operator);
			operator.server.faults.push({match: enabling, fault: slow});
			const held = untilHeldUp(operator, enabling);
			operator.press('enter');
			await held;
			operator.server.setSettings(home, meddling);
			const run = await untilRun(operator, 'differs');
			assert.strictEqual(run.status, 'differs');
			assert.deepEqual(run.found, operator.server.settings(home));
			assert.equal(operator.server.settings(home).State, 'enabled');
			const work = await operator.untilWork('the outcome', () => true);
			assert.equal(work.outcome, 'not as confirmed');
		});
	}

	test('the way back to audit mode is one key and one question away', async (t) => {
		const operator = await seat(t, {cloud: patient, settings: {[home]: drafted}});
		await toEnforce(operator);
		operator.server.faults.push({match: enabling, fault: slow});
		const held = untilHeldUp(operator, enabling);
		operator.press('enter');
		await held;
		operator.server.setSettings(home, {ImageCriteria: foreign});
		await untilRun(operator, 'differs');
		operator.pressShown('a');
		assert.equal(operator.server.settings(home).State, 'enabled');
		operator.pressShown('y');
		await untilRun(operator, 'done');
		assert.deepEqual(operator.server.settings(home), {...drafted, ImageCriteria: foreign, ManagedBy: 'account'});
	});
});

test('criteria that somebody else replaced right after they were applied are an alarm, too', async (t) => {
	const operator = await seat(t, {cloud: patient, settings: {[home]: audited}});
	await toApply(operator);
	const match = {action: 'ReplaceImageCriteriaInAllowedImagesSettings', dryRun: false};
	operator.server.faults.push({match, fault: slow});
	const held = untilHeldUp(operator, match);
	operator.press('enter');
	await held;
	operator.server.setSettings(home, {State: 'enabled'});
	const run = await untilRun(operator, 'differs');
	assert.strictEqual(run.status, 'differs');
	assert.deepEqual(run.found, {...drafted, State: 'enabled', ManagedBy: 'account'});
});

test('an undo that ends elsewhere is told apart from one that is done', async (t) => {
	const operator = await seat(t, {cloud: patient, settings: {[home]: {...drafted, State: 'enabled'}}});
	const cloud = operator.openCloud();
	const {signal} = new AbortController();
	const ports = {cloud, ledger: operator.stores.ledger, identity: await cloud.identity(signal)};
	const match = {action: 'EnableAllowedImagesSettings', dryRun: false};
	operator.server.faults.push({match, fault: slow});
	const held = untilHeldUp(operator, match);
	const expected = await cloud.settings(home, signal);
	const undone = carryOut({kind: 'audit-mode', region: home, expected, undoes: 'x'}, ports, signal, () => undefined);
	await held;
	operator.server.setSettings(home, {ImageCriteria: foreign});
	const result = await undone;
	assert.strictEqual(result.type, 'differs');
	assert.deepEqual(result.found, {State: 'audit-mode', ImageCriteria: foreign, ManagedBy: 'account'});
});

void describe('a change to which no answer came', () => {
	test('counts as made once the Region reports it, and is sent once', async (t) => {
		const operator = await seat(t, {settings: {[home]: drafted}});
		await toEnforce(operator);
		operator.server.faults.push({match: enabling, fault: {type: 'cut', afterBytes: 0}});
		operator.press('enter');
		const work = await operator.untilWork('the outcome', ({outcome}) => outcome !== undefined);
		assert.equal(work.outcome, 'enforced');
		assert.equal(operator.changes.length, 1);
	});

	test('is not sent again by enter: what the Region reports comes first, and then the words', async (t) => {
		const operator = await seat(t, {settings: {[home]: drafted}});
		await toEnforce(operator);
		operator.server.faults.push({match: enabling, fault: {type: 'cut', afterBytes: 0, done: false}, times: 1});
		operator.press('enter');
		await untilRun(operator, 'nothing so far');
		operator.pressShown('enter');
		operator.press('enter');
		await operator.untilWork('the words asked for', (_, {step}) => step.name === 'enforce' && step.mismatch);
		assert.equal(operator.changes.length, 1);
		operator.typePhrase();
		operator.press('enter');
		const work = await operator.untilWork('the outcome', ({outcome}) => outcome !== undefined);
		assert.equal(work.outcome, 'enforced');
	});

	test('is read as often as it takes, and no key sends it meanwhile', async (t) => {
		const operator = await seat(t, {settings: {[home]: {...drafted, State: 'disabled'}}});
		await toHome(operator);
		const match = {action: 'EnableAllowedImagesSettings', dryRun: false};
		operator.server.faults.push(
			{match, fault: {type: 'cut', afterBytes: 0}, times: 1},
			{match: {...reading, fromCall: 2}, fault: {type: 'deny'}},
		);
		operator.press('enter');
		const run = await operator.untilWork('a reading that failed', (_, state) => {
			const now = runIn(state);
			return now?.status === 'unclear' && now.unread !== undefined;
		});
		assert.equal(run.reading.status, 'wanted');
		for (const event of [{type: 'next'}, {type: 'ask-again'}, {type: 'accept-settings'}, {type: 'loosen'}] as const) {
			operator.session.dispatch(event);
		}

		assert.equal(operator.changes.length, 1);
		operator.server.faults.length = 0;
		await operator.until('audit mode', ({phase, ...state}) => {
			const step = phase === 'rollout' && 'step' in state ? state.step : undefined;
			return step?.name === 'audit' && step.run.status === 'done';
		});
		assert.equal(operator.changes.length, 1);
	});
});
