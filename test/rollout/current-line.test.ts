/** What the cursor of the review is on, and that keys know it. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Browser} from '../../source/inventory/list/browser.ts';
import {reduce} from '../../source/machine/machine.ts';
import {withShell} from '../../source/machine/shell.ts';
import {emptyField, textField} from '../../source/machine/text-field.ts';
import {WizardSession} from '../../source/rollout/session.ts';
import {currentImage} from '../../source/rollout/steps/review/current-line.ts';
import {copy} from '../../source/rollout/steps/review/list-commands.ts';
import {wizard} from '../../source/rollout/wizard.ts';
import {eventOf} from '../../source/ui/keys/binding.ts';
import {focusOf, programKeys} from '../../source/ui/keys/registry.ts';
import {instance, inventoryOf, ManualScheduler} from '../inventory/arbitraries.ts';
import {FakeWorld, settle} from './world.ts';

const region = 'us-east-1';

test('an image stays the current one when more becomes known of it, before the list is drawn anew', () => {
	const scheduler = new ManualScheduler();
	const inventory = inventoryOf([instance({ImageMetadata: {ImageId: 'ami-1', ImageAllowed: false}})], scheduler);
	const browser = new Browser({inventory, scheduler, show: 'all', height: 5});
	browser.groupBy('image');
	scheduler.settle();
	const known = currentImage(browser)?.region ?? '';
	assert.notEqual(known, '');
	inventory.addEvidence(known, [{ImageId: 'ami-1', ImageWatermarks: []}]);
	assert.equal(currentImage(browser)?.image.ImageId, 'ami-1');
	assert.equal(currentImage(browser)?.region, known);
});

/** A review of one Region, scanned to its end. */
async function reviewed() {
	const world = new FakeWorld();
	world.regions[region] = {State: 'audit-mode', ImageCriteria: [{ImageProviders: ['none']}], ManagedBy: 'account'};
	const session = new WizardSession(world.world, {demo: false, readOnly: true, purpose: 'review', regions: [region]});
	session.start();
	while (session.browser.getSnapshot().scan !== 'complete' || session.browser.getSnapshot().isBusy) {
		world.answer(0);
		await settle();
	}

	return {
		session,
		/** Until the list shows what it was asked for. */
		async rest() {
			do {
				await settle();
			} while (session.browser.getSnapshot().isBusy);
		},
		line() {
			const state = session.getState();
			assert.strictEqual(state.phase, 'rollout');
			assert.strictEqual(state.step.name, 'review');
			return state.step.line;
		},
		/** What a key means: an event's type, or why it is refused. */
		key(press: string) {
			const event = eventOf(focusOf(programKeys.wizard, session.getState()), press);
			return event?.type === 'notice' ? event.notice.text : event?.type;
		},
		async end() {
			session.stop();
			await session.ended;
		},
	};
}

test('keys know what the cursor is on: over an empty list nothing can be opened or marked, and a group of many images has no one image', async () => {
	const {session, rest, line, key, end} = await reviewed();
	assert.equal(line(), 'image');
	assert.deepEqual(
		['enter', 'space', '1', 'r', 'O'].map((press) => key(press)),
		['browser', 'browser', 'Add suggestion 1 to the draft: not now, a review changes nothing.', 'browser', 'browser'],
	);
	session.browser.groupBy('state');
	await rest();
	assert.equal(line(), 'group');
	assert.equal(key('enter'), 'browser');
	assert.match(key('O') ?? '', /not now, this line is a group/);
	assert.match(key('r') ?? '', /not now, this line is a group/);
	session.dispatch({type: 'typed-filter', field: textField('name:nothing-is-called-so')});
	await rest();
	assert.equal(line(), 'none');
	for (const press of ['enter', 'space', 'v', '*', '=', 'r', 'O']) {
		assert.match(key(press) ?? '', /not now, nothing is listed/, press);
	}

	session.dispatch({type: 'typed-filter', field: emptyField});
	await rest();
	assert.equal(line(), 'group');
	await end();
});

test('where details alone are on the screen, what would change the list unseen is refused', async () => {
	const {session, key, end} = await reviewed();
	session.dispatch({type: 'zoom'});
	for (const press of ['o', 'S']) {
		assert.match(key(press) ?? '', /not now, the details have the whole screen/, press);
	}

	session.dispatch({type: 'zoom'});
	assert.equal(key('o'), 'browser');
	await end();
});

test('while a code is asked for, what a list tells changes nothing, and so ends', async () => {
	const {session, end} = await reviewed();
	const code = {serial: 'arn:aws:iam::123456789012:mfa/jane', field: emptyField, status: 'asked'} as const;
	const asked = withShell(session.getState(), {code});
	assert.equal(reduce(wizard, asked, {type: 'shown-line', line: 'none'}), asked);
	await end();
});

test('what is copied as the ARN of an image is one', async () => {
	const {session, rest, end} = await reviewed();
	session.browser.groupBy('image');
	await rest();
	const use = {browser: session.browser, state: session.getState(), now: new Date('2026-01-01T00:00:00.000Z')};
	const imageId = currentImage(session.browser)?.image.ImageId ?? assert.fail();
	assert.deepEqual(copy('id')(use), {type: 'copy', text: imageId});
	assert.deepEqual(copy('arn')(use), {type: 'copy', text: `arn:aws:ec2:${region}::image/${imageId}`});
	await end();
});
