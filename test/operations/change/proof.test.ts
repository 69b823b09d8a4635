/** The proof after enforcing, against the embedded endpoint: what AWS hides and shows is held against what was decided. */
import assert from 'node:assert/strict';
import {test, type TestContext} from 'node:test';
import type {ImageCriteria} from '../../../source/criteria/criterion.ts';
import {Inventory} from '../../../source/inventory/store.ts';
import {isAsDecided, proveEnforcement} from '../../../source/operations/change/proof.ts';
import {fillRegion} from '../../../source/operations/scan/scan.ts';
import {cloudFor, noAbort as signal} from '../../aws/cloud-for.ts';

const region = 'us-east-1';

/** Scans in audit mode under some criteria, and proves while others are enforced. */
async function proofOf(t: TestContext, {scanned, enforced}: {scanned: ImageCriteria; enforced: ImageCriteria}) {
	const {server, cloud} = await cloudFor(t, {instances: 200, settleReads: 0});
	server.setSettings(region, {State: 'audit-mode', ImageCriteria: scanned});
	const inventory = new Inventory();
	await fillRegion(region, {cloud, inventory, signal});
	server.setSettings(region, {State: 'enabled', ImageCriteria: enforced});
	const proof = await proveEnforcement(region, {cloud, inventory, named: [], signal, pause: async () => undefined});
	return {proof, inventory};
}

const narrow: ImageCriteria = [{ImageProviders: ['amazon']}];
const wide: ImageCriteria = [{ImageProviders: ['amazon']}, {ImageNames: ['*']}];

test('what is enforced as it was decided is proven', async (t) => {
	const {proof, inventory} = await proofOf(t, {scanned: narrow, enforced: narrow});
	assert.deepEqual([proof.wronglyHidden, proof.wronglyVisible, proof.undecided], [[], [], 0]);
	assert.equal(proof.hidden, inventory.offendingImages(region).length);
	assert.ok(proof.visible > 0);
});

test('an image that was thought allowed and is hidden, and one that was to be blocked and is not, are named', async (t) => {
	const hidden = await proofOf(t, {scanned: wide, enforced: narrow});
	assert.ok(hidden.proof.wronglyHidden.length > 0);
	assert.deepEqual(hidden.proof.wronglyVisible, []);
	const visible = await proofOf(t, {scanned: narrow, enforced: wide});
	assert.ok(visible.proof.wronglyVisible.length > 0);
	assert.deepEqual(visible.proof.wronglyHidden, []);
});

test('what something names and no instance runs is proven, too', async (t) => {
	const {server, cloud} = await cloudFor(t, {instances: 60, settleReads: 0});
	server.setSettings(region, {State: 'enabled', ImageCriteria: narrow});
	const images = server.account.regions.find(({name}) => name === region)?.images ?? [];
	const hidden = images.find(({ownerId}) => ownerId === '444455556666')?.id ?? assert.fail();
	const shown = images.find(({ownerId}) => ownerId === '123456789012')?.id ?? assert.fail();
	const prove = async (named: ReadonlyArray<{imageId: string; allowed: boolean | null}>) =>
		proveEnforcement(region, {cloud, inventory: new Inventory(), named, signal, pause: async () => undefined});
	const asDecided = await prove([
		{imageId: hidden, allowed: false},
		{imageId: shown, allowed: true},
		{imageId: 'resolve:ssm:/x', allowed: true},
	]);
	assert.deepEqual([asDecided.hidden, asDecided.visible, isAsDecided(asDecided)], [1, 1, true]);
	const alarm = await prove([
		{imageId: hidden, allowed: true},
		{imageId: shown, allowed: false},
	]);
	assert.deepEqual([alarm.wronglyHidden, alarm.wronglyVisible, isAsDecided(alarm)], [[hidden], [shown], false]);
});
