/** A watch that can't be begun, because the history is not readable, says so and is tried again. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Inventory} from '../../source/inventory/store.ts';
import {ProblemError} from '../../source/problem.ts';
import {WizardSession} from '../../source/rollout/session.ts';
import {overIn} from '../../source/rollout/steps/watch.ts';
import {openingFor} from './opening.ts';
import {FakeWorld, settle} from './world.ts';

const region = 'us-east-1';

test('without the history the watch says what is missing, and r begins it again', async () => {
	const world = new FakeWorld();
	const {entries} = world.ledger;
	let reads = 0;
	world.ledger.entries = async () => {
		reads += 1;
		throw new ProblemError({kind: 'storage', what: 'The disk is gone.', next: 'Bring it back.'});
	};

	const step = {name: 'watch', cursor: 0, regions: [region]} as const;
	const opening = {...openingFor(step), queue: [region]};
	const session = new WizardSession(world.world, opening.options, {state: opening, inventory: new Inventory()});
	const now = () => {
		const state = session.getState();
		assert.strictEqual(state.phase, 'rollout');
		return {over: overIn(state, step), watched: state.work[region]?.watched};
	};

	session.start();
	await settle();
	assert.deepEqual(now().over, [region]);
	assert.deepEqual(
		now().watched?.unread.map(({source, problem}) => [source, problem.what]),
		[['The history', 'The disk is gone.']],
	);
	const before = reads;
	session.dispatch({type: 'retry'});
	await settle();
	assert.equal(reads, before + 1);
	assert.deepEqual(now().over, [region]);
	world.ledger.entries = entries;
	session.dispatch({type: 'retry'});
	await settle();
	assert.equal(
		now().watched?.unread.some(({source}) => source === 'The history'),
		false,
	);
	session.stop();
});
