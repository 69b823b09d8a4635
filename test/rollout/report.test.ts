/** What a report says of when its instances were scanned. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Inventory} from '../../source/inventory/store.ts';
import {here, wanted} from '../../source/machine/loadable.ts';
import {reportsOnQueue} from '../../source/rollout/report.ts';
import {noWork, type RegionWork, type ScanRecord} from '../../source/rollout/state.ts';
import {openingFor} from './opening.ts';

const region = 'us-east-1';
const now = '2026-01-01T15:00:00.000Z';
const settings = {State: 'audit-mode', ManagedBy: 'account', ImageCriteria: [{ImageProviders: ['amazon']}]} as const;
const done: Extract<ScanRecord, {status: 'done'}> = {
	status: 'done',
	id: 1,
	settings,
	isComplete: true,
	managed: {added: 0, judgedHere: 0},
	counts: {instances: 1, notAllowed: 0, unknown: 0, imagesNotAllowed: 0},
	offendingImages: [],
	finishedAt: '2026-01-01T09:00:00.000Z',
};

test('a report is as of the last scan of its Regions, whatever was changed since, and as of now only while one runs', () => {
	const inventory = new Inventory();
	inventory.expectRegions([region]);
	const scannedAt = (work: Partial<RegionWork>, others: Readonly<Record<string, RegionWork>> = {}) =>
		reportsOnQueue(
			{
				...openingFor({name: 'summary'}),
				queue: [region],
				work: {[region]: {...noWork, reading: here(wanted, {settings, at: ''}), ...work}, ...others},
			},
			{inventoryOf: () => inventory, now: new Date(now)},
		).map((report) => report.scannedAt);
	assert.deepEqual(scannedAt({scan: done}), [done.finishedAt]);
	const changed = {status: 'changed', id: 1} as const;
	assert.deepEqual(scannedAt({scan: changed, outcome: 'enforced', enforcedUpon: done}), [done.finishedAt]);
	assert.deepEqual(scannedAt({scan: changed, whole: done}), [done.finishedAt]);
	// A Region that was never scanned is not in it, and neither is one that is scanned for another list.
	assert.deepEqual(scannedAt({scan: done}, {'us-west-2': noWork}), [done.finishedAt]);
	assert.deepEqual(scannedAt({scan: {status: 'running', id: 2}}), [now]);
});
