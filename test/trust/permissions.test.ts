/** The least-privilege policies are held against what the endpoint received in whole runs: nothing is missing, nothing superfluous. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {exampleCriteria} from '../../source/criteria/example.ts';
import {iamPolicy} from '../../source/aws/client/policy.ts';
import {carryOut} from '../../source/operations/change/change.ts';
import {makePlace} from '../commands/run.ts';
import {beside, home} from './account.ts';
import {seat, type Operator} from './operator.ts';
import {toHome} from './stages.ts';

function granted(kind: 'operator' | 'read-only'): ReadonlySet<string> {
	return new Set(iamPolicy(kind).Statement.flatMap(({Action}) => [...Action]));
}

/** The actions that were received, as IAM names them; of the preflight's dry runs only on request. */
function received({server}: Operator, {dryRuns}: {readonly dryRuns: boolean}): ReadonlySet<string> {
	const asked = server.requests.filter(({dryRun}) => dryRuns || !dryRun);
	return new Set(asked.map(({service, action}) => `${service}:${action}`));
}

/** Every call is granted, the preflight's included; every grant is used, by more than the preflight. */
function assertExact(operator: Operator, kind: 'operator' | 'read-only'): void {
	const policy = granted(kind);
	const all = received(operator, {dryRuns: true});
	assert.deepEqual([...all.difference(policy)], [], 'missing in the policy');
	assert.deepEqual([...policy.difference(received(operator, {dryRuns: false}))], [], 'superfluous in the policy');
}

test('an operator who walks a Region to enforced and takes it back needs the operator policy, all of it', async (t) => {
	const operator = await seat(t, {server: {settleReads: 2}});
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
	operator.pressShown('W');
	await operator.untilWork('what was refused', ({watched}) => watched?.askedAt !== undefined);
	assert.strictEqual(operator.state.phase, 'rollout');

	// What `undo` sends, without the terminal that it asks in.
	const {signal} = new AbortController();
	const {ledger} = operator.stores;
	const ports = {cloud: operator.openCloud(), ledger, identity: operator.state.identity};
	const expected = operator.server.settings(home);
	const undone = await carryOut({kind: 'disabled', region: home, expected}, ports, signal, () => undefined);
	assert.equal(undone.type, 'changed');
	assertExact(operator, 'operator');
});

test('a reviewer needs the read-only policy, all of it', async (t) => {
	const criteria = {State: 'audit-mode', ImageCriteria: exampleCriteria};
	const operator = await seat(t, {purpose: 'review', settings: {[home]: criteria, [beside]: criteria}});
	operator.session.start();
	await operator.untilWork('both Regions scanned', (_, {work}) =>
		[home, beside].every((name) => work[name]?.scan?.status === 'done'),
	);
	await operator.untilWork('the permissions', (_, {permissions}) => permissions.status === 'here');
	operator.press('r');
	await operator.untilWork(
		'the references',
		(_, {step}) => step.name === 'review' && step.references?.found.status === 'here',
	);

	operator.pressShown('L');
	await operator.untilWork('what launches', (_, {work}) =>
		[home, beside].every((name) => work[name]?.launches?.status === 'here'),
	);

	// What only the headless commands of a reviewer ask.
	const place = await makePlace(t, operator.server.url);
	const criteriaFile = new URL('../../criteria.example.json', import.meta.url).pathname;
	const {exitCode, stderr} = await place.run(['what-if', '--region', home, '--criteria', criteriaFile]);
	assert.equal(exitCode, 0, stderr);
	const status = await place.run(['status', '--region', beside]);
	assert.equal(status.exitCode, 0, status.stderr);
	const watched = await place.run(['watch', '--region', home, '--since', '1h', '--for', '1s']);
	assert.equal(watched.exitCode, 0, watched.stderr);
	assertExact(operator, 'read-only');
	assert.deepEqual(operator.changes, []);
});
