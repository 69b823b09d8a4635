/** Read-only holds at the client: whatever the wizard is made to ask for, no call leaves that could change a Region. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {exampleCriteria} from '../../source/criteria/example.ts';
import {carryOut, type Change} from '../../source/operations/change/change.ts';
import type {UserEvent} from '../../source/rollout/state.ts';
import type {Enforcement} from '../../source/operations/change/enforcement.ts';
import {home} from './account.ts';
import {seat, type Operator} from './operator.ts';
import {toApply, toEnforce, toHome, toScanned} from './stages.ts';

const audited = {State: 'audit-mode', ImageCriteria: []};
const drafted = {State: 'audit-mode', ImageCriteria: exampleCriteria};

/** Nothing but reads was received; the preflight asks for no mutating permission either. */
function assertClean({server}: Operator): void {
	const actions = new Set(server.requests.map(({action}) => action));
	assert.deepEqual(
		[...actions].filter((action) => !/^(?:Get|Describe|Lookup)[A-Z]/.test(action)),
		[],
	);
}

void describe('a wizard whose guards are gone, over a read-only client', {concurrency: 3}, () => {
	const places = [
		{name: 'audit mode', settings: {State: 'disabled'}, arrive: toHome},
		{name: 'criteria', settings: audited, arrive: toApply},
		{name: 'enforcing', settings: drafted, arrive: toEnforce},
	] as const;
	for (const {name, settings, arrive} of places) {
		test(`${name} is refused before it leaves, and said so`, async (t) => {
			// The session takes itself for one that may change things: only the client knows better.
			const operator = await seat(t, {cloud: {readOnly: true}, settings: {[home]: settings}});
			await arrive(operator);
			operator.press('enter');
			await operator.untilWork(
				'the refusal',
				(_, {step}) => 'run' in step && step.run.status === 'failed' && step.run.problem.kind === 'read-only',
			);
			assertClean(operator);
			assert.deepEqual({...operator.server.settings(home), ...settings}, operator.server.settings(home));
			const entries = await operator.stores.ledger.entries();
			assert.deepEqual(
				entries.map(({outcome}) => outcome.status),
				['failed'],
			);
		});
	}
});

test('a read-only run ignores every event that would change something, in every step', async (t) => {
	const forced: readonly UserEvent[] = [
		{type: 'next'},
		{type: 'answer', yes: true},
		{type: 'accept-settings'},
		{type: 'submit'},
		{type: 'retry'},
		{type: 'revise'},
		{type: 'choose', index: 3},
		{type: 'enforce'},
		{type: 'paste', text: home},
		{type: 'add-to-draft', criteria: exampleCriteria, label: 'all of it'},
	];
	for (const settings of [{State: 'disabled'}, audited, drafted, {...drafted, State: 'enabled'}]) {
		const operator = await seat(t, {readOnly: true, settings: {[home]: settings}});
		await toScanned(operator);
		for (const first of forced) {
			for (const second of forced) {
				operator.session.dispatch(first);
				operator.session.dispatch(second);
			}
		}

		await operator.restart();
		assertClean(operator);
		assert.deepEqual(await operator.stores.ledger.entries(), []);
	}
});

test('the change itself is refused, whoever asks for it', async (t) => {
	const operator = await seat(t, {readOnly: true, settings: {[home]: drafted}});
	await toScanned(operator);
	assert.strictEqual(operator.state.phase, 'rollout');
	const {identity} = operator.state;
	const expected = operator.server.settings(home);
	// Nobody typed anything: a proof that is forged gets no further than a real one.
	const proof: object = {region: home, settings: expected};
	const changes: readonly Change[] = [
		{kind: 'audit-mode', region: home, expected},
		{kind: 'disabled', region: home, expected},
		{kind: 'criteria', region: home, expected, criteria: []},
		{kind: 'enabled', enforcement: proof as Enforcement},
	];
	const {signal} = new AbortController();
	for (const change of changes) {
		const ports = {cloud: operator.openCloud(), ledger: operator.stores.ledger, identity};
		const result = await carryOut(change, ports, signal, () => undefined);
		assert.strictEqual(result.type, 'failed');
		assert.equal(result.problem.kind, 'read-only');
	}

	assertClean(operator);
	assert.deepEqual(operator.server.settings(home), expected);
});
