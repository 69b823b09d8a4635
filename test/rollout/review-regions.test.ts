/** What a review says of Regions that it can't scan: because none are listed, or because the account has not opted in to them. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {WizardSession} from '../../source/rollout/session.ts';
import type {RolloutState} from '../../source/rollout/state.ts';
import {canRescan, unlistedIn} from '../../source/rollout/steps/review/scanning-again.ts';
import {emptyWords} from '../../source/ui/screens/review/list-words.tsx';
import {FakeWorld, settle} from './world.ts';

/** A review that knows who it is, and asks which Regions there are. */
async function begun(world: FakeWorld, ...regions: readonly string[]) {
	const session = new WizardSession(world.world, {
		demo: false,
		readOnly: true,
		purpose: 'review',
		...(regions.length > 0 && {regions}),
	});
	session.start();
	await settle();
	world.answer(0);
	await settle();
	const state = (): RolloutState => {
		const now = session.getState();
		assert.strictEqual(now.phase, 'rollout');
		return now;
	};

	return {
		session,
		state,
		says: () => emptyWords(session.browser.getSnapshot(), unlistedIn(state())),
		[Symbol.dispose]() {
			session.stop();
		},
	};
}

test('a review whose Regions can not be listed says why, and lists them again when asked to', async () => {
	const world = new FakeWorld();
	using review = await begun(world);
	assert.equal(canRescan(review.state()), 'the list of Regions is still being read');
	world.fail(0, 'denied');
	await settle();
	assert.match(review.says(), /^Nothing was scanned: .* Failed: denied\. Try again\. R lists the Regions again\.$/);
	assert.equal(canRescan(review.state()), true);
	review.session.dispatch({type: 'rescan'});
	await settle();
	assert.equal(review.state().regions.status, 'wanted');
	world.answer(0);
	await settle();
	assert.deepEqual(review.state().queue, Object.keys(world.regions));
	assert.equal(unlistedIn(review.state()), undefined);
});

test('a name that no Region has is told as soon as the Regions are listed', async () => {
	const world = new FakeWorld();
	using review = await begun(world, 'us-esat-1');
	world.answer(0);
	await settle();
	assert.match(review.says(), /There is no Region us-esat-1\. .*us-east-1/);
});
