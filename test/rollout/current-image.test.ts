import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Browser} from '../../source/inventory/list/browser.ts';
import {currentImage} from '../../source/rollout/steps/review/list-commands.ts';
import {instance, inventoryOf, ManualScheduler} from '../inventory/arbitraries.ts';

test('an image stays the current one when more becomes known of it, before the list is drawn anew', () => {
	const scheduler = new ManualScheduler();
	const inventory = inventoryOf([instance({ImageMetadata: {ImageId: 'ami-1', ImageAllowed: false}})], scheduler);
	const browser = new Browser({inventory, scheduler, show: 'all', height: 5});
	browser.groupBy('image');
	scheduler.settle();
	const region = currentImage(browser)?.region ?? '';
	assert.notEqual(region, '');
	inventory.addEvidence(region, [{ImageId: 'ami-1', ImageWatermarks: []}]);
	assert.equal(currentImage(browser)?.image.ImageId, 'ami-1');
	assert.equal(currentImage(browser)?.region, region);
});
