/** What is different between two scans of a Region. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {earlierScanOf} from '../../../source/inventory/comparison/earlier-scan.ts';
import {differenceOf, type ScanDifference} from '../../../source/inventory/comparison/scan-difference.ts';
import type {Instance} from '../../../source/inventory/instance.ts';
import {Inventory} from '../../../source/inventory/store.ts';
import {inTurns} from '../../../source/turns.ts';
import {instance, page} from '../arbitraries.ts';

const region = 'us-east-1';
const {signal} = new AbortController();

function as(id: string, image: string, isAllowed: boolean | undefined, more: Partial<Instance> = {}): Instance {
	return instance({
		InstanceId: id,
		Region: region,
		AvailabilityZone: 'us-east-1a',
		ImageMetadata: {ImageId: image, ...(isAllowed !== undefined && {ImageAllowed: isAllowed})},
		...more,
	});
}

/** A complete scan of the Region, in an inventory that may hold others. */
function scanned(instances: readonly Instance[], inventory = new Inventory()): Inventory {
	inventory.apply({type: 'zones', region, zones: ['us-east-1a']});
	inventory.apply(page(region, instances));
	inventory.apply({type: 'zone-done', region, zone: 'us-east-1a'});
	return inventory;
}

async function differenceBetween(before: Inventory, after: Inventory): Promise<ScanDifference> {
	const kept = await inTurns(earlierScanOf(before, region), signal);
	return inTurns(differenceOf(kept, after, region), signal);
}

/** Each image in short: what is different of it, and of which instances. */
function inShort({images, columns}: ScanDifference) {
	return images.map(({difference, imageId, rows}) => [difference, imageId, rows.map((row) => columns.idOf(row))]);
}

test('what is new, gone, or judged otherwise is told by image, the worst first', async () => {
	const before = scanned([
		as('stays', 'ami-bad', false),
		as('stopped', 'ami-bad', false),
		as('gone', 'ami-bad', false),
		as('mended', 'ami-mended', false),
		as('mended-too', 'ami-mended', false),
		as('vague', 'ami-vague', false),
		as('fine', 'ami-fine', true),
		as('open', 'ami-open', undefined),
		as('left', 'ami-left', true),
	]);
	const after = scanned([
		as('stays', 'ami-bad', false),
		as('started', 'ami-bad', false),
		as('stopped', 'ami-bad', false, {State: {Name: 'terminated'}}),
		as('mended', 'ami-mended', true),
		as('mended-too', 'ami-mended', true),
		as('vague', 'ami-vague', undefined),
		as('fine', 'ami-fine', false),
		as('open', 'ami-open', false),
		as('first', 'ami-first', false),
	]);
	const difference = await differenceBetween(before, after);
	assert.deepEqual(inShort(difference), [
		['refused', 'ami-fine', ['fine']],
		['new', 'ami-bad', ['started']],
		['new', 'ami-first', ['first']],
		['judged', 'ami-open', ['open']],
		['unsettled', 'ami-vague', ['vague']],
		['allowed', 'ami-mended', ['mended', 'mended-too']],
		['gone', 'ami-bad', ['gone']],
		['terminated', 'ami-bad', ['stopped']],
	]);
	assert.equal(difference.stillThere, 1);
});

test('instances are there to the letter, as the scan had them that tells of them', async () => {
	const tags = [{Key: 'Name', Value: 'web-1'}];
	const gone = as('gone', 'ami-bad', false, {Tags: tags, InstanceType: 'm7g.large'});
	const {images, columns} = await differenceBetween(scanned([gone]), scanned([]));
	assert.deepEqual(
		images.flatMap(({rows}) => rows.map((row) => columns.instanceAt(row))),
		[gone],
	);
});

test('where a scan did not look, nothing is gone', async () => {
	const after = new Inventory();
	after.apply({type: 'zones', region, zones: ['us-east-1a', 'us-east-1b']});
	after.apply({type: 'zone-done', region, zone: 'us-east-1b'});
	assert.deepEqual(inShort(await differenceBetween(scanned([as('unseen', 'ami-bad', false)]), after)), [
		['unsettled', 'ami-bad', ['unseen']],
	]);
});

test('another Region of the same inventory is left out, before and after', async () => {
	const elsewhere = (id: string) => as(id, 'ami-bad', false, {Region: 'eu-west-1', AvailabilityZone: 'eu-west-1a'});
	const before = scanned([as('stays', 'ami-bad', false), elsewhere('one')]);
	const after = scanned([as('stays', 'ami-bad', false), elsewhere('two')]);
	const difference = await differenceBetween(before, after);
	assert.deepEqual([inShort(difference), difference.stillThere], [[], 1]);
});

test('of a scan only its offenders are kept, and they stay when its rows are given back', async () => {
	const inventory = scanned([as('bad', 'ami-bad', false), as('fine', 'ami-fine', true)]);
	const kept = await inTurns(earlierScanOf(inventory, region), signal);
	inventory.forget(region);
	assert.deepEqual(
		[...kept.offenders.instances()].map(({InstanceId: id}) => id),
		['bad'],
	);
	assert.deepEqual(
		[...kept.verdicts],
		[
			['ami-bad', 'not-allowed'],
			['ami-fine', 'allowed'],
		],
	);
	scanned([as('bad', 'ami-bad', false)], inventory);
	assert.deepEqual(inShort(await inTurns(differenceOf(kept, inventory, region), signal)), []);
});

test('while instances of one image are judged differently, that it was allowed is what counts', async () => {
	const before = scanned([as('one', 'ami-mixed', true), as('two', 'ami-mixed', false)]);
	const after = scanned([as('one', 'ami-mixed', false), as('two', 'ami-mixed', false)]);
	assert.deepEqual(inShort(await differenceBetween(before, after)), [['refused', 'ami-mixed', ['one']]]);
});

test('however many offenders there are, both rest every few hundred rows', () => {
	const count = 20_000;
	const many = (isAllowed: boolean) =>
		scanned(Array.from({length: count}, (_, index) => as(`i-${index}`, `ami-${index % 500}`, isAllowed)));
	const restsIn = <Result>(work: Generator<undefined, Result>): readonly [rests: number, result: Result] => {
		for (let rests = 0; ; rests++) {
			const {done, value} = work.next();
			if (done === true) {
				return [rests, value];
			}
		}
	};

	const [rests, kept] = restsIn(earlierScanOf(many(false), region));
	const [more, {images}] = restsIn(differenceOf(kept, many(true), region));
	assert.ok(rests >= Math.floor(count / 256), `${rests} rests`);
	assert.ok(more >= Math.floor((2 * count) / 256), `${more} rests`);
	assert.equal(images.length, 500);
});
