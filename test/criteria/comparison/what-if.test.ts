import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {ImageCriteria} from '../../../source/criteria/criterion.ts';
import {compileCriteria} from '../../../source/criteria/evaluation/evaluate.ts';
import type {ImageEvidence} from '../../../source/criteria/evaluation/image.ts';
import {
	disagreementInWords,
	whatIf,
	whatIfReport,
	type ImageInUse,
} from '../../../source/criteria/comparison/what-if.ts';
import fc from '../../support/fast-check.ts';
import {account, anyImage, criteria, now} from '../arbitraries.ts';

const context = {account, now};

function image(evidence: Partial<ImageEvidence>, instances: number, region = 'us-east-1'): ImageInUse {
	return {evidence: {ImageId: 'ami-1', OwnerId: '444455556666', ...evidence}, instances, region};
}

const amazon: ImageCriteria = [{ImageProviders: ['amazon']}];
const team: ImageCriteria = [{ImageProviders: ['444455556666']}];

describe('whatIf', () => {
	it('counts instances and images, and what is new', () => {
		const images = [
			image({ImageAllowed: false}, 9),
			image({ImageOwnerAlias: 'amazon', OwnerId: '137112412989', ImageAllowed: true}, 5),
			image({OwnerId: account, ImageAllowed: true}, 3),
			{evidence: {ImageId: 'ami-4'}, instances: 2, region: 'us-east-1'},
		];
		const result = whatIf({...context, images, after: team});
		assert.deepEqual(result.instances, {
			Instances: 19,
			Allowed: 12,
			NotAllowed: 5,
			Unknown: 2,
			NewlyAllowed: 9,
			NewlyNotAllowed: 5,
		});
		assert.deepEqual(result.images, {
			Instances: 4,
			Allowed: 2,
			NotAllowed: 1,
			Unknown: 1,
			NewlyAllowed: 1,
			NewlyNotAllowed: 1,
		});
	});

	it("takes AWS's word for the verdict before, ours under the applied criteria where it is silent, else says unknown", () => {
		const before = (evidence: Partial<ImageEvidence>, applied?: ImageCriteria) =>
			whatIf({...context, images: [image(evidence, 1)], after: [], ...(applied && {applied})}).changes[0]?.before;
		assert.equal(before({ImageAllowed: true}, amazon), 'allowed');
		assert.equal(before({ImageAllowed: false}, team), 'not-allowed');
		assert.equal(before({}, team), 'allowed');
		assert.equal(before({}, amazon), 'not-allowed');
		assert.equal(before({}), 'unknown');
	});

	it("lets AWS's verdicts stand where the criteria are those it gave them by, however they are written", () => {
		const unseen = {evidence: {ImageId: 'ami-9', ImageAllowed: false}, instances: 1, region: 'us-east-1'};
		const silent = image({}, 1);
		const after = (judgedBy?: ImageCriteria) =>
			whatIf({...context, images: [unseen, silent], after: team, ...(judgedBy && {judgedBy})}).changes.map(
				(change) => change.after,
			);
		assert.deepEqual(after(), ['unknown', 'allowed']);
		assert.deepEqual(after(amazon), ['unknown', 'allowed']);
		assert.deepEqual(after(team.map((criterion) => ({...criterion}))), ['not-allowed', 'allowed']);
	});

	it('knows the criteria applied in each Region', () => {
		const images = [image({}, 1, 'us-east-1'), image({}, 1, 'eu-west-1'), image({}, 1, 'ap-south-1')];
		const applied = new Map([
			['us-east-1', team],
			['eu-west-1', amazon],
		]);
		assert.deepEqual(
			whatIf({...context, images, after: amazon, applied}).changes.map(({before}) => before),
			['allowed', 'not-allowed', 'unknown'],
		);
	});

	it('names where AWS and we differ under the applied criteria; unknown is no difference', () => {
		const images = [
			image({ImageAllowed: true}, 2),
			image({ImageAllowed: false}, 3),
			{evidence: {ImageId: 'ami-9', ImageAllowed: false}, instances: 1, region: 'us-east-1'},
		];
		const {disagreements} = whatIf({...context, images, after: [], applied: amazon});
		assert.deepEqual(
			disagreements.map((one) => disagreementInWords(one)),
			['AWS allows ami-1 in us-east-1 (2 in use), our reading of the applied criteria does not: AWS is right'],
		);
	});

	it('gives the verdicts of the evaluator, and sums that add up', () => {
		const anyUse = fc.tuple(anyImage, fc.nat(20)).map(([evidence, instances]) => ({evidence, instances, region: 'r'}));
		fc.assert(
			fc.property(criteria, fc.array(anyUse, {maxLength: 8}), (after, images) => {
				const result = whatIf({...context, images, after});
				const {Instances, Allowed, NotAllowed, Unknown} = result.instances;
				assert.equal(Allowed + NotAllowed + Unknown, Instances);
				assert.equal(
					Instances,
					images.reduce((sum, one) => sum + one.instances, 0),
				);
				const evaluator = compileCriteria(after, context);
				assert.deepEqual(
					result.changes.map((change) => change.after),
					images.map(({evidence}) => evaluator.verdict(evidence)),
				);
			}),
		);
	});
});

describe('whatIfReport', () => {
	it('is what the command prints: refused images first, with reasons, absent text as null', () => {
		const images = [
			image({ImageId: 'ami-a', OwnerId: '137112412989', ImageOwnerAlias: 'amazon', Name: 'al2023'}, 1),
			image({ImageId: 'ami-b', ImageAllowed: true}, 2),
			image({ImageId: 'ami-c', ImageAllowed: false, Name: 'x'}, 7, 'eu-west-1'),
		];
		assert.deepEqual(whatIfReport(whatIf({...context, images, after: amazon})), {
			Instances: 10,
			Allowed: 1,
			NotAllowed: 9,
			Unknown: 0,
			NewlyAllowed: 0,
			NewlyNotAllowed: 2,
			Images: [
				{
					ImageId: 'ami-c',
					Name: 'x',
					OwnerId: '444455556666',
					Region: 'eu-west-1',
					Instances: 7,
					Before: 'not-allowed',
					After: 'not-allowed',
					Reasons: ['criterion 1: provider 444455556666 is none of amazon'],
				},
				{
					ImageId: 'ami-b',
					Name: null,
					OwnerId: '444455556666',
					Region: 'us-east-1',
					Instances: 2,
					Before: 'allowed',
					After: 'not-allowed',
					Reasons: ['criterion 1: provider 444455556666 is none of amazon'],
				},
				{
					ImageId: 'ami-a',
					Name: 'al2023',
					OwnerId: '137112412989',
					Region: 'us-east-1',
					Instances: 1,
					Before: 'unknown',
					After: 'allowed',
					Reasons: ['criterion 1: provider is amazon'],
				},
			],
		});
	});
});
