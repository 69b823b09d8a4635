import assert from 'node:assert/strict';
import {test} from 'node:test';
import {offenderGroups} from '../../source/inventory/counts.ts';
import {instance, inventoryOf} from './arbitraries.ts';

test('images whose names differ in trailing versions and dates alone are one family, and an architecture is no version', () => {
	const names = [
		'debian-13-amd64-20250814',
		'debian-13-amd64-20260401-2203',
		'AwsBackup_i-0f3a9b2c7d1e4f568_2026-04-29',
		'Rocky-9-EC2-Base-9.6-20260203.0.x86_64',
	];
	const inventory = inventoryOf(
		names.map((Name, index) =>
			instance({ImageMetadata: {ImageId: `ami-${index}`, Name, OwnerId: '111122223333', ImageAllowed: false}}),
		),
	);
	assert.deepEqual(
		offenderGroups(inventory, 'us-east-1').map(({name, instances}) => [name, instances]),
		[
			['debian-13-amd64-*', 2],
			['AwsBackup_i-0f3a9b2c7d1e4f568_*', 1],
			['Rocky-9-EC2-Base-9.6-20260203.0.x86_64', 1],
		],
	);
});
