/**
A process that carries a change out is killed with SIGKILL at each step of it. What is on disk then says "not known whether it took effect"
exactly where nobody can know, and the next start finds out by reading the Region.
*/
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import path from 'node:path';
import process from 'node:process';
import {text} from 'node:stream/consumers';
import {describe, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {exampleCriteria} from '../../source/criteria/example.ts';
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import type {Fault, FaultMatch} from '../../source/demo/protocol/faults.ts';
import type {ChangeKind, HistoryEntry} from '../../source/operations/ports.ts';
import {account, home} from './account.ts';
import {seat, type Operator} from './operator.ts';

const changer = path.join(path.dirname(fileURLToPath(import.meta.url)), 'changer.ts');

type Change = {
	readonly kind: ChangeKind;
	readonly call: FaultMatch;
	readonly before: AllowedImagesSettings;
	readonly after: Partial<AllowedImagesSettings>;
};

const audited: AllowedImagesSettings = {State: 'audit-mode', ImageCriteria: [], ManagedBy: 'account'};
const changes: readonly Change[] = [
	{
		kind: 'audit-mode',
		call: {action: 'EnableAllowedImagesSettings'},
		before: {...audited, State: 'disabled'},
		after: {State: 'audit-mode'},
	},
	{
		kind: 'criteria',
		call: {action: 'ReplaceImageCriteriaInAllowedImagesSettings'},
		before: audited,
		after: {ImageCriteria: exampleCriteria},
	},
	{
		kind: 'enabled',
		call: {action: 'EnableAllowedImagesSettings'},
		before: {...audited, ImageCriteria: exampleCriteria},
		after: {State: 'enabled'},
	},
	{
		kind: 'disabled',
		call: {action: 'DisableAllowedImagesSettings'},
		before: {...audited, State: 'enabled', ImageCriteria: exampleCriteria},
		after: {State: 'disabled'},
	},
];

type Moment = {
	readonly name: string;
	/** Where the process kills itself; without it the test kills it, once the endpoint has received the request that `fault` holds up. */
	readonly killAt?: 'checking' | 'recording' | 'sending' | 'answered' | 'settling';
	readonly fault?: Fault;
	/** The request that is held up: the call itself, or a reading, counted from 1. The first reading is the changer's own. */
	readonly holds?: 'call' | {readonly reading: number};
	/** What has to be on disk then. */
	readonly outcome?: HistoryEntry['outcome']['status'];
	readonly isMade: boolean;
};

const moments: readonly Moment[] = [
	{name: 'before the Region is read again', killAt: 'checking', isMade: false},
	{name: 'while the Region is read again', fault: {type: 'stall'}, holds: {reading: 2}, isMade: false},
	{name: 'before the history is written', killAt: 'recording', isMade: false},
	{name: 'with the history written, before the call', killAt: 'sending', outcome: 'unknown', isMade: false},
	{name: 'with the call sent, not made', fault: {type: 'stall'}, holds: 'call', outcome: 'unknown', isMade: false},
	{
		name: 'with the call sent and made',
		fault: {type: 'stall', done: true},
		holds: 'call',
		outcome: 'unknown',
		isMade: true,
	},
	{name: 'with the answer here, before it is recorded', killAt: 'answered', outcome: 'unknown', isMade: true},
	{name: 'before the read-back', killAt: 'settling', outcome: 'done', isMade: true},
	{name: 'during the read-back', fault: {type: 'stall'}, holds: {reading: 3}, outcome: 'done', isMade: true},
];

/** Runs the changer against the operator's endpoint until it is dead. */
async function crash({server, directory}: Operator, {kind, call}: Change, moment: Moment): Promise<void> {
	const {killAt = 'never', fault, holds} = moment;
	if (fault !== undefined) {
		const match = typeof holds === 'object' ? {action: 'GetAllowedImagesSettings', fromCall: holds.reading} : {...call};
		server.faults.push({match, fault});
	}

	const child = spawn(process.execPath, ['--import', 'tsx', changer, server.url, directory, kind, killAt], {
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const output = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
	const held = (): number => {
		const readings = server.requests.filter(({action}) => action === 'GetAllowedImagesSettings').length;
		const calls = server.requests.filter(({action}) => action === call.action).length;
		return typeof holds === 'object' ? readings - holds.reading + 1 : calls;
	};

	if (killAt === 'never') {
		while (held() <= 0 && child.exitCode === null) {
			await new Promise((resolve) => {
				setTimeout(resolve, 5);
			});
		}

		child.kill('SIGKILL');
	}

	const [stdout, stderr] = await output;
	assert.deepEqual({signal: child.signalCode, stdout, stderr}, {signal: 'SIGKILL', stdout: 'ready\n', stderr: ''});
	server.faults.length = 0;
}

/** Starts the wizard on what the dead process left, and gives what the history says then. */
async function startAgain(operator: Operator): Promise<readonly HistoryEntry[]> {
	operator.session.start();
	await operator.untilWork('the history resolved', (_, {unresolved}) => unresolved.status === 'here');
	return operator.stores.ledger.entries();
}

const made = (change: Change): AllowedImagesSettings => ({...change.before, ...change.after});

for (const change of changes) {
	void describe(`a process killed while it carries out "${change.kind}"`, {concurrency: 3}, () => {
		// The road is the same for every change: two go all of it, the others the part where nobody knows.
		const isWhole = change.kind === 'enabled' || change.kind === 'criteria';
		const met = moments.filter(({holds}) => isWhole || holds === 'call');
		for (const moment of met) {
			test(`${moment.name}: ${moment.outcome ?? 'no entry'}`, async (t) => {
				const operator = await seat(t, {server: {account, settleReads: 2}, settings: {[home]: change.before}});
				await crash(operator, change, moment);
				assert.deepEqual(operator.server.settings(home), moment.isMade ? made(change) : change.before);

				const left = await operator.stores.ledger.read();
				assert.equal(left.problem, undefined);
				assert.deepEqual(
					left.entries.map(({kind, outcome, before}) => ({kind, status: outcome.status, before})),
					moment.outcome === undefined ? [] : [{kind: change.kind, status: moment.outcome, before: change.before}],
				);

				const [entry] = await startAgain(operator);
				// What was not made proves nothing: its effect could still show.
				assert.equal(entry?.resolved, moment.outcome === 'unknown' && moment.isMade ? 'took effect' : undefined);
				assert.deepEqual(
					operator.changes.slice(moment.isMade ? 1 : 0).filter(({status}) => status !== 0),
					[],
				);
			});
		}
	});
}

test('a change that nobody knows of and that somebody else has overtaken is said to be just that', async (t) => {
	const [change] = changes;
	assert.ok(change);
	const operator = await seat(t, {settings: {[home]: change.before}});
	await crash(operator, change, {name: '', fault: {type: 'stall', done: true}, holds: 'call', isMade: true});
	operator.server.setSettings(home, {State: 'disabled', ImageCriteria: exampleCriteria});
	const [entry] = await startAgain(operator);
	assert.equal(entry?.resolved, 'overtaken by another change');
});

test('a Region that cannot be read leaves the change unknown, for the start after that', async (t) => {
	const [change] = changes;
	assert.ok(change);
	const operator = await seat(t, {settings: {[home]: change.before}});
	await crash(operator, change, {name: '', fault: {type: 'stall', done: true}, holds: 'call', isMade: true});
	operator.server.faults.push({match: {action: 'GetAllowedImagesSettings'}, fault: {type: 'deny'}});
	const [unknown] = await startAgain(operator);
	assert.equal(unknown?.outcome.status, 'unknown');
	assert.equal(unknown.resolved, undefined);
	operator.server.faults.length = 0;
	await operator.restart();
	const [entry] = await startAgain(operator);
	assert.equal(entry?.resolved, 'took effect');
});
