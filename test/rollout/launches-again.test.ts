/** "Seen enough" is said of one reading of CloudTrail: the next one is whole again. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {here, wanted} from '../../source/machine/loadable.ts';
import {reduce} from '../../source/machine/machine.ts';
import {readAgainIn, withReading} from '../../source/rollout/moves/readings.ts';
import {startScanIn} from '../../source/rollout/moves/scans.ts';
import {reviewStep} from '../../source/rollout/moves/steps.ts';
import {noWork, type RolloutState} from '../../source/rollout/state.ts';
import {wizard} from '../../source/rollout/wizard.ts';
import {openingFor} from './opening.ts';

const region = 'us-east-1';
const settings = {State: 'audit-mode', ManagedBy: 'account', ImageCriteria: [{ImageProviders: ['amazon']}]} as const;

test('whoever has seen enough of what launches reads all of it when it is asked for anew', () => {
	const stopped = reduce(
		wizard,
		{
			...openingFor({name: 'launches', regions: [region], by: 'image', cursor: 0, review: reviewStep}),
			queue: [region],
			work: {[region]: {...noWork, reading: here(wanted, {settings, at: ''}), launches: wanted}},
		},
		{type: 'stop-launches'},
	);
	assert.strictEqual(stopped.phase, 'rollout');
	assert.equal(stopped.work[region]?.hasEnoughLaunches, true);
	const other = {...settings, ImageCriteria: [{ImageProviders: ['none']}]};
	for (const anew of [startScanIn(stopped, region), withReading(stopped, region, other, '')]) {
		const {launches, hasEnoughLaunches} = anew.work[region] ?? noWork;
		assert.deepEqual([launches, hasEnoughLaunches], [{status: 'wanted', attempt: 1}, false]);
	}

	// As long as it says the same, it is the same reading.
	assert.equal(withReading(stopped, region, settings, '').work[region]?.hasEnoughLaunches, true);
});

test('what launches is judged anew once a Region says something else, although it was being read again meanwhile', () => {
	const found = {region, launches: [], gaps: []};
	const read: RolloutState = {
		...openingFor({name: 'launches', regions: [region], by: 'image', cursor: 0, review: reviewStep}),
		queue: [region],
		overview: {[region]: {settings: here(wanted, settings), counts: wanted}},
		work: {[region]: {...noWork, reading: here(wanted, {settings, at: ''}), launches: here(wanted, found)}},
	};
	const again = readAgainIn(read, region);
	const other = {...settings, ImageCriteria: [{ImageProviders: ['none']}]};
	assert.equal(withReading(again, region, other, '').work[region]?.launches?.status, 'wanted');
	assert.equal(withReading(again, region, settings, '').work[region]?.launches?.status, 'here');
});
