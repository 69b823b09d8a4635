/** What a review says of Regions that it can't scan: because none are listed, or because the account has not opted in to them. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setTimeout} from 'node:timers/promises';
import {WizardSession} from '../../source/rollout/session.ts';
import type {RolloutState} from '../../source/rollout/state.ts';
import {canRescan, unlistedIn} from '../../source/rollout/steps/review/scanning-again.ts';
import {emptyWords, missingWords} from '../../source/ui/screens/review/list-words.tsx';
import {resolveTheme} from '../../source/ui/theme.ts';
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

test('a Region that the account has not opted in to is named as not read, alone and beside others', async () => {
	for (const named of [['me-south-1'], ['me-south-1', 'us-east-1']]) {
		const world = new FakeWorld();
		const cloud = {
			...world.cloud,
			regions: async () =>
				[
					{name: 'me-south-1', optInStatus: 'not-opted-in'},
					{name: 'us-east-1', optInStatus: 'opt-in-not-required'},
				] as const,
		};
		world.world.openCloud = async () => cloud;

		using review = await begun(world, ...named);
		const isScanned = (): boolean =>
			Object.values(review.state().work).every(({scan}) => scan !== undefined && scan.status !== 'running');
		while (!isScanned()) {
			world.answer(0);

			await settle();
		}

		// The list follows a little later.
		while (review.session.browser.getSnapshot().scan === 'running') {
			await setTimeout(10);
		}

		assert.deepEqual(review.state().queue, named.toReversed());
		if (named.length > 1) {
			assert.equal(
				missingWords(
					review.session.browser.getSnapshot(),
					review.state(),
					resolveTheme({NO_COLOR: '1', ALLOWED_AMIS_ASCII: '1'}),
				),
				'x Not in this list: me-south-1 (the account has not opted in to it). R scans again.',
			);
		} else {
			assert.match(review.says(), /^Nothing could be scanned\. me-south-1 was not read: /);
		}

		const {coverage} = review.session.browser.inventory;
		assert.deepEqual(
			coverage.failures().map(({region, problem}) => `${region}: ${problem.what}`),
			['me-south-1: me-south-1 was not read: the account has not opted in to it.'],
		);
		assert.equal(review.session.browser.inventory.rowCount > 0, named.length > 1);
		// AWS isn't asked what it would refuse.
		assert.deepEqual(
			world.deeds.filter((deed) => 'region' in deed && deed.region === 'me-south-1'),
			[],
		);
	}
});

test('a name that no Region has is told as soon as the Regions are listed', async () => {
	const world = new FakeWorld();
	using review = await begun(world, 'us-esat-1');
	world.answer(0);
	await settle();
	assert.match(review.says(), /There is no Region us-esat-1\. .*us-east-1/);
});
