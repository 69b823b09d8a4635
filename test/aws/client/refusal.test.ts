import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from '../../support/fast-check.ts';
import {isByOrganization, readRefusal, type Refusal} from '../../../source/aws/client/errors/refusal.ts';
import {noAbort, problemIn} from '../cloud-for.ts';
import {errorAnswer, fakeEc2} from '../fake-ec2.ts';

const jane = 'arn:aws:sts::111122223333:assumed-role/Admin/jane';

/** Sentences as the IAM User Guide prints them, and what they say. */
const sentences: ReadonlyArray<readonly [sentence: string, refusal: Refusal]> = [
	[
		`You are not authorized to perform this operation. User: ${jane} is not authorized to perform: ec2:EnableAllowedImagesSettings because no identity-based policy allows the ec2:EnableAllowedImagesSettings action`,
		{
			principal: jane,
			action: 'ec2:EnableAllowedImagesSettings',
			policy: 'identity-based policy',
			isExplicit: false,
		},
	],
	[
		`User: ${jane} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/reader`,
		{principal: jane, action: 'sts:AssumeRole', resource: 'arn:aws:iam::444455556666:role/reader'},
	],
	[
		`User: ${jane} is not authorized to perform: ec2:DescribeImages with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/service_control_policy/p-1`,
		{principal: jane, action: 'ec2:DescribeImages', policy: 'service control policy', isExplicit: true},
	],
	[
		`User: ${jane} is not authorized to perform: ec2:DescribeImages with an explicit deny in a resource control policy`,
		{principal: jane, action: 'ec2:DescribeImages', policy: 'resource control policy', isExplicit: true},
	],
	[
		`User: ${jane} is not authorized to perform: ec2:DescribeImages because no permissions boundary allows the ec2:DescribeImages action`,
		{principal: jane, action: 'ec2:DescribeImages', policy: 'permissions boundary', isExplicit: false},
	],
	[
		`User: ${jane} is not authorized to perform: ec2:DescribeImages because no session policy allows the ec2:DescribeImages action`,
		{principal: jane, action: 'ec2:DescribeImages', policy: 'session policy', isExplicit: false},
	],
	[
		`User: ${jane} is not authorized to perform: ec2:DescribeImages because no VPC endpoint policy allows the ec2:DescribeImages action`,
		{principal: jane, action: 'ec2:DescribeImages', policy: 'VPC endpoint policy', isExplicit: false},
	],
	[
		`User: ${jane} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/r with an explicit deny in the role trust policy`,
		{
			principal: jane,
			action: 'sts:AssumeRole',
			resource: 'arn:aws:iam::1:role/r',
			policy: 'role trust policy',
			isExplicit: true,
		},
	],
	[
		`User: ${jane} is not authorized to perform: ec2:DescribeImages with an explicit deny in an identity-based policy`,
		{principal: jane, action: 'ec2:DescribeImages', policy: 'identity-based policy', isExplicit: true},
	],
	[
		`User: ${jane} is not authorized to perform: ec2:DescribeImages with an explicit deny in a kind of policy of the year 2030`,
		{principal: jane, action: 'ec2:DescribeImages', isExplicit: true},
	],
	['You are not authorized to perform this operation.', {}],
	['Talk to the cloud team (ext. 42) before you launch anything.', {}],
	['', {}],
];

for (const [sentence, refusal] of sentences) {
	test(`what AWS says of a refusal: ${sentence.slice(-90)}`, () => {
		assert.deepEqual(readRefusal(sentence), refusal);
	});
}

test('no text whatever takes long or is taken for more than it says', () => {
	const words = fc.constantFrom(
		'User:',
		'arn:aws:',
		'is not authorized',
		'to perform:',
		'explicit deny in',
		'because no',
		'allows',
		'a',
		' ',
		'\n',
	);
	for (const parts of fc.sample(fc.array(words, {maxLength: 200}), {seed: 20_260_102, numRuns: 500})) {
		const {policy} = readRefusal(parts.join(' '));
		assert.equal(policy, undefined);
	}
});

test("the organization's refusal is known by today's text and by yesterday's", () => {
	for (const text of [
		'This action is denied due to an organizational policy in effect',
		'This action is denied due to an organizational policy in effect.',
		'This functionality has been disabled by a Declarative Policy. Custom message: ask us',
	]) {
		assert.ok(isByOrganization(text), text);
	}

	for (const text of [
		'with an explicit deny in a service control policy',
		'You are not authorized.',
		'our policy says no',
	]) {
		assert.ok(!isByOrganization(text), text);
	}
});

const settings = (managedBy: string): string =>
	`<state>audit-mode</state><managedBy>${managedBy}</managedBy><imageCriterionSet/>`;

for (const [name, status, code, text, managedBy, kind] of [
	[
		"today's text, while the Region says nothing of it",
		400,
		'OperationNotPermitted',
		'This action is denied due to an organizational policy in effect',
		'account',
		'policy-managed',
	],
	[
		"the organization's own text, and the Region reports a policy",
		400,
		'InvalidParameterValue',
		'Talk to the cloud team first',
		'declarative-policy',
		'policy-managed',
	],
	[
		"the organization's own text with a status of its own",
		403,
		'UnauthorizedOperation',
		'Talk to the cloud team first',
		'declarative-policy',
		'policy-managed',
	],
	[
		'a text nobody knows, and the Region reports none',
		400,
		'OperationNotPermitted',
		'Talk to the cloud team first',
		'account',
		'service',
	],
	['a plain denial', 403, 'UnauthorizedOperation', 'You are not authorized.', 'account', 'denied'],
] as const) {
	for (const change of ['enable', 'replace', 'disable'] as const) {
		test(`${change} refused with ${name}: ${kind}, and the words are quoted`, async (t) => {
			const {cloud} = await fakeEc2(t, ({action}) =>
				action === 'GetAllowedImagesSettings' ? settings(managedBy) : errorAnswer(status, code, text),
			);
			const problem = await problemIn(
				change === 'enable'
					? cloud.enableAuditMode('us-east-1', noAbort)
					: change === 'disable'
						? cloud.disable('us-east-1', noAbort)
						: cloud.replaceCriteria('us-east-1', [], noAbort),
			);
			assert.equal(problem.kind, kind, problem.what);
			assert.ok(problem.what.includes(text), problem.what);
			if (kind !== 'policy-managed') {
				return;
			}

			assert.match(problem.next, /administrators of the organization/);
			assert.match(problem.what, /policy of the organization/);
		});
	}
}
