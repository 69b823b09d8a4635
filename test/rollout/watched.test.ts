/** What a watch tells: by source, the newest first, each held against what the danger panel named. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Launch} from '../../source/operations/launches/launch.ts';
import type {RefusedLaunch} from '../../source/operations/watch/refused.ts';
import {reviewStep} from '../../source/rollout/moves/steps.ts';
import {reviewOfScan} from '../../source/rollout/offline/saved-scan.ts';
import {noWork, type RolloutState} from '../../source/rollout/state.ts';
import {watchedIn} from '../../source/rollout/steps/watch.ts';

const region = 'us-east-1';

function refused(time: string, id: string, imageId = 'ami-1'): RefusedLaunch {
	return {time, region, source: {type: 'auto-scaling-group', id}, imageId, error: 'Failed', message: 'No.'};
}

const named: Launch = {
	region,
	type: 'auto-scaling-group',
	id: 'ci',
	imageId: 'ami-1',
	chain: [],
	allowed: false,
	verdictBy: 'aws',
	reasons: [],
};

test('what one source is refused again and again is one row, and says whether it was named before', () => {
	const base: RolloutState = {
		...reviewOfScan({instances: []}, {demo: false, readOnly: true, purpose: 'review'}, '2026-01-01T00:00:00Z').state,
		step: reviewStep,
	};
	const state: RolloutState = {
		...base,
		work: {
			[region]: {
				...noWork,
				namedUpon: [named],
				watched: {
					launches: [
						refused('2026-01-01T00:03:00Z', 'ci'),
						refused('2026-01-01T00:02:00Z', 'other', 'ami-2'),
						refused('2026-01-01T00:01:00Z', 'ci'),
					],
					count: 3,
					since: '2026-01-01T00:00:00Z',
					unread: [],
				},
			},
		},
	};
	const {groups, count} = watchedIn(state, {name: 'watch', cursor: 0, regions: [region]});
	assert.equal(count, 3);
	assert.deepEqual(
		groups.map(({newest, times, named: before}) => [newest.source.id, newest.time, times, before?.id]),
		[
			['ci', '2026-01-01T00:03:00Z', 2, 'ci'],
			['other', '2026-01-01T00:02:00Z', 1, undefined],
		],
	);
});
