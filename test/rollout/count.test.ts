/** Counting the instances of Regions, which goes on only while their list is on the screen, takes nothing from what a scan found. */
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {test} from 'node:test';
import {WizardSession} from '../../source/rollout/session.ts';
import type {RolloutState} from '../../source/rollout/state.ts';
import {FakeWorld, settle} from './world.ts';

test('a count beside a running scan leaves the rows of the scan alone, whichever ends first', async () => {
	const region = 'us-east-1';
	const world = new FakeWorld();
	world.regions[region] = {
		State: 'audit-mode',
		ImageCriteria: [{ImageProviders: ['111111111111']}],
		ManagedBy: 'account',
	};
	const {scan: scanned} = world.cloud;
	let isCounting = false;
	let calls = 0;
	Reflect.set(world.cloud, 'scan', async function* (...options: Parameters<typeof scanned>) {
		const [, signal] = options;
		const isCount = isCounting;
		calls++;
		for await (const event of scanned(...options)) {
			yield event;
			if (isCount && event.type === 'page') {
				// It is slow: what comes after its first page is waited for until nobody wants it any more.
				await once(signal, 'abort');
			}
		}
	});
	const session = new WizardSession(world.world, {
		demo: false,
		readOnly: false,
		purpose: 'rollout',
		regions: [region],
	});
	const state = (): RolloutState => {
		const current = session.getState();
		assert.strictEqual(current.phase, 'rollout');
		return current;
	};

	const answerUntil = async (isThere: () => boolean): Promise<void> => {
		for (let turn = 0; !isThere(); turn++) {
			assert.ok(turn < 200, 'it comes to an end');
			world.answer(0);
			await settle();
		}
	};

	session.start();
	await answerUntil(() => session.getState().phase === 'rollout' && state().regions.status === 'here');
	session.dispatch({type: 'next'});
	await answerUntil(() => state().overview[region]?.settings.status === 'here');
	session.dispatch({type: 'next'});
	await answerUntil(() => state().work[region]?.reading.status === 'here');
	const before = calls;
	session.dispatch({type: 'browse'});
	await answerUntil(() => calls > before);
	assert.equal(state().work[region]?.scan?.status, 'running');
	session.dispatch({type: 'browse'});
	session.dispatch({type: 'next'});
	session.dispatch({type: 'keep-audit-mode'});
	session.dispatch({type: 'next'});
	isCounting = true;
	await settle();
	assert.equal(state().step.name, 'regions');
	assert.equal(state().overview[region]?.counts.status, 'wanted', 'it is being counted');
	await answerUntil(() => state().work[region]?.scan?.status === 'done');
	const {scan} = state().work[region] ?? {};
	assert.strictEqual(scan?.status, 'done');
	assert.ok(scan.isComplete);
	const inventory = session.inventoryOf(region);
	assert.equal(inventory?.coverage.isComplete(region), true);
	assert.equal(inventory.totals(region).instances, scan.counts.instances);
	assert.ok(scan.counts.instances > 0);
	session.stop();
	await session.ended;
});
