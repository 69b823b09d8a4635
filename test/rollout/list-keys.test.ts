/** Keys that only the list of instances hears are keys like any other. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {reviewOfScan} from '../../source/rollout/offline/saved-scan.ts';
import {WizardSession} from '../../source/rollout/session.ts';
import {onList} from '../../source/rollout/steps/review/list-commands.ts';
import {instance} from '../inventory/arbitraries.ts';
import {FakeWorld, settle} from './world.ts';

const down = onList((browser) => {
	browser.moveBy(1);
});

/** A review of a saved scan, begun. */
async function reviewing(): Promise<WizardSession> {
	const options = {demo: true, readOnly: true, purpose: 'scan-file'} as const;
	const session = new WizardSession(
		new FakeWorld().world,
		options,
		reviewOfScan({instances: [instance()]}, options, '2026-06-01T00:00:00.000Z'),
	);
	session.start();
	await settle();
	return session;
}

test('a move in the list has read the notice, and disarms Ctrl-C', async () => {
	const session = await reviewing();
	session.dispatch({type: 'notice', notice: {tone: 'info', text: 'Read me.'}});
	session.browse(down);
	assert.equal(session.getState().shell.notice, undefined);

	session.dispatch({type: 'interrupt'});
	assert.equal(session.getState().shell.interruptArmed, true);
	session.browse(down);
	session.dispatch({type: 'interrupt'});
	assert.equal(session.getState().shell.ended, false);
	session.stop();
	await session.ended;
});

test('a move where there is nothing to read leaves the state as it is, so that nothing else is drawn', async () => {
	const session = await reviewing();
	session.browse(down);
	const before = session.getState();
	session.browse(down);
	assert.equal(session.getState(), before);
	session.stop();
	await session.ended;
});
