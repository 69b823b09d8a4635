/** What a draft would do to what launches: counted beside the instances, and never better than it is known. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Launch, RegionLaunches} from '../../source/operations/launches/launch.ts';
import {launchPreview} from '../../source/operations/launches/preview.ts';

const region = 'us-east-1';
const input = {account: '123456789012', now: new Date('2026-11-25T12:00:00Z')};

function group(name: string, owner: string | undefined, allowed: boolean | null): Launch {
	return {
		region,
		type: 'auto-scaling-group',
		id: name,
		imageId: `ami-${name}`,
		chain: [],
		capacity: 2,
		...(owner !== undefined && {evidence: {ImageId: `ami-${name}`, OwnerId: owner, ImageOwnerAlias: owner}}),
		allowed,
		verdictBy: 'aws',
		reasons: [],
	};
}

const found: RegionLaunches = {
	region,
	launches: [
		group('ci', '111122223333', false),
		group('web', '444455556666', true),
		group('own', input.account, true),
		group('lost', undefined, null),
		// It runs, and is counted with the instances.
		{...group('running', '444455556666', true), type: 'instance'},
	],
	gaps: [],
};

test('it names what a draft newly blocks, and counts what it newly allows and what is not known', () => {
	assert.equal(
		launchPreview([{ImageProviders: ['111122223333']}], found, input),
		'1 launch source newly blocked (Auto Scaling group web (desired 2)), 1 launch source newly allowed: 1 of 4 would be blocked, 1 not known.',
	);
	assert.equal(
		launchPreview([{ImageProviders: ['444455556666']}], found, input),
		'No launch source changes: 1 of 4 would be blocked, 1 not known.',
	);
});

test('it says where nobody asked, and where not all could be asked', () => {
	assert.match(launchPreview([], undefined, input), /is not known/);
	const problem = {kind: 'denied', what: 'No.', next: 'Ask.'} as const;
	const partial = {...found, gaps: [{region, what: 'EC2 Fleets', problem}]};
	assert.match(launchPreview([], partial, input), /not all that launches could be asked for/);
});
