/** What the watch says: who tried, recognisably, and never that nothing was refused where not all of it could be read. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RefusedLaunch} from '../../source/operations/watch/refused.ts';
import {noneInWords, refusedInWords, triedBy} from '../../source/ui/screens/watch/watch-words.ts';

const asked = {where: 'us-east-1', since: '12:00:00'};

function called(by: string): RefusedLaunch {
	const source = {type: 'recent-launch', id: 'ami-1'} as const;
	return {time: '2026-01-01T00:00:00Z', region: 'us-east-1', source, imageId: 'ami-1', error: '', message: '', by};
}

test('where not everything could be read, it is not known whether anything was refused', () => {
	assert.equal(noneInWords({...asked, isPartial: false}), 'No launch was refused in us-east-1 since 12:00:00 UTC');
	assert.match(noneInWords({...asked, isPartial: true}), /^Not known whether launches were refused/);
});

test('what was counted is the least that there were, where not everything could be read or was kept', () => {
	const groups = ['a', 'b'].map((id) => ({newest: called(`arn:aws:iam::123456789012:user/${id}`), times: 1}));
	const words = 'launches refused in us-east-1 since 12:00:00 UTC, tried by';
	assert.equal(refusedInWords({...asked, isPartial: false, count: 2, groups}), `2 ${words} 2 sources`);
	assert.equal(
		refusedInWords({...asked, isPartial: true, count: 900, groups}),
		`At least 900 ${words} at least 2 sources`,
	);
});

test('who tried is a role with its session, a user, or an AWS service', () => {
	const role = 'arn:aws:sts::123456789012:assumed-role/ci-runner/pipeline-4711';
	assert.equal(triedBy(called(role)), 'role ci-runner/pipeline-4711');
	assert.equal(triedBy(called('arn:aws-cn:iam::123456789012:user/team/jane')), 'user jane');
	assert.equal(triedBy(called('arn:aws:iam::123456789012:root')), 'root');
	assert.equal(triedBy(called('spot.amazonaws.com')), 'spot.amazonaws.com');
	assert.equal(triedBy(called('not known')), 'a caller that is not known');
	assert.equal(triedBy({...called(role), source: {type: 'auto-scaling-group', id: 'ci'}}), 'Auto Scaling group ci');
});
