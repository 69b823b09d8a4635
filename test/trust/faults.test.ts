/**
Faults times steps: each cell ends in success, or in a clear statement with a key that leads on. Never a wrong total (the operator holds every
state against the truth), a hang, a lost draft, or a change sent twice.
*/
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import type {ReceivedRequest} from '../../source/demo/protocol/endpoint.ts';
import type {FaultRule} from '../../source/demo/protocol/faults.ts';
import type {Problem, ProblemKind} from '../../source/problem.ts';
import {currentWork} from '../../source/rollout/state.ts';
import {home} from './account.ts';
import {faultTable, type ChangeEnding, type FaultCase} from './fault-table.ts';
import {seat, type Operator} from './operator.ts';
import {stages, type Ending, type Stage} from './stages.ts';

type Expected = {readonly kind?: ProblemKind; readonly change?: Exclude<ChangeEnding, 'passes'>};

/** How a stage has to end under a fault; `undefined` where the two don't meet. */
function expectedEnding({kind}: Stage, {read, change, paged}: FaultCase): Expected | undefined {
	if (kind === 'change') {
		return change === undefined ? undefined : change === 'passes' ? {} : {kind: change.kind, change};
	}

	if (kind === 'spare read') {
		return read === undefined ? undefined : {};
	}

	const ending = kind === 'paged' ? (paged ?? read) : read;
	return ending === undefined ? undefined : ending === 'passes' ? {} : {kind: ending};
}

function assertClear(problem: Problem, kind: ProblemKind): void {
	assert.equal(problem.kind, kind, problem.what);
	// AWS's own sentence comes last and keeps its own ending.
	assert.match(problem.what, /^\w.*(?:[).…]|AWS said: \S.*)$/);
	assert.match(problem.next, /^\w/);
	assert.equal(problem.stack, undefined);
}

async function strike(operator: Operator, stage: Stage, rule: FaultRule): Promise<Ending> {
	operator.server.faults.unshift(rule);
	stage.act(operator);
	await operator.until(`an ending of "${stage.name}"`, () => stage.ending(operator).type !== 'pending');
	return stage.ending(operator);
}

/** Whoever repeats a change by itself may do so only after AWS refused to look at it. */
function assertSentOnce(changes: readonly ReceivedRequest[]): void {
	for (const {errorCode} of changes.slice(0, -1)) {
		assert.equal(errorCode, 'RequestLimitExceeded', 'a change was sent again although it may have been made');
	}
}

async function draftOf(operator: Operator): Promise<unknown> {
	return operator.state.phase === 'rollout' ? currentWork(operator.state).draft?.criteria : undefined;
}

async function assertRecorded(operator: Operator, stage: Stage, change: Expected['change']): Promise<void> {
	const entries = await operator.stores.ledger.entries();
	const entry = entries.at(-1);
	assert.equal(entry?.outcome.status, change?.entry ?? 'done', `the history says ${JSON.stringify(entry?.outcome)}`);
	const {State, ImageCriteria} = operator.server.settings(home);
	const isMade = Object.entries(stage.leads ?? {}).every(
		([name, value]) => JSON.stringify({State, ImageCriteria}[name as 'State']) === JSON.stringify(value),
	);
	assert.equal(isMade, change?.isMade ?? true);
}

// Much of it is waiting for answers that never come: two stages side by side, four faults each.
void describe('each fault at each stage', {concurrency: 2}, () => {
	for (const stage of stages) {
		void describe(stage.name, {concurrency: 4}, () => {
			for (const fault of faultTable) {
				const expected = expectedEnding(stage, fault);
				if (expected === undefined) {
					continue;
				}

				test(`${fault.name}: ${expected.kind ?? 'success'}`, async (t) => {
					const operator = await seat(t, {
						...(stage.settings !== undefined && {settings: {[home]: stage.settings}}),
						...(fault.fault.type === 'stall' && {cloud: {timeouts: {connect: 20_000, silence: 1000}}}),
					});
					await stage.arrive(operator);
					const sentBefore = operator.changes.length;
					const draft = await draftOf(operator);
					const rule: FaultRule = {
						match: stage.match,
						fault: fault.fault,
						...(fault.times !== undefined && {times: fault.times}),
					};

					const ending = await strike(operator, stage, rule);
					assertSentOnce(operator.changes.slice(sentBefore));
					if (stage.kind === 'change') {
						await assertRecorded(operator, stage, expected.change);
					}

					if (expected.kind === undefined || expected.change?.isMade === true) {
						assert.deepEqual(ending, {type: 'done'});
					} else if (stage.kind === 'note') {
						assert.strictEqual(ending.type, 'note');
						assert.match(ending.text, /not known: \S/i);
					} else {
						assert.strictEqual(ending.type, 'problem');
						assertClear(ending.problem, expected.kind);
					}

					// The fault passes; the key that is shown leads on, and nothing that was prepared is lost.
					operator.server.faults.length = 0;
					if (ending.type !== 'done') {
						await stage.goOn(operator, ending);
						await operator.until(`"${stage.name}" done`, () => stage.ending(operator).type === 'done');
					}

					assert.deepEqual(await draftOf(operator), draft);
					if (stage.leads !== undefined) {
						const {State, ImageCriteria} = operator.server.settings(home);
						assert.deepEqual({State, ImageCriteria, ...stage.leads}, {State, ImageCriteria});
					}

					const enforcements = operator.changes.filter((one) => one.params.AllowedImagesSettingsState === 'enabled');
					assert.ok(stage.leads?.State === 'enabled' || enforcements.length === 0, 'it enforced');
				});
			}
		});
	}
});
