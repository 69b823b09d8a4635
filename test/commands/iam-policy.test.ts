import assert from 'node:assert/strict';
import {test} from 'node:test';
import {iamPolicy} from '../../source/aws/client/policy.ts';
import {makePlace} from './run.ts';

test('iam-policy prints the policy as JSON, without any changing call for reviewers', async (t) => {
	const {run} = await makePlace(t);
	const [operator, reviewer] = await Promise.all([run(['iam-policy']), run(['iam-policy', '--read-only'])]);
	assert.deepEqual(JSON.parse(operator.stdout), iamPolicy('operator'));
	assert.deepEqual(JSON.parse(reviewer.stdout), iamPolicy('read-only'));
	assert.doesNotMatch(reviewer.stdout, /Enable|Disable|Replace/);
	assert.deepEqual([operator.exitCode, operator.stderr, reviewer.exitCode], [0, '', 0]);
});
