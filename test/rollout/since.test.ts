/** Since the last scan: only complete scans are compared, and where there are no two of them, that is said. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {WizardSession} from '../../source/rollout/session.ts';
import type {RolloutState, StepOf} from '../../source/rollout/state.ts';
import {rowsIn, sinceIn} from '../../source/rollout/steps/since/rows.ts';
import {FakeWorld, settle} from './world.ts';

const region = 'us-east-1';
const ours = [{ImageProviders: ['111111111111']}];
const all = [{ImageProviders: ['111111111111', '222222222222', '333333333333']}];

/** A review of one Region in audit mode, scanned to its end. */
async function reviewed() {
	const world = new FakeWorld();
	world.regions[region] = {State: 'audit-mode', ImageCriteria: ours, ManagedBy: 'account'};
	const session = new WizardSession(world.world, {
		demo: false,
		readOnly: true,
		purpose: 'review',
		regions: [region],
	});
	const answers = async (): Promise<void> => {
		await settle();
		while (world.waiting > 0) {
			world.answer(0);
			await settle();
		}
	};

	session.start();
	await answers();
	const state = (): RolloutState => {
		const current = session.getState();
		assert.strictEqual(current.phase, 'rollout');
		return current;
	};

	const step = (): StepOf<'since'> => {
		const {step: current} = state();
		assert.strictEqual(current.name, 'since');
		return current;
	};

	return {
		session,
		world,
		answers,
		step,
		state,
		apply(criteria: typeof ours) {
			world.regions[region] = {State: 'audit-mode', ImageCriteria: criteria, ManagedBy: 'account'};
		},
		/** Scans anew, to the end. */
		async rescan() {
			session.dispatch({type: 'rescan'});
			await answers();
		},
		/** How far the Region is. */
		since: () => sinceIn(state(), [region]).regions[0],
		/** What is different, and of how many instances. */
		found: () =>
			sinceIn(state(), [region]).images.map(({image}) => [image.difference, image.imageId, image.rows.length]),
		async end() {
			session.stop();
			await session.ended;
		},
	};
}

test('once other criteria are applied and the Region is scanned again, it is listed which images are judged otherwise', async () => {
	const {session, apply, rescan, state, step, since, found, end} = await reviewed();
	session.dispatch({type: 'since'});
	assert.equal(since()?.since.type, 'first');
	apply(all);
	await rescan();
	assert.equal(since()?.since.type, 'compared');
	assert.deepEqual(found(), [
		['allowed', 'ami-2', 2],
		['allowed', 'ami-3', 1],
	]);
	// Enter lists the instances of the current image, and esc leads back to it, and then to the review.
	session.dispatch({type: 'move', by: 1});
	session.dispatch({type: 'open-since'});
	const row = rowsIn(state(), step()).rowAt(0);
	assert.equal(row?.columns.idOf(row.instance ?? -1), 'i-us-east-1b-1');
	session.dispatch({type: 'back'});
	assert.deepEqual([step().cursor, step().opened], [1, undefined]);
	session.dispatch({type: 'back'});
	assert.equal(state().step.name, 'review');
	// Taken back, they are not allowed any more, although they were.
	apply(ours);
	await rescan();
	assert.deepEqual(found(), [
		['refused', 'ami-2', 2],
		['refused', 'ami-3', 1],
	]);
	await rescan();
	assert.deepEqual([since()?.since.type, found()], ['compared', []]);
	await end();
});

test('a scan that is not complete is compared with nothing, neither as the later nor as the earlier one', async () => {
	const {world, apply, rescan, since, found, end} = await reviewed();
	apply(all);
	world.brokenZones.add('us-east-1b');
	await rescan();
	assert.deepEqual([since()?.since.type, found()], ['partial', []]);
	world.brokenZones.clear();
	await rescan();
	// Compared with the complete one before, of which the offenders were kept all along.
	assert.deepEqual([since()?.since.type, since()?.passedOver], ['compared', 'partial']);
	assert.deepEqual(found(), [
		['allowed', 'ami-2', 2],
		['allowed', 'ami-3', 1],
	]);
	await rescan();
	assert.equal(since()?.passedOver, undefined);
	await end();
});

test('a scan that was cancelled counts for nothing, and is told of', async () => {
	const {session, answers, apply, rescan, since, found, end} = await reviewed();
	apply(all);
	session.dispatch({type: 'rescan'});
	await settle();
	assert.equal(since()?.since.type, 'scanning');
	session.dispatch({type: 'interrupt'});
	await answers();
	assert.deepEqual([since()?.since.type, found()], ['cancelled', []]);
	await rescan();
	assert.deepEqual([since()?.since.type, since()?.passedOver], ['compared', 'cancelled']);
	assert.equal(found().length, 2);
	await end();
});
