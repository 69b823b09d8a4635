/** What the danger panel says of what runs: what has no verdict is never said to be fine. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RegionCounts} from '../../source/inventory/counts.ts';
import {reviewStep} from '../../source/rollout/moves/steps.ts';
import {reviewOfScan} from '../../source/rollout/offline/saved-scan.ts';
import type {RolloutState} from '../../source/rollout/state.ts';
import {headLines} from '../../source/ui/screens/enforce/enforce-blocks.ts';

const options = {demo: false, readOnly: false, purpose: 'rollout'} as const;
const {state: opened} = reviewOfScan({instances: []}, options, '2026-01-01T00:00:00Z');
const state: RolloutState = {...opened, step: reviewStep};
const counts = {instances: 3, notAllowed: 0, unknown: 0, imagesNotAllowed: 0};

function said(change: Partial<RegionCounts>, sources = 0): string {
	const scan = {
		status: 'done',
		id: 1,
		isComplete: true,
		settings: {State: 'audit-mode', ImageCriteria: [], ManagedBy: 'account'},
		managed: {added: 0, judgedHere: 0},
		finishedAt: '2026-01-01T00:00:00Z',
		offendingImages: [],
		counts: {...counts, ...change},
	} as const;
	return headLines(state, scan, {isWide: false, sources})
		.map(({text}) => text)
		.join('\n');
}

test('nothing that runs is said to be blocked only where AWS gave a verdict on all of it', () => {
	assert.match(said({}), /None of the 3 instances runs an image that would be blocked\./);
	assert.match(said({unknown: 1}), /None of the 3 instances is known to run .*\n.*no verdict on 1 instance/);
	assert.match(said({unknown: 1}, 2), /No image that runs is known to be blocked, but 2 launch sources would fail/);
	assert.match(said({instances: 0}), /No instance was found here\./);
	assert.match(
		said({notAllowed: 1, imagesNotAllowed: 1}),
		/Blocks 1 image that 1 of 3 instances runs, and every other/,
	);
});
